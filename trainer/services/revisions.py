"""The history of a scenario: its revisions, what changed, and taking it off offer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Report
from trainer.errors import NotAllowedError, NotFoundError
from trainer.scenarios.difference import Change, difference
from trainer.scenarios.difference_plays import plays_changed
from trainer.scenarios.reader import read_document
from trainer.services.drafting import note, require_author
from trainer.services.visitors import Visitor
from trainer.store import drafts, revisions
from trainer.store.engine import writing
from trainer.store.types import AnyRow

DRAFT = "draft"
"""Stands for the draft where a revision's number is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionInView:
    """One revision in the history of a scenario."""

    number: int
    state: str
    """``published`` or ``withdrawn``."""
    offered: bool
    """Whether it is the one trainees are offered."""
    kind: str
    """``first``, ``editorial``, ``minor`` or ``major``."""
    note: str
    practice_only: bool
    source: str
    """``files`` or ``web``."""
    published_by: str
    """Empty where the operator loaded it."""
    approved_by: str
    """Empty where nobody had to."""
    published_at: datetime
    withdrawn_at: datetime | None
    withdrawn_by: str
    attempts: int
    """Begun on it; those that moved to another revision count there."""
    counted_with: tuple[int, ...]
    """Numbers of the other revisions that play the same: results count together."""
    counted: int
    """Attempts begun on all of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything that was ever published of a scenario."""

    slug: str
    kind: str
    title: str
    revisions: tuple[RevisionInView, ...]
    """The newest first."""
    has_draft: bool

    @property
    def offered(self) -> bool:
        """Whether it is on offer now."""
        return any(revision.offered for revision in self.revisions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two texts of a scenario, and what changed between them."""

    title: str
    before: str
    """Number of the earlier one."""
    after: str
    """Number of the later one, or ``draft``."""
    changes: tuple[Change, ...]
    lines: tuple[str, str]
    """Both texts."""


def history(session: Session, *, viewer: Visitor, slug: str) -> History:
    """Return the revisions of a scenario or sub-scene, and whether it has a draft.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
        NotFoundError: if there is nothing of this name.
    """
    require_author(viewer)
    rows = revisions.history(session, slug)
    draft = drafts.find(session, slug)
    if not rows and draft is None:
        raise _unknown(slug)
    newest = draft or rows[0]
    together = _together(session, rows)
    begun = revisions.attempts(session, rows[0].resource_id) if rows else {}
    offered = next((row.id for row in rows if row.state == "published"), None)
    shown = (
        _in_view(row, together[row.id], begun, offered=row.id == offered)
        for row in rows
    )
    return History(
        slug=slug,
        kind=newest.kind,
        title=draft.title if draft else rows[0].card["title"],
        revisions=tuple(shown),
        has_draft=draft is not None,
    )


def counted_together(session: Session, *, slug: str, number: int) -> frozenset[int]:
    """Return the ids of the revisions whose results count with those of one.

    They play the same, by their own logic and that of all they are pinned to: only
    words changed between them.
    """
    rows = revisions.history(session, slug)
    one = next((row.id for row in rows if row.number == number), None)
    alike = _together(session, rows).get(one, ()) if one else ()
    return frozenset(row.id for row in alike)


def compare(
    session: Session, *, viewer: Visitor, slug: str, before: str, after: str
) -> Compared:
    """Return what changed between two revisions, or a revision and the draft.

    Args:
        session: Reads both.
        viewer: Who looks.
        slug: Of the scenario.
        before: The number of a revision.
        after: The number of a later one, or ``draft``.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
        NotFoundError: if there is no such revision or draft.
    """
    require_author(viewer)
    texts = {str(row.number): row for row in revisions.history(session, slug)}
    if (draft := drafts.find(session, slug)) is not None:
        texts[DRAFT] = draft
    if before not in texts or after not in texts:
        raise NotFoundError(
            "There are no two such revisions. Choose them in the history."
        )
    rows = texts[before], texts[after]
    was, now = (read_document(row.body, row.file, Report()) for row in rows)
    return Compared(
        title=rows[1].title if after == DRAFT else rows[1].card["title"],
        before=before,
        after=after,
        changes=(
            *(difference(was, now) if was and now else ()),
            *plays_changed(rows[0].plays, rows[1].plays),
        ),
        lines=(rows[0].body, rows[1].body),
    )


def withdraw(session: Session, *, viewer: Visitor, slug: str, now: datetime) -> None:
    """Take a scenario off offer; who is in the middle of it may finish.

    Raises:
        NotAllowedError: if published scenarios call it, or the viewer is no author.
        NotFoundError: if nothing of this name is published.
    """
    require_author(viewer)
    with writing(session):
        row = next(iter(revisions.history(session, slug)), None)
        if row is None or row.state != "published":
            raise NotFoundError("Nothing of this name is published.")
        everything = [one.id for one in revisions.history(session, slug)]
        if callers := revisions.callers(session, everything):
            raise NotAllowedError(
                "These scenarios call it: %(names)s. Change them first.",
                names=", ".join(callers),
            )
        who = {"withdrawn_at": now, "withdrawn_by": viewer.person_id}
        revisions.withdraw(session, row.resource_id, **who)
        note(session, "revision.withdrawn", viewer=viewer, slug=slug, now=now)


def _together(
    session: Session, rows: Iterable[AnyRow]
) -> dict[int, tuple[AnyRow, ...]]:
    """Return by revision all revisions that play the same, itself included."""
    rows = list(rows)
    pinned: dict[int, list[tuple[str, str, str]]] = {row.id: [] for row in rows}
    for pin in revisions.pins(session, rows[0].resource_id) if rows else ():
        pinned[pin.revision_id].append((pin.kind, pin.slug, pin.logic_digest))
    keys = {row.id: (row.logic_digest, tuple(pinned[row.id])) for row in rows}
    return {
        row.id: tuple(other for other in rows if keys[other.id] == keys[row.id])
        for row in rows
    }


def _in_view(
    row: AnyRow, alike: tuple[AnyRow, ...], begun: dict[int, int], *, offered: bool
) -> RevisionInView:
    return RevisionInView(
        number=row.number,
        state=row.state,
        offered=offered,
        kind=row.change_kind,
        note=row.change_note,
        practice_only=row.practice_only,
        source=row.source,
        published_by=row.publisher or "",
        approved_by=row.approver or "",
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        withdrawn_by=row.withdrawer or "",
        attempts=begun.get(row.id, 0),
        counted_with=tuple(o.number for o in reversed(alike) if o.id != row.id),
        counted=sum(begun.get(other.id, 0) for other in alike),
    )


def _unknown(slug: str) -> NotFoundError:
    return NotFoundError(
        "There is no scenario “%(slug)s”. Open the studio to see all there are.",
        slug=slug[:40],
    )
