"""Ids for moves that have none yet: short, unique in the file, never used before."""

from __future__ import annotations

import re
from dataclasses import replace

from trainer.content.diagnostics import Report
from trainer.scenarios.reader import read_document
from trainer.scenarios.syntax import BeatSyntax, Document, MoveSyntax

MOVE = "- ["
"""What the line of a move begins with."""

_LETTERS = 4
"""Letters of a new id at most."""

_HIGHEST = 9_999
"""Numbers beyond it were not given here and are not counted on from."""

_NUMBERED = re.compile(r"(?P<letters>.*?)(?P<number>[1-9][0-9]{0,3})")


def with_ids(document: Document) -> Document:
    """Return the document with an id on every move.

    A new id is the first letters of the beat's words and the number after the highest
    one the file uses with them, so that the id of a deleted move is not given to
    another as long as a later one stands.
    """
    giver = _Giver(document)
    beats = tuple(
        replace(beat, moves=tuple(giver.named(beat, move) for move in beat.moves))
        for beat in document.beats
    )
    return replace(document, beats=beats)


def with_own_ids(text: str, file: str) -> str:
    """Return a text in which no two moves have the same ``^id``.

    The first to have an id keeps it; all other lines stay as they are. A text that
    cannot be read comes back unchanged.
    """
    document = read_document(text, file, Report())
    if document is None:
        return text
    seen: set[str] = set()
    cleared = replace(
        document,
        beats=tuple(
            replace(beat, moves=tuple(_first(move, seen) for move in beat.moves))
            for beat in document.beats
        ),
    )
    lines = text.split("\n")
    pairs = zip(_moves(document), _moves(with_ids(cleared)), strict=True)
    for old, new in pairs:
        if old.id and old.id != new.id:
            at = old.place.line - 1
            lines[at] = re.sub(rf"\^{old.id}(?=\s*$)", f"^{new.id}", lines[at])
    return "\n".join(lines)


def _first(move: MoveSyntax, seen: set[str]) -> MoveSyntax:
    """Return a move without its id, if another had it before."""
    known = move.id in seen
    seen.add(move.id)
    return replace(move, id="") if known else move


def _moves(document: Document) -> list[MoveSyntax]:
    return [move for beat in document.beats for move in beat.moves]


class _Giver:
    """Remembers which ids are used."""

    def __init__(self, document: Document) -> None:
        self._used = {move.id for beat in document.beats for move in beat.moves}
        self._highest: dict[str, int] = {}
        for used in self._used:
            match = _NUMBERED.fullmatch(used)
            if match is not None:
                letters, number = match["letters"], int(match["number"])
                self._highest[letters] = max(self._highest.get(letters, 0), number)

    def named(self, beat: BeatSyntax, move: MoveSyntax) -> MoveSyntax:
        """Return the move with its own or a new id."""
        if move.id:
            return move
        initials = [word[0] for word in beat.id.split("-") if word[:1].isalpha()]
        letters = "".join(initials[:_LETTERS])
        number = self._highest.get(letters, 0) + 1
        while f"{letters}{number}" in self._used:
            number += 1
        self._highest[letters] = number
        return replace(move, id=f"{letters}{number}")
