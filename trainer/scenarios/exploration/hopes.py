"""Conversations that can still pass: situations with points, the hopeless left out.

Whether a conversation passes depends on its points, so here they are part of the
state. Critical errors and every state that cannot pass any more, whatever comes, are
dropped at once, which leaves few.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trainer.scenarios.exploration.history import (
    NO_POINTS,
    History,
    Link,
    Node,
    Vector,
)
from trainer.scenarios.exploration.potential import Potential
from trainer.scenarios.exploration.ways import Entry
from trainer.scenarios.shares import Measure

Hope = tuple[Node, Vector, Vector]
"""A node with what was gained and lost on the way, as far as it matters."""

Places = Callable[[Entry], Sequence[int]]
"""Which ways of an entry are followed, by their places."""

LOST = -1
"""Where a step leads after which nothing can pass any more."""


@dataclass(slots=True)
class Hopes:
    """All states of one deal that can still pass."""

    states: list[Hope] = field(default_factory=list)
    ahead: list[list[tuple[int, int]]] = field(default_factory=list)
    """For each state its steps: (place of the way, state it leads to or ``LOST``)."""
    passes: list[bool] = field(default_factory=list)
    """Whether the conversation is over there, and passed."""
    complete: bool = True

    def sure(self) -> Sequence[bool]:
        """Return for each state whether some conversation from there passes."""
        behind: list[list[int]] = [[] for _ in self.states]
        for place, steps in enumerate(self.ahead):
            for _, to in steps:
                if to != LOST:
                    behind[to].append(place)
        found = list(self.passes)
        waiting = [place for place, passed in enumerate(found) if passed]
        while waiting:
            for place in behind[waiting.pop()]:
                if not found[place]:
                    found[place] = True
                    waiting.append(place)
        return found


@dataclass(slots=True)
class Hoping:
    """What is needed to follow hopes of one deal."""

    history: History
    potential: Potential
    measure: Measure
    places: Places
    most: int
    """States after which it stops."""

    def follow(self, root: int) -> Hopes:
        """Follow every conversation of a deal while it can still pass."""
        graph = self.history.graph
        good = graph.machine.settings.good
        known: dict[Hope, int] = {}
        hopes = Hopes()
        self._place(hopes, known, (self.history.start(root), NO_POINTS, NO_POINTS))
        for here in hopes.states:
            if len(hopes.ahead) >= self.most:
                hopes.complete = False
                break
            node, gains, losses = here
            outcome = graph.outcome(node[0])
            enough = outcome in good and self.measure.enough(gains, losses)
            hopes.passes.append(enough)
            hopes.ahead.append([] if outcome else self._steps(hopes, known, here))
        unseen = len(hopes.states) - len(hopes.ahead)
        hopes.passes += [False] * unseen
        hopes.ahead += [[] for _ in range(unseen)]
        return hopes

    def _steps(
        self, hopes: Hopes, known: dict[Hope, int], here: Hope
    ) -> list[tuple[int, int]]:
        node, gains, losses = here
        links = tuple(self.history.links(node))
        wanted = self.places(self.history.graph.entries[node[0]])
        found: list[tuple[int, int]] = []
        for place in wanted:
            hope = self._after(links[place], gains, losses)
            to = LOST if hope is None else self._place(hopes, known, hope)
            found.append((place, to))
        return found

    def _after(self, link: Link, gains: Vector, losses: Vector) -> Hope | None:
        """Return the state after a step; ``None`` where no pass is possible then."""
        worth, measure = link.worth, self.measure
        if worth.critical:
            return None
        gained, lost = list(NO_POINTS), list(NO_POINTS)
        for place, _, most in measure.parts:
            gained[place] = min(gains[place] + worth.gains[place], most)
            lost[place] = losses[place] + worth.losses[place]
        more = self.potential.gains(link.to[0])
        if not measure.enough([a + b for a, b in zip(gained, more, strict=True)], lost):
            return None
        return link.to, tuple(gained), tuple(lost)

    @staticmethod
    def _place(hopes: Hopes, known: dict[Hope, int], hope: Hope) -> int:
        place = known.setdefault(hope, len(hopes.states))
        if place == len(hopes.states):
            hopes.states.append(hope)
        return place
