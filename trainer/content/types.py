"""The finite types of the content language, and the values they hold.

Values are plain: a flag is a ``bool``, a word and a text are ``str``, a whole number
is an ``int``, money is an ``int`` of cents, a day is a ``datetime.date``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Value = bool | int | str | date


@dataclass(frozen=True, slots=True)
class Flag:
    """``yes`` or ``no``."""


@dataclass(frozen=True, slots=True)
class Words:
    """One of a declared list of words; the first is the start."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number within bounds, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in cents."""


@dataclass(frozen=True, slots=True)
class Text:
    """Free text: compared for equality only, never part of a scenario's own state."""


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, written 2026-11-24."""


Type = Flag | Words | Whole | Money | Text | Day


def whole(value: Value) -> int:
    """Return a value that is a number or an amount by its type, as one."""
    if isinstance(value, int):
        return value
    raise TypeError(f"{value!r} is not a number")
