"""What points are worth: which share of the full mark a move earns or loses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

FULL = 100


def worth(
    points: Mapping[str, int],
    weights: Mapping[str, int],
    references: Sequence[Mapping[str, int]],
) -> int | None:
    """Return how much of 100 points are worth, rounded, with their sign.

    Args:
        points: Criterion → points.
        weights: Criterion → its weight in the rubric.
        references: What the best conversation earns by criterion, one for each
            variant that can be drawn; the mean is taken.

    Returns:
        The share, or ``None`` where there is nothing to measure by yet.
    """
    shares = [_share(points, weights, one) for one in references]
    known = [share for share in shares if share is not None]
    if not known:
        return None
    return round(FULL * sum(known, Fraction(0)) / len(known))


def _share(
    points: Mapping[str, int],
    weights: Mapping[str, int],
    reference: Mapping[str, int],
) -> Fraction | None:
    """Return the share under one variant; a criterion nobody can earn is left out."""
    full = {name: best for name, best in reference.items() if best > 0}
    total = sum(weights.get(name, 0) for name in full)
    if total <= 0:
        return None
    earned = sum(
        Fraction(weights.get(name, 0) * points.get(name, 0), best)
        for name, best in full.items()
    )
    return Fraction(earned) / total
