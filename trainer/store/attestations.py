"""Attestations: who signed which revision of a policy; and what was looked up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from trainer.store import Base
from trainer.store.content import Resource, Revision
from trainer.store.engine import insert_if_missing
from trainer.store.types import AnyRow

LONGEST_NOTE = 500
"""Characters of the note beside a signature on paper."""


class Attestation(Base):
    """A person signed that they read a revision and work by it; the first counts."""

    __tablename__ = "attestation"
    __table_args__ = (UniqueConstraint("person_id", "revision_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), index=True)
    language: Mapped[str] = mapped_column(String(20))
    """Of the page they signed."""
    signed_on: Mapped[date]
    """The day on the paper, or of the click."""
    at: Mapped[datetime]
    """When it was recorded."""
    answers_digest: Mapped[str] = mapped_column(String(64), default="")
    """SHA-256 of the questions and answers of the check; empty without a check."""
    recorded_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Who recorded a signature on paper; ``None``: they signed here themself."""
    note: Mapped[str] = mapped_column(String(LONGEST_NOTE), default="")


class PolicyLookup(Base):
    """A clause was opened during an attempt, for the first time."""

    __tablename__ = "policy_lookup"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    clause: Mapped[str] = mapped_column(String(121), primary_key=True)
    """``returns#cash-proof``."""
    seq: Mapped[int]
    """The last event before it; 0: before the first."""
    at: Mapped[datetime]


def settled(person: object) -> Select[int]:
    """Select the revisions a person needs not sign (any more), as ``revision_id``.

    Those they signed, and those after them that only changed words.

    Args:
        person: Their id, or a bind parameter for it.
    """
    signed, changed = aliased(Revision), aliased(Revision)
    asks_again = (
        select(changed.id)
        .where(
            changed.resource_id == Revision.resource_id,
            changed.number > signed.number,
            changed.number <= Revision.number,
            changed.change_kind != "editorial",
        )
        .exists()
    )
    return (
        select(Revision.id.label("revision_id"))
        .join(signed, signed.resource_id == Revision.resource_id)
        .join(Attestation, Attestation.revision_id == signed.id)
        .where(
            Attestation.person_id == person,
            Revision.number >= signed.number,
            ~asks_again,
        )
    )


def sign(session: Session, **values: object) -> None:
    """Keep a signature; of two for one revision and language the first stays."""
    insert_if_missing(session, Attestation, **values)


def of(session: Session, *, person: int, slug: str) -> Sequence[AnyRow]:
    """Return what a person signed of a policy, the newest revision first.

    ``revision_id``, ``number``, ``language``, ``signed_on``, ``at``, ``recorded_by``
    and ``note``.
    """
    return session.execute(_signed(slug).where(Attestation.person_id == person)).all()


def of_everybody(session: Session, slug: str) -> Sequence[AnyRow]:
    """Return what was signed of a policy: as :func:`of`, and ``person_id``."""
    return session.execute(_signed(slug)).all()


def look_up(session: Session, **values: object) -> None:
    """Note that a clause was opened; of several times the first stays."""
    insert_if_missing(session, PolicyLookup, **values)


def looked_up(session: Session, attempt: int) -> Sequence[AnyRow]:
    """Return the clauses opened during an attempt, in order: ``clause``, ``seq``."""
    return session.execute(
        select(PolicyLookup.clause, PolicyLookup.seq)
        .where(PolicyLookup.attempt_id == attempt)
        .order_by(PolicyLookup.seq, PolicyLookup.at, PolicyLookup.clause)
    ).all()


def _signed(slug: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Attestation.person_id,
            Attestation.revision_id,
            Revision.number,
            Attestation.language,
            Attestation.signed_on,
            Attestation.at,
            Attestation.recorded_by,
            Attestation.note,
        )
        .join(Revision, Revision.id == Attestation.revision_id)
        .join(Resource, Resource.id == Revision.resource_id)
        .where(Resource.kind == "policy", Resource.slug == slug)
        .order_by(Revision.number.desc(), Attestation.at)
    )
