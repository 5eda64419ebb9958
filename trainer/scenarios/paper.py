"""A scenario as a role-play on paper: numbered steps, for people without a screen.

What a deal decides is decided here; every other condition is kept in the author's
words, for whoever plays the customer to judge.
"""

from __future__ import annotations

from dataclasses import dataclass

from trainer.content.types import Type, Value
from trainer.scenarios.settings import Meter


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Somebody speaks, something happens, or there is a picture to show."""

    kind: str
    """``speech``, ``stage``, ``code`` or ``picture``."""
    name: str
    """Who speaks; of a picture, its file in the library."""
    text: str
    """Markdown."""
    when: str
    """In the author's words; empty: always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Points under a criterion, or a change of a meter."""

    name: str
    amount: int
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """Where a reply leads."""

    step: int
    """The step's number; 0: back to where this part was begun."""
    then: int = 0
    """The step that is gone on with after a part that is come back from."""
    when: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact of the case."""

    name: str
    type: Type
    value: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Something that may be said or done at a step."""

    label: str
    """``3b``: the second of step 3; a letter alone where it is possible always."""
    kind: str
    words: str
    """Of an action: its values; of a clock or what goes on by itself: empty."""
    action: str
    seconds: int
    when: str
    leads: tuple[Lead, ...]
    """The first whose condition holds; the last has none."""
    moods: tuple[Change, ...]
    marks: tuple[Change, ...]
    critical: bool
    why: str
    cite: str
    model: str
    """Of own words: an answer to be proud of."""
    tells: tuple[Fact, ...] = ()
    """Facts of the case that it brings to light."""

    @property
    def earns(self) -> bool:
        """Whether it is worth watching for, because it is well done."""
        return any(mark.amount > 0 for mark in self.marks) and not self.loses

    @property
    def loses(self) -> bool:
        """Whether it is a slip."""
        unwanted = any(m.amount < 0 for m in self.marks) and self.kind != "write"
        return self.critical or unwanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A moment of the conversation."""

    number: int
    id: str
    said: tuple[Said, ...]
    answers: tuple[Answer, ...]
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything the three cards are printed from."""

    steps: tuple[Step, ...]
    always: tuple[Answer, ...]
    """What may be said or done at every step, and what happens by itself."""
    meters: tuple[Meter, ...]
    known: tuple[Fact, ...]
    """Facts of the case the agent has from the start."""
    hidden: tuple[Fact, ...]
    """Facts of the case that come out on the way, told by the observer."""
    cites: tuple[str, ...]
    """The clauses its replies rest on, each once, in order."""
