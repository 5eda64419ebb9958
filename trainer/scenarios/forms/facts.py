"""The one table of facts: what is fixed, drawn, changes, and how the customer feels.

The text keeps them under ``case``, ``deal``, ``vars`` and ``meters``; a form shows them
as rows of one table, and a row may move from one kind to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Place
from trainer.content.nodes import Mapping as Written
from trainer.content.nodes import Node, Scalar
from trainer.content.nodes import Sequence as Listed
from trainer.content.types import Day, Flag, Money, Text, Type, Whole, Words
from trainer.content.values import infer
from trainer.scenarios.forms.front import (
    list_on_a_line,
    node_on_a_line,
    value_on_a_line,
    with_entry,
)
from trainer.scenarios.forms.letters import plain_letters
from trainer.scenarios.reader_text import slug


class Kind(StrEnum):
    """How a fact behaves in a conversation."""

    FIXED = "fixed"
    """The same in every conversation: ``case``."""
    DRAWN = "drawn"
    """One of its values is drawn for each attempt: ``deal``."""
    CHANGES = "changes"
    """The conversation remembers and changes it: ``vars``."""
    MOOD = "mood"
    """A number about the customer: ``meters``."""


class Shape(StrEnum):
    """What a value looks like."""

    FLAG = "yes-no"
    WORDS = "words"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    TEXT = "text"
    WRITTEN = "written"
    """As the text has it; a form cannot show it otherwise."""


SETTINGS: Mapping[Kind, str] = {
    Kind.MOOD: "meters",
    Kind.CHANGES: "vars",
    Kind.DRAWN: "deal",
    Kind.FIXED: "case",
}
"""Where each kind stands in the text."""

_NOWHERE = Place("")
_RANGE = re.compile(r"(-?[0-9]{1,9})\s+in\s+(-?[0-9]{1,9})\s*\.\.\s*(-?[0-9]{1,9})")


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """One fact."""

    name: str
    kind: Kind
    shape: Shape = Shape.TEXT
    value: str = ""
    """What it starts from; of words all of them, the first being the start."""
    low: str = ""
    high: str = ""
    was: str = ""
    """Where it stood before, ``case.paid``; empty for a new one."""


def facts_in(settings: Written) -> tuple[FactRow, ...]:
    """Return the facts of a file: mood, what changes, what is drawn, what is fixed."""
    return tuple(
        _row(kind, name, node)
        for kind, key in SETTINGS.items()
        for name, node in _entries(settings.get(key))
    )


def with_facts(text: str, settings: Written, rows: Iterable[FactRow]) -> str | None:
    """Return the text with its table of facts as given.

    Args:
        text: The whole file.
        settings: What was read from it.
        rows: All facts there shall be; those without a name are left out. Names become
            names of the language: “Colour of the lid” is ``colour_of_the_lid``.

    Returns:
        The new text, or ``None`` where the settings cannot be changed as a form.
    """
    named = [replace(row, name=name_of(row.name)) for row in rows]
    before = {row.was: row for row in facts_in(settings)}
    for kind, key in SETTINGS.items():
        old = dict(_entries(settings.get(key)))
        parts = {
            row.name: _value(row, before.get(row.was), old)
            for row in named
            if row.kind is kind and row.name
        }
        changed = with_entry(text, key, parts)
        if changed is None:
            return None
        text = changed
    return text


def name_of(label: str) -> str:
    """Return the name of the language nearest to what somebody calls a fact."""
    return slug(plain_letters(label)).replace("-", "_")


def shape_of_field(name: str) -> Shape | None:
    """Return the shape a field of the desk always has; ``None`` for one's own."""
    type_ = CASE_FIELDS.get(name)
    return shape_of(type_) if type_ else None


def shape_of(type_: Type) -> Shape:
    """Return what values of a type look like."""
    return _SHAPES[type(type_)]


def words_of_row(row: FactRow) -> tuple[str, ...]:
    """Return the words a fact can be; empty where it is no list of words."""
    if row.shape is Shape.FLAG:
        return ("yes", "no")
    if row.shape is not Shape.WORDS:
        return ()
    return tuple(word.strip() for word in row.value.split(",") if word.strip())


_SHAPES: Mapping[type[Type], Shape] = {
    Flag: Shape.FLAG,
    Words: Shape.WORDS,
    Whole: Shape.NUMBER,
    Money: Shape.MONEY,
    Day: Shape.DAY,
    Text: Shape.TEXT,
}


def _entries(node: Node | None) -> Sequence[tuple[str, Node]]:
    if not isinstance(node, Written):
        return ()
    return [(name.text, one) for name, one in node.entries]


def _row(kind: Kind, name: str, node: Node) -> FactRow:
    row = FactRow(name=name, kind=kind, was=f"{SETTINGS[kind]}.{name}")
    if isinstance(node, Listed):
        return _listed(row, node)
    if isinstance(node, Scalar):
        return _fixed(row, node) if kind is Kind.FIXED else _changing(row, node)
    return replace(row, shape=Shape.WRITTEN, value=node_on_a_line(node))


def _listed(row: FactRow, node: Listed) -> FactRow:
    items = [item.text for item in node.items if isinstance(item, Scalar)]
    if row.kind in (Kind.DRAWN, Kind.CHANGES) and len(items) == len(node.items):
        return replace(row, shape=Shape.WORDS, value=", ".join(items))
    return replace(row, shape=Shape.WRITTEN, value=node_on_a_line(node))


def _changing(row: FactRow, node: Scalar) -> FactRow:
    found = _RANGE.fullmatch(node.text.strip())
    if found and not node.quoted:
        start, low, high = found.groups()
        return replace(row, shape=Shape.NUMBER, value=start, low=low, high=high)
    if node.text in ("yes", "no") and not node.quoted and row.kind is Kind.CHANGES:
        return replace(row, shape=Shape.FLAG, value=node.text)
    return replace(row, shape=Shape.WRITTEN, value=node_on_a_line(node))


def _fixed(row: FactRow, node: Scalar) -> FactRow:
    shape = shape_of_field(row.name)
    if shape is None or shape is Shape.WORDS:
        shape = Shape.TEXT if shape else _SHAPES[type(infer(node)[0])]
    return replace(row, shape=shape, value=node.text)


def _value(row: FactRow, before: FactRow | None, old: Mapping[str, Node]) -> str:
    """Return a fact's value on one line; as it was written where nothing changed."""
    if before == row and row.name in old:
        return node_on_a_line(old[row.name])
    value = row.value.strip()
    if row.shape is Shape.WRITTEN:
        return value
    if row.shape is Shape.WORDS and row.kind is not Kind.FIXED:
        return list_on_a_line(words_of_row(row))
    if row.kind is Kind.DRAWN:
        return list_on_a_line([part.strip() for part in value.split(",")])
    if row.kind is Kind.MOOD or (
        row.kind is Kind.CHANGES and row.shape is Shape.NUMBER
    ):
        return f"{value or '5'} in {row.low.strip() or '0'}..{row.high.strip() or '10'}"
    return value_on_a_line(value, as_text=_must_be_text(row, value))


def _must_be_text(row: FactRow, value: str) -> bool:
    """Tell whether a value would be read as a number, say, while text is meant."""
    if row.shape is not Shape.TEXT or row.name in CASE_FIELDS:
        return False
    found, _ = infer(Scalar(text=value, quoted=False, place=_NOWHERE))
    return not isinstance(found, Text)
