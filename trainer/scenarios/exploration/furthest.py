"""The highest total in spite of a mistake, and the lowest of all: best-first search.

Totals are no sums – gains are capped and a share is never below zero – so no longest
path finds them. This search always goes on from where the bound is best; the first
ending it comes to is the furthest there is. Past its limit it says how far at most.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from trainer.scenarios.choices import Choice
from trainer.scenarios.exploration.history import History, Link
from trainer.scenarios.exploration.potential import Potential
from trainer.scenarios.exploration.scales import NOTHING, Packed, Scales


class Step(NamedTuple):
    """A state of the search: where a conversation stands, and how it came there."""

    node: int
    points: Packed
    flawed: bool
    """Whether something on the way was a mistake."""
    choice: Choice | None = None
    before: Step | None = None

    def choices(self) -> tuple[Choice, ...]:
        """Return what was done on the way, in order."""
        found: list[Choice] = []
        here: Step | None = self
        while here is not None and here.choice is not None:
            found.append(here.choice)
            here = here.before
        return tuple(reversed(found))


class Found(NamedTuple):
    """What a search came to."""

    step: Step
    bound: int
    """No conversation of its kind goes further than this, in parts of a total."""
    exact: bool


@dataclass(slots=True)
class Furthest(ABC):
    """A search from one situation."""

    history: History
    potential: Potential
    scales: Scales
    most: int
    """Steps after which it contents itself with the best ending met so far."""

    def search(self, root: int) -> Found | None:
        """Return the ending that goes furthest; ``None`` where none was met."""
        start = Step(self.history.node(root), NOTHING, flawed=False)
        waiting = [(self.bound(start), 0, 0, start)]
        seen = {start[:3]}
        met: tuple[int, Step] | None = None
        order = 0
        while waiting:
            bound, depth, _, here = heappop(waiting)
            if self._is_over(here):
                return Found(here, self.total(bound), exact=True)
            if order > self.most:
                return self._given_up(met, bound)
            for step in self._steps(here):
                if step[:3] in seen:
                    continue
                seen.add(step[:3])
                order += 1
                value = self.bound(step)
                if self._is_over(step):
                    met = min(met or (value, step), (value, step), key=lambda m: m[0])
                heappush(waiting, (value, depth - 1, order, step))
        return None

    def _given_up(self, met: tuple[int, Step] | None, bound: int) -> Found | None:
        return met and Found(met[1], self.total(bound), exact=False)

    def _is_over(self, step: Step) -> bool:
        situation = self.history.situations[step.node]
        return self.counts(step, self.history.graph.outcome(situation))

    def _steps(self, here: Step) -> Sequence[Step]:
        found = (self._after(here, link) for link in self.history.links(here.node))
        return [step for step in found if self.is_worth_following(step)]

    def _after(self, here: Step, link: Link) -> Step:
        return Step(
            link.to,
            self.scales.same[here.points + link.points],
            here.flawed or link.way.mistake,
            self.history.choice(link.way),
            here,
        )

    @abstractmethod
    def bound(self, step: Step) -> int:
        """Return how far a conversation can go from here; smaller is further."""

    @abstractmethod
    def total(self, bound: int) -> int:
        """Return a bound as a total."""

    @abstractmethod
    def counts(self, step: Step, outcome: str) -> bool:
        """Say whether a conversation that ended like this is of the wanted kind."""

    @abstractmethod
    def is_worth_following(self, step: Step) -> bool:
        """Say whether a conversation of the wanted kind may go on from here."""


@dataclass(slots=True)
class Flawed(Furthest):
    """The highest total of a conversation that ends well in spite of a mistake."""

    good: Sequence[bool]
    """For each situation whether a good ending can be reached."""

    def bound(self, step: Step) -> int:
        """Return the total if everything still to be had is gained."""
        more = self.potential.gains(self.history.situations[step.node])
        return -self.scales.total[step.points + more]

    def total(self, bound: int) -> int:
        """Return a bound as a total."""
        return -bound

    def counts(self, step: Step, outcome: str) -> bool:
        """Say whether it ended well and something was a mistake."""
        return step.flawed and outcome in self.history.graph.machine.settings.good

    def is_worth_following(self, step: Step) -> bool:
        """Say whether it can still end well."""
        return self.good[self.history.situations[step.node]]


@dataclass(slots=True)
class Worst(Furthest):
    """The lowest total of any conversation that ends."""

    def bound(self, step: Step) -> int:
        """Return the total if nothing more is gained and everything is lost."""
        more = self.potential.losses(self.history.situations[step.node])
        return self.scales.total[step.points + more]

    def total(self, bound: int) -> int:
        """Return a bound as a total."""
        return bound

    def counts(self, step: Step, outcome: str) -> bool:
        """Say whether it ended."""
        del step
        return bool(outcome)

    def is_worth_following(self, step: Step) -> bool:
        """Say whether it can end: every step counts."""
        del step
        return True
