"""A conversation is a fold over its events.

``fold`` replays any number of events to the same bytes; ``offers`` says what can be
done next. Hits of own words and the desk's answers are recorded or derived, never
matched again: an audit two years later gives the same result.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from trainer.content.actions import DESK_ACTIONS, ActionKind
from trainer.content.types import Value, whole
from trainer.errors import AttemptOverError, MoveNotOpenError
from trainer.policies.judge import Verdict
from trainer.scenarios import desk, engine
from trainer.scenarios.desk import Change, Refusal
from trainer.scenarios.effects import NOTHING
from trainer.scenarios.events import (
    Event,
    act_event,
    completed,
    find_move,
    key_of,
    usual,
    usual_arguments,
)
from trainer.scenarios.ledger import EMPTY_LEDGER, Counted, Ledger, book
from trainer.scenarios.machine import Machine, Move, Situation
from trainer.scenarios.steps import Step
from trainer.sentences import said

__all__ = [
    "Conversation",
    "Event",
    "Turn",
    "act_event",
    "begin",
    "find_move",
    "fold",
    "key_of",
    "meters",
    "take",
    "usual",
    "usual_arguments",
]

STILL = frozenset({"pause", "resume"})
"""Kinds of events that stop or start the clock and change nothing else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """An event and everything it did."""

    event: Event
    move: Move | None
    before: Situation
    step: Step
    counted: tuple[Counted, ...] = ()
    """The points it brought, in the order they were found."""
    broken: tuple[Verdict, ...] = ()
    """Clauses it broke for the first time in this attempt."""

    @property
    def after(self) -> Situation:
        """Where the conversation stands after it."""
        return self.step.after

    @property
    def critical(self) -> tuple[str, ...]:
        """The critical errors it made, in the author's or the clause's words."""
        return self.step.critical


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A conversation so far."""

    machine: Machine
    opening: Step
    turns: tuple[Turn, ...] = ()
    ledger: Ledger = EMPTY_LEDGER
    paused: bool = False

    @property
    def situation(self) -> Situation:
        """Where it stands."""
        return self.turns[-1].after if self.turns else self.opening.after

    @property
    def outcome(self) -> str:
        """How it ended; empty while it goes on."""
        return self.machine.beats[self.situation.beat].outcome

    @property
    def beat(self) -> str:
        """The id of the beat it stands at."""
        return self.machine.beats[self.situation.beat].id

    @property
    def seq(self) -> int:
        """The number of the last event; 0 before the first."""
        return self.turns[-1].event.seq if self.turns else 0

    @property
    def meters(self) -> Mapping[str, int]:
        """The scenario's meters by name."""
        return meters(self.machine, self.situation)


def meters(machine: Machine, situation: Situation) -> dict[str, int]:
    """Return the scenario's meters in a situation, by name."""
    return {name: whole(situation.slots[slot]) for name, slot in machine.meters.items()}


def begin(machine: Machine, deal: Mapping[str, str]) -> Conversation:
    """Open a conversation: the first beat is entered, nothing has been done."""
    opening = engine.begin(machine, deal)
    return Conversation(
        machine=machine,
        opening=opening,
        ledger=book(EMPTY_LEDGER, opening)[0],
    )


def fold(
    machine: Machine, deal: Mapping[str, str], events: Iterable[Event]
) -> Conversation:
    """Replay events from the beginning.

    Raises:
        MoveNotOpenError: if an event names a move that was not open then.
        AttemptOverError: if an event follows the end.
    """
    conversation = begin(machine, deal)
    turns: list[Turn] = []
    ledger, situation = conversation.ledger, conversation.situation
    paused = False
    for event in events:
        paused = event.kind == "pause"
        if event.kind in STILL:
            turn = Turn(
                event=event, move=None, before=situation, step=Step(after=situation)
            )
        else:
            turn, ledger = _turn(machine, situation, ledger, event)
        turns.append(turn)
        situation = turn.after
    return replace(conversation, turns=tuple(turns), ledger=ledger, paused=paused)


def take(conversation: Conversation, event: Event) -> Conversation:
    """Add one event.

    Raises:
        MoveNotOpenError: if its move is not open here; nothing changes.
        AttemptOverError: if the conversation has ended.
    """
    if event.kind in STILL:
        here = conversation.situation
        still = Turn(event=event, move=None, before=here, step=Step(after=here))
        return replace(
            conversation,
            turns=(*conversation.turns, still),
            paused=event.kind == "pause",
        )
    turn, ledger = _turn(
        conversation.machine, conversation.situation, conversation.ledger, event
    )
    return replace(
        conversation, turns=(*conversation.turns, turn), ledger=ledger, paused=False
    )


def _turn(
    machine: Machine, situation: Situation, ledger: Ledger, event: Event
) -> tuple[Turn, Ledger]:
    if machine.beats[situation.beat].outcome:
        raise AttemptOverError
    move = find_move(machine, situation, event.move) if event.move else None
    arguments, result = NOTHING, None
    if event.action:
        arguments = _arguments(event)
        result = _desk_result(machine, situation, event.action, arguments)
    if move is None and result is None:
        raise MoveNotOpenError(event.move)
    if move is None:
        assert result is not None  # noqa: S101 - said just above
        result = _allowed_by_itself(event.action, result)
        step = engine.look(machine, situation, event.action, arguments, result)
    else:
        step = engine.step(
            machine,
            situation,
            move,
            hits=event.hits,
            arguments=arguments,
            result=result,
        )
    ledger, counted, broken = book(ledger, step)
    turn = Turn(
        event=event,
        move=move,
        before=situation,
        step=step,
        counted=counted,
        broken=broken,
    )
    return turn, ledger


def _arguments(event: Event) -> Mapping[str, Value]:
    if event.action not in DESK_ACTIONS:
        raise MoveNotOpenError(event.action)
    return completed(event.action, event.arguments)


def _desk_result(
    machine: Machine,
    situation: Situation,
    action: str,
    arguments: Mapping[str, Value],
) -> Change | Refusal:
    case = {name: situation.slots[slot] for name, slot in machine.case.items()}
    return desk.perform(action, case, arguments)


def _allowed_by_itself(action: str, result: Change | Refusal) -> Change | Refusal:
    """Only look-ups work where no move names the action."""
    kind = DESK_ACTIONS[action].kind
    if kind is ActionKind.LOOK or isinstance(result, Refusal):
        return result
    reason = said("Not at this point: the conversation has not come to that yet.")
    if kind is not ActionKind.CHECK:
        reason = said(
            "%(what)s %(more)s", what=reason, more=said("Nothing was booked.")
        )
    return Refusal(reason=reason)
