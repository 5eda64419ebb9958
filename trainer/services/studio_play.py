"""Play a draft in the studio, from any step: the real engine, and nothing stored.

A page carries what was done so far. Each answer plays it anew, so going back is
leaving steps out, and a changed text shows how far the same steps still lead.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from trainer.content.types import Type, Value
from trainer.errors import ConversationError
from trainer.scenarios import conversation as talking
from trainer.scenarios.arrival import arrive
from trainer.scenarios.conversation import Conversation
from trainer.scenarios.events import key_of
from trainer.scenarios.ledger import EMPTY_LEDGER, book
from trainer.scenarios.machine import Machine
from trainer.scenarios.speech import Line, lines, offers, timer
from trainer.scenarios.steps import Step
from trainer.scenarios.ways import Way, way_to
from trainer.services import scene, sending
from trainer.services.clock import Clock
from trainer.services.scene import Shown
from trainer.services.sending import Sent
from trainer.services.studio_steps import MOST_STEPS, Did
from trainer.services.talks import Talk, taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something the scenario remembers."""

    name: str
    type: Type
    value: Value
    changed: bool
    """By the last step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A conversation in the studio as it stands."""

    talk: Talk
    beat: str
    """The step it began at."""
    way: Way | None
    """How one gets there; ``None``: no way was found, and it began there as if."""
    steps: tuple[Did, ...]
    """What was done since."""
    before: tuple[Shown, ...]
    """The turns that led to the step."""
    opening: tuple[Line, ...]
    """What is shown on arriving at it."""
    turns: tuple[Shown, ...]
    """Since then, with their verdicts."""
    problem: ConversationError | None = None
    """Why the last step was not taken."""

    @property
    def conversation(self) -> Conversation:
        """The conversation, with what led to the step."""
        return self.talk.conversation


def begin(
    machine: Machine, beat: str, *, dealt: Mapping[str, str] | None, now: datetime
) -> Trial:
    """Stand at a step, as a short conversation gets there.

    Args:
        machine: The draft, compiled.
        beat: Id of a beat of its own file; an unknown one is the first.
        dealt: What is drawn; ``None``: whatever leads to the step.
        now: When.
    """
    own = [b for b in machine.beats if b.file == machine.file]
    here = next((b for b in own if b.id == beat), machine.beats[0])
    way = way_to(machine, here.index, dealt=dealt)
    if way is not None:
        talk = _talk(talking.fold(machine, way.deal, way.events), way.deal, now)
    else:
        talk = _talk(_as_if(machine, dealt or {}, here.index), dealt or {}, now)
    return _arrived(talk, here.id, way)


def _arrived(talk: Talk, beat: str, way: Way | None) -> Trial:
    conversation = talk.conversation
    last = conversation.turns[-1].step if conversation.turns else conversation.opening
    models = {t.event.seq: t.move.model for t in conversation.turns if t.move}
    return Trial(
        talk=talk,
        before=tuple(scene.turns(talk, models)),
        beat=beat,
        way=way,
        steps=(),
        opening=lines(conversation.machine, last),
        turns=(),
    )


def go_on(trial: Trial, steps: Sequence[Did], *, now: datetime) -> Trial:
    """Take steps one after the other; the first that cannot be taken ends it."""
    talk, texts, done = trial.talk, {}, []
    problem: ConversationError | None = None
    for did in steps[:MOST_STEPS]:
        try:
            talk = _step(talk, did, now)
        except ConversationError as error:
            problem = error
            break
        texts[talk.seq] = did.text
        done.append(did)
    begun = trial.conversation.seq
    return replace(
        trial,
        talk=talk,
        steps=tuple(done),
        turns=tuple(scene.turns(talk, texts, since=begun)),
        problem=problem,
    )


def did_of(trial: Trial, sent: Sent) -> Did:
    """Return what a page sent as a step: its token is the key of a move again."""
    situation, machine = trial.conversation.situation, trial.conversation.machine
    if sent.action:
        return Did(action=sent.action, blanks=dict(sent.blanks))
    for offer in offers(machine, situation):
        if sending.token_of(trial.talk, offer.key) == sent.move:
            return Did(move=offer.key, text=sent.text)
    return Did(move=sent.move)


def waits(trial: Trial) -> tuple[str, int] | None:
    """Return the token and the seconds of the clock that runs here, if one does."""
    machine, situation = trial.conversation.machine, trial.conversation.situation
    move = timer(machine, situation)
    if move is None:
        return None
    key = key_of(machine, situation, move)
    return sending.token_of(trial.talk, key), move.seconds


def facts(conversation: Conversation) -> tuple[Fact, ...]:
    """Return what the scenario remembers, and facts of the case that have changed."""
    machine, now = conversation.machine, conversation.situation.slots
    last = conversation.turns[-1].before if conversation.turns else None
    before = last.slots if last else now
    slots = {slot.name: at for at, slot in enumerate(machine.slots)}
    own = [slots[name] for name in machine.settings.names if name in slots]
    moved = [at for at in machine.case.values() if now[at] != machine.slots[at].start]
    return tuple(
        Fact(
            name=machine.slots[at].name,
            type=machine.slots[at].type,
            value=now[at],
            changed=now[at] != before[at],
        )
        for at in (*own, *moved)
    )


def _step(talk: Talk, did: Did, now: datetime) -> Talk:
    wait = timer(talk.conversation.machine, talk.conversation.situation)
    key = wait and key_of(talk.conversation.machine, talk.conversation.situation, wait)
    if wait is not None and did.move == key:
        event = sending.by_the_clock(talk)
    else:
        sent = Sent(
            seq=talk.seq + 1,
            token="",
            move=sending.token_of(talk, did.move) if did.move else "",
            action=did.action,
            blanks=did.blanks,
            text=did.text,
        )
        event, _scorer = sending.event_of(talk, sent)
    return taken(talk, event, at=now, token="")


def _as_if(machine: Machine, deal: Mapping[str, str], beat: int) -> Conversation:
    """Enter a beat nothing leads to, with everything as it starts."""
    slots = [slot.start for slot in machine.slots]
    for name, option in deal.items():
        slots[machine.deals[name][0]] = option
    after, entered, reached = arrive(machine, slots, (), beat)
    opening = Step(after, entered, reached)
    return Conversation(
        machine=machine, opening=opening, ledger=book(EMPTY_LEDGER, opening)[0]
    )


def _talk(conversation: Conversation, deal: Mapping[str, str], now: datetime) -> Talk:
    """Return the conversation as an attempt that nobody makes."""
    return Talk(
        id=0,
        person=0,
        revision=0,
        resource=0,
        mode="practice",
        number=0,
        seed="studio",
        deal=deal,
        factor=None,
        secret="studio",  # noqa: S106 - tokens of the studio hide nothing
        started_at=now,
        branched=False,
        conversation=conversation,
        clock=Clock(since=now),
    )
