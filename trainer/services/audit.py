"""Prove that what is stored is what happened: replay and score everything again."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainer.assessments.scoring import Scorecard, score
from trainer.services.evaluate import criterion_row
from trainer.services.shelf import Shelf
from trainer.services.talks import Talk, Talks
from trainer.store import evaluations
from trainer.store.attempts import Attempt
from trainer.store.evaluations import EVALUATION
from trainer.store.types import AnyRow


@dataclass(slots=True, kw_only=True)
class Rescored:
    """What scoring everything again found."""

    attempts: int = 0
    identical: int = 0
    different: list[int] = field(default_factory=list)
    """Attempts whose stored result is not what their events are worth."""


def rescore_attempts(session: Session) -> Rescored:
    """Score every evaluated attempt again from its events, and compare.

    Overrides by people are left out: they change points on purpose.
    """
    found = Rescored()
    shelf = Shelf()
    talks = Talks(shelf=shelf)
    wanted = (
        select(EVALUATION, Attempt.person_id)
        .join(Attempt, Attempt.id == EVALUATION.c.attempt_id)
        .where(EVALUATION.c.scorer == "rule")
        .order_by(EVALUATION.c.id)
    )
    for row in session.execute(wanted).all():
        talk = talks.find(session, person=row.person_id, attempt=row.attempt_id)
        found.attempts += 1
        if _same(session, shelf, talk, row):
            found.identical += 1
        else:
            found.different.append(row.attempt_id)
    return found


def _same(session: Session, shelf: Shelf, talk: Talk, row: AnyRow) -> bool:
    reference = shelf.script(session, talk.revision).reference(talk.deal)
    card = score(talk.conversation, reference, pass_mark=row.pass_mark)
    return _result(card) == (
        row.total,
        row.passed,
        row.outcome,
        list(row.reasons),
        list(row.critical),
    ) and _criteria(card) == {
        stored.criterion: (
            stored.weight,
            stored.share,
            stored.level,
            stored.gains,
            stored.losses,
            stored.reference,
            stored.evidence,
        )
        for stored in evaluations.criteria_of(session.connection(), row.id)
    }


def _result(card: Scorecard) -> tuple[object, ...]:
    reasons = [str(reason) for reason in card.reasons]
    return card.total, card.passed, card.outcome, reasons, list(card.critical)


def _criteria(card: Scorecard) -> dict[str, tuple[object, ...]]:
    return {
        criterion.id: tuple(list(criterion_row(criterion).values())[1:])
        for criterion in card.criteria
    }
