"""What a move changes in the state, in written order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from trainer.content.types import Value, whole
from trainer.scenarios.alike import alike
from trainer.scenarios.desk import Change, Refusal
from trainer.scenarios.machine import Machine, Move
from trainer.scenarios.parts import Effect, Test

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
        alike(arguments.get(name), wanted(slots, arguments))
        for name, wanted in move.action.arguments
    )


def changed(
    machine: Machine,
    move: Move,
    before: Sequence[Value],
    arguments: Mapping[str, Value],
    result: Change | Refusal | None,
) -> list[Value]:
    """Return the slots after what was done and the effects in written order."""
    slots = list(before)
    if move.acts:
        _remember(machine, move, before, slots, arguments, result)
    if move.chose >= 0:
        slots[move.chose] = True
    if move.effects:
        apply(move.effects, before, slots, arguments)
    return slots


def _remember(
    machine: Machine,
    move: Move,
    before: Sequence[Value],
    slots: list[Value],
    arguments: Mapping[str, Value],
    result: Change | Refusal | None,
) -> None:
    """Put what was done, at the desk or by saying it, into the state."""
    for act in move.means:
        if holds(act.when, before, arguments):
            given = {name: value(before, arguments) for name, value in act.arguments}
            record(machine, move.file, act.action, given, slots)
    if move.action is not None and isinstance(result, Change):
        record(machine, move.file, move.action.signature.name, arguments, slots)
        for field, value in result.fields.items():
            slots[machine.case[field]] = value


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


def apply(
    effects: Iterable[Effect],
    before: Sequence[Value],
    slots: list[Value],
    arguments: Mapping[str, Value],
) -> None:
    """Change slots in written order.

    Conditions read the state ``before``, values the state as changed so far; whole
    numbers stay within their bounds.
    """
    for slot, value, amount, bounds, when in effects:
        if when is not None and not when(before, arguments):
            continue
        new = slots[slot] if value is None else value(slots, arguments)
        if bounds is not None:
            low, high = bounds
            number = whole(new) + amount
            new = low if number < low else min(number, high)
        slots[slot] = new


def holds(
    when: Test | None, slots: Sequence[Value], arguments: Mapping[str, Value]
) -> bool:
    """Say whether a condition holds; no condition always does."""
    return when is None or bool(when(slots, arguments))


def lead(
    machine: Machine,
    move: Move,
    stack: tuple[int, ...],
    before: Sequence[Value],
    slots: list[Value],
    arguments: Mapping[str, Value],
) -> tuple[tuple[int, ...], int]:
    """Follow a move to where it leads: its first ``go`` that holds, else its link.

    Returns:
        The calls it is in then, and the beat; a sub-scene's own slots are reset.
    """
    goal = move.goal
    for when, other in move.goes:
        if when is None or when(before, arguments):
            goal = other
            break
    if goal.beat < 0:
        call = machine.moves[stack[move.depth - 1]]
        return stack[: move.depth - 1], call.then
    if not goal.calls:
        return (stack[: move.depth] if stack else stack), goal.beat
    given = [(slot, value(slots, NOTHING)) for slot, value in goal.assigns]
    for slot, start in (*goal.resets, *given):
        slots[slot] = start
    return (*stack[: move.depth], move.index), goal.beat
