"""Giving the customer another name wherever people read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from trainer.content.diagnostics import Place
from trainer.scenarios.forms.sheet import Sheet
from trainer.scenarios.syntax import Fact, MoveKind

_MARKS = frozenset('*:(){}[]<>#|_`"\\')
_PROSE = frozenset(("lock", "model", "good", "bad", "why", "hint", "coach", "review"))
"""Facts of words for people; patterns and conditions are left to their author."""


def in_the_way(name: str) -> str:
    """Return the first character that no name can have in the text; or nothing.

    Each of them means something there: a fill, the end of a speaker's name, a link.
    """
    return next((one for one in name if one in _MARKS), "")


def called_otherwise(sheet: Sheet, old: str, new: str) -> str:
    """Return the text in which words for people name the customer otherwise.

    Changed are the briefing, what is said and happens, the words of replies and tasks,
    reasons, hints and samples; only whole words, as they are written. A last name
    changes where both names have one.

    Args:
        sheet: The text as it stands.
        old: The whole name so far; not empty.
        new: The whole name from now on; not empty.
    """
    lines, names = list(sheet.lines), _names(old, new)
    word = _word(*names)
    for at, column in _words_for_people(sheet):
        head, tail = lines[at][:column], lines[at][column:]
        lines[at] = head + word.sub(lambda found: names[found[0]], tail)
    return "".join(lines)


def named_in(sheet: Sheet, name: str) -> tuple[str, ...]:
    """Return the steps in whose text a first name stands; empty: above the first."""
    words = name.split()[:1]
    if not words:
        return ()
    word, found = _word(words[0]), list[str]()
    starts = (0, *sheet.starts(), len(sheet.lines))
    for id_, begin, end in zip(("", *sheet.ids), starts, starts[1:], strict=False):
        if any(word.search(line) for line in sheet.lines[begin:end]):
            found.append(id_)
    return tuple(found)


def _names(old: str, new: str) -> Mapping[str, str]:
    """Return what each part becomes, the longest first."""
    was, now = old.split(), new.split()
    if len(was) == 1:
        return {was[0]: now[0]}
    last = {was[-1]: now[-1]} if len(now) > 1 else {}
    return {" ".join(was): " ".join(now), **last, was[0]: now[0]}


def _word(*names: str) -> re.Pattern[str]:
    some = "|".join(re.escape(name) for name in names)
    return re.compile(rf"(?<![\w/#@])(?:{some})(?![\w/]|\.\w)")


def _words_for_people(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Yield each line of words for people, and the column they begin at, once."""
    document = sheet.document
    first = len(document.front) + 2 if document.settings.entries else 0
    yield from ((at, 0) for at in range(first, sheet.starts()[0]))
    for beat in document.beats:
        for block in beat.blocks:
            yield from _span(block.text_place, block.written)
        yield from _prose(beat.facts)
        for move in beat.moves:
            if move.kind in (MoveKind.SAY, MoveKind.WRITE):
                yield from _span(move.label_place, "")
            yield from _prose(move.facts)


def _prose(facts: Sequence[Fact]) -> Iterator[tuple[int, int]]:
    for fact in facts:
        if fact.key in _PROSE:
            yield from _span(fact.value_place, fact.written)


def _span(place: Place, written: str) -> Iterator[tuple[int, int]]:
    first = place.line - 1
    yield first, place.column - 1
    yield from ((first + 1 + more, 0) for more in range(written.count("\n")))
