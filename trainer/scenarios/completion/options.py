"""What an editor offers: words that can stand in a place, each with what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

_LONGEST_DETAIL = 60


class OptionKind(StrEnum):
    """What an option is; an editor may show it with a picture."""

    BEAT = "beat"
    MOVE = "move"
    FILE = "file"
    NAME = "name"
    WORD = "word"
    FUNCTION = "function"
    ACTION = "action"
    CRITERION = "criterion"
    CLAUSE = "clause"
    KEY = "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One thing that can stand here."""

    text: str
    """As it is to be written."""
    kind: OptionKind
    detail: str = ""
    """What it is about, at most 60 characters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Completion:
    """Everything that can stand in a place."""

    column: int
    """Where what is written so far begins, from 1: an option replaces it."""
    options: tuple[Option, ...] = ()


class Offer(NamedTuple):
    """Options, and how many characters before the place they replace."""

    typed: int = 0
    options: tuple[Option, ...] = ()


NOTHING = Offer()
"""Nothing can be offered here."""


def options(
    kind: OptionKind, texts: Iterable[str] | Iterable[tuple[str, str]]
) -> tuple[Option, ...]:
    """Return an option for each text, or for each text with what it is about."""
    pairs = ((one, "") if isinstance(one, str) else one for one in texts)
    return tuple(
        Option(text=text, kind=kind, detail=shortened(detail)) for text, detail in pairs
    )


def shortened(text: str) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    cut = line[: _LONGEST_DETAIL - 1].rstrip() + "…"
    return line if len(line) <= _LONGEST_DETAIL else cut


def typed(prefix: str, pattern: str) -> int:
    """Return how much of the end of a line a pattern takes."""
    found = re.search(rf"(?:{pattern})\Z", prefix)
    return len(found.group()) if found else 0
