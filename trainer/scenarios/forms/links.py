"""Which steps lead where, and giving a step another name with all that leads to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainer.scenarios.forms.sheet import Sheet
from trainer.scenarios.syntax import BeatSyntax, Fact, MoveKind, MoveSyntax

_TARGETS = frozenset({"go", "then"})
_NO_NAMES = frozenset(
    ("lock", "model", "good", "bad", "why", "hint", "coach", "cite", "words")
)
"""Facts of words for people, where a step's name is only a word."""

_SPEAKER = re.compile(r"[^*:(){}\s][^*:(){}]{0,39}")
_GOAL = re.compile(r"#([a-z][a-z0-9-]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One way from a step to another."""

    source: str
    target: str
    move: str
    """The id of the reply; empty where it has none yet."""
    kind: MoveKind
    words: str
    """As written between the brackets."""
    when: str = ""
    """What must hold for it to be taken, as far as the line itself says."""


def links(document_beats: Sequence[BeatSyntax]) -> Iterator[Link]:
    """Yield every way from step to step, in written order."""
    for beat in document_beats:
        for move in beat.moves:
            for target, when in _goals(move):
                yield Link(
                    source=beat.id,
                    target=target,
                    move=move.id,
                    kind=move.kind,
                    words=move.label,
                    when=when,
                )


def _goals(move: MoveSyntax) -> Iterator[tuple[str, str]]:
    if move.target.beat and not move.target.path:
        yield move.target.beat, ""
    for fact in move.facts:
        found = _GOAL.match(fact.value) if fact.key in _TARGETS else None
        if found:
            _, _, when = fact.value.partition(" if ")
            yield found[1], when.strip()


def renamed(sheet: Sheet, old: str, new: str) -> str:
    """Return the text with a step renamed, and all that names it.

    Changed are its heading, what leads to it, and ``seen()`` and ``visits()`` in
    conditions; nothing else on those lines.
    """
    lines = list(sheet.lines)
    heading = sheet.document.beats[sheet.ids.index(old)].place.line - 1
    lines[heading] = lines[heading].replace(old, new, 1)
    _lead(sheet, lines, old, new)
    call = re.compile(rf"\b(seen|visits)(\(\s*){re.escape(old)}(\s*\))")
    for at in _lines_of_conditions(sheet):
        lines[at] = call.sub(rf"\1\2{new}\3", lines[at])
    return "".join(lines)


def spoken_by(sheet: Sheet, old: str, new: str) -> str:
    """Return the text in which whatever somebody says is said under another name.

    Only the names in bold change, not what is said; a name that could not stand there
    changes nothing.
    """
    if not old or not _SPEAKER.fullmatch(new):
        return sheet.text
    lines = list(sheet.lines)
    for beat in sheet.document.beats:
        for block in beat.blocks:
            if block.name == old:
                at, column = block.place.line - 1, block.place.column - 1
                tail = lines[at][column:].replace(old, new, 1)
                lines[at] = lines[at][:column] + tail
    return "".join(lines)


def led_elsewhere(sheet: Sheet, old: str, new: str) -> str:
    """Return the text in which whatever led to one step leads to another."""
    lines = list(sheet.lines)
    _lead(sheet, lines, old, new)
    return "".join(lines)


def _lead(sheet: Sheet, lines: list[str], old: str, new: str) -> None:
    """Change, in place, each target that names a step."""
    goal = re.compile(rf"#{re.escape(old)}(?![a-z0-9-])")
    for move in _moves(sheet):
        if move.target.beat == old and not move.target.path:
            at, column = move.target.place.line - 1, move.target.place.column - 1
            tail = goal.sub(f"#{new}", lines[at][column:], count=1)
            lines[at] = lines[at][:column] + tail
        for fact in move.facts:
            if fact.key in _TARGETS:
                for at in _span(fact):
                    lines[at] = goal.sub(f"#{new}", lines[at])


def _lines_of_conditions(sheet: Sheet) -> Iterator[int]:
    for beat in sheet.document.beats:
        for block in beat.blocks:
            if block.when_place is not None:
                yield block.when_place.line - 1
        for fact in beat.facts:
            yield from _span(fact)
    for move in _moves(sheet):
        for fact in move.facts:
            if fact.key not in _NO_NAMES:
                yield from _span(fact)


def _moves(sheet: Sheet) -> Iterator[MoveSyntax]:
    return (move for beat in sheet.document.beats for move in beat.moves)


def _span(fact: Fact) -> range:
    first = fact.place.line - 1
    return range(first, first + 1 + fact.written.count("\n"))
