"""Conversations that can still pass: situations with points, the hopeless left out.

Whether a conversation passes depends on its points, so here they are part of the
state. Critical errors and every state that cannot pass any more, whatever comes, are
dropped at once, which leaves few.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trainer.scenarios.exploration.history import History
from trainer.scenarios.exploration.potential import Potential
from trainer.scenarios.exploration.scales import NOTHING, Packed, Scales
from trainer.scenarios.exploration.ways import Entry

Hope = tuple[int, Packed]
"""A node with the points so far, as far as they matter."""

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


class Hoping:
    """Follows the conversations of one deal while they can still pass."""

    def __init__(
        self,
        history: History,
        potential: Potential,
        scales: Scales,
        places: Places,
        most: int,
    ) -> None:
        """Prepare.

        Args:
            history: What each step is worth.
            potential: What can still be gained.
            scales: Of the deal.
            places: Which ways are followed.
            most: States after which it stops.
        """
        self._history = history
        self._potential = potential
        self._scales = scales
        self._places = places
        self._most = most
        self._steps: dict[int, Sequence[tuple[int, int, Packed, Packed]]] = {}
        self._known: dict[Hope, int] = {}
        self._hopes = Hopes()

    def follow(self, root: int) -> Hopes:
        """Follow every conversation from a situation on."""
        graph, hopes = self._history.graph, self._hopes
        good = graph.machine.settings.good
        first = self._history.node(root), NOTHING
        hopes.states.append(first)
        self._known[first] = 0
        for node, points in hopes.states:
            if len(hopes.ahead) >= self._most:
                hopes.complete = False
                break
            outcome = graph.outcome(self._history.situations[node])
            hopes.passes.append(outcome in good and self._scales.enough[points])
            hopes.ahead.append([] if outcome else self._ahead(node, points))
        unseen = len(hopes.states) - len(hopes.ahead)
        hopes.passes += [False] * unseen
        hopes.ahead += [[] for _ in range(unseen)]
        return hopes

    def _ahead(self, node: int, points: Packed) -> list[tuple[int, int]]:
        same, enough = self._scales.same, self._scales.enough
        states, known = self._hopes.states, self._known
        found: list[tuple[int, int]] = []
        for place, to, more, possible in self._followed(node):
            number = LOST
            after = same[points + more]
            if to != LOST and enough[after + possible]:
                hope = to, after
                number = known.setdefault(hope, len(states))
                if number == len(states):
                    states.append(hope)
            found.append((place, number))
        return found

    def _followed(self, node: int) -> Sequence[tuple[int, int, Packed, Packed]]:
        """Return the steps from a node: place, node, points, what can come after."""
        found = self._steps.get(node)
        if found is None:
            history = self._history
            links = history.links(node)
            wanted = self._places(history.graph.entries[history.situations[node]])
            found = self._steps[node] = [
                (
                    place,
                    LOST if links[place].critical else links[place].to,
                    links[place].points,
                    self._potential.gains(history.situations[links[place].to]),
                )
                for place in wanted
            ]
        return found
