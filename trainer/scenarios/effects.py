"""What a move changes in the state, in written order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from trainer.content.types import Value, whole
from trainer.scenarios.desk import Change, Refusal
from trainer.scenarios.machine import Effect, Goal, Machine, Move, Test

NOTHING: Mapping[str, Value] = MappingProxyType({})
"""No arguments: what every move but an act is taken with."""


def is_open(move: Move, slots: Sequence[Value], arguments: Mapping[str, Value]) -> bool:
    """Say whether a move's conditions hold; a locked move is not open."""
    if move.once and slots[move.chose]:
        return False
    if move.when is not None and not move.when(slots, arguments):
        return False
    if move.action is not None and arguments is not NOTHING:
        return matches(move, slots, arguments)
    return True


def matches(move: Move, slots: Sequence[Value], arguments: Mapping[str, Value]) -> bool:
    """Say whether an action's arguments are those the move waits for."""
    return move.action is None or all(
        arguments.get(name) == wanted(slots, arguments)
        for name, wanted in move.action.arguments
    )


def changed(
    machine: Machine,
    move: Move,
    before: list[Value],
    arguments: Mapping[str, Value],
    result: Change | Refusal | None,
) -> list[Value]:
    """Return the slots after what was done and the effects in written order."""
    slots = before.copy()
    for act in move.means:
        if holds(act.when, before, arguments):
            given = {name: value(before, arguments) for name, value in act.arguments}
            record(machine, move.file, act.action, given, slots)
    if move.action is not None and isinstance(result, Change):
        record(machine, move.file, move.action.signature.name, arguments, slots)
        for field, value in result.fields.items():
            slots[machine.case[field]] = value
    if move.chose >= 0:
        slots[move.chose] = True
    for effect in move.effects:
        if effect.when is None or effect.when(before, arguments):
            apply(effect, slots, arguments)
    return slots


def record(
    machine: Machine,
    file: str,
    action: str,
    arguments: Mapping[str, Value],
    slots: list[Value],
) -> None:
    """Remember an action for ``did()`` and for the policies."""
    if (slot := machine.did.get((file, action), -1)) >= 0:
        slots[slot] = True
    if (slot := machine.acted.get(action, -1)) >= 0:
        slots[slot] = True
    for (name, argument), total in machine.sums.items():
        value = arguments.get(argument)
        if name == action and isinstance(value, int):
            slots[total] = whole(slots[total]) + value


def apply(effect: Effect, slots: list[Value], arguments: Mapping[str, Value]) -> None:
    """Change one slot; whole numbers stay within their bounds."""
    if effect.value is None:
        value: Value = whole(slots[effect.slot]) + effect.amount
    else:
        value = effect.value(slots, arguments)
    if effect.bounded:
        value = min(max(whole(value), effect.low), effect.high)
    slots[effect.slot] = value


def holds(
    when: Test | None, slots: Sequence[Value], arguments: Mapping[str, Value]
) -> bool:
    """Say whether a condition holds; no condition always does."""
    return when is None or bool(when(slots, arguments))


def goal_of(
    move: Move, before: Sequence[Value], arguments: Mapping[str, Value]
) -> Goal:
    """Return where a move leads: its first ``go`` that holds, else its link."""
    for when, goal in move.goes:
        if when is None or when(before, arguments):
            return goal
    return move.goal
