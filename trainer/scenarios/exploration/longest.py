"""The conversation worth most by some weights: a longest path to an ending."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trainer.scenarios.cycles import strongly_connected
from trainer.scenarios.exploration.history import History, Link, Node, Worth

Value = tuple[int, int]
"""Worth ahead, and moves ahead counted downwards: more is better, then fewer moves."""


@dataclass(slots=True)
class Paths:
    """Every node that can be reached from some starts, with its links.

    No cycle of it earns or loses anything: what has counted is part of the node. So
    a best value is well defined, and a component settles after a few rounds.
    """

    nodes: list[Node] = field(default_factory=list)
    links: list[list[Link]] = field(default_factory=list)
    ahead: list[list[int]] = field(default_factory=list)
    """Where each link leads, as a place in ``nodes``."""
    places: dict[Node, int] = field(default_factory=dict)
    order: list[list[int]] = field(default_factory=list)
    """Components, each after all it leads to."""
    complete: bool = True

    def best(
        self, ends: Callable[[Node], bool], worth: Callable[[Worth], int]
    ) -> Sequence[Value | None]:
        """Return what is best from each node on; ``None`` where no end is reached."""
        values: list[Value | None] = [(0, 0) if ends(n) else None for n in self.nodes]
        gains = [[worth(link.worth) for link in links] for links in self.links]
        for component in self.order:
            again = True
            while again:
                again = False
                for place in component:
                    again |= self._improve(place, gains[place], values)
                again = again and len(component) > 1
        return values

    def follow(
        self, place: int, values: Sequence[Value | None], worth: Callable[[Worth], int]
    ) -> list[Link]:
        """Return the best way on from a node; of equal ones the first."""
        path: list[Link] = []
        while (value := values[place]) and value[1]:
            for link, to in zip(self.links[place], self.ahead[place], strict=True):
                ahead = values[to]
                if ahead and (ahead[0] + worth(link.worth), ahead[1] - 1) == value:
                    path.append(link)
                    place = to
                    break
        return path

    def _improve(
        self, place: int, gains: Sequence[int], values: list[Value | None]
    ) -> bool:
        better = False
        for gain, to in zip(gains, self.ahead[place], strict=True):
            ahead, now = values[to], values[place]
            if ahead is None or to == place:
                continue
            reached = (ahead[0] + gain, ahead[1] - 1)
            if now is None or reached > now:
                values[place], better = reached, True
        return better


def spread(history: History, starts: Sequence[int], *, most: int) -> Paths:
    """Follow every link from some situations, up to so many nodes."""
    paths = Paths()
    for number in starts:
        _place(paths, history.start(number))
    for node in paths.nodes:
        if len(paths.links) >= most:
            paths.complete = False
            break
        links = list(history.links(node))
        paths.links.append(links)
        paths.ahead.append([_place(paths, link.to) for link in links])
    unseen = len(paths.nodes) - len(paths.links)
    paths.links += [[] for _ in range(unseen)]
    paths.ahead += [[] for _ in range(unseen)]
    paths.order = strongly_connected(paths.ahead)
    return paths


def _place(paths: Paths, node: Node) -> int:
    place = paths.places.setdefault(node, len(paths.nodes))
    if place == len(paths.nodes):
        paths.nodes.append(node)
    return place
