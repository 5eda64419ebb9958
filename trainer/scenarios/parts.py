"""The small parts of a machine: slots, texts, effects, entries, goals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from trainer.content.actions import Signature
from trainer.content.diagnostics import Place
from trainer.content.types import Type, Value
from trainer.scenarios.syntax import BlockKind

Slots = tuple[Value, ...]
Arguments = Mapping[str, Value]
Test = Callable[[Sequence[Value], Arguments], Value]
"""A compiled condition or value: reads slots and an action's arguments."""


class Mark(NamedTuple):
    """Points a step is worth, before it is known which were counted before."""

    key: str
    criterion: str
    points: int
    source: str
    """``score``, ``expect``, ``avoid``, ``goal`` or ``verdict``."""
    detail: str = ""
    """The expectation's name, the goal's field or the clause."""


class Condition(NamedTuple):
    """Something asked about the state, and where the author wrote it.

    A sub-scene called from several files has one for each, with the same place.
    """

    test: Test
    text: str
    place: Place
    """Of the condition's first character."""
    fact: str
    """The fact it belongs to: ``if``, ``score``, ``go``, ``enter``, …; ``when`` of a
    speech."""
    move: int = -1
    """Index of the move whose fact it is; -1 where it stands in a beat."""
    beat: int = -1
    """Index of the beat it stands in; -1 where it is a move's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One value of the state."""

    name: str
    """Unique and readable: ``mood``, ``case.paid``, ``seen:scenarios/a.md:start``."""
    type: Type
    start: Value


class Text(NamedTuple):
    """Words with blanks: fixed parts and slots that fill them, in turn."""

    parts: tuple[str | Fill, ...]
    fixed: str | None
    """The words where there is nothing to fill, else ``None``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fill:
    """A blank in a text."""

    name: str
    evaluate: Test
    type: Type


class Block(NamedTuple):
    """A paragraph of a beat, shown while its condition holds."""

    kind: BlockKind
    name: Text
    """Who speaks; empty for what happens."""
    text: Text
    when: Test | None = None
    otherwise: bool = False
    """Shown when no speech of the run before it was shown."""


class Effect(NamedTuple):
    """A change of one slot: a sum for numbers, an assignment for everything."""

    slot: int
    value: Test | None
    """What is assigned; ``None``: ``amount`` is added."""
    amount: int = 0
    bounds: tuple[int, int] | None = None
    """The lowest and highest a whole number can become."""
    when: Test | None = None


class ScoreEntry(NamedTuple):
    """Points for one criterion, counted once an attempt when first it holds."""

    mark: Mark
    place: Place
    when: Test | None = None

    @property
    def criterion(self) -> str:
        """What it scores."""
        return self.mark.criterion

    @property
    def points(self) -> int:
        """What it is worth; negative where it costs."""
        return self.mark.points


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """Something wanted, or unwanted, in the trainee's own words."""

    name: str
    key: str
    wanted: bool
    said: int
    """The slot that ``said(name)`` reads; -1 where nobody asks."""
    patterns: str
    criterion: str = ""
    points: int = 0
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenAct:
    """What is done by saying something; the policies judge it."""

    action: str
    arguments: tuple[tuple[str, Test], ...] = ()
    when: Test | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionMatch:
    """The action a move waits for; arguments not named match anything."""

    signature: Signature
    arguments: tuple[tuple[str, Test], ...] = ()


class Goal(NamedTuple):
    """Where a move leads, once everything else about it is done."""

    beat: int = -1
    """Index of a beat; -1 for a return."""
    calls: bool = False
    """Whether ``beat`` is the first of a sub-scene, to come back from."""
    resets: tuple[tuple[int, Value], ...] = ()
    """Local slots of the sub-scene and what they start from."""
    assigns: tuple[tuple[int, Test], ...] = ()
    """Parameters of the sub-scene."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The public review an ending earns the shop."""

    stars: int
    text: str
    when: Test | None = None
