"""Where in a text names can stand: in conditions, in blanks, behind ``=``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from trainer.content.facts import split_if
from trainer.scenarios.forms.sheet import Sheet
from trainer.scenarios.syntax import BlockKind, Fact, MoveKind

LISTENING = frozenset({"expect", "avoid"})
"""Facts that begin with the name of what own words are listened to for."""

QUOTED = r'"(?:[^"\\]|\\.)*"'

_WHOLE = frozenset({"if", "set", "enter"})
"""Facts that are names and conditions all over."""
_ARGUMENTS = frozenset({"means", "with"})
_TALK = frozenset(
    ("lock", "model", "good", "bad", "why", "hint", "coach", "cite", "words", "reveal")
)
"""Facts without a condition."""
_IF = re.compile(rf"{QUOTED}|(?P<word>\s+if\s+)")


class Span(NamedTuple):
    """A part of a line."""

    line: int
    """From 0."""
    start: int = 0
    end: int | None = None
    """``None``: the whole rest."""


def facts_of(sheet: Sheet) -> Iterator[Fact]:
    """Yield every fact of every step and reply."""
    for beat in sheet.document.beats:
        yield from beat.facts
        for move in beat.moves:
            yield from move.facts


def conditions(sheet: Sheet) -> Iterator[Span]:
    """Yield all that is read as a condition or a change."""
    for beat in sheet.document.beats:
        for block in beat.blocks:
            if block.when_place is not None:
                start = block.when_place.column - 1
                end = start + len(block.when)
                yield Span(block.when_place.line - 1, start, end)
    for fact in facts_of(sheet):
        if fact.key in _WHOLE:
            yield from value_of(fact)
        elif fact.key not in _TALK | _ARGUMENTS | LISTENING:
            yield from _behind_if(sheet, fact)


def arguments(sheet: Sheet) -> Iterator[Span]:
    """Yield what can hold values behind ``=``: of acts, of what is said, of calls."""
    for beat in sheet.document.beats:
        for move in beat.moves:
            if move.kind is MoveKind.ACT:
                place = move.label_place
                start = place.column - 1
                yield Span(place.line - 1, start, start + len(move.label))
    for fact in facts_of(sheet):
        if fact.key in _ARGUMENTS:
            yield from value_of(fact)


def value_of(fact: Fact) -> Iterator[Span]:
    """Yield the lines a fact's value takes."""
    first = fact.value_place.line - 1
    yield Span(first, fact.value_place.column - 1)
    yield from (Span(first + 1 + n) for n in range(fact.written.count("\n")))


def prose(sheet: Sheet) -> Iterator[Span]:
    """Yield every line below the settings but those that are shown as written."""
    first = len(sheet.document.front) + 2 if sheet.document.settings.entries else 0
    code = {
        block.text_place.line - 1 + n
        for beat in sheet.document.beats
        for block in beat.blocks
        if block.kind is BlockKind.CODE
        for n in range(block.written.count("\n") + 1)
    }
    for line in range(first, len(sheet.lines)):
        if line not in code:
            yield Span(line)


def _behind_if(sheet: Sheet, fact: Fact) -> Iterator[Span]:
    """Yield what stands behind the first ``if`` outside quotes."""
    _head, condition, _at = split_if(fact.value)
    if condition is None or (fact.key == "critical" and not _is_code(condition)):
        return
    begun = False
    for span in value_of(fact):
        if begun:
            yield span
            continue
        found = _IF.finditer(sheet.lines[span.line], span.start)
        starts = [one.end() for one in found if one["word"]]
        begun = bool(starts)
        yield from (Span(span.line, start) for start in starts[:1])


def _is_code(text: str) -> bool:
    """Tell whether words could be a condition, and not prose with an “if” in it."""
    try:
        ast.parse(text[:_LONGEST], mode="eval")
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return False
    return True


_LONGEST = 200
