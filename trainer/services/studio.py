"""The studio's list: every scenario with its state, its health and its use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.services import health
from trainer.services.drafting import require_author
from trainer.services.health import Health
from trainer.services.proving import Moment
from trainer.services.visitors import Visitor
from trainer.store import drafts, revisions
from trainer.store.types import AnyRow

PROVING = 0.3
"""Seconds after which a list that checks begins with no further text."""

FEWEST_SHOWN = 5
"""People; a smaller number would tell who plays."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The last revision of a scenario."""

    number: int
    state: str
    """``published`` or ``withdrawn``."""
    practice_only: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A scenario or sub-scene in the studio's list."""

    kind: str
    slug: str
    title: str
    draft: str
    """``draft``, ``in-review``, or empty: nobody is writing."""
    published: Published | None
    changed_by: str
    """Who saved the draft last; empty without a draft."""
    changed_at: datetime
    """Of the draft, else of the last revision."""
    health: Health | None
    """Of the draft, else of what is published; ``None``: not checked yet."""
    attempts: int
    people: int | None
    """Who began one; ``None`` where fewer than ``FEWEST_SHOWN`` did."""

    @property
    def state(self) -> str:
        """How far it is: the draft's state, else the revision's."""
        return self.draft or (self.published.state if self.published else "")


def drafts_of(
    session: Session, *, viewer: Visitor, moment: Moment, seconds: float = 0.0
) -> tuple[Entry, ...]:
    """Return all drafts and everything published, the one changed last first.

    Args:
        session: Outside a transaction.
        viewer: Who looks.
        moment: Now.
        seconds: For how long to check texts nobody has checked yet; usually not at
            all, so that the list is there at once.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
    """
    require_author(viewer)
    written = {r.slug: r for r in drafts.every(session) if r.kind != "policy"}
    last = {row.slug: row for row in revisions.last(session)}
    used = revisions.use(session, [row.resource_id for row in last.values()])
    rest = [row for slug, row in last.items() if slug not in written]
    texts = [(row.file, row.body, row.plays) for row in (*written.values(), *rest)]
    healths = health.check(session, texts, moment=moment, seconds=seconds)
    every = {**last, **written}
    entries = [_entry(written.get(s), last.get(s), used, healths) for s in every]
    return tuple(sorted(entries, key=lambda e: (e.changed_at, e.slug), reverse=True))


def _entry(
    draft: AnyRow | None,
    last: AnyRow | None,
    used: dict[int, tuple[int, int]],
    healths: dict[str, Health | None],
) -> Entry:
    shown = draft or last
    assert shown is not None  # noqa: S101 - one of the two named it
    attempts, people = used.get(last.resource_id, (0, 0)) if last else (0, 0)
    return Entry(
        kind=shown.kind,
        slug=shown.slug,
        title=draft.title if draft else shown.card["title"],
        draft=draft.state if draft else "",
        published=_published(last) if last else None,
        changed_by=draft.author if draft else "",
        changed_at=draft.changed_at if draft else shown.published_at,
        health=healths[shown.file],
        attempts=attempts,
        people=people if people >= FEWEST_SHOWN or not people else None,
    )


def _published(row: AnyRow) -> Published:
    return Published(
        number=row.number,
        state=row.state,
        practice_only=row.practice_only,
        at=row.published_at,
    )
