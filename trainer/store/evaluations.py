"""Evaluations: what an attempt was worth, with the evidence for every point.

A score is superseded, never changed: a later evaluation names the one it replaces.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Connection,
    ForeignKey,
    Numeric,
    String,
    Table,
    insert,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from trainer.store import Base
from trainer.store.types import AnyRow


class Evaluation(Base):
    """The result of one finished attempt."""

    __tablename__ = "evaluation"
    __table_args__ = (
        CheckConstraint("total BETWEEN 0 AND 100", name="total_is_percent"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), index=True)
    scorer: Mapped[str] = mapped_column(String(20))
    """``rule`` or ``human``."""
    engine_version: Mapped[str] = mapped_column(String(20))
    total: Mapped[Decimal] = mapped_column(Numeric(4, 1))
    """Percent, one decimal."""
    pass_mark: Mapped[int]
    """Percent that was needed then; the organisation may change its mind later."""
    passed: Mapped[bool]
    provisional: Mapped[bool]
    """Own words in it still wait for a person; until then they lower nothing."""
    outcome: Mapped[str] = mapped_column(String(40))
    reasons: Mapped[list[str]] = mapped_column(JSON)
    """Why it is not a pass; empty for a pass."""
    critical: Mapped[list[Any]] = mapped_column(JSON)
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("evaluation.id"))
    created_at: Mapped[datetime]


class CriterionScore(Base):
    """One criterion of an evaluation."""

    __tablename__ = "criterion_score"

    evaluation_id: Mapped[int] = mapped_column(
        ForeignKey("evaluation.id"), primary_key=True
    )
    criterion: Mapped[str] = mapped_column(String(20), primary_key=True)
    weight: Mapped[int]
    share: Mapped[Decimal] = mapped_column(Numeric(4, 1))
    """Percent of the reference, one decimal."""
    level: Mapped[str] = mapped_column(String(12))
    gains: Mapped[int]
    losses: Mapped[int]
    reference: Mapped[int]
    evidence: Mapped[list[Any]] = mapped_column(JSON)
    """For every point: event, source, why, clause."""


EVALUATION = cast("Table", Evaluation.__table__)
CRITERION_SCORE = cast("Table", CriterionScore.__table__)


def add(
    connection: Connection,
    values: Mapping[str, Any],
    criteria: Sequence[Mapping[str, Any]],
) -> int:
    """Add an evaluation with its criteria and return its id."""
    added = connection.execute(insert(EVALUATION), values)
    key = added.inserted_primary_key
    number = int(key[0]) if key else 0
    if criteria:
        rows = [{"evaluation_id": number, **criterion} for criterion in criteria]
        connection.execute(insert(CRITERION_SCORE), rows)
    return number


def of_attempt(connection: Connection, attempt: int) -> AnyRow | None:
    """Return the evaluation of an attempt that nothing supersedes, or ``None``."""
    columns = EVALUATION.c
    wanted = (
        select(EVALUATION)
        .where(columns.attempt_id == attempt)
        .order_by(columns.id.desc())
        .limit(1)
    )
    return connection.execute(wanted).one_or_none()


def criteria_of(connection: Connection, evaluation: int) -> Sequence[AnyRow]:
    """Return the criteria of an evaluation."""
    table = CRITERION_SCORE
    wanted = select(table).where(table.c.evaluation_id == evaluation)
    return connection.execute(wanted).all()
