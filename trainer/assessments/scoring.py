"""Turn a conversation into a scorecard in which every point has its evidence.

For each criterion: share = clamp((min(gains, reference) - losses) / reference, 0, 1).
The reference is what the best clean good conversation earns, so the maximum depends on
the scenario alone, never on the path taken; surplus gains never hide a mistake. The
total is the weighted mean of the shares of all applicable criteria.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from trainer.scenarios.conversation import Conversation, Turn
from trainer.scenarios.ledger import Counted
from trainer.scenarios.machine import Machine
from trainer.scenarios.settings import CRITERIA
from trainer.scenarios.shares import (
    LEAST_SHARE,
    PASS_MARK,
    applies,
    mark_of,
    percent,
    share_of,
)

__all__ = [
    "LEAST_SHARE",
    "PASS_MARK",
    "CriterionScore",
    "Evidence",
    "Level",
    "Reason",
    "Scorecard",
    "level",
    "score",
]


class Level(StrEnum):
    """How well a criterion was met, in words a trainee can use."""

    STRONG = "strong"
    SOLID = "solid"
    DEVELOPING = "developing"
    NOT_YET = "not yet"


class Reason(StrEnum):
    """Why an attempt is not passed."""

    UNFINISHED = "unfinished"
    OUTCOME = "outcome"
    CRITICAL = "critical"
    TOTAL = "total"
    CRITERION = "criterion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where points come from."""

    seq: int
    """The event; 0 for what the opening brought."""
    points: int
    source: str
    """``score``, ``expect``, ``avoid``, ``goal`` or ``verdict``."""
    detail: str
    """The expectation's name, the goal's field or the clause."""
    why: str
    cite: str
    covered: bool = False
    """A loss already covered by a larger one of the same turn; it does not count."""
    revision: int = 0
    """Of the policy whose clause was broken; 0 for all that is no verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionScore:
    """One criterion: what was earned, lost and possible."""

    id: str
    weight: int
    share: Decimal
    """Percent, 0.0 to 100.0, rounded half up to one decimal."""
    gains: int
    losses: int
    reference: int
    level: Level
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scorecard:
    """What an attempt was worth."""

    total: Decimal
    """Percent, 0.0 to 100.0, rounded half up to one decimal."""
    criteria: tuple[CriterionScore, ...]
    passed: bool
    reasons: tuple[Reason, ...]
    """Why not, most important first; empty when passed."""
    critical: tuple[str, ...]
    pass_mark: int
    outcome: str


def score(
    conversation: Conversation,
    reference: Mapping[str, int],
    *,
    pass_mark: int = PASS_MARK,
) -> Scorecard:
    """Score a conversation, finished or not.

    Args:
        conversation: What happened.
        reference: Criterion → points of the best clean good conversation of its deal.
        pass_mark: Percent, used where the scenario sets none.

    Returns:
        The scorecard; re-scoring the same conversation gives the same bytes.
    """
    machine = conversation.machine
    evidence = _evidence(conversation)
    criteria = tuple(
        _criterion(criterion, machine, reference, conversation, evidence)
        for criterion in CRITERIA
        if applies(machine, reference, criterion)
    )
    shares = {c.id: _share(conversation, reference, c.id) for c in criteria}
    weights = sum(c.weight for c in criteria)
    exact = (
        sum((c.weight * shares[c.id] for c in criteria), Fraction()) / weights
        if weights
        else Fraction()
    )
    total = percent(exact)
    mark = mark_of(machine, pass_mark)
    reasons = _reasons(conversation, exact * 100, shares, mark)
    return Scorecard(
        total=total,
        criteria=criteria,
        passed=not reasons,
        reasons=reasons,
        critical=conversation.ledger.critical,
        pass_mark=mark,
        outcome=conversation.outcome,
    )


def _criterion(
    criterion: str,
    machine: Machine,
    reference: Mapping[str, int],
    conversation: Conversation,
    evidence: Mapping[str, tuple[Evidence, ...]],
) -> CriterionScore:
    share = percent(_share(conversation, reference, criterion))
    return CriterionScore(
        id=criterion,
        weight=machine.settings.rubric[criterion],
        share=share,
        gains=conversation.ledger.gains.get(criterion, 0),
        losses=conversation.ledger.losses.get(criterion, 0),
        reference=reference[criterion],
        level=level(share),
        evidence=evidence.get(criterion, ()),
    )


def _share(
    conversation: Conversation, reference: Mapping[str, int], criterion: str
) -> Fraction:
    gains = conversation.ledger.gains.get(criterion, 0)
    losses = conversation.ledger.losses.get(criterion, 0)
    return share_of(gains, losses, reference[criterion])


def level(share: Decimal) -> Level:
    """Name a share in percent: strong from 85, solid from 70, developing from 50."""
    for least, name in ((85, Level.STRONG), (70, Level.SOLID), (50, Level.DEVELOPING)):
        if share >= least:
            return name
    return Level.NOT_YET


def _reasons(
    conversation: Conversation,
    total: Fraction,
    shares: Mapping[str, Fraction],
    mark: int,
) -> tuple[Reason, ...]:
    good = conversation.outcome in conversation.machine.settings.good
    found = {
        Reason.UNFINISHED: not conversation.outcome,
        Reason.CRITICAL: bool(conversation.ledger.critical),
        Reason.OUTCOME: bool(conversation.outcome) and not good,
        Reason.TOTAL: total < mark,
        Reason.CRITERION: any(s * 100 < LEAST_SHARE for s in shares.values()),
    }
    return tuple(reason for reason, holds in found.items() if holds)


def _evidence(conversation: Conversation) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, list[Evidence]] = {}
    for turn in conversation.turns:
        for counted in turn.counted:
            line = _line(turn, counted)
            found.setdefault(counted.criterion, []).append(line)
    return {criterion: tuple(lines) for criterion, lines in found.items()}


def _line(turn: Turn, counted: Counted) -> Evidence:
    why, cite = (turn.move.why, turn.move.cite) if turn.move else ("", "")
    revision = 0
    if counted.source == "verdict":
        verdict = next(v for v in turn.broken if v.clause == counted.detail)
        why, cite = verdict.because, verdict.clause
        revision = verdict.revision
    return Evidence(
        seq=turn.event.seq,
        points=counted.points,
        source=counted.source,
        detail=counted.detail,
        why=why,
        cite=cite,
        covered=counted.covered,
        revision=revision,
    )
