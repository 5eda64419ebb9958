"""What the trainee, or the clock, did: events, and the moves they name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.content.actions import DESK_ACTIONS, ActionKind, Argument
from trainer.content.types import Money, Value, Whole
from trainer.errors import MoveNotOpenError
from trainer.scenarios.effects import NOTHING, is_open
from trainer.scenarios.machine import Machine, Move, Situation
from trainer.scenarios.syntax import MoveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the trainee, or the clock, did."""

    seq: int
    """Counts from 1, without gaps."""
    kind: str
    """A kind of move, ``pause`` or ``resume``."""
    move: str = ""
    """The move's key with the calls it was reached through: ``d1/v4``. Empty for an
    action that no move names."""
    action: str = ""
    arguments: Mapping[str, Value] = field(default_factory=dict)
    hits: tuple[str, ...] = ()
    """The expectations met, of own words."""


def find_move(machine: Machine, situation: Situation, key: str) -> Move:
    """Return the open move of that key.

    Raises:
        MoveNotOpenError: if there is none here, or its conditions do not hold.
    """
    *calls, last = key.split("/")
    beat = machine.beats[situation.beat]
    index = beat.by_key.get((len(calls), last), -1)
    if index < 0:
        raise MoveNotOpenError(key)
    move = machine.moves[index]
    if calls and calls != [machine.moves[i].id for i in situation.stack[: move.depth]]:
        raise MoveNotOpenError(key)
    if not is_open(move, situation.slots, NOTHING):
        raise MoveNotOpenError(key)
    return move


def key_of(machine: Machine, situation: Situation, move: Move) -> str:
    """Return a move's key as it is logged: the calls it was reached through, its id."""
    if not move.depth:
        return move.id
    calls = [machine.moves[i].id for i in situation.stack[: move.depth]]
    return "/".join((*calls, move.id))


def act_event(
    machine: Machine,
    situation: Situation,
    *,
    seq: int,
    action: str,
    arguments: Mapping[str, Value],
) -> Event:
    """Make the event of an action: the move that matches with most named arguments.

    Earlier moves win a tie; where no move names the action the event has no move.
    """
    best, most = None, -1
    beat = machine.beats[situation.beat]
    for index in beat.moves:
        move = machine.moves[index]
        if move.action is None or move.action.signature.name != action:
            continue
        named = len(move.action.arguments)
        if named > most and is_open(
            move, situation.slots, completed(action, arguments)
        ):
            best, most = move, named
    return Event(
        seq=seq,
        kind=MoveKind.ACT,
        move=key_of(machine, situation, best) if best else "",
        action=action,
        arguments=dict(arguments),
    )


def usual_arguments(
    machine: Machine, situation: Situation, move: Move
) -> dict[str, Value]:
    """Fill a move's action: what the move names, then what is usual for the case."""
    assert move.action is not None  # noqa: S101 - callers ask act moves only
    given = usual(machine, situation, move.action.signature.name)
    for name, value in move.action.arguments:
        given[name] = value(situation.slots, NOTHING)
    return given


def usual(machine: Machine, situation: Situation, action: str) -> dict[str, Value]:
    """Return the values an action's form starts with."""
    given: dict[str, Value] = {}
    for argument in DESK_ACTIONS[action].arguments:
        slot = machine.case.get(argument.field, -1)
        if slot >= 0 and DESK_ACTIONS[action].kind not in _TYPED:
            given[argument.name] = situation.slots[slot]
        elif argument.usual is not None:
            given[argument.name] = argument.usual
    return given


def completed(action: str, given: Mapping[str, Value]) -> dict[str, Value]:
    """Return an action's arguments with every blank left open filled plainly.

    An open blank has its usual value, else nothing of its kind: 0 or an empty text.
    """
    return {
        argument.name: given.get(argument.name, _open(argument))
        for argument in DESK_ACTIONS[action].arguments
    }


def _open(argument: Argument) -> Value:
    if argument.usual is not None:
        return argument.usual
    match argument.type:
        case Money() | Whole():
            return 0
        case _:
            return ""


_TYPED = frozenset({ActionKind.LOOK, ActionKind.CHECK})
"""Kinds whose details the trainee has to ask for and type."""
