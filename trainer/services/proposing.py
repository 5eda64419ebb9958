"""Add an answer that somebody proposed in a huddle to a scenario's draft.

It stands behind a reply it is like, leads where that one leads, and earns nothing
until an author decides. A note to other authors above it keeps who proposed it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.content.text import without_controls
from trainer.errors import WrongDetailError
from trainer.scenarios.forms.proofreading import misread
from trainer.scenarios.forms.sheet import with_beat
from trainer.scenarios.forms.steps import Reply
from trainer.scenarios.forms.writing import label_of
from trainer.scenarios.reader_lines import OPEN
from trainer.scenarios.reader_text import escape, unescape
from trainer.scenarios.syntax import BeatSyntax, MoveKind, MoveSyntax
from trainer.services import starting
from trainer.services.drafts import Draft
from trainer.services.form_open import open_form
from trainer.services.form_saving import (
    Author,
    MisreadError,
    OnlyAsTextError,
    put,
    sheet_of,
)
from trainer.services.visitors import Visitor

LONGEST_ANSWER, LONGEST_NAME = 400, 60

_LEADS = frozenset({"go", "then", "with"})
"""Facts that decide where a reply leads."""

_NO_NAME = re.compile(r"[<>]|-{2,}")
"""What would end a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What somebody would say instead."""

    beat: str
    """The step it is said at."""
    like: str
    """The id of the reply it leads to the same place as."""
    words: str
    name: str
    """Who proposed it, as they want to be named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a proposal."""

    draft: Draft
    beat: str
    words: str
    name: str


def add(
    session: Session, *, viewer: Visitor, slug: str, proposal: Proposal, now: datetime
) -> Added:
    """Add an answer to the draft; where there is none, one is begun.

    Raises:
        DraftChangedError: if somebody else changed the same lines.
        MisreadError: if the words would be read as something else.
        NotAllowedError: if the viewer writes no scenarios.
        NotFoundError: if there is no such scenario, or no such step any more.
        OnlyAsTextError: if no form can change the step without a loss.
        WrongDetailError: naming ``words``, ``name`` or ``like``.
    """
    words, name = _checked(proposal)
    starting.revise(session, viewer=viewer, slug=slug, now=now)
    form = open_form(session, viewer=viewer, slug=slug)
    before, sheet = form.beat(proposal.beat), sheet_of(form)
    if not form.can_be_edited(before):
        raise OnlyAsTextError
    meant = _with(before, proposal.like, words, name)
    text = with_beat(sheet, proposal.beat, meant)
    spot = misread(meant, text, form.draft.file, sheet.ids)
    if spot is not None:
        raise MisreadError(spot)
    draft = put(session, form, text, Author(viewer=viewer, now=now))
    return Added(draft=draft, beat=proposal.beat, words=words, name=name)


def _checked(proposal: Proposal) -> tuple[str, str]:
    words = " ".join(without_controls(proposal.words).split())
    name = " ".join(_NO_NAME.sub(" ", without_controls(proposal.name)).split())
    if not words:
        raise WrongDetailError("words", "Write down what was proposed.")
    if len(words) > LONGEST_ANSWER:
        raise WrongDetailError(
            "words",
            "Nobody would say all that. Keep it under %(most)s characters.",
            most=LONGEST_ANSWER,
        )
    if OPEN in words:
        raise WrongDetailError(
            "words",
            "“%(mark)s” begins a note that nobody is shown. Write it another way.",
            mark=OPEN,
        )
    if not name:
        raise WrongDetailError("name", "Say whose answer it is.")
    return words, name[:LONGEST_NAME]


def _with(before: BeatSyntax, like: str, words: str, name: str) -> BeatSyntax:
    ids = [move.id for move in before.moves]
    if not like or like not in ids:
        raise WrongDetailError("like", "Choose which reply it leads on like.")
    at = ids.index(like)
    old = before.moves[at]
    label = label_of(Reply(kind=MoveKind.SAY, words=escape(words)))
    if any(unescape(move.label) == words for move in before.moves):
        raise WrongDetailError("words", "This answer stands at the step already.")
    new = MoveSyntax(
        kind=MoveKind.SAY,
        label=label,
        target=old.target,
        id="",
        place=old.place,
        label_place=old.label_place,
        facts=tuple(fact for fact in old.facts if fact.key in _LEADS),
        comments=(f"<!-- Proposed by {name} in a huddle. -->",),
    )
    moves = (*before.moves[: at + 1], new, *before.moves[at + 1 :])
    return replace(before, moves=moves)
