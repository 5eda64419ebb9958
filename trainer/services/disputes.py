"""What two authors changed differently, told in the words of the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.content.diagnostics import Report
from trainer.content.merging import Lines, Piece
from trainer.scenarios.both import both_may_stand
from trainer.scenarios.forms.reading import step_of
from trainer.scenarios.forms.rows import move_rows
from trainer.scenarios.forms.steps import Row, Step
from trainer.scenarios.reader import read_document
from trainer.scenarios.reader_text import unescape
from trainer.scenarios.syntax import BeatSyntax, MoveKind, MoveSyntax
from trainer.services.drafting import DraftChangedError

_AROUND = ("---", "id: one", "---", "", "## one", "")
"""Makes a scenario of a few lines, to read them alone."""

_ALONE = "scenarios/one.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One reply as one author has it."""

    words: str
    target: str
    """The id of the step it leads to, or what else was written there."""
    rows: tuple[Row, ...]
    """All else about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deleted:
    """A whole step that one author deleted while the other changed it."""

    step: Step
    """As whoever changed it has it."""
    by_me: bool
    """Whether the second author is who deleted it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A place where an author has to choose."""

    piece: Piece
    step: str
    """The id of the step it is in; empty: above all steps."""
    mine: Reply | None
    """``None``, as for ``theirs``: it is more or less than one reply."""
    theirs: Reply | None
    both: bool = True
    """Whether both can stay; else one of them has to go."""
    deleted: Deleted | None = None
    """``None``: both still have what it is about."""

    @property
    def plain(self) -> bool:
        """Whether both can be told without the text."""
        return self.mine is not None and self.theirs is not None


def disputes_of(error: DraftChangedError) -> tuple[Dispute, ...]:
    """Return what an author has to choose about, in order."""
    if error.theirs.kind == "policy":  # which has no steps to tell them by
        lines = error.merged.disputes
        return tuple(Dispute(piece=p, step="", mine=None, theirs=None) for p in lines)
    texts = (error.mine, error.theirs.body)
    beats = [_beats(text, error.theirs.file) for text in texts]
    found: list[Dispute] = []
    at = [1, 1]
    for piece in error.merged.pieces:
        if piece.disputed:
            found.append(_dispute(error, piece, len(found), _step(piece, at, beats)))
        at = [at[0] + len(piece.mine), at[1] + len(piece.theirs)]
    return tuple(found)


def _dispute(error: DraftChangedError, piece: Piece, number: int, step: str) -> Dispute:
    empty = not any(map(str.strip, piece.mine)) or not any(map(str.strip, piece.theirs))
    return Dispute(
        piece=piece,
        step=step,
        mine=_reply(piece.mine),
        theirs=_reply(piece.theirs),
        both=not empty and both_may_stand(error.merged, number, error.theirs.file),
        deleted=_deleted(piece),
    )


def _beats(text: str, file: str) -> tuple[BeatSyntax, ...]:
    document = read_document(text, file, Report())
    return document.beats if document else ()


def _step(
    piece: Piece, at: Sequence[int], beats: Sequence[tuple[BeatSyntax, ...]]
) -> str:
    """Return the step a piece is in, in the text that has something there."""
    for lines, line, some in zip((piece.mine, piece.theirs), at, beats, strict=True):
        written = [place for place, one in enumerate(lines, line) if one.strip()]
        if written:
            return _step_at(some, written[0])
    return _step_at(beats[0], at[0])


def _step_at(beats: tuple[BeatSyntax, ...], line: int) -> str:
    above = [beat.id for beat in beats if beat.place.line <= line]
    return above[-1] if above else ""


def _deleted(piece: Piece) -> Deleted | None:
    """Return the one step that a piece is for one author, and nothing for the other."""
    for lines, others, by_me in (
        (piece.mine, piece.theirs, False),
        (piece.theirs, piece.mine, True),
    ):
        text = "\n".join(lines).strip()
        if text.startswith("## ") and not any(map(str.strip, others)):
            beats = _beats("\n".join([*_AROUND[:4], text, ""]), _ALONE)
            if len(beats) == 1:
                return Deleted(step=step_of(beats[0]), by_me=by_me)
    return None


def _reply(lines: Lines) -> Reply | None:
    """Return what a few lines say, if they are one reply and nothing else."""
    beats = _beats("\n".join([*_AROUND, *lines, ""]), _ALONE)
    if len(beats) != 1:
        return None
    (beat,) = beats
    if len(beat.moves) != 1 or beat.blocks or beat.facts or beat.comments:
        return None
    move = beat.moves[0]
    return _told(move) if move.kind is MoveKind.SAY and not move.comments else None


def _told(move: MoveSyntax) -> Reply:
    return Reply(
        words=unescape(move.label),
        target=move.target.beat or move.target.written,
        rows=move_rows(move.facts),
    )
