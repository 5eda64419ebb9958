"""A conversation test as written: what is done, and what must come of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from trainer.content.diagnostics import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Take:
    """Take moves one after the other; an act is done with its literal arguments."""

    moves: tuple[str, ...]
    """Keys as the log has them: ``s1``, or ``d1/v4`` inside a sub-scene."""
    places: tuple[Place, ...]
    """Of each key."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """Answer in own words."""

    move: str
    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Do:
    """Do something at the desk: by the move that names it, or by the action itself."""

    move: str = ""
    action: str = ""
    """Given where ``move`` is empty: whichever move matches is taken."""
    arguments: tuple[tuple[str, str, Place], ...] = ()
    """(name, value as written, place of the value)."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Let the clock run out."""

    move: str = ""
    """The ``after`` move; empty: whichever runs."""
    place: Place


Step = Take | Write | Do | Wait


class ExpectationKind(StrEnum):
    """What an expectation is about."""

    OUTCOME = "outcome"
    TOTAL = "total"
    PASSED = "passed"
    CRITICAL = "critical"
    METER = "meter"
    SAID = "said"
    BEAT = "beat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """Something that must hold once so many steps are done."""

    kind: ExpectationKind
    text: str = ""
    """The outcome, meter, expectation or beat; of ``critical`` a clause or the words
    of the error, empty: any."""
    comparison: str = "=="
    """Of a total or meter: ``== != < <= > >=``."""
    number: Decimal = Decimal(0)
    """Of a total or meter."""
    wanted: bool = True
    """False after ``not``."""
    after: int
    """Steps of the play before it."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Play:
    """One conversation of a ``.play`` file."""

    name: str
    place: Place
    deal: Mapping[str, str]
    """What is dealt: name → word."""
    deal_places: Mapping[str, Place]
    steps: tuple[Step, ...]
    expectations: tuple[Expectation, ...]


def plays_file(file: str) -> str:
    """Return the file with the plays of a scenario’s file."""
    return f"{file.removesuffix('.md')}.play"


def scenario_file(file: str) -> str:
    """Return the scenario’s file that a file of plays stands beside."""
    return f"{file.removesuffix('.play')}.md"
