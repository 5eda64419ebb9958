"""Whether a draft can be published, and as what kind of change."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Diagnostic, Report
from trainer.errors import NotAllowedError, TrainerError, WrongDetailError
from trainer.scenarios.difference import Weight, least_kind
from trainer.scenarios.reader import read_document
from trainer.services import proving, reviews
from trainer.services.drafting import held, open_draft
from trainer.services.moving import UnderWay
from trainer.services.press import FIRST
from trainer.services.proving import Moment
from trainer.services.visitors import Visitor
from trainer.store import content, revisions
from trainer.store.named import name_of
from trainer.store.types import AnyRow

KINDS = tuple(map(str, Weight))
"""Kinds of changes, from least to most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What an author wants to publish, and how."""

    version: int
    """Of the draft as they saw it."""
    note: str
    """Why; mandatory."""
    kind: str = ""
    """``editorial``, ``minor`` or ``major``; empty: what it is at least."""
    under_way: UnderWay = UnderWay.FINISH
    """What becomes of attempts under way, on a major change for everything."""
    practice_only: bool = False


class NotReadyError(TrainerError):
    """Something keeps the draft from being published."""

    status = 422

    def __init__(self, title: str, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__(
            "“%(title)s” cannot be published as it is. Its report says why, and how "
            "to mend it.",
            title=title,
        )
        self.problems = problems


class OldDraftError(TrainerError):
    """The draft is not what the author saw, or not based on what is published now."""

    status = 409


def least(before: str | None, after: str, file: str) -> str:
    """Return the lowest kind a change may be published as.

    Args:
        before: The text published last; ``None`` where there is none.
        after: The text to publish.
        file: Their name in the library.
    """
    if before is None:
        return FIRST
    was, now = (read_document(text, file, Report()) for text in (before, after))
    return str(least_kind(was, now)) if was and now else str(Weight.MAJOR)


def prove_first(session: Session, viewer: Visitor, slug: str, moment: Moment) -> None:
    """Prove a draft before anything is locked; the proof is at hand afterwards."""
    draft = open_draft(session, viewer=viewer, slug=slug)
    proving.prove(session, draft, now=moment.ticks)


def ready(session: Session, slug: str, wish: Publication, moment: Moment) -> AnyRow:
    """Return the draft, locked, if it can be published as wished.

    Raises:
        NotAllowedError: if a sub-scene was to be published for practice only.
        NotFoundError: if there is no such draft.
        NotReadyError: if something is wrong with it.
        OldDraftError: if it changed, or something else was published meanwhile.
    """
    row = current(session, slug, wish)
    texts = {"file": row.file, "body": row.body, "plays": row.plays}
    proof = proving.prove_text(session, now=moment.ticks, **texts)
    if wish.practice_only and row.kind != "scenario":
        raise NotAllowedError("Only whole scenarios can be published for practice.")
    may = proof.practice_only_possible if wish.practice_only else proof.publishable
    if not may:
        problems = proof.structural if wish.practice_only else proof.blocking
        raise NotReadyError(row.title, problems)
    return row


def current(session: Session, slug: str, wish: Publication) -> AnyRow:
    """Return the draft, locked, if it is what its author saw and is not overtaken.

    Raises:
        NotFoundError: if there is no such draft.
        OldDraftError: if it changed, or something else was published meanwhile.
    """
    row = held(session, slug)
    if row.version != wish.version:
        raise OldDraftError(
            "%(name)s saved this draft after you opened the page. Look at it again "
            "before you publish; nothing was published.",
            name=row.author,
        )
    newest = content.newest(session, kind=row.kind, slug=name_of(slug))
    if newest is not None and is_behind(session, row, newest):
        raise OldDraftError(
            "Revision %(number)s was published after this draft was begun. Bring its "
            "changes in first; nothing was published.",
            number=newest.number,
        )
    return row


def is_behind(session: Session, draft: AnyRow, newest: AnyRow) -> bool:
    """Say whether another text was published than the one a draft goes on from."""
    if draft.based_on == newest.id:
        return False
    base = content.whole(session, draft.based_on) if draft.based_on else None
    said = newest.body, newest.plays
    return base is None or (base.body, base.plays) != said


def note_of(wish: Publication) -> str:
    """Return the note of a change.

    Raises:
        WrongDetailError: naming ``note``, if it is empty or too long.
    """
    return reviews.required(
        wish.note, field="note", empty="Say in a sentence what changed, and why."
    )


def kind_of(session: Session, row: AnyRow, wish: Publication) -> str:
    """Return the kind a draft is published as, at least what is true.

    Raises:
        WrongDetailError: naming ``kind``, if it says less.
    """
    last = next(iter(revisions.history(session, row.slug)), None)
    return at_least(least(last.body if last else None, row.body, row.file), wish)


def at_least(lowest: str, wish: Publication) -> str:
    """Return the kind that was chosen, or the lowest that is true.

    Raises:
        WrongDetailError: naming ``kind``, if the one chosen says less.
    """
    if lowest == FIRST:
        return FIRST
    kind = wish.kind or lowest
    if kind not in KINDS:
        raise WrongDetailError("kind", "Choose how much changed.")
    if KINDS.index(kind) < KINDS.index(lowest):
        raise WrongDetailError(
            "kind",
            "This is more than %(kind)s: see what changed. Choose %(least)s.",
            kind=kind,
            least=lowest,
        )
    return kind
