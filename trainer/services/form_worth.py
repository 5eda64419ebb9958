"""What the points of each reply are worth, measured by the best conversation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from trainer.scenarios.chance import all_deals
from trainer.scenarios.exploration.references import find_references
from trainer.scenarios.forms.steps import Reply, Row
from trainer.scenarios.forms.worth import worth
from trainer.scenarios.machine import Machine
from trainer.scenarios.settings_words import CRITERIA

Measure = Sequence[Mapping[str, int]]
"""What the best conversation earns, by criterion, for each variant."""


_SIGNED = re.compile(r"[+-]?[0-9]{1,4}")
_MOST_KEPT = 64
_KEPT: dict[str, Measure] = {}


def measure(machine: Machine) -> Measure:
    """Return what full marks mean; empty where no good ending can be reached yet.

    Worked out once for each text: what it says is the machine's digest.
    """
    if machine.digest not in _KEPT:
        if len(_KEPT) >= _MOST_KEPT:
            _KEPT.clear()
        found = find_references(machine, tuple(all_deals(machine)))
        _KEPT[machine.digest] = tuple(one.points for one in found if one.points)
    return _KEPT[machine.digest]


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
