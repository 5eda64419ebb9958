"""Look back on a finished conversation: what it was worth, and what to do next time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.errors import NotFoundError
from trainer.scenarios import conversation as talking
from trainer.scenarios.parts import Review
from trainer.scenarios.speech import review
from trainer.services import result as results
from trainer.services import scene, stage
from trainer.services.evaluate import WARM_UP
from trainer.services.looking_up import LookUp, looked_up
from trainer.services.practise import Practice
from trainer.services.result import Result
from trainer.services.scene import Shown
from trainer.services.shelf import Script
from trainer.services.talks import Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """Everything a debrief shows."""

    attempt: int
    slug: str
    title: str
    customer: str
    currency: str
    """Of all amounts; empty where the scenario's policies name none."""
    practice: bool
    branched: bool
    outcome: str
    abuse: bool
    result: Result | None
    """``None`` for the warm-up, which is not scored."""
    turns: tuple[Shown, ...]
    best: tuple[Shown, ...]
    """The best conversation; empty while it must not be shown."""
    best_later: bool
    """It is kept back until an assessment is passed."""
    moods: tuple[int, ...]
    mood: stage.Mood | None
    review: Review | None
    look_ups: tuple[LookUp, ...]
    """The clauses that were opened meanwhile, in that order."""

    def turn_after(self, seq: int) -> int:
        """Return the number of the turn that came next; 0 where none did."""
        later = (turn.number for turn in self.turns if turn.seq > seq)
        return next((number for number in later if number), 0)

    @property
    def mood_points(self) -> tuple[tuple[int, int], ...]:
        """The mood at the start (turn 0) and after each turn, for the chart."""
        return tuple(enumerate(self.moods))

    @property
    def try_again(self) -> frozenset[int]:
        """The turns from which one may try again; practice only."""
        if not self.practice:
            return frozenset()
        return frozenset(
            turn.seq for turn in self.turns if turn.kind in {"say", "write", "act"}
        )

    @property
    def again_from(self) -> Shown | None:
        """The turn to try again from first: where the one thing to change is."""
        change = self.result.change if self.result else None
        if change is None:
            return None
        found = (t for t in self.turns if t.seq in self.try_again)
        return next((t for t in reversed([*found]) if t.seq <= change.seq), None)


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
    texts = practice.words_sent(session, talk)
    result = results.result(session, script, talk, texts)
    open_book = _may_see_best(script, talk, result)
    return Debrief(
        attempt=talk.id,
        slug=script.slug,
        title=script.card["title"],
        customer=stage.customer(conversation.machine),
        currency=conversation.machine.currency,
        practice=talk.practice,
        branched=talk.branched,
        outcome=conversation.outcome,
        abuse=bool(script.card.get("abuse")),
        result=result,
        turns=tuple(_turns(talk, texts)),
        best=tuple(_best(script, talk)) if open_book else (),
        best_later=result is not None and not open_book,
        moods=stage.moods(conversation),
        mood=stage.mood(conversation),
        review=review(conversation.machine, conversation.situation),
        look_ups=looked_up(session, script.policies, talk.id),
    )


def _turns(talk: Talk, texts: Mapping[int, str]) -> Iterator[Shown]:
    yield scene.opening(talk)
    machine, numbers = talk.conversation.machine, results.numbers(talk.conversation)
    for turn in talk.conversation.turns:
        seq = turn.event.seq
        number, text = numbers.get(seq, 0), texts.get(seq, "")
        yield scene.shown(machine, turn, text, open_book=True, number=number)


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
