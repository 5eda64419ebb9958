"""What a trainee is told before a role-play starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from trainer.errors import NotFoundError
from trainer.services.evaluate import WARM_UP
from trainer.services.shelf import Shelf
from trainer.store import content, direct, progress
from trainer.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """A scenario, before it starts."""

    slug: str
    title: str
    body: str
    """Markdown, without its title."""
    card: Mapping[str, Any]
    policies: tuple[tuple[str, str, bool], ...]
    """Slug, title and whether this person has read it."""
    pass_mark: int | None
    """Its own mark, percent; ``None``: the organisation's."""
    practice_only: bool
    """It counts for no assessment, however it ends."""
    timed: bool
    """Some answers have to be given within a time."""
    always_timed: bool
    """As an assessment it is timed also for those who have no timers."""
    varies: bool
    """Another try can be dealt differently."""
    scored: bool
    tries: int
    best: Decimal | None
    open_attempt: int | None
    failed: Failed | None
    """The newest assessed attempt, if it did not pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An assessed attempt that did not pass."""

    attempt: int
    total: Decimal


def briefing(session: Session, shelf: Shelf, *, slug: str, person: int) -> Briefing:
    """Return what is said before a role-play.

    Raises:
        NotFoundError: if no such scenario may be practised.
    """
    row = content.newest(session, kind="scenario", slug=slug)
    if row is None or row.card["use"] == "exam":
        raise NotFoundError(
            "There is no role-play “%(slug)s” to practise. "
            "Choose one of those under Practice.",
            slug=slug,
        )
    machine = shelf.script(session, row.id).machine
    with direct.reading(session) as connection:
        rows = shelf.listed(connection)
        read = progress.policies_read(connection, person)
        done = progress.standing(connection, person)
        assessed = progress.last_assessed(connection, person, row.resource_id)
    standing = next((s for s in done if s.resource_id == row.resource_id), None)
    return Briefing(
        slug=slug,
        title=row.card["title"],
        body=without_title(machine.briefing),
        card=row.card,
        policies=tuple(
            (other.slug, other.card["title"], other.id in read)
            for other in rows
            if other.kind == "policy" and other.slug in row.card["policies"]
        ),
        pass_mark=machine.settings.pass_mark,
        practice_only=row.practice_only,
        timed=any(move.seconds for move in machine.moves),
        always_timed=machine.settings.timed == "required",
        varies=any(len(options) > 1 for _slot, options in machine.deals.values()),
        scored=slug != WARM_UP,
        tries=standing.tries if standing else 0,
        best=standing.best if standing else None,
        open_attempt=standing.open_attempt if standing else None,
        failed=_failed(assessed),
    )


def _failed(row: AnyRow | None) -> Failed | None:
    """What still waits for a person to read it has not failed yet."""
    if row is None or row.total is None or row.passed or row.provisional:
        return None
    return Failed(attempt=row.id, total=row.total)


def without_title(markdown: str) -> str:
    """Return a briefing without the heading that repeats the title."""
    lines = markdown.strip().splitlines()
    return "\n".join(lines[1:]) if lines and lines[0].startswith("# ") else markdown
