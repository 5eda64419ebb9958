"""What a change between two revisions is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

LONGEST_QUOTED = 60
"""Characters."""


class Weight(StrEnum):
    """How much a change matters, from least to most."""

    EDITORIAL = "editorial"
    """Only what people read."""
    MINOR = "minor"
    """It plays otherwise, but whatever could be done before comes to the same."""
    MAJOR = "major"
    """Old results can no longer be compared with new ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two revisions."""

    about: str
    """``settings``, ``step``, ``move``, ``points``, ``condition``, ``effect``,
    ``fact``, ``words`` or ``play``."""
    step: str
    """The id of the step; empty for what stands above all steps."""
    sentence: str
    weight: Weight
    before: str = ""
    """Words that were replaced."""
    after: str = ""
    """The words in their place."""
    line: int = 0
    """Where it stands in the later text; 0 for what is gone."""


class Aspect(NamedTuple):
    """One thing a fact says; two revisions are compared aspect by aspect."""

    kind: str
    """``points``, ``expect``, ``avoid``, ``meter``, ``set``, or the fact's key."""
    name: str
    """Of the criterion, the expectation, the meter, the variable."""
    value: str
    when: str
    """Its condition; empty: always."""
    line: int


def quoted(name: str) -> str:
    """Return the name of something in the file, as sentences show it."""
    return f"‘{name}’"


def reworded(
    step: str, subject: str, before: str, after: str, *, line: int = 0
) -> Change:
    """Return that something reads differently, with the old and the new words."""
    return Change(
        about="words",
        step=step,
        sentence=f"{subject} reads differently.",
        weight=Weight.EDITORIAL,
        before=before,
        after=after,
        line=line,
    )


def short(text: str) -> str:
    """Return the beginning of a text, as sentences quote it."""
    line = " ".join(text.split())
    return line if len(line) <= LONGEST_QUOTED else f"{line[: LONGEST_QUOTED - 1]}…"
