"""What a page sends, turned into an event; and an event, turned into a row.

A page names a move by a token that only this attempt understands, so nothing it holds
tells where a reply leads, what it is worth or where it stands in the file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from trainer.assessments.words.matcher import SCORER, match_move
from trainer.content.actions import DESK_ACTIONS, Signature
from trainer.errors import (
    ActionNotOpenError,
    MoveNotOpenError,
    NoPauseLeftError,
    NoWordsError,
    WordsTooLongError,
)
from trainer.scenarios.chance import shuffled
from trainer.scenarios.conversation import Event, act_event, key_of
from trainer.scenarios.desk import Refusal
from trainer.scenarios.machine import Move
from trainer.scenarios.speech import Offer, offers, timer
from trainer.scenarios.syntax import MoveKind
from trainer.services import blanks
from trainer.services.stored import columns_of
from trainer.services.talks import Talk
from trainer.store.types import AnyRow

LONGEST_WORDS = 5_000
"""Characters of one answer in own words."""

LONGEST_DRAFT = 20_000
"""Characters kept of words that are not sent: what a browser still sends while its
page closes, and room to shorten them."""

OFFERS_KEPT = 200
"""Conversations whose offers are remembered: shown now, chosen from a moment later."""

UNJUDGED = "unjudged"
"""Scorer of own words in an assessed attempt: a person reads them, and until then
they count as met, because a machine may pass but only a person may fail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What a form brought."""

    seq: int
    """The number its event is to have: one more than what the page showed."""
    token: str
    """Made with the page; the same form twice has the same one."""
    kind: str = ""
    """``pause`` or ``resume``; empty for anything else."""
    move: str = ""
    """The token of a reply or of the place for own words."""
    action: str = ""
    """The name of a desk action."""
    blanks: Mapping[str, str] = field(default_factory=dict)
    """What was filled in for it."""
    text: str = ""
    """Own words."""
    scorer: str = ""
    """What found the hits in them; known once they were matched."""


def token_of(talk: Talk, key: str) -> str:
    """Return what stands for a move on the pages of an attempt: 20 hex digits."""
    keyed = hashlib.blake2b(key.encode(), key=talk.secret.encode(), digest_size=10)
    return keyed.hexdigest()


def time_left(talk: Talk, now: datetime) -> float | None:
    """Return the seconds left for an answer, below zero when they are over.

    ``None`` where no time runs: no limit here, clocks switched off, or the end.
    """
    if talk.factor is None or talk.conversation.outcome:
        return None
    wait = timer(talk.conversation.machine, talk.conversation.situation)
    return talk.clock.left(wait.seconds, talk.factor, now) if wait else None


def is_over(talk: Talk, now: datetime, *, grace: timedelta = timedelta()) -> bool:
    """Say whether the clock's own move is due; never in a pause."""
    if talk.factor is None or talk.conversation.paused:
        return False
    left = time_left(talk, now)
    return left is not None and left <= -grace.total_seconds()


def by_the_clock(talk: Talk) -> Event:
    """Return the event of the clock's own move.

    Raises:
        MoveNotOpenError: if no clock runs here.
    """
    machine, situation = talk.conversation.machine, talk.conversation.situation
    wait = timer(machine, situation)
    if wait is None:
        raise MoveNotOpenError("after")
    key = key_of(machine, situation, wait)
    return Event(seq=talk.seq + 1, kind=MoveKind.WAIT, move=key)


@lru_cache(maxsize=OFFERS_KEPT)
def _offers(talk: Talk) -> tuple[Offer, ...]:
    return offers(talk.conversation.machine, talk.conversation.situation)


@lru_cache(maxsize=OFFERS_KEPT)
def replies(talk: Talk) -> tuple[Offer, ...]:
    """Return what can be said, locked replies too, in the order of this attempt."""
    machine, situation = talk.conversation.machine, talk.conversation.situation
    found = [o for o in _offers(talk) if o.move.kind is MoveKind.SAY]
    if not machine.settings.shuffle:
        return tuple(found)
    beat = machine.beats[situation.beat]
    return shuffled(talk.seed, f"say/{beat.file}/{beat.id}", found)


def place_for_words(talk: Talk) -> Offer | None:
    """Return the move that takes own words here, if there is one and it is open."""
    writes = (o for o in _offers(talk) if o.move.kind is MoveKind.WRITE)
    return next((offer for offer in writes if not offer.lock), None)


