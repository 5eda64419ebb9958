"""Study the policies: which there are, what they say, and what changed in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from trainer.errors import ContentError, NotFoundError
from trainer.policies.difference import Difference, compare
from trainer.policies.module import Policy
from trainer.services.shelf import Shelf
from trainer.store import attestations, direct, progress, reading
from trainer.store.types import AnyRow


class Standing(StrEnum):
    """How a person stands with a policy; in the order of lists."""

    CHANGED = "changed"
    """They read an older revision, and it changed since."""
    NEW = "new"
    """They have not read it yet."""
    READ = "read"
    """They read it and have not signed it."""
    SIGNED = "signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A policy as the list shows it."""

    slug: str
    title: str
    minutes: int
    clauses: int
    effective: str
    """The day it came into force: 2026-09-01."""
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What changed since this person last read it."""

    since: int
    """The number of the revision they read."""
    notes: tuple[AnyRow, ...]
    """Revisions since, newest first: ``number``, ``published_at``, ``change_note``."""
    difference: Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A policy to read."""

    slug: str
    revision: int
    number: int
    newest: int
    """The number of the newest revision."""
    in_force: int
    """The number of the one in force today; 0: none is yet."""
    module: Policy
    minutes: int
    revisions: tuple[AnyRow, ...]
    """Every published one, newest first: ``number`` and ``published_at``."""
    signed: AnyRow | None
    """The signature that holds for it: ``number``, ``signed_on``, ``recorded_by``."""
    news: News | None
    """For the newest revision, where an older one was read."""

    @property
    def is_newest(self) -> bool:
        """Whether it is the one to read and sign."""
        return self.number == self.newest


def policies(session: Session, shelf: Shelf, *, person: int) -> tuple[Listed, ...]:
    """Return every policy: what changed first, then what this person has not read."""
    with direct.reading(session) as connection:
        rows = [row for row in shelf.listed(connection) if row.kind == "policy"]
        signed = progress.policies_read(connection, person)
        read = reading.last(connection, person)
    order = list(Standing)
    listed = [
        Listed(
            slug=row.slug,
            title=row.card["title"],
            minutes=row.card["minutes"],
            clauses=row.card["clauses"],
            effective=row.card["effective"],
            standing=_standing(row, signed, read),
        )
        for row in rows
    ]
    return tuple(sorted(listed, key=lambda one: (order.index(one.standing), one.title)))


def policy(
    session: Session,
    shelf: Shelf,
    *,
    person: int,
    slug: str,
    today: date,
    number: int = 0,
) -> Opened:
    """Return a revision of a policy, usually the newest.

    Args:
        session: Any.
        shelf: Compiles it.
        person: Who reads.
        slug: Of the policy.
        today: Decides which revision is in force.
        number: Of the revision; 0: the newest.

    Raises:
        NotFoundError: if there is none of that name or number.
    """
    every = reading.revisions(session, slug)
    rows = [row for row in every if row.state == "published"]
    row = _wanted(rows, slug, number)
    module = shelf.policy(session, row.id)
    newest = rows[0].number
    return Opened(
        slug=slug,
        revision=row.id,
        number=row.number,
        newest=newest,
        in_force=in_force(rows, today),
        module=module,
        minutes=row.card["minutes"],
        revisions=tuple(rows),
        signed=_signature(session, person, slug, floor(every, row.number), row.number),
        news=_news(session, shelf, person, rows, module) if row is rows[0] else None,
    )


def _wanted(rows: Sequence[AnyRow], slug: str, number: int) -> AnyRow:
    row = next((row for row in rows if number in (0, row.number)), None)
    if row is None:
        raise NotFoundError(
            "There is no policy “%(slug)s”, or it has no such revision. "
            "Choose one of those under Policies.",
            slug=slug,
        )
    return row


def in_force(rows: Sequence[AnyRow], today: date) -> int:
    """Return the number of the revision in force on a day; 0 where none is yet.

    Args:
        rows: Published revisions, the newest first.
        today: The day.
    """
    begun = (r.number for r in rows if r.card["effective"] <= today.isoformat())
    return next(begun, 0)


def floor(rows: Sequence[AnyRow], number: int) -> int:
    """Return the oldest revision whose signature still holds for a later one.

    Args:
        rows: Every revision, the newest first.
        number: Of the later one.
    """
    lowest = number
    for row in rows:
        if row.number <= number:
            lowest = row.number
            if row.change_kind != "editorial":
                break
    return lowest


def _standing(row: AnyRow, signed: frozenset[int], read: dict[int, int]) -> Standing:
    if row.id in signed:
        return Standing.SIGNED
    last = read.get(row.resource_id, 0)
    if not last:
        return Standing.NEW
    return Standing.READ if last >= row.number else Standing.CHANGED


def _signature(
    session: Session, person: int, slug: str, lowest: int, number: int
) -> AnyRow | None:
    rows = attestations.of(session, person=person, slug=slug)
    return next((row for row in rows if lowest <= row.number <= number), None)


def _news(
    session: Session, shelf: Shelf, person: int, rows: Sequence[AnyRow], now: Policy
) -> News | None:
    last = reading.last(session.connection(), person).get(rows[0].resource_id, 0)
    was = next((row for row in rows[1:] if row.number == last), None)
    if was is None:
        return None
    try:
        before = shelf.policy(session, was.id)
    except ContentError:
        return None  # it cannot be read any more; nothing can be compared
    return News(
        since=last,
        notes=tuple(row for row in rows if row.number > last),
        difference=compare(before, now),
    )
