"""How texts came out of their checks, noted down so that lists need not check again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import String, delete, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.store import Base
from trainer.store.engine import insert_if_missing
from trainer.store.types import AnyRow

KEPT_FOR = timedelta(days=90)
"""How long a text need not be checked again."""


class Proof(Base):
    """How a text with all it refers to came out of its checks."""

    __tablename__ = "proof"

    content_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    """Of everything that was checked, and of the checks' own version."""
    errors: Mapped[int]
    warnings: Mapped[int]
    publishable: Mapped[bool] = mapped_column(default=False, server_default=false())
    practice_only: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it can at least be published for practice."""
    checked_at: Mapped[datetime]


def noted(session: Session, hashes: Sequence[str]) -> dict[str, AnyRow]:
    """Return what is noted of some texts, by their hash."""
    wanted = select(*Proof.__table__.columns).where(Proof.content_hash.in_(hashes))
    return {row.content_hash: row for row in session.execute(wanted)}


def note(
    session: Session, content_hash: str, *, checked_at: datetime, **values: object
) -> None:
    """Note down how a text came out; what is noted already stays.

    What was noted long ago is forgotten: drafts change, and checking again is cheap.

    Args:
        session: In a write transaction.
        content_hash: Of the text.
        checked_at: Now.
        values: The other columns.
    """
    session.execute(delete(Proof).where(Proof.checked_at < checked_at - KEPT_FOR))
    insert_if_missing(
        session, Proof, content_hash=content_hash, checked_at=checked_at, **values
    )
