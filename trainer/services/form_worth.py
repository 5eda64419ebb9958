"""What the points of each reply are worth, measured by the best conversation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from trainer.scenarios.forms.steps import Reply, Row
from trainer.scenarios.forms.worth import worth
from trainer.scenarios.settings_words import CRITERIA
from trainer.services.proving import Proof

Measure = Sequence[Mapping[str, int]]
"""What the best conversation earns, by criterion, for each variant."""


_SIGNED = re.compile(r"[+-]?[0-9]{1,4}")


def measure(proof: Proof) -> Measure:
    """Return what full marks mean; empty where no good ending can be reached yet."""
    if proof.exploration is None:
        return ()
    found = (reference for _deal, reference in proof.exploration.references)
    return tuple(reference.points for reference in found if reference.points)


def worth_of(
    rows: Iterable[Row], weights: Mapping[str, int], full: Measure
) -> int | None:
    """Return what rows with points are worth of 100; ``None``: not known yet."""
    return worth(points_of(rows), weights, full)


def worth_of_reply(
    reply: Reply, weights: Mapping[str, int], full: Measure
) -> int | None:
    """Return what a reply is worth at most, conditions and own words included."""
    return worth_of(reply.of("score", "expect"), weights, full)


def points_of(rows: Iterable[Row]) -> Mapping[str, int]:
    """Return the points of rows by criterion; what is no number counts nothing."""
    found: dict[str, int] = {}
    for row in rows:
        name, points = (
            (row.name, row.value) if row.key == "score" else (row.criterion, row.points)
        )
        if name in CRITERIA:
            found[name] = found.get(name, 0) + number(points)
    return found


def number(text: str) -> int:
    """Return points as typed, ``+2`` or ``−1``; 0 where they are no number."""
    plain = text.replace("−", "-").replace(" ", "")
    return int(plain) if _SIGNED.fullmatch(plain) else 0
