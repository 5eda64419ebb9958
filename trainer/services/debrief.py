"""Look back on a finished conversation: what it was worth, and what to do next time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from trainer.errors import NotFoundError
from trainer.scenarios import conversation as talking
from trainer.scenarios.machine import Review
from trainer.scenarios.speech import review
from trainer.services import scene, stage
from trainer.services.evaluate import WARM_UP
from trainer.services.practise import Practice
from trainer.services.scene import Shown
from trainer.services.shelf import Script
from trainer.services.talks import Talk
from trainer.store import evaluations
from trainer.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One turn worth talking about."""

    seq: int
    criterion: str
    points: int
    why: str
    """The author's reason, or what decided the clause; may be empty."""
    cite: str
    """The clause: ``returns#cash-proof``; may be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion of the result."""

    name: str
    weight: int
    share: Decimal
    level: str
    gains: int
    losses: int
    reference: int
    evidence: tuple[Mapping[str, Any], ...]
    """Event, points, source, detail, why and clause of every point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the attempt was worth."""

    total: Decimal
    passed: bool
    provisional: bool
    reasons: tuple[str, ...]
    critical: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    worked: Remark | None
    """The first thing that worked best."""
    change: Remark | None
    """The one thing to change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """Everything a debrief shows."""

    attempt: int
    slug: str
    title: str
    customer: str
    practice: bool
    branched: bool
    outcome: str
    abuse: bool
    result: Result | None
    """``None`` for the warm-up, which is not scored."""
    turns: tuple[Shown, ...]
    best: tuple[Shown, ...]
    """The best conversation; empty while it must not be shown."""
    moods: tuple[int, ...]
    mood: stage.Mood | None
    review: Review | None

    @property
    def mood_points(self) -> tuple[tuple[str, int], ...]:
        """The mood at the start (turn 0) and after each turn, for the chart."""
        return tuple((str(turn), mood) for turn, mood in enumerate(self.moods))

    @property
    def try_again(self) -> frozenset[int]:
        """The turns from which one may try again; practice only."""
        if not self.practice:
            return frozenset()
        return frozenset(
            turn.seq for turn in self.turns if turn.kind in {"say", "write", "act"}
        )


def debrief(
    practice: Practice, session: Session, *, person: int, attempt: int
) -> Debrief:
    """Return what there is to say about a finished attempt.

    Raises:
        NotFoundError: if the attempt is not this person's, or goes on.
    """
    talk = practice.talks.find(session, person=person, attempt=attempt)
    conversation = talk.conversation
    if not conversation.outcome:
        raise NotFoundError(
            "This conversation has not ended, so there is no debrief yet. "
            "Go on with it under “My attempts”."
        )
    script = practice.shelf.script(session, talk.revision)
    result = _result(session, talk)
    return Debrief(
        attempt=talk.id,
        slug=script.slug,
        title=script.card["title"],
        customer=stage.customer(conversation.machine),
        practice=talk.practice,
        branched=talk.branched,
        outcome=conversation.outcome,
        abuse=bool(script.card.get("abuse")),
        result=result,
        turns=tuple(_turns(talk, practice.words_sent(session, talk))),
        best=tuple(_best(script, talk)) if _may_see_best(script, talk, result) else (),
        moods=stage.moods(conversation),
        mood=stage.mood(conversation),
        review=review(conversation.machine, conversation.situation),
    )


def _turns(talk: Talk, texts: Mapping[int, str]) -> Iterator[Shown]:
    yield scene.opening(talk)
    machine = talk.conversation.machine
    for turn in talk.conversation.turns:
        text = texts.get(turn.event.seq, "")
        yield scene.shown(machine, turn, text, open_book=True)


def _may_see_best(script: Script, talk: Talk, result: Result | None) -> bool:
    """A scenario used for exams keeps its best conversation until a pass in one."""
    if script.slug == WARM_UP:
        return False
    if script.card["use"] == "practice":
        return True
    return not talk.practice and result is not None and result.passed


def _best(script: Script, talk: Talk) -> Iterator[Shown]:
    conversation = talking.begin(script.machine, talk.deal)
    for event in script.best(talk.deal):
        conversation = talking.take(conversation, event)
        turn = conversation.turns[-1]
        model = turn.move.model if turn.move else ""
        yield scene.shown(script.machine, turn, model, open_book=True)


def _result(session: Session, talk: Talk) -> Result | None:
    connection = session.connection()
    row = evaluations.of_attempt(connection, talk.id)
    if row is None:
        return None
    order = list(talk.conversation.machine.settings.rubric)
    criteria = sorted(
        evaluations.criteria_of(connection, row.id),
        key=lambda c: order.index(c.criterion),
    )
    remarks = [_remark(talk, c, line) for c in criteria for line in c.evidence]
    return Result(
        total=row.total,
        passed=row.passed,
        provisional=row.provisional,
        reasons=tuple(row.reasons),
        critical=tuple(row.critical),
        criteria=tuple(_criterion(c) for c in criteria),
        worked=_first_best(remarks),
        change=_worst(remarks),
    )


def _criterion(row: AnyRow) -> Criterion:
    return Criterion(
        name=row.criterion,
        weight=row.weight,
        share=row.share,
        level=row.level,
        gains=row.gains,
        losses=row.losses,
        reference=row.reference,
        evidence=tuple(row.evidence),
    )


def _remark(talk: Talk, row: AnyRow, line: Mapping[str, Any]) -> Remark:
    why = line["why"]
    if line["source"] == "verdict":
        turn = talk.conversation.turns[line["seq"] - 1]
        titles = [v.title for v in turn.broken if v.clause == line["detail"]]
        why = (turn.move.why if turn.move else "") or "".join(titles)
    return Remark(
        seq=line["seq"],
        criterion=row.criterion,
        points=line["points"],
        why=why,
        cite=line["cite"],
    )


def _first_best(remarks: Sequence[Remark]) -> Remark | None:
    """Return the best turn; one with a reason before one without, then the earlier."""
    good = [r for r in remarks if r.points > 0 and r.seq]
    return max(good, key=lambda r: (bool(r.why), r.points, -r.seq), default=None)


def _worst(remarks: Sequence[Remark]) -> Remark | None:
    bad = [r for r in remarks if r.points < 0 and r.seq]
    return min(bad, key=lambda r: (r.points, not r.why, r.seq), default=None)
