"""How much can still be gained or lost from a situation on: a bound, never too low.

Criteria are looked at one by one, and within a cycle every entry counts as met. What
a bound rules out is ruled out for certain; what it allows still has to be shown.
"""

from __future__ import annotations

from collections.abc import Sequence

from trainer.scenarios.exploration.history import History
from trainer.scenarios.exploration.scales import Packed, Vector, packed
from trainer.scenarios.exploration.ways import Way
from trainer.scenarios.ledger import VERDICT_POINTS
from trainer.scenarios.settings import CRITERIA

Points = dict[str, tuple[int, int]]
"""Entry → (place among gains, then losses, by criterion; points)."""

_SIDE = len(CRITERIA)
_NONE: Vector = (0,) * (2 * _SIDE)


class Potential:
    """The most that can be gained, and that can be lost, from each situation on."""

    def __init__(self, history: History) -> None:
        """Add up along the components, those furthest ahead first."""
        self._history = history
        self._known: dict[int, Points] = {}
        self._most: list[Vector] = []
        for place, members in enumerate(history.condensed.members):
            self._most.append(self._from(place, members))
        self._gains = [packed(fields[:_SIDE], ()) for fields in self._most]
        self._losses = [packed(_NONE[:_SIDE], fields[_SIDE:]) for fields in self._most]

    def gains(self, situation: int) -> Packed:
        """Return the most that can be gained from a situation on, by criterion."""
        return self._gains[self._history.condensed.place[situation]]

    def losses(self, situation: int) -> Packed:
        """Return the most that can be lost from a situation on, by criterion."""
        return self._losses[self._history.condensed.place[situation]]

    def _from(self, place: int, members: Sequence[int]) -> Vector:
        """Return the most from a component on: within it, then the best way out."""
        graph, component = self._history.graph, self._history.condensed.place
        onwards, within = _NONE, Points()
        for number in members:
            if number >= len(graph.entries):
                continue
            ways = graph.entries[number].ways
            for way, to in zip(ways, graph.ahead(number), strict=True):
                points = self._points(way)
                if component[to] == place:
                    within |= points
                else:
                    reached = _added(self._most[component[to]], points)
                    if reached is not onwards:
                        onwards = tuple(map(max, onwards, reached))
        return _added(onwards, within)

    def _points(self, way: Way) -> Points:
        found = self._known.get(id(way))
        if found is None:
            found = self._known[id(way)] = {
                mark.key: (CRITERIA.index(mark.criterion), mark.points)
                if mark.points > 0
                else (_SIDE + CRITERIA.index(mark.criterion), -mark.points)
                for mark in self._history.marks(way)
            } | {
                f"clause:{verdict.clause}": (
                    _SIDE + CRITERIA.index(verdict.criterion),
                    VERDICT_POINTS,
                )
                for verdict in way.broken
            }
        return found


def _added(vector: Vector, points: Points) -> Vector:
    if not points:
        return vector
    total = list(vector)
    for place, worth in points.values():
        total[place] += worth
    return tuple(total)
