"""What two authors changed differently, told in the words of the form."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.content.diagnostics import Report
from trainer.content.merging import Lines, Piece
from trainer.scenarios.both import both_may_stand
from trainer.scenarios.reader import read_document
from trainer.scenarios.reader_text import unescape
from trainer.scenarios.syntax import BeatSyntax, MoveKind, MoveSyntax
from trainer.services.drafting import DraftChangedError

_AROUND = ("---", "id: one", "---", "", "## one", "")
"""Makes a scenario of a few lines, to read them alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One reply as one author has it."""

    words: str
    target: str
    """The id of the step it leads to, or what else was written there."""
    facts: tuple[tuple[str, str], ...]
    """(Key, value) as written."""


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

    @property
    def plain(self) -> bool:
        """Whether both can be told without the text."""
        return self.mine is not None and self.theirs is not None


def disputes_of(error: DraftChangedError) -> tuple[Dispute, ...]:
    """Return what an author has to choose about, in order."""
    document = read_document(error.mine, error.theirs.file, Report())
    beats = document.beats if document else ()
    return tuple(
        Dispute(
            piece=piece,
            step=_step_at(beats, piece.line),
            mine=_reply(piece.mine),
            theirs=_reply(piece.theirs),
            both=both_may_stand(error.merged, number, error.theirs.file),
        )
        for number, piece in enumerate(error.merged.disputes)
    )


def _step_at(beats: tuple[BeatSyntax, ...], line: int) -> str:
    above = [beat.id for beat in beats if beat.place.line <= line]
    return above[-1] if above else ""


def _reply(lines: Lines) -> Reply | None:
    """Return what a few lines say, if they are one reply and nothing else."""
    text = "\n".join([*_AROUND, *lines, ""])
    document = read_document(text, "scenarios/one.md", Report())
    if document is None or len(document.beats) != 1:
        return None
    (beat,) = document.beats
    if len(beat.moves) != 1 or beat.blocks or beat.facts or beat.comments:
        return None
    move = beat.moves[0]
    return _told(move) if move.kind is MoveKind.SAY and not move.comments else None


def _told(move: MoveSyntax) -> Reply:
    return Reply(
        words=unescape(move.label),
        target=move.target.beat or move.target.written,
        facts=tuple((fact.key, fact.value) for fact in move.facts),
    )
