"""Study the policies: which there are, what they say, and that one was read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.errors import NotFoundError
from trainer.policies.module import Policy
from trainer.services.shelf import Shelf
from trainer.store import content, direct, progress, reading
from trainer.store.engine import writing
from trainer.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A policy as the list shows it."""

    slug: str
    title: str
    minutes: int
    clauses: int
    effective: str
    """The day it came into force: 2026-09-01."""
    read: bool
    """This person has read this revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A policy to read."""

    slug: str
    revision: int
    number: int
    module: Policy
    minutes: int
    read_at: datetime | None


def policies(session: Session, shelf: Shelf, *, person: int) -> tuple[Listed, ...]:
    """Return every policy, those this person has not read yet first."""
    with direct.reading(session) as connection:
        rows = shelf.listed(connection)
        read = progress.policies_read(connection, person)
    listed = [
        Listed(
            slug=row.slug,
            title=row.card["title"],
            minutes=row.card["minutes"],
            clauses=row.card["clauses"],
            effective=row.card["effective"],
            read=row.id in read,
        )
        for row in rows
        if row.kind == "policy"
    ]
    return tuple(sorted(listed, key=lambda policy: (policy.read, policy.title)))


def policy(session: Session, shelf: Shelf, *, person: int, slug: str) -> Opened:
    """Return the newest revision of a policy.

    Raises:
        NotFoundError: if there is none of that name.
    """
    row = _newest(session, slug)
    return Opened(
        slug=slug,
        revision=row.id,
        number=row.number,
        module=shelf.policy(session, row.id),
        minutes=row.card["minutes"],
        read_at=reading.read_at(session, person=person, revision=row.id),
    )


def mark_read(
    session: Session, *, person: int, slug: str, revision: int, now: datetime
) -> str:
    """Note that a person read the revision they were shown; return its title.

    Noting it twice keeps the first day. An older revision than the newest is noted as
    what it is, so the newest is offered again.

    Raises:
        NotFoundError: if there is no such policy.
    """
    with writing(session):
        row = content.whole(session, revision)
        if row is None or row.kind != "policy" or row.slug != slug:
            row = _newest(session, slug)
        reading.mark(session, person=person, revision=row.id, now=now)
        return str(row.card["title"])


def _newest(session: Session, slug: str) -> AnyRow:
    row = content.newest(session, kind="policy", slug=slug)
    if row is None:
        raise NotFoundError(
            "There is no policy “%(slug)s”. Choose one of those under Policies.",
            slug=slug,
        )
    return row
