"""From a beat as written to the form of a step."""

from __future__ import annotations

import re

from trainer.scenarios.forms.rows import beat_rows, move_rows
from trainer.scenarios.forms.steps import Paragraph, Reply, Step
from trainer.scenarios.syntax import BeatSyntax, Block, MoveKind, MoveSyntax

_BRACKET = re.compile(r"(?<!\\)((?:\\\\)*)\\([\[\]])")
_MARK = re.compile(r"\A\\(?=[`_])")
"""What a label needs so that it is read as words; whoever types them does not."""


def step_of(beat: BeatSyntax) -> Step:
    """Return the form of a step; each part knows its place in the beat."""
    return Step(
        id=beat.id,
        paragraphs=tuple(paragraph_of(b, at) for at, b in enumerate(beat.blocks)),
        rows=beat_rows(beat.facts),
        replies=tuple(reply_of(move, at) for at, move in enumerate(beat.moves)),
        notes=beat.comments,
    )


def paragraph_of(block: Block, at: int | None = None) -> Paragraph:
    """Return the form of a paragraph."""
    return Paragraph(
        kind=block.kind,
        text=block.written,
        name=block.name,
        when=block.when,
        at=at,
    )


def reply_of(move: MoveSyntax, at: int | None = None) -> Reply:
    """Return the form of a move."""
    return Reply(
        kind=move.kind,
        words=words_of(move),
        target=move.target.written,
        id=move.id,
        rows=move_rows(move.facts),
        at=at,
    )


def words_of(move: MoveSyntax) -> str:
    """Return what a move is about, as a form shows it."""
    if move.kind is MoveKind.GO:
        return ""
    if move.kind is MoveKind.WAIT:
        return str(move.seconds)
    if move.kind is MoveKind.ACT:
        return move.label.strip("`").strip()
    words = _BRACKET.sub(r"\1\2", move.label)
    return _MARK.sub("", words) if move.kind is MoveKind.SAY else words
