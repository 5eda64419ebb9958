"""Reading: which revision of a policy a person has marked as read, and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.store import Base


class PolicyRead(Base):
    """A person read a revision of a policy to its end."""

    __tablename__ = "policy_read"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revision.id"), primary_key=True
    )
    read_at: Mapped[datetime]


def read_at(session: Session, *, person: int, revision: int) -> datetime | None:
    """Return when a person read a revision, or ``None``."""
    wanted = select(PolicyRead.read_at).where(
        PolicyRead.person_id == person, PolicyRead.revision_id == revision
    )
    return session.execute(wanted).scalar_one_or_none()


def mark(session: Session, *, person: int, revision: int, now: datetime) -> None:
    """Note that a person read a revision; the first time is the one that is kept."""
    if read_at(session, person=person, revision=revision) is None:
        session.add(PolicyRead(person_id=person, revision_id=revision, read_at=now))
        session.flush()
