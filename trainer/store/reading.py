"""Reading: which revision of a policy a person has read, and when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, ForeignKey, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.store import Base
from trainer.store.content import Resource, Revision
from trainer.store.engine import insert_if_missing
from trainer.store.types import AnyRow


class PolicyRead(Base):
    """A person read a revision of a policy to its end."""

    __tablename__ = "policy_read"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revision.id"), primary_key=True
    )
    read_at: Mapped[datetime]


def mark(session: Session, *, person: int, revision: int, now: datetime) -> None:
    """Note that a person read a revision; the first time is the one that is kept."""
    insert_if_missing(
        session, PolicyRead, person_id=person, revision_id=revision, read_at=now
    )


def last(connection: Connection, person: int) -> dict[int, int]:
    """Return the number of the newest revision a person read, by resource."""
    wanted = (
        select(Revision.resource_id, func.max(Revision.number))
        .join(PolicyRead, PolicyRead.revision_id == Revision.id)
        .where(PolicyRead.person_id == person)
        .group_by(Revision.resource_id)
    )
    return {row[0]: row[1] for row in connection.execute(wanted)}


def revisions(session: Session, slug: str) -> Sequence[AnyRow]:
    """Return every revision of a policy, withdrawn ones too, the newest first.

    ``id``, ``resource_id``, ``number``, ``state``, ``card``, ``change_kind``,
    ``change_note`` and ``published_at``.
    """
    wanted = (
        select(
            Revision.id,
            Revision.resource_id,
            Revision.number,
            Revision.state,
            Revision.card,
            Revision.change_kind,
            Revision.change_note,
            Revision.published_at,
        )
        .join(Resource, Resource.id == Revision.resource_id)
        .where(Resource.kind == "policy", Resource.slug == slug)
        .order_by(Revision.number.desc())
    )
    return session.execute(wanted).all()
