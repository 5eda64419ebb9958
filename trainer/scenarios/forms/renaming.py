"""Give a fact, or what own words are listened to for, another name everywhere.

Conditions, changes, blanks in the text, policies that are bound to it and kept plays
follow. Words for people stay as they are, and so does everything else on those lines.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from trainer.content.nodes import Mapping, Node, Scalar
from trainer.scenarios.forms.edits import Edits
from trainer.scenarios.forms.facts import SETTINGS, Kind
from trainer.scenarios.forms.front import node_on_a_line, with_entry
from trainer.scenarios.forms.mentions import (
    LISTENING,
    QUOTED,
    Span,
    arguments,
    conditions,
    facts_of,
    prose,
    value_of,
)
from trainer.scenarios.forms.sheet import Sheet, open_sheet

_CALL = r"\b(?:visits|seen|chose|said|did)\s*\([^)]*\)"
_HEAD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """A fact that is to be called something else."""

    kind: Kind
    old: str
    new: str
    """A name that nothing has yet."""

    @property
    def of_case(self) -> bool:
        """Whether it is read as ``case.name``."""
        return self.kind is Kind.FIXED


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """A text in which something has another name."""

    text: str
    plays: str
    """The kept plays."""
    places: int
    """How many places followed, beside the one where the name is given."""


def fact_renamed(
    sheet: Sheet, plays: str, wish: Renaming, asked: Collection[str] = ()
) -> Renamed:
    """Return a text and its plays in which a fact has another name.

    Args:
        sheet: The text as it stands.
        plays: Its kept plays.
        wish: Which fact, and its new name.
        asked: The facts that policies ask for by name; where they asked for this one,
            they are bound to its new name.
    """
    edits = Edits(lines=sheet.lines)
    for name in _heads(sheet, SETTINGS[wish.kind], wish.old):
        edits.replace(_plain(wish.old), wish.new, *_span(name))
    given = len(edits.noted)
    _note_settings(sheet, edits, wish)
    _note_steps(sheet, edits, wish)
    text, places = edits.text(), len(edits.noted) - given
    bound = _bound(sheet, text, wish) if wish.old in asked else None
    played, more = _in_plays(plays, wish)
    return Renamed(
        text=bound or text,
        plays=played,
        places=places + more + (bound is not None),
    )


def listened_renamed(sheet: Sheet, plays: str, old: str, new: str) -> Renamed:
    """Return a text and its plays in which an expectation of own words is called anew.

    Args:
        sheet: The text as it stands.
        plays: Its kept plays.
        old: The name before ``=`` of ``expect`` or ``avoid``.
        new: Another one.
    """
    edits = Edits(lines=sheet.lines)
    named = rf"(?P<name>{re.escape(old)})(?![\w-])"
    for span in conditions(sheet):
        edits.replace(re.compile(rf"\bsaid\s*\(\s*{named}"), new, *span)
    for fact in facts_of(sheet):
        found = _HEAD.match(fact.value) if fact.key in LISTENING else None
        if found and found.group() == old:
            line, start, _end = next(value_of(fact))
            edits.replace(re.compile(named), new, line, start, start + len(old))
    played, more = _substituted("expect", rf"\bsaid\s+{named}", plays, new)
    return Renamed(text=edits.text(), plays=played, places=len(edits.noted) + more)


def names_in(sheet: Sheet, kind: Kind) -> frozenset[str]:
    """Return the names that a fact of a kind cannot have: something has them."""
    keys = ("case",) if kind is Kind.FIXED else ("meters", "vars", "deal")
    return frozenset(one.text for key in keys for one in _names(sheet, key))


def listened_in(sheet: Sheet) -> tuple[str, ...]:
    """Return the name of every expectation of own words, as often as it is given."""
    found = (_HEAD.match(f.value) for f in facts_of(sheet) if f.key in LISTENING)
    return tuple(match.group() for match in found if match)


def _note_settings(sheet: Sheet, edits: Edits, wish: Renaming) -> None:
    """Note the wanted facts in the end, and the policies that are bound to it."""
    if wish.of_case:
        for name in _heads(sheet, "goal", wish.old):
            edits.replace(_plain(wish.old), wish.new, *_span(name))
    wanted = _read(wish)
    for _fact, value in _entries(sheet.document.settings.get("bind")):
        if isinstance(value, Scalar) and wanted.fullmatch(value.text):
            edits.replace(wanted, wish.new, *_span(value))


def _note_steps(sheet: Sheet, edits: Edits, wish: Renaming) -> None:
    read = _read(wish)
    asked = re.compile(rf"{QUOTED}|{_CALL}|{read.pattern}")
    given = re.compile(rf"{QUOTED}|=\s*{read.pattern}")
    owner = r"case\." if wish.of_case else ""
    blank = re.compile(rf"(?<!\\)\{{{owner}(?P<name>{re.escape(wish.old)})\}}")
    for some, wanted in (
        (conditions(sheet), asked),
        (arguments(sheet), given),
        (prose(sheet), blank),
        (_heads_of_facts(sheet, wish), _plain(wish.old)),
    ):
        for span in some:
            edits.replace(wanted, wish.new, *span)


def _heads_of_facts(sheet: Sheet, wish: Renaming) -> Iterator[Span]:
    """Yield where a mood is the fact itself, and where the desk shows a fact."""
    for fact in facts_of(sheet):
        if wish.kind is Kind.MOOD and fact.key == wish.old:
            start = fact.place.column - 1
            yield Span(fact.place.line - 1, start, start + len(wish.old))
        elif wish.of_case and fact.key == "reveal":
            yield from value_of(fact)


def _bound(sheet: Sheet, text: str, wish: Renaming) -> str | None:
    """Return the text with a policy's fact bound to the new name, where it was not."""
    now = open_sheet(text, sheet.document.file) or sheet
    told = _entries(now.document.settings.get("bind"))
    parts = {fact.text: node_on_a_line(value) for fact, value in told}
    if wish.old in parts:
        return None
    name = f"case.{wish.new}" if wish.of_case else wish.new
    return with_entry(text, "bind", {**parts, wish.old: name})


