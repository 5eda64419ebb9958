"""What counts: each entry once an attempt, each broken clause once.

The engine says what a step is worth; the ledger remembers what was counted before.
Keeping the two apart is what lets the explorer search situations without points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from trainer.policies.judge import Outcome, Verdict
from trainer.policies.module import Severity
from trainer.scenarios.settings import CRITERIA
from trainer.scenarios.steps import Mark, Step

VERDICT_POINTS = 3
"""What breaking a rule of severity *error* costs, once per clause and attempt."""


class Counted(NamedTuple):
    """Points that count, with where they come from."""

    criterion: str
    points: int
    source: str
    detail: str
    covered: bool = False
    """A loss already covered by a larger one of the same turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Everything counted so far."""

    keys: frozenset[str] = frozenset()
    """Entries and clauses that have counted."""
    gains: Mapping[str, int] = field(default_factory=dict)
    losses: Mapping[str, int] = field(default_factory=dict)
    """Criterion → points, both not negative."""
    critical: tuple[str, ...] = ()
    """Critical errors in the order they happened: a clause or the author's words."""


EMPTY_LEDGER = Ledger()


def book(
    ledger: Ledger, step: Step
) -> tuple[Ledger, tuple[Counted, ...], tuple[Verdict, ...]]:
    """Count what a step brought.

    Returns:
        The new ledger, the points that counted, and the clauses broken for the first
        time. Where the move itself loses points under a criterion and a broken clause
        costs some too, only the larger of the two counts.
    """
    if not (step.marks or step.verdicts or step.critical):
        return ledger, (), ()
    fresh: dict[str, Mark] = {}
    for mark in step.marks:
        if mark.key not in ledger.keys:
            fresh.setdefault(mark.key, mark)
    broken = _newly_broken(ledger, step)
    counted = _counted(tuple(fresh.values()), broken)
    keys = ledger.keys | fresh.keys() | {f"clause:{v.clause}" for v in broken}
    critical = tuple(c for c in step.critical if c not in ledger.critical) + tuple(
        v.clause for v in broken if v.severity is Severity.CRITICAL
    )
    gains, losses = dict(ledger.gains), dict(ledger.losses)
    for line in counted:
        if not line.covered:
            side = gains if line.points > 0 else losses
            side[line.criterion] = side.get(line.criterion, 0) + abs(line.points)
    return (
        Ledger(
            keys=keys,
            gains=gains,
            losses=losses,
            critical=ledger.critical + critical,
        ),
        counted,
        broken,
    )


def points_of(ledger: Ledger) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return gains and losses, each in the order of ``CRITERIA``."""
    return (
        tuple(ledger.gains.get(criterion, 0) for criterion in CRITERIA),
        tuple(ledger.losses.get(criterion, 0) for criterion in CRITERIA),
    )


def _newly_broken(ledger: Ledger, step: Step) -> tuple[Verdict, ...]:
    fresh: dict[str, Verdict] = {}
    for verdict in step.verdicts:
        if (
            verdict.outcome is Outcome.BROKEN
            and f"clause:{verdict.clause}" not in ledger.keys
        ):
            fresh.setdefault(verdict.clause, verdict)
    return tuple(fresh.values())


def _counted(
    marks: tuple[Mark, ...], broken: tuple[Verdict, ...]
) -> tuple[Counted, ...]:
    costly = [v for v in broken if v.severity is Severity.ERROR]
    lost: dict[str, int] = {}
    for mark in marks:
        if mark.points < 0:
            lost[mark.criterion] = lost.get(mark.criterion, 0) - mark.points
    owed: dict[str, int] = {}
    for verdict in costly:
        owed[verdict.criterion] = owed.get(verdict.criterion, 0) + VERDICT_POINTS
    lines = [
        Counted(
            m.criterion,
            m.points,
            m.source,
            m.detail,
            m.points < 0 and owed.get(m.criterion, 0) > lost[m.criterion],
        )
        for m in marks
    ]
    lines += [
        Counted(
            v.criterion,
            -VERDICT_POINTS,
            "verdict",
            v.clause,
            lost.get(v.criterion, 0) >= owed[v.criterion],
        )
        for v in costly
    ]
    return tuple(lines)
