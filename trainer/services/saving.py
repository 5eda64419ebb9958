"""Save a draft, and merge it where somebody else saved meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.content.merging import merge
from trainer.scenarios.both import may_all_stand
from trainer.scenarios.emit import format_text
from trainer.scenarios.emit_ids import MOVE, with_own_ids
from trainer.services.drafting import (
    LONGEST_TITLE,
    Draft,
    DraftChangedError,
    draft_of,
    front_of,
    held,
    note,
    open_draft,
    require_author,
    text_of,
)
from trainer.services.visitors import Visitor
from trainer.store import drafts
from trainer.store.engine import writing
from trainer.store.named import file_of, is_of_policy
from trainer.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """What an author wants to save."""

    version: int
    """The version it began with."""
    body: str
    choices: Mapping[int, str] = field(default_factory=dict)
    """Dispute, from 0 → ``mine``, ``theirs`` or ``both``."""
    seen: int = 0
    """The version of theirs the choices are about."""
    plays: Callable[[str], str] | None = None
    """What becomes of the kept plays with it; ``None``: they stay."""


def save(
    session: Session,
    *,
    viewer: Visitor,
    slug: str,
    version: int,
    body: str,
    now: datetime,
) -> Draft:
    """Save a draft's text in canonical form; one in review is a draft again.

    Where somebody else saved since ``version``, changes of different lines are merged
    and ``merged_with`` of the result names the other author. A text that changes
    nothing is not saved again.

    Raises:
        DraftChangedError: if both changed the same lines; it carries both texts.
        NotFoundError: if there is no such draft.
        WrongDetailError: naming ``body``, if it is too long.
    """
    mine = Mine(version=version, body=body)
    return settle(session, viewer=viewer, slug=slug, mine=mine, now=now)


def settle(
    session: Session, *, viewer: Visitor, slug: str, mine: Mine, now: datetime
) -> Draft:
    """Save like :func:`save`, with the choices made about disputed lines.

    Raises:
        DraftChangedError: if a dispute is left, or theirs changed once more.
        NotFoundError: if there is no such draft.
        WrongDetailError: naming ``body``, if it is too long.
    """
    require_author(viewer)
    body = text_of(mine.body)
    if not is_of_policy(slug):
        body, _report = format_text(body, file_of(slug))
    with writing(session):
        row = held(session, slug)
        merged_with = ""
        if mine.version != row.version:
            body = _merged(session, row, replace(mine, body=body))
            merged_with = row.author
        if body != row.body:
            plays = mine.plays(row.plays) if mine.plays else row.plays
            _put(session, row, (body, plays), viewer, now)
    draft = open_draft(session, viewer=viewer, slug=slug)
    return replace(draft, merged_with=merged_with)


def _merged(session: Session, row: AnyRow, mine: Mine) -> str:
    base = drafts.body_at(session, row.id, mine.version)
    of_policy = is_of_policy(row.slug)
    heads = "" if of_policy else MOVE
    merged = merge(base=base or "", mine=mine.body, theirs=row.body, heads=heads)
    decided = (
        mine.seen == row.version
        and mine.choices.keys() >= set(range(len(merged.disputes)))
        and (of_policy or may_all_stand(merged, mine.choices, row.file))
    )
    if merged.disputes and not decided:
        raise DraftChangedError(
            theirs=draft_of(row), mine=mine.body, version=mine.version, merged=merged
        )
    text = merged.text(mine.choices)
    return text if of_policy else with_own_ids(text, row.file)


def _put(
    session: Session,
    row: AnyRow,
    texts: tuple[str, str],
    viewer: Visitor,
    now: datetime,
) -> None:
    body, plays = texts
    _kind, title = front_of(body, row.file)
    drafts.put(
        session,
        row.id,
        row.version + 1,
        body=body,
        plays=plays,
        title=(title or row.title)[:LONGEST_TITLE],
        state="draft",
        changed_by=viewer.person_id,
        changed_at=now,
    )
    if row.state == "in-review":
        note(session, "draft.taken-back", viewer=viewer, slug=row.slug, now=now)
