"""What can be done at this moment of a conversation, and how things stand.

Hints and advice are for practice; for every other mode they are left out here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from trainer.content.actions import ActionKind, Signature
from trainer.content.case import CASE_FIELDS
from trainer.content.types import Type, Value
from trainer.scenarios.conversation import STILL, Conversation, meters, usual
from trainer.scenarios.effects import NOTHING, is_open
from trainer.scenarios.machine import Machine, Situation
from trainer.services import sending
from trainer.services.talks import Talk

ABOUT_CUSTOMER = frozenset(
    {
        *("customer", "loyalty", "postcode", "last4", "birthday", "plan", "notes"),
        *("caller_verified", "handed_over"),
    }
)
"""Facts of the case that are about the customer rather than the order."""

ASKED_FOR = frozenset({"notes", "stock"})
"""Facts the desk shows only to those who look them up."""

MOOD = "mood"
"""The meter the gauge shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mood:
    """The customer's mood."""

    value: int
    low: int
    high: int
    change: int
    """Since the turn before."""


class Reply(NamedTuple):
    """Something that may be said, or written in own words."""

    token: str
    words: str
    lock: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A desk action with what its form starts with."""

    signature: Signature
    usual: Mapping[str, Value]


def mood(conversation: Conversation) -> Mood | None:
    """Return the customer's mood; ``None`` where the scenario has none."""
    machine = conversation.machine
    meter = next((m for m in machine.settings.meters if m.name == MOOD), None)
    if meter is None:
        return None
    now = conversation.meters[MOOD]
    last = conversation.turns[-1].before if conversation.turns else None
    before = meters(machine, last)[MOOD] if last else now
    return Mood(value=now, low=meter.low, high=meter.high, change=now - before)


def moods(conversation: Conversation) -> tuple[int, ...]:
    """Return the mood at the start and after each turn but pauses, if there is one."""
    machine = conversation.machine
    if MOOD not in machine.meters:
        return ()
    start = meters(machine, conversation.opening.after)[MOOD]
    turns = (t for t in conversation.turns if t.event.kind not in STILL)
    return start, *(meters(machine, turn.after)[MOOD] for turn in turns)


def replies(talk: Talk) -> tuple[Reply, ...]:
    """Return what can be said here, locked replies with the reason."""
    return tuple(
        Reply(
            token="" if offer.lock else sending.token_of(talk, offer.key),
            words=offer.label,
            lock=offer.lock,
            hint=offer.move.hint if talk.practice else "",
        )
        for offer in sending.replies(talk)
    )


def place_for_words(talk: Talk) -> Reply | None:
    """Return where own words can be given here."""
    offer = sending.place_for_words(talk)
    if offer is None:
        return None
    return Reply(
        token=sending.token_of(talk, offer.key),
        words=offer.label,
        hint=offer.move.hint if talk.practice else "",
    )


def acts(talk: Talk) -> tuple[Act, ...]:
    """Return what the desk offers here."""
    machine, situation = talk.conversation.machine, talk.conversation.situation
    return tuple(
        Act(signature=action, usual=_filled_in(machine, situation, action))
        for action in sending.desk_actions(talk)
    )


def desk_hints(talk: Talk, situation: Situation) -> tuple[tuple[str, str], ...]:
    """Return the author's hints on what can be done at the desk; in practice only.

    Args:
        talk: The attempt.
        situation: Where it stands, or stood.

    Returns:
        Action and hint, each once, of the moves that are open there.
    """
    if not talk.practice:
        return ()
    machine = talk.conversation.machine
    moves = (machine.moves[index] for index in machine.beats[situation.beat].moves)
    found = {
        (move.action.signature.name, move.hint): None
        for move in moves
        if move.hint and move.action and is_open(move, situation.slots, NOTHING)
    }
    return tuple(found)


def _filled_in(
    machine: Machine, situation: Situation, action: Signature
) -> Mapping[str, Value]:
    """Return what a form starts with; how much is paid back, and how, is a decision."""
    if action.kind is ActionKind.MONEY:
        return {a.name: a.usual for a in action.arguments if a.usual is not None}
    return usual(machine, situation, action.name)


def coaching(talk: Talk) -> str:
    """Return the author's word of advice on this moment; in practice only."""
    conversation = talk.conversation
    if not talk.practice or conversation.outcome:
        return ""
    return conversation.machine.beats[conversation.situation.beat].coach


def case(conversation: Conversation) -> tuple[tuple[str, Type, Value], ...]:
    """Return the facts on the desk: those of the scenario, and those changed since.

    A fact that some move reveals lies there only once one has.
    Fields the desk does not know are there for the policies, not for the eye: what
    they say has to come up in the conversation.
    """
    machine, slots = conversation.machine, conversation.situation.slots
    return tuple(
        (name, machine.slots[slot].type, slots[slot])
        for name, slot in machine.case.items()
        if name in CASE_FIELDS
        and name not in ASKED_FOR
        and (name not in machine.shown or slots[machine.shown[name]])
        and (name in machine.settings.case or slots[slot] != machine.slots[slot].start)
    )


def customer(machine: Machine) -> str:
    """Return the name of the customer, as far as the scenario gives one."""
    name = machine.settings.persona.get("name", "")
    field = machine.settings.case.get("customer")
    return name or (str(field.value) if field else "")
