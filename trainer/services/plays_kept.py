"""Keep the plays of a draft: conversation tests that are played before it is published.

They are saved like its text: under a version, and merged where somebody else saved.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from itertools import count

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Report
from trainer.content.merging import merge
from trainer.errors import TrainerError, WrongDetailError
from trainer.scenarios.plays import read_plays
from trainer.services.drafting import (
    Draft,
    draft_of,
    held,
    note,
    open_draft,
    require_author,
)
from trainer.services.visitors import Visitor
from trainer.store import drafts
from trainer.store.engine import writing
from trainer.store.types import AnyRow

LONGEST = 300_000
"""Characters of all plays of a draft."""

LONGEST_NAME = 80
"""Characters of the name of a play that was kept while playing."""


class PlaysChangedError(TrainerError):
    """Somebody else changed the same lines of the plays meanwhile; nothing is saved."""

    status = 409

    def __init__(self, theirs: Draft) -> None:
        super().__init__(
            "%(name)s changed the same lines while you were writing. Yours stand in "
            "the box and are not saved; theirs stand below. Saving puts yours in "
            "their place.",
            name=theirs.changed_by,
        )
        self.theirs = theirs


def save_plays(
    session: Session,
    *,
    viewer: Visitor,
    slug: str,
    version: int,
    plays: str,
    now: datetime,
) -> Draft:
    """Save the plays of a draft; one in review is a draft again.

    Where somebody else saved since ``version``, changes of different lines are merged
    and ``merged_with`` of the result names the other author. Plays that have something
    wrong are kept as well: it is told, and blocks publishing.

    Args:
        session: Outside a transaction.
        viewer: Who writes.
        slug: Of the draft.
        version: The version of the draft they began with.
        plays: The whole text, as in a ``.play`` file; empty: none.
        now: When.

    Raises:
        NotFoundError: if there is no such draft.
        PlaysChangedError: if both changed the same lines.
        WrongDetailError: naming ``plays``, if it is too long.
    """
    require_author(viewer)
    wanted = _text_of(plays)
    with writing(session):
        row = held(session, slug)
        merged_with = ""
        if version != row.version:
            before, wanted = wanted, _merged(session, row, version, wanted)
            merged_with = row.author if wanted != before else ""
        _put(session, row, wanted, viewer, now)
    draft = open_draft(session, viewer=viewer, slug=slug)
    return replace(draft, merged_with=merged_with)


def keep_play(
    session: Session,
    *,
    viewer: Visitor,
    slug: str,
    block: str,
    name: str,
    now: datetime,
) -> tuple[Draft, str]:
    """Add one play to a draft, behind those it has.

    Args:
        session: Outside a transaction.
        viewer: Who writes.
        slug: Of the draft.
        block: The play, beginning with its own ``play:`` line.
        name: What to call it; empty: as the block does.
        now: When.

    Returns:
        The draft, and the name the play got: one that no other play has.

    Raises:
        NotFoundError: if there is no such draft.
        WrongDetailError: naming ``plays``, if there is no room for it.
    """
    require_author(viewer)
    head, _line, steps = block.partition("\n")
    wanted = " ".join(name.split())[:LONGEST_NAME]
    with writing(session):
        row = held(session, slug)
        taken = {play.name for play in read_plays(row.plays, row.file, Report())}
        called = _free(wanted or head.removeprefix("play:").strip(), taken)
        added = f"play: {called}\n{steps}"
        plays = _text_of(f"{row.plays}\n{added}" if row.plays else added)
        _put(session, row, plays, viewer, now)
    return open_draft(session, viewer=viewer, slug=slug), called


def _free(name: str, taken: set[str]) -> str:
    names = (name if number == 1 else f"{name} {number}" for number in count(1))
    return next(one for one in names if one not in taken)


def _merged(session: Session, row: AnyRow, version: int, mine: str) -> str:
    base = drafts.plays_at(session, row.id, version)
    merged = merge(base=base or "", mine=mine, theirs=row.plays)
    if merged.disputes:
        raise PlaysChangedError(draft_of(row))
    return merged.text({})


def _put(
    session: Session, row: AnyRow, plays: str, viewer: Visitor, now: datetime
) -> None:
    if plays == row.plays:
        return
    who = {"changed_by": viewer.person_id, "changed_at": now}
    drafts.put(session, row.id, row.version + 1, plays=plays, state="draft", **who)
    if row.state == "in-review":
        note(session, "draft.taken-back", viewer=viewer, slug=row.slug, now=now)


def _text_of(plays: str) -> str:
    """Return plays as they are stored: one kind of line ends, one at the end."""
    plain = re.sub(r"\r\n?", "\n", plays).strip("\n")
    if len(plain) >= LONGEST:
        raise WrongDetailError(
            "plays",
            "This has %(length)s characters; %(limit)s can be saved. "
            "Take away plays that test the same.",
            length=len(plain),
            limit=LONGEST,
        )
    return f"{plain}\n" if plain.strip() else ""
