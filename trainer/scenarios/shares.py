"""From points to a total, and whether that passes: the arithmetic of scoring.

For each criterion: share = clamp((min(gains, possible) - losses) / possible, 0, 1).
The total is the weighted mean of the shares of all applicable criteria: those with a
weight that the best clean conversation earns points under.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import lcm

from trainer.scenarios.machine import Machine
from trainer.scenarios.settings import CRITERIA

PASS_MARK = 75
"""Percent needed where neither scenario nor organisation says otherwise."""

LEAST_SHARE = 50
"""Percent of every applicable criterion below which an attempt never passes."""

_TENTH = Decimal("0.1")

Points = Mapping[str, int]


def applies(machine: Machine, possible: Points, criterion: str) -> bool:
    """Say whether a criterion counts: it has a weight, and points can be earned."""
    weight = machine.settings.rubric.get(criterion, 0)
    return weight > 0 and possible.get(criterion, 0) > 0


def share_of(gains: int, losses: int, possible: int) -> Fraction:
    """Return a criterion's share, 0 to 1; ``possible`` is above 0."""
    earned = min(gains, possible) - losses
    return min(max(Fraction(earned, possible), Fraction(0)), Fraction(1))


def percent(share: Fraction) -> Decimal:
    """Return a share in percent, rounded half up to one decimal."""
    exact = Decimal(share.numerator * 100) / Decimal(share.denominator)
    return exact.quantize(_TENTH, ROUND_HALF_UP)


def mark_of(machine: Machine, pass_mark: int = PASS_MARK) -> int:
    """Return the percent needed: the scenario's, else the one given."""
    own = machine.settings.pass_mark
    return pass_mark if own is None else own


class Measure:
    """Measures conversations of one deal in whole numbers, fast enough to search by.

    Gains and losses are vectors in the order of ``CRITERIA``.
    """

    def __init__(self, machine: Machine, possible: Points, pass_mark: int) -> None:
        """Prepare for what the best clean conversation of a deal earns."""
        counting = [
            (place, machine.settings.rubric[criterion], possible[criterion])
            for place, criterion in enumerate(CRITERIA)
            if applies(machine, possible, criterion)
        ]
        common = lcm(*(most for _, _, most in counting))
        self.parts = tuple(
            (place, weight * (common // most), most) for place, weight, most in counting
        )
        """(Place of the criterion, worth of one point, points possible)."""
        self.full = sum(worth * most for _, worth, most in self.parts)
        """What 100 % is worth; 0 where nothing counts."""
        self.needed = mark_of(machine, pass_mark)

    def total(self, gains: Sequence[int], losses: Sequence[int]) -> int:
        """Return the total, of ``full``."""
        total = 0
        for place, worth, most in self.parts:
            earned = min(gains[place], most) - losses[place]
            if earned > 0:
                total += worth * earned
        return total

    def enough(self, gains: Sequence[int], losses: Sequence[int]) -> bool:
        """Say whether points suffice to pass, the ending and critical errors apart."""
        total = 0
        for place, worth, most in self.parts:
            earned = min(gains[place], most) - losses[place]
            if earned * 100 < most * LEAST_SHARE:
                return False
            total += worth * earned
        return total * 100 >= self.needed * max(self.full, 1)

    def percent(self, total: int) -> Decimal:
        """Return a total in percent, 0.0 to 100.0."""
        return percent(Fraction(total, self.full)) if self.full else Decimal("0.0")
