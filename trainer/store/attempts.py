"""Attempts: who played what, every event of it, and the words they typed.

The events are the whole truth about an attempt: its conversation is folded from them
and never stored. They are only ever added, in order, without a gap. Typed words live
in a table of their own, because they can be erased; the event keeps their digest.
"""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Connection,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Numeric,
    String,
    Table,
    Text,
    UniqueConstraint,
    event,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from trainer.store import Base, direct
from trainer.store.direct import Prepared
from trainer.store.engine import is_sqlite


class Attempt(Base):
    """One conversation of one person, on one revision of a scenario for good."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("person_id", "resource_id", "mode", "number"),
        CheckConstraint(
            "mode IN ('practice', 'assessment', 'observation')", name="mode"
        ),
        CheckConstraint("state IN ('open', 'finished', 'left')", name="state"),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        Index("ix_attempt_person_state", "person_id", "state", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), index=True)
    mode: Mapped[str] = mapped_column(String(12))
    number: Mapped[int]
    """Counts this person's attempts at this scenario in this mode, from 1: two
    requests for the same attempt cannot both succeed."""
    seed: Mapped[str] = mapped_column(String(40))
    deal: Mapped[dict[str, str]] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10))
    time_factor: Mapped[Decimal | None] = mapped_column(Numeric(3, 2))
    """The person's own, as it was at the start; empty: no clock."""
    secret: Mapped[str] = mapped_column(String(64))
    """Key of the tokens that stand for moves on its pages."""
    branched_from: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"))
    branched_seq: Mapped[int | None]
    """How many events were copied from there."""
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class AttemptEvent(Base):
    """One thing that happened in an attempt; never changed, never removed."""

    __tablename__ = "attempt_event"
    __table_args__ = (
        UniqueConstraint("attempt_id", "client_token"),
        CheckConstraint("seq >= 1", name="numbered_from_one"),
    )

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(10))
    move: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(40))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON)
    hits: Mapped[list[str]] = mapped_column(JSON)
    scorer: Mapped[str] = mapped_column(String(80))
    """Which matcher found the hits: code, weights, kind. Empty: nothing was matched."""
    refused: Mapped[bool]
    late: Mapped[bool]
    """The move came after the clock; what was taken is the clock's own move."""
    client_token: Mapped[str] = mapped_column(String(64))
    """Made by the page: sending the same form twice is answered once."""
    text_digest: Mapped[str] = mapped_column(String(64))
    judged: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Points and verdicts as they were decided then, kept ones too."""


class TypedText(Base):
    """The words of an event, kept apart so that they can be erased."""

    __tablename__ = "typed_text"
    __table_args__ = (
        ForeignKeyConstraint(
            ["attempt_id", "seq"], ["attempt_event.attempt_id", "attempt_event.seq"]
        ),
    )

    attempt_id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)


class Draft(Base):
    """Words typed but not sent: one for each place where words can be typed."""

    __tablename__ = "draft"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    move: Mapped[str] = mapped_column(String(80), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    saved_at: Mapped[datetime]


ATTEMPT = cast("Table", Attempt.__table__)
ATTEMPT_EVENT = cast("Table", AttemptEvent.__table__)
TYPED_TEXT = cast("Table", TypedText.__table__)

_before, _after = ATTEMPT.alias("moved_from"), ATTEMPT.alias("moved_to")
MOVED = (
    select(_before.c.id, _after.c.id.label("new"), _after.c.person_id)
    .join(_after, _after.c.branched_from == _before.c.id)
    .where(
        _after.c.person_id == _before.c.person_id,
        _after.c.revision_id != _before.c.revision_id,
    )
    .subquery("moved")
)
"""Attempts that went on in another one on a new revision: ``id`` in ``new``."""
DRAFT = cast("Table", Draft.__table__)

_ADD = Prepared(
    insert(ATTEMPT).returning(ATTEMPT.c.id),
    columns=tuple(column.name for column in ATTEMPT.c if column.name != "id"),
)

ONLY_ADDED = "events of an attempt are only ever added"

SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER attempt_event_no_{what} BEFORE {what.upper()} ON attempt_event "
    f"BEGIN SELECT RAISE(ABORT, '{ONLY_ADDED}'); END"
    for what in ("update", "delete")
)
"""Statements that make SQLite refuse to change or remove an event."""

POSTGRES_GUARDS = (
    (
        "CREATE OR REPLACE FUNCTION attempt_event_guard() RETURNS trigger "
        f"LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{ONLY_ADDED}'; END $$"
    ),
    (
        "CREATE TRIGGER attempt_event_guard BEFORE UPDATE OR DELETE "
        "ON attempt_event FOR EACH STATEMENT EXECUTE FUNCTION attempt_event_guard()"
    ),
)
"""Statements that make PostgreSQL refuse to change or remove an event."""


@event.listens_for(AttemptEvent.__table__, "after_create")
def _guard(_table: object, connection: Connection, **_options: object) -> None:
    guards = SQLITE_GUARDS if is_sqlite(connection) else POSTGRES_GUARDS
    for statement in guards:
        connection.exec_driver_sql(statement)


def add(connection: Connection, **values: Any) -> int:  # noqa: ANN401 - columns
    """Add an attempt and return its id; the database refuses a number used before."""
    nothing = {"branched_from": None, "branched_seq": None, "finished_at": None}
    (row,) = direct.rows(connection, _ADD, {**nothing, **values})
    return int(row.id)


def close(connection: Connection, attempt: int, *, state: str, now: datetime) -> None:
    """Mark an open attempt as ``finished`` or ``left``."""
    columns = ATTEMPT.c
    connection.execute(
        update(ATTEMPT)
        .where(columns.id == attempt, columns.state == "open")
        .values(state=state, finished_at=now)
    )