def desk_actions(talk: Talk) -> tuple[Signature, ...]:
    """Return what the desk offers here, in the scenario's order."""
    machine = talk.conversation.machine
    only = machine.beats[talk.conversation.situation.beat].desk
    return tuple(a for a in machine.actions if not only or a.name in only)


def event_of(talk: Talk, sent: Sent) -> tuple[Event, str]:
    """Return the event of what was sent, and the scorer of its words.

    Raises:
        MoveNotOpenError: if nothing like it can be done here.
        NoWordsError: if own words are wanted and none came.
        WordsTooLongError: if more came than anybody would say.
        WrongBlankError: if a blank of a desk action cannot be read.
        NoPauseLeftError: if this attempt was paused before and is assessed.
    """
    if sent.kind:
        return _still(talk, sent.kind), ""
    if sent.action:
        return _desk(talk, sent), ""
    for offer in replies(talk):
        if not offer.lock and token_of(talk, offer.key) == sent.move:
            return Event(seq=talk.seq + 1, kind=MoveKind.SAY, move=offer.key), ""
    place = place_for_words(talk)
    if place is None or token_of(talk, place.key) != sent.move:
        raise MoveNotOpenError("That reply")
    return _own_words(talk, place, sent.text)


def place_of_words(talk: Talk) -> str:
    """Return the move that own words are kept for; empty where none are wanted."""
    place = place_for_words(talk)
    return place.key if place else ""


def is_same(talk: Talk, row: AnyRow, sent: Sent) -> bool:
    """Say whether a form asks for what this event recorded or forestalled."""
    if row.late:
        return True
    if sent.kind or row.kind in {"pause", "resume"}:
        return bool(row.kind == sent.kind)
    if sent.action or row.action:
        return bool(row.action == sent.action)
    return token_of(talk, row.move) == sent.move


def row_of(talk: Talk, *, text: str, scorer: str, at: datetime) -> dict[str, Any]:
    """Return the row of a talk's last event."""
    turn = talk.conversation.turns[-1]
    event = turn.event
    return {
        "attempt_id": talk.id,
        "seq": event.seq,
        "at": at,
        **columns_of(event),
        "scorer": scorer,
        "refused": isinstance(turn.step.result, Refusal),
        "late": talk.late,
        "client_token": talk.last_token,
        "text_digest": hashlib.sha256(text.encode()).hexdigest() if text else "",
        "judged": {
            "points": [list(counted) for counted in turn.counted],
            "verdicts": [
                [v.clause, str(v.outcome), str(v.severity), v.because, v.revision]
                for v in turn.step.verdicts
            ],
            "critical": list(turn.critical),
        },
    }


def stops_by_leaving(talk: Talk, now: datetime) -> bool:
    """Say whether leaving the page for a while stops the conversation's clock."""
    if talk.conversation.paused or is_over(talk, now) or not talk.may_pause:
        return False
    return talk.practice or time_left(talk, now) is not None


def _still(talk: Talk, kind: str) -> Event:
    if kind == "pause" and not talk.may_pause:
        raise NoPauseLeftError
    if (kind == "pause") == talk.conversation.paused:
        raise MoveNotOpenError(kind)
    return Event(seq=talk.seq + 1, kind=kind)


def _desk(talk: Talk, sent: Sent) -> Event:
    if sent.action not in {action.name for action in desk_actions(talk)}:
        raise ActionNotOpenError(sent.action)
    return act_event(
        talk.conversation.machine,
        talk.conversation.situation,
        seq=talk.seq + 1,
        action=sent.action,
        arguments=blanks.read(DESK_ACTIONS[sent.action], sent.blanks),
    )


def _own_words(talk: Talk, place: Offer, text: str) -> tuple[Event, str]:
    if not text.strip():
        raise NoWordsError
    if len(text) > LONGEST_WORDS:
        raise WordsTooLongError(LONGEST_WORDS, len(text))
    hits, scorer = _hits(talk, place.move, text)
    event = Event(seq=talk.seq + 1, kind=MoveKind.WRITE, move=place.key, hits=hits)
    return event, scorer


def _hits(talk: Talk, move: Move, text: str) -> tuple[tuple[str, ...], str]:
    if not talk.practice:
        met = dict.fromkeys(e.name for e in move.expectations if e.wanted)
        return tuple(met), UNJUDGED
    match = match_move(talk.conversation.machine, move, text)
    return match.met, SCORER
