"""A desk action of a reply as one value for each of its blanks, and as text again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.content.actions import DESK_ACTIONS
from trainer.content.diagnostics import Place, Report
from trainer.content.types import Text, Type
from trainer.content.values import parse_value
from trainer.scenarios.reader_actions import read_call
from trainer.scenarios.reader_problems import Problems

CASE = "case."
"""What a value begins with that is taken from the case."""

_NOWHERE = Place("")
_MARKS = str.maketrans({'"': "”", "`": "’"})
"""Marks that would end a value or the action, and what people read in their place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """An action that a reply waits for."""

    action: str
    values: Mapping[str, str]
    """Blank → its value as written; one that is left out may be anything."""


def read_acting(words: str) -> Acting | None:
    """Read an action as its blanks; ``None`` where only its text can say it."""
    report = Report()
    found = read_call(words.strip(), _NOWHERE, Problems(file="", report=report))
    signature = DESK_ACTIONS.get(found.action) if found else None
    if found is None or signature is None or report.diagnostics:
        return None
    values = {name: value for name, value, _ in found.arguments if value != "*"}
    if not all(signature.argument(name) for name in values):
        return None
    return Acting(action=found.action, values=values)


def write_acting(acting: Acting, before: str = "") -> str:
    """Return an action as text.

    Args:
        acting: One of the desk's; empty values are left out.
        before: What was written; it comes back where it says the same.
    """
    asked = {
        blank.name: acting.values[blank.name]
        for blank in DESK_ACTIONS[acting.action].arguments
        if acting.values.get(blank.name)
    }
    if read_acting(before) == Acting(action=acting.action, values=asked):
        return before
    return " ".join((acting.action, *(f"{n}={v}" for n, v in asked.items())))


def write_value(type_: Type, text: str) -> str:
    """Return a value as it is written: money and numbers bare, words for people quoted.

    Args:
        type_: What it must be.
        text: Money as ``34.90``; what does not fit the type is quoted, so that it is
            not lost and whoever reads the text says what is wrong.
    """
    if not isinstance(type_, Text) and _fits(text, type_):
        return text
    return f'"{text.translate(_MARKS)}"'


def read_value(written: str) -> str:
    """Return a value without its quotes."""
    return written.removeprefix('"').removesuffix('"')


def faults(words: str) -> tuple[str, ...]:
    """Return the blanks of an action whose value cannot be what it has to be."""
    acting = read_acting(words)
    if acting is None:
        return ()
    types = {blank.name: blank.type for blank in DESK_ACTIONS[acting.action].arguments}
    return tuple(
        name
        for name, value in acting.values.items()
        if not value.startswith(CASE) and not _fits(value, types[name])
    )


def _fits(written: str, type_: Type) -> bool:
    quoted = written.startswith('"')
    return (
        parse_value(read_value(written), quoted, type_, _NOWHERE, Report()) is not None
    )
