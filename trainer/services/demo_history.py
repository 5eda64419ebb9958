"""A past for the demo: attempts of its trainees, played by the rules like any other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from trainer.content.actions import DESK_ACTIONS
from trainer.content.values import value_text
from trainer.scenarios.chance import draw
from trainer.scenarios.choices import Choice, choices
from trainer.scenarios.events import key_of
from trainer.scenarios.syntax import MoveKind
from trainer.services.begin import Wanted, begin
from trainer.services.demo_reading import read_before
from trainer.services.evaluate import WARM_UP
from trainer.services.practise import Practice
from trainer.services.sending import Sent, token_of
from trainer.services.shelf import Shelf
from trainer.services.talks import Talk, Talks
from trainer.store import content

PAST = timedelta(days=30)
"""How far back the first attempt lies."""

_BETWEEN = timedelta(seconds=25)
_MOST_TURNS = 60
_CAREFUL = 7
"""Of ten turns, how many a demo trainee takes without a loss where that is open."""


@dataclass(slots=True, kw_only=True)
class _Past:
    practice: Practice
    session: Session
    seed: int


def add_history(
    session: Session,
    *,
    trainees: Sequence[int],
    attempts: int,
    seed: int,
    now: datetime,
) -> int:
    """Let trainees play, spread over the last 30 days; return how many ended.

    Args:
        session: Outside a transaction; content is published already.
        trainees: Ids of people.
        attempts: How many to begin.
        seed: The same attempts for the same seed and people.
        now: All of it lies before.
    """
    shelf = Shelf()
    past = _Past(
        practice=Practice(shelf=shelf, talks=Talks(shelf=shelf)),
        session=session,
        seed=seed,
    )
    slugs = _playable(session)
    session.rollback()
    if not (trainees and slugs):
        return 0
    ended = 0
    for number in range(attempts):
        start = now - PAST + PAST * number / max(attempts, 1)
        person = draw(f"{seed}/{number}", "person", trainees)
        slug = draw(f"{seed}/{number}", "scenario", slugs)
        ended += _play(past, number, person, slug, start)
    return ended


def _playable(session: Session) -> list[str]:
    return [
        row.slug
        for row in content.published(session.connection())
        if row.kind == "scenario"
        and row.slug != WARM_UP
        and row.card["use"] in ("practice", "both")
    ]


def _play(past: _Past, number: int, person: int, slug: str, at: datetime) -> bool:
    seeds = _seeds(past.seed, number)
    attempt = begin(
        past.practice,
        past.session,
        wanted=Wanted(person=person, slug=slug, factor=Decimal(1)),
        now=at,
        draw=lambda: next(seeds),
    )
    talk = past.practice.look(past.session, person=person, attempt=attempt, now=at)
    if draw(f"{past.seed}/{number}", "reading", (True, True, False)):
        shelf = past.practice.shelf
        policies = shelf.script(past.session, talk.revision).policies
        read_before(past.session, shelf, person=person, policies=policies, now=at)
    past.session.rollback()
    for turn in range(1, _MOST_TURNS):
        if talk.conversation.outcome:
            return True
        at += _BETWEEN
        sent = _sent(talk, f"{past.seed}/{number}/{turn}", turn)
        answer = past.practice.take(
            past.session, person=person, attempt=attempt, sent=sent, now=at
        )
        talk = answer.talk
    return False


def _seeds(seed: int, number: int) -> Iterator[str]:
    count = 0
    while True:
        yield f"demo-{seed}-{number}-{count}"
        count += 1


def _sent(talk: Talk, seed: str, turn: int) -> Sent:
    """Return what a form would have brought: mostly careful, sometimes not."""
    machine, here = talk.conversation.machine, talk.conversation.situation
    open_now = [
        choice
        for choice in choices(machine, here)
        if choice.move is not None and choice.move.kind is not MoveKind.WAIT
    ]
    careful = [choice for choice in open_now if choice.move and not choice.move.loses]
    is_careful = draw(seed, "mood", range(10)) < _CAREFUL
    choice = draw(seed, "choice", careful if careful and is_careful else open_now)
    return _form(talk, choice, turn)


def _form(talk: Talk, choice: Choice, turn: int) -> Sent:
    machine, here = talk.conversation.machine, talk.conversation.situation
    assert choice.move is not None  # noqa: S101 - look-ups by themselves are left out
    token = f"demo-{turn}"
    seq = talk.seq + 1
    if choice.action:
        signature = DESK_ACTIONS[choice.action]
        types = {argument.name: argument.type for argument in signature.arguments}
        blanks = {n: value_text(v, types[n]) for n, v in choice.arguments}
        return Sent(seq=seq, token=token, action=choice.action, blanks=blanks)
    key = key_of(machine, here, choice.move)
    return Sent(
        seq=seq,
        token=token,
        move=token_of(talk, key),
        text=choice.move.model if choice.move.kind is MoveKind.WRITE else "",
    )
