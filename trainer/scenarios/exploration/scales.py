"""Points in one whole number: ten fields, added in one step and measured once.

A conversation's gains and losses by criterion are ten small numbers. Packed side by
side they add up like one, are compared like one, and what they mean for a deal – a
total, enough to pass – is worked out once for each sum that comes up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from trainer.scenarios.settings import CRITERIA
from trainer.scenarios.shares import Measure

Answer = TypeVar("Answer")

Vector = tuple[int, ...]
"""Points in the order of ``CRITERIA``."""

Packed = int
"""Gains, then losses, each by criterion."""

WIDTH = 20
MOST_POINTS = (1 << WIDTH - 2) - 1
"""Points past which a field says no more; sums of three such fields still fit."""

_SIDE = len(CRITERIA)
_FIELD = (1 << WIDTH) - 1


NOTHING: Packed = 0
"""No points."""


def packed(gains: Sequence[int], losses: Sequence[int]) -> Packed:
    """Return points as one number."""
    total = 0
    for place, points in enumerate((*gains, *losses)):
        total |= min(points, MOST_POINTS) << place * WIDTH
    return total


def unpacked(points: Packed) -> tuple[Vector, Vector]:
    """Return gains and losses."""
    fields = tuple(points >> place * WIDTH & _FIELD for place in range(2 * _SIDE))
    return fields[:_SIDE], fields[_SIDE:]


class Remembered(dict[Packed, Answer]):
    """Answers about points, each worked out when it is first looked up."""

    def __init__(self, work_out: Callable[[Packed], Answer]) -> None:
        """Prepare to work answers out."""
        super().__init__()
        self._work_out = work_out

    def __missing__(self, points: Packed) -> Answer:
        """Work an answer out and remember it."""
        answer = self[points] = self._work_out(points)
        return answer


class Scales:
    """Weighs points for one deal."""

    def __init__(self, measure: Measure, possible: Packed) -> None:
        """Prepare.

        Args:
            measure: Of the deal.
            possible: The most that can be gained in any of its conversations.
        """
        gains, _ = unpacked(possible)
        self._most = dict.fromkeys(range(_SIDE), 0)
        self._most |= {place: most for place, _, most in measure.parts}
        self._never_capped = {p for p, most in self._most.items() if gains[p] <= most}
        self.same = Remembered(self._reduced)
        """One number for all points that come to the same, whatever follows."""
        self.enough = Remembered(lambda points: measure.enough(*unpacked(points)))
        """Whether points suffice to pass, ending and critical errors apart."""
        self.total = Remembered(lambda points: measure.total(*unpacked(points)))
        """The total that points come to, of the measure's ``full``."""

    def _reduced(self, points: Packed) -> Packed:
        gains, losses = map(list, unpacked(points))
        for place, most in self._most.items():
            if place in self._never_capped:
                balanced = min(gains[place], losses[place])
                gains[place] -= balanced
                losses[place] -= balanced
            gains[place] = min(gains[place], most)
            losses[place] = min(losses[place], most)
        return packed(gains, losses)
