"""What exploring a scenario found out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from trainer.scenarios.choices import Choice
from trainer.scenarios.parts import Condition

MOST_SITUATIONS = 250_000
"""How many situations are looked at before play at random goes on instead."""

_WEIGHED_A_SECOND = 10_000
"""Situations that points are followed through in a second, at least."""

STRATEGIES = ("first", "longest", "nicest", "never-asked")
"""Ways to play without listening; none of them should pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """How much may be looked at."""

    situations: int = MOST_SITUATIONS
    seconds: float | None = None
    """By the clock handed in; ``None``: as long as it takes."""
    weighed: int = 60_000
    """Situations up to which points are followed exactly; past it, they are played."""
    hopes: int = 40_000
    """States with points that are followed for each deal; past it, they are played."""
    steps: int = 20_000
    """Steps of each search for the best flawed and the worst conversation."""

    @property
    def weighs(self) -> int:
        """Return ``weighed``, or as many as points are followed through in time."""
        if self.seconds is None:
            return self.weighed
        return min(self.weighed, int(self.seconds * _WEIGHED_A_SECOND))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the best clean good conversation of one deal earns, and how it goes."""

    points: Mapping[str, int]
    """Criterion → points; empty where there is no such conversation."""
    maxima: Mapping[str, int]
    """Criterion → the most any clean good conversation earns under it."""
    choices: tuple[Choice, ...] = ()
    found: bool = True
    """Whether there is a clean way to a good ending at all."""
    complete: bool = True
    """Whether every clean situation was visited."""
    situations: int = 0
    """How many were, over all deals that were searched together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """A conversation that leads somewhere."""

    deal: Mapping[str, str]
    choices: tuple[Choice, ...]
    """In order, from the first beat on."""
    beat: int
    """Index of the beat it leads to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A beat that ends the conversation."""

    beat: int
    outcome: str
    reachable: bool
    random_share: float
    """How often random play ends here, 0 to 1, over all deals alike."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A conversation to its end, and what it is worth."""

    total: Decimal
    """0.0 to 100.0, as an attempt would be scored."""
    passed: bool
    outcome: str
    points: Mapping[str, int]
    """Criterion → gains less losses; those without any are left out."""
    deal: Mapping[str, str]
    choices: tuple[Choice, ...]
    clean: bool
    """Whether it makes no mistake, says all that is expected, and in time."""
    exact: bool = True
    """Whether no conversation of its kind goes further; else see the bounds."""
    lowest: Decimal = Decimal(0)
    highest: Decimal = Decimal(100)
    """Between these lies the total of the one that goes furthest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointOfNoReturn:
    """A move after which something can no longer be reached."""

    beat: int
    move: int
    lost: str
    """``pass`` or ``good ending``."""
    always: bool
    """Whether it is lost in every situation where it was still possible before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What comes of keeping to one strategy, whatever is said."""

    passed: bool
    """Whether it passes more often than one time in twenty."""
    share: float
    """How often it passes, over all deals and, where replies are shuffled, orders."""
    example: Outcome
    """The best of its conversations."""
    marked: bool = True
    """Whether anything tells what it takes from what it leaves; else it is chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A condition and the answers it had in any situation."""

    condition: Condition
    ever_true: bool
    ever_false: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where the best reply stands among those of its beat, along best conversations."""

    asked: int = 0
    """Beats of the best clean conversations with two or more open replies."""
    first: int = 0
    """Of those, how often the best was the first as written."""
    longest: int = 0
    """How often it was the longest."""
    wide: tuple[int, ...] = ()
    """Beats, each once, where they choose among three replies or more."""
    first_at: tuple[int, ...] = ()
    """Of these, where the best is always the first as written."""
    longest_at: tuple[int, ...] = ()
    """Of these, where the best is always longer than any other, clearly to be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exploration:
    """Everything found; proofs where ``complete``, otherwise what was met."""

    situations: int
    complete: bool
    """Whether every situation of every deal was looked at."""
    seconds: float
    """By the clock handed in; 0 without one."""
    beats: frozenset[int]
    """Entered somewhere, also on the way to another."""
    moves: frozenset[int]
    """Taken somewhere; ``go`` moves included."""
    stuck: tuple[Trail, ...]
    """The shortest conversation to each beat where nothing can be said or done."""
    circles: tuple[Trail, ...]
    """To situations where something done goes on by itself for ever."""
    endings: tuple[Ending, ...]
    best: Outcome | None
    """The highest total that ends well; a clean one where totals are equal."""
    best_clean: Outcome | None
    best_flawed: Outcome | None
    """The highest total that ends well in spite of a mistake."""
    worst: Outcome | None
    by_deal: tuple[Outcome, ...]
    """The best clean conversation of each deal that has one."""
    random_pass: float
    """How often random play passes, 0 to 1, over all deals alike."""
    random_plays: int
    """How many random conversations that was measured on; 0: worked out exactly."""
    no_return: tuple[PointOfNoReturn, ...]
    strategies: Mapping[str, Played]
    conditions: tuple[Asked, ...]
    standing: Standing = field(default_factory=Standing)
    references: tuple[tuple[Mapping[str, str], Reference], ...] = ()
    """For each deal what full marks mean in it."""
    richest: Outcome | None = None
    """One with a mistake that earns clearly more than the best without, uncapped."""
    forgiven: frozenset[int] | None = None
    """Index of every move after which somebody may still pass; ``None``: not known."""
    rewarded: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Index of a move → the clauses it breaks somewhere while it earns points."""
