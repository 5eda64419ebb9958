"""The conversation worth most by some weights: a longest path to an ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trainer.scenarios.cycles import strongly_connected
from trainer.scenarios.exploration.history import History, Link
from trainer.scenarios.exploration.scales import Packed
from trainer.scenarios.exploration.search import LOOKS_AT_THE_CLOCK

Weigh = Callable[[Packed], int]
"""What points are worth."""

_MOVES = 24
"""Bits for the moves of a conversation, below those for what it is worth."""

_NEVER = -(1 << 200)
"""Less than any conversation is worth: none leads to a wanted end."""


@dataclass(slots=True)
class Paths:
    """Every node that can be reached from some starts, with its links.

    No cycle of it earns or loses anything: what has counted is part of the node. So
    a best value is well defined, and a component settles after a few rounds.
    """

    history: History
    links: list[tuple[Link, ...]] = field(default_factory=list)
    order: list[list[int]] = field(default_factory=list)
    """Components of nodes, each after all it leads to."""
    complete: bool = True

    def best(self, ends: Callable[[int], bool], weigh: Weigh) -> Best:
        """Find what is best from each node on: most worth, then fewest moves.

        Args:
            ends: Whether the wanted kind of conversation ends at a situation.
            weigh: What points are worth.
        """
        situations = self.history.situations
        values = [0 if ends(number) else _NEVER for number in situations]
        best = Best(self, weigh, values)
        for component in self.order:
            again = True
            while again:
                better = [best.improve(node) for node in component]
                again = len(better) > 1 and any(better)
        return best


@dataclass(slots=True)
class Best:
    """The best way on from each node."""

    paths: Paths
    weigh: Weigh
    values: list[int]
    """Worth and, counted downwards, moves ahead, in one number."""
    _worths: dict[Packed, int] = field(default_factory=dict)

    def worth(self, node: int) -> int | None:
        """Return the most that is ahead; ``None`` where no wanted end is."""
        value = self.values[node]
        return None if value == _NEVER else -(-value >> _MOVES)

    def path(self, node: int) -> list[Link]:
        """Return the best way on; of equal ones the first."""
        path: list[Link] = []
        while self.values[node] not in (0, _NEVER):
            link = next(
                link
                for link in self.paths.links[node]
                if self._after(link) == self.values[node]
            )
            path.append(link)
            node = link.to
        return path

    def improve(self, node: int) -> bool:
        """Take a better way on from a node; say whether there was one."""
        value = before = self.values[node]
        for link in self.paths.links[node]:
            if link.to != node:
                value = max(value, self._after(link))
        self.values[node] = value
        return value != before

    def _after(self, link: Link) -> int:
        ahead = self.values[link.to]
        if ahead == _NEVER:
            return _NEVER
        worth = self._worths.get(link.points)
        if worth is None:
            worth = (self.weigh(link.points) << _MOVES) - 1
            self._worths[link.points] = worth
        return ahead + worth


def spread(
    history: History,
    starts: Sequence[int],
    *,
    most: int,
    spent: Callable[[], bool] = lambda: False,
) -> Paths:
    """Follow every link from some situations, up to so many nodes.

    Args:
        history: What the links are worth; what it knows already is followed too.
        starts: Numbers of situations.
        most: Nodes after which it stops.
        spent: Whether it has to stop anyway.
    """
    paths = Paths(history)
    for situation in starts:
        history.node(situation)
    while len(paths.links) < len(history.situations):
        looked = len(paths.links)
        if looked >= most or (looked % LOOKS_AT_THE_CLOCK == 0 and spent()):
            paths.complete = False
            break
        paths.links.append(history.links(len(paths.links)))
    paths.links += [()] * (len(history.situations) - len(paths.links))
    paths.order = strongly_connected([[k.to for k in links] for links in paths.links])
    return paths
