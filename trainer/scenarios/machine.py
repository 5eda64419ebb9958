"""A compiled scenario: one flat machine of beats, moves and slots.

Sub-scenes are linked in: each (caller, file) pair becomes an *instance* whose local
names have slots of their own, while shared names are the caller's slots. A
conversation's whole state is then a beat, one tuple of values and the calls it is in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from trainer.content.actions import Signature
from trainer.content.diagnostics import Place
from trainer.content.types import Value
from trainer.policies.judge import Judge
from trainer.scenarios.parts import (
    ActionMatch,
    Block,
    Condition,
    Effect,
    Expectation,
    Goal,
    Mark,
    Review,
    ScoreEntry,
    Slot,
    Slots,
    SpokenAct,
    Test,
    Text,
)
from trainer.scenarios.pictures import Picture
from trainer.scenarios.settings import Settings
from trainer.scenarios.syntax import MoveKind


class Situation(NamedTuple):
    """Where a conversation stands; everything that decides what can happen next."""

    beat: int
    slots: Slots
    stack: tuple[int, ...] = ()
    """The calls of sub-scenes it is in, as indices of the calling moves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One thing that can happen in a beat."""

    index: int
    id: str
    file: str
    depth: int
    """How many calls deep its file is played; part of its key."""
    beat: int
    kind: MoveKind
    label: Text
    place: Place
    goal: Goal
    goes: tuple[tuple[Test | None, Goal], ...] = ()
    then: int = -1
    """The beat a called sub-scene comes back to."""
    when: Test | None = None
    lock: str = ""
    once: bool = False
    chose: int = -1
    """The slot that remembers it was taken; -1 where nobody asks."""
    effects: tuple[Effect, ...] = ()
    scores: tuple[ScoreEntry, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    means: tuple[SpokenAct, ...] = ()
    critical: tuple[tuple[str, Test | None], ...] = ()
    action: ActionMatch | None = None
    seconds: int = 0
    words: tuple[int, int] | None = None
    model: str = ""
    why: str = ""
    cite: str = ""
    hint: str = ""
    coach: str = ""

    acts: bool = False
    """Whether taking it does something: at the desk, by saying it, or gravely wrong."""
    marks: tuple[Mark, ...] | None = None
    """What it scores where that never depends on anything; else ``None``."""

    @property
    def loses(self) -> bool:
        """Whether taking it can cost points, perhaps under a condition."""
        return any(entry.points < 0 for entry in self.scores)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A moment of the conversation: what is said, and what can be done."""

    index: int
    id: str
    file: str
    instance: int
    depth: int
    place: Place
    blocks: tuple[Block, ...] = ()
    moves: tuple[int, ...] = ()
    """Its own moves, then those of ``anywhere``, its callers' last."""
    goes: tuple[int, ...] = ()
    """Automatic moves in the order they are tried."""
    by_key: Mapping[tuple[int, str], int] = field(default_factory=dict)
    enter: tuple[Effect, ...] = ()
    counts: tuple[int, int] = (-1, -1)
    """Slots of ``visits`` and ``seen``; -1 where nobody asks."""
    most_visits: int = 0
    still: bool = False
    """Whether entering it changes nothing and nothing follows by itself."""
    outcome: str = ""
    desk: tuple[str, ...] = ()
    """The actions offered here; empty: all of the scenario's."""
    coach: str = ""
    show: Picture | None = None
    tag: str = ""
    reviews: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A scenario ready to be played, explored and scored."""

    id: str
    file: str
    settings: Settings
    briefing: str
    beats: tuple[Beat, ...]
    moves: tuple[Move, ...]
    slots: tuple[Slot, ...]
    meters: Mapping[str, int]
    """Name → slot, of the scenario's own meters."""
    deals: Mapping[str, tuple[int, tuple[str, ...]]]
    """Name → (slot, options), drawn once an attempt."""
    case: Mapping[str, int]
    """Field → slot, what the scenario declares and what the desk adds."""
    shown: Mapping[str, int] = field(default_factory=dict)
    """Field of the case that some move reveals → slot that tells whether one has."""
    goal: tuple[tuple[int, str, Value], ...] = ()
    """(slot, field, wanted value) at the end."""
    actions: tuple[Signature, ...] = ()
    """What its desk offers unless a beat narrows it."""
    did: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(file, action) → slot of ``did(action)``."""
    acted: Mapping[str, int] = field(default_factory=dict)
    """Action → slot, kept for the policies' ``before``."""
    sums: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(Action, argument) → slot of its sum, kept for the policies' ``limit``."""
    judge: Judge
    digest: str = ""
    """Of everything that decides how it plays: its text, sub-scenes and policies."""
    cited: frozenset[str] = frozenset()
    currency: str = ""
    """Of its amounts, as the first of its policies that names one says: ``EUR``."""
    conditions: tuple[Condition, ...] = ()
    """Everything its files ask about the state, in the order it was compiled."""
    reads: Mapping[Test, frozenset[int]] = field(default_factory=dict)
    """Condition or value → the slots it reads; one that is missing reads none."""
