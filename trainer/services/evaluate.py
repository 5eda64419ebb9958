"""Write down what a finished attempt was worth, with the evidence for every point."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from trainer.assessments.scoring import CriterionScore, Scorecard, score
from trainer.services.talks import Talk
from trainer.store import attempts, evaluations

ENGINE = "1"
"""Version of the rules that play and score; raised when a score could change."""

WARM_UP = "warm-up"
"""The scenario that teaches the interface; it is never scored."""


def finish(
    connection: Connection,
    talk: Talk,
    reference: Mapping[str, int],
    *,
    pass_mark: int,
    now: datetime,
) -> None:
    """Close an attempt whose conversation has ended, and score it.

    Args:
        connection: In the transaction that adds the last event.
        talk: The attempt at its end.
        reference: Criterion → points of the best clean conversation of its deal.
        pass_mark: The organisation's, percent.
        now: When it ended.
    """
    attempts.close(connection, talk.id, state="finished", now=now)
    if talk.conversation.machine.id == WARM_UP:
        return
    card = score(talk.conversation, reference, pass_mark=pass_mark)
    evaluations.add(
        connection,
        _evaluation(talk, card, now),
        [criterion_row(criterion) for criterion in card.criteria],
    )


def _evaluation(talk: Talk, card: Scorecard, now: datetime) -> dict[str, Any]:
    wrote = any(turn.event.kind == "write" for turn in talk.conversation.turns)
    return {
        "attempt_id": talk.id,
        "scorer": "rule",
        "engine_version": ENGINE,
        "total": card.total,
        "pass_mark": card.pass_mark,
        "passed": card.passed,
        "provisional": wrote and not talk.practice,
        "outcome": card.outcome,
        "reasons": [str(reason) for reason in card.reasons],
        "critical": list(card.critical),
        "supersedes_id": None,
        "created_at": now,
    }


def criterion_row(criterion: CriterionScore) -> dict[str, Any]:
    """Return a criterion as it is stored, its evidence as JSON."""
    return {
        "criterion": criterion.id,
        "weight": criterion.weight,
        "share": criterion.share,
        "level": str(criterion.level),
        "gains": criterion.gains,
        "losses": criterion.losses,
        "reference": criterion.reference,
        "evidence": [asdict(line) for line in criterion.evidence],
    }
