"""How much can still be gained or lost from a situation on: a bound, never too low.

Criteria are looked at one by one, and within a cycle every entry counts as met. What
a bound rules out is ruled out for certain; what it allows still has to be shown.
"""

from __future__ import annotations

from collections.abc import Callable

from trainer.scenarios.exploration.history import NO_POINTS, History, Vector
from trainer.scenarios.exploration.ways import Way
from trainer.scenarios.ledger import VERDICT_POINTS
from trainer.scenarios.machine import CRITERIA

Points = dict[str, tuple[int, int]]
"""Entry → (place of its criterion, points)."""


class Potential:
    """The most that can be gained and lost from each situation on."""

    def __init__(self, history: History) -> None:
        """Add up along the components, those furthest ahead first."""
        self._history = history
        self._gains = _most(history, lambda way: _gains(history, way))
        self._losses = _most(history, lambda way: _losses(history, way))

    def gains(self, number: int) -> Vector:
        """Return the most that can be gained from a situation on, by criterion."""
        return self._gains[self._history.condensed.place[number]]

    def losses(self, number: int) -> Vector:
        """Return the most that can be lost from a situation on, by criterion."""
        return self._losses[self._history.condensed.place[number]]


def _most(history: History, points_of: Callable[[Way], Points]) -> list[Vector]:
    found: list[Vector] = []
    graph, condensed = history.graph, history.condensed
    known: dict[int, Points] = {}
    for place, members in enumerate(condensed.members):
        onwards, within = NO_POINTS, Points()
        for number in members:
            if number >= len(graph.entries):
                continue
            for way, to in zip(
                graph.entries[number].ways, graph.ahead(number), strict=True
            ):
                points = known.get(id(way))
                if points is None:
                    points = known[id(way)] = points_of(way)
                if condensed.place[to] == place:
                    within |= points
                    continue
                reached = _added(found[condensed.place[to]], points)
                onwards = tuple(map(max, onwards, reached))
        found.append(_added(onwards, within))
    return found


def _added(vector: Vector, points: Points) -> Vector:
    if not points:
        return vector
    total = list(vector)
    for place, worth in points.values():
        total[place] += worth
    return tuple(total)


def _gains(history: History, way: Way) -> Points:
    return {
        mark.key: (CRITERIA.index(mark.criterion), mark.points)
        for mark in history.marks(way)
        if mark.points > 0
    }


def _losses(history: History, way: Way) -> Points:
    lost = {
        mark.key: (CRITERIA.index(mark.criterion), -mark.points)
        for mark in history.marks(way)
        if mark.points < 0
    }
    broken = {
        f"clause:{verdict.clause}": (CRITERIA.index(verdict.criterion), VERDICT_POINTS)
        for verdict in way.broken
    }
    return lost | broken
