"""Bring into a draft what was published since it was begun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.content.merging import Merged, merge
from trainer.scenarios.both import may_all_stand
from trainer.scenarios.emit_ids import MOVE, with_own_ids
from trainer.services.drafting import (
    Draft,
    DraftChangedError,
    draft_of,
    held,
    note,
    open_draft,
    require_author,
)
from trainer.services.visitors import Visitor
from trainer.store import content, drafts
from trainer.store.engine import writing
from trainer.store.named import is_of_policy, name_of
from trainer.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What an author decided about lines that both changed."""

    version: int
    """Of the draft as it was shown."""
    onto: int
    """Id of the revision as it was shown."""
    choices: Mapping[int, str] = field(default_factory=dict)
    """Dispute, from 0 → ``mine``, ``theirs`` or ``both``."""


def catch_up(
    session: Session,
    *,
    viewer: Visitor,
    slug: str,
    now: datetime,
    decided: Decided | None = None,
) -> Draft:
    """Merge the newest revision into a draft, which is based on it afterwards.

    Args:
        session: Outside a transaction.
        viewer: Who writes.
        slug: Of the draft.
        now: When.
        decided: What they chose about lines that both changed.

    Raises:
        DraftChangedError: if both changed the same lines and nothing, or something
            older, was decided; ``onto`` names the revision.
        NotFoundError: if there is no such draft.
    """
    require_author(viewer)
    with writing(session):
        row = held(session, slug)
        newest = content.newest(session, kind=row.kind, slug=name_of(slug))
        if newest is not None and newest.id != row.based_on:
            body = _merged(session, row, newest, decided)
            who = {"changed_by": viewer.person_id, "changed_at": now}
            basis = {"based_on": newest.id, "state": "draft"}
            texts = {"body": body, "plays": _plays(session, row, newest)}
            drafts.put(session, row.id, row.version + 1, **texts, **basis, **who)
            note(session, "draft.caught-up", viewer=viewer, slug=slug, now=now)
    return open_draft(session, viewer=viewer, slug=slug)


def _merged(
    session: Session, row: AnyRow, newest: AnyRow, decided: Decided | None
) -> str:
    base = content.whole(session, row.based_on) if row.based_on else None
    of_policy = is_of_policy(row.slug)
    merged = merge(
        base=base.body if base else "",
        mine=row.body,
        theirs=newest.body,
        heads="" if of_policy else MOVE,
    )
    choices = _choices(decided, row, newest, merged)
    if merged.disputes and not choices:
        theirs = replace(
            draft_of(row),
            body=newest.body,
            version=newest.id,
            changed_by=f"Revision {newest.number}",
            changed_at=newest.published_at,
        )
        raise DraftChangedError(
            theirs=theirs,
            mine=row.body,
            version=row.version,
            merged=merged,
            onto=newest.id,
        )
    text = merged.text(choices)
    return text if of_policy else with_own_ids(text, row.file)


def _plays(session: Session, row: AnyRow, newest: AnyRow) -> str:
    """Return the plays of both; where both changed the same lines, all of them."""
    base = content.whole(session, row.based_on) if row.based_on else None
    was = base.plays if base else ""
    merged = merge(base=was, mine=row.plays, theirs=newest.plays)
    return merged.text(dict.fromkeys(range(len(merged.disputes)), "both"))


def _choices(
    decided: Decided | None, row: AnyRow, newest: AnyRow, merged: Merged
) -> Mapping[int, str]:
    """Return the choices if they are about all of just these texts, and it reads."""
    if decided is None or (decided.version, decided.onto) != (row.version, newest.id):
        return {}
    whole = decided.choices.keys() >= set(range(len(merged.disputes)))
    of_policy = is_of_policy(row.slug)
    stands = of_policy or may_all_stand(merged, decided.choices, row.file)
    return decided.choices if whole and stands else {}