def _in_plays(plays: str, wish: Renaming) -> tuple[str, int]:
    """Return kept plays with what is dealt or expected of the mood called anew."""
    word = {Kind.DRAWN: "deal", Kind.MOOD: "expect"}.get(wish.kind, "")
    named = rf"(?:\b{word}\s+|,\s*)(?P<name>{re.escape(wish.old)})(?!\w)"
    return _substituted(word, named, plays, wish.new) if word else (plays, 0)


def _substituted(word: str, named: str, plays: str, new: str) -> tuple[str, int]:
    """Replace a name on the lines of plays that begin with a word."""
    edits = Edits(lines=plays.splitlines(keepends=True))
    wanted, begins = re.compile(rf"{QUOTED}|{named}"), re.compile(rf"\s+{word}\b")
    for at, line in enumerate(edits.lines):
        if begins.match(line):
            edits.replace(wanted, new, at)
    return edits.text(), len(edits.noted)


def _entries(node: Node | None) -> tuple[tuple[Scalar, Node], ...]:
    return node.entries if isinstance(node, Mapping) else ()


def _names(sheet: Sheet, key: str) -> Iterator[Scalar]:
    return (name for name, _value in _entries(sheet.document.settings.get(key)))


def _heads(sheet: Sheet, key: str, name: str) -> Iterator[Scalar]:
    return (one for one in _names(sheet, key) if one.text == name)


def _span(written: Scalar) -> Span:
    start = written.place.column - 1
    quotes = 2 * written.quoted
    return Span(written.place.line - 1, start, start + len(written.text) + quotes)


def _plain(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.#])(?P<name>{re.escape(name)})(?![\w.])")


def _read(wish: Renaming) -> re.Pattern[str]:
    """Return what finds a fact where it is read."""
    if not wish.of_case:
        return _plain(wish.old)
    return re.compile(rf"(?<![\w.])case\.(?P<name>{re.escape(wish.old)})(?!\w)")
