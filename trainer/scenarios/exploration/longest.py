"""The conversation worth most by some weights: a longest path to an ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trainer.scenarios.cycles import strongly_connected
from trainer.scenarios.exploration.history import History, Link
from trainer.scenarios.exploration.scales import Packed

Value = tuple[int, int]
"""Worth ahead, and moves ahead counted downwards: more is better, then fewer moves."""

Weigh = Callable[[Packed], int]
"""What points are worth."""


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

    def best(self, ends: Callable[[int], bool], weigh: Weigh) -> Sequence[Value | None]:
        """Return what is best from each node on; ``None`` where no end is reached.

        Args:
            ends: Whether the wanted kind of conversation ends at a situation.
            weigh: What points are worth.
        """
        values: list[Value | None] = [
            (0, 0) if ends(number) else None for number in self.history.situations
        ]
        for component in self.order:
            again = True
            while again:
                again = False
                for node in component:
                    again |= self._improve(node, weigh, values)
                again = again and len(component) > 1
        return values

    def follow(
        self, node: int, values: Sequence[Value | None], weigh: Weigh
    ) -> list[Link]:
        """Return the best way on from a node; of equal ones the first."""
        path: list[Link] = []
        while (value := values[node]) and value[1]:
            link = next(
                link
                for link in self.links[node]
                if (ahead := values[link.to])
                and (ahead[0] + weigh(link.points), ahead[1] - 1) == value
            )
            path.append(link)
            node = link.to
        return path

    def _improve(self, node: int, weigh: Weigh, values: list[Value | None]) -> bool:
        better = False
        for link in self.links[node]:
            ahead, now = values[link.to], values[node]
            if ahead is None or link.to == node:
                continue
            reached = (ahead[0] + weigh(link.points), ahead[1] - 1)
            if now is None or reached > now:
                values[node], better = reached, True
        return better


def spread(history: History, starts: Sequence[int], *, most: int) -> Paths:
    """Follow every link from some situations, up to so many nodes.

    Args:
        history: What the links are worth; what it knows already is followed too.
        starts: Numbers of situations.
        most: Nodes after which it stops.
    """
    paths = Paths(history)
    for situation in starts:
        history.node(situation)
    while len(paths.links) < len(history.situations):
        if len(paths.links) >= most:
            paths.complete = False
            break
        paths.links.append(history.links(len(paths.links)))
    paths.links += [()] * (len(history.situations) - len(paths.links))
    paths.order = strongly_connected([[k.to for k in links] for links in paths.links])
    return paths
