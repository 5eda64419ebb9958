"""Who of a team has signed which policy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.errors import NotFoundError
from trainer.services import study
from trainer.services.roster import PersonInView, people_of
from trainer.services.shelf import Shelf
from trainer.store import attestations, direct, reading
from trainer.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Somebody of the team, and how they stand with a policy."""

    person: PersonInView
    signature: AnyRow | None
    """Their newest: ``number``, ``signed_on``, ``recorded_by`` and ``note``."""
    holds: bool
    """It holds for the newest revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Who of somebody's people has signed a policy."""

    slug: str
    title: str
    number: int
    """Of its newest revision."""
    revisions: tuple[AnyRow, ...]
    """The published ones, the newest first."""
    members: tuple[Member, ...]
    """Those who have not signed it first, by name."""

    @property
    def signed(self) -> int:
        """How many have."""
        return sum(member.holds for member in self.members)


def overview(
    session: Session, shelf: Shelf, *, actor: int, now: datetime
) -> tuple[Team, ...]:
    """Return who of one's own people has signed each policy, by its title."""
    people = _people(session, actor, now)
    with direct.reading(session) as connection:
        rows = [row for row in shelf.listed(connection) if row.kind == "policy"]
    slugs = [row.slug for row in sorted(rows, key=lambda row: row.card["title"])]
    return tuple(_team(session, slug, people) for slug in slugs)


def team(session: Session, *, actor: int, slug: str, now: datetime) -> Team:
    """Return who of one's own people has signed the newest revision of a policy.

    Raises:
        NotFoundError: if there is no such policy.
    """
    return _team(session, slug, _people(session, actor, now))


def _people(session: Session, actor: int, now: datetime) -> list[PersonInView]:
    """Return who is in one's teams today, without those who left."""
    return [
        person
        for person in people_of(session, actor=actor, now=now)
        if person.posts and person.deactivated_at is None
    ]


def _team(session: Session, slug: str, people: Sequence[PersonInView]) -> Team:
    every = reading.revisions(session, slug)
    rows = tuple(row for row in every if row.state == "published")
    if not rows:
        raise NotFoundError("There is no policy “%(slug)s”.", slug=slug)
    newest = rows[0]
    lowest = study.floor(every, newest.number)
    signed: dict[int, AnyRow] = {}
    for row in attestations.of_everybody(session, slug):
        signed.setdefault(row.person_id, row)
    members = [_member(person, signed.get(person.id), lowest) for person in people]
    return Team(
        slug=slug,
        title=newest.card["title"],
        number=newest.number,
        revisions=rows,
        members=tuple(sorted(members, key=lambda one: (one.holds, one.person.name))),
    )


def _member(person: PersonInView, signature: AnyRow | None, lowest: int) -> Member:
    holds = signature is not None and signature.number >= lowest
    return Member(person=person, signature=signature, holds=holds)
