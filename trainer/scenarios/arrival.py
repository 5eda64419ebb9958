"""Entering beats: where a move leads, and what follows by itself."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.content.types import Value, whole
from trainer.errors import ContentError
from trainer.scenarios.effects import NOTHING, apply, changed, goal_of, is_open
from trainer.scenarios.machine import Beat, Goal, Machine, Move, Situation
from trainer.scenarios.steps import Mark, Step

MOST_GOES = 20
"""Automatic moves in a row after which a conversation goes in circles."""

GOAL_POINTS = 2
"""What each field of ``goal`` is worth under ``policy`` when the case ends so."""


def follow(
    machine: Machine,
    stack: tuple[int, ...],
    slots: list[Value],
    move: Move,
    goal: Goal,
) -> Step:
    """Follow a move to where it leads, into or out of sub-scenes."""
    if goal.beat < 0:
        call = machine.moves[stack[move.depth - 1]]
        return arrive(machine, slots, stack[: move.depth - 1], call.then, ())
    stack = stack[: move.depth]
    if goal.calls:
        values = [(slot, value(slots, NOTHING)) for slot, value in goal.assigns]
        for slot, start in (*goal.resets, *values):
            slots[slot] = start
        stack = (*stack, move.index)
    return arrive(machine, slots, stack, goal.beat, ())


def arrive(
    machine: Machine,
    slots: list[Value],
    stack: tuple[int, ...],
    index: int,
    entered: tuple[Situation, ...],
) -> Step:
    """Enter a beat, and any that follow by themselves."""
    for _ in range(MOST_GOES + 1):
        beat = machine.beats[index]
        _enter(beat, slots)
        here = Situation(index, tuple(slots), stack)
        entered = (*entered, here)
        automatic = None if beat.outcome else _automatic(machine, beat, slots)
        if automatic is None:
            marks = _reached(machine, beat, slots) if beat.outcome else ()
            return Step(after=here, entered=entered, marks=marks)
        slots = changed(machine, automatic, slots, NOTHING, None)
        stack, index = _follow(machine, automatic, stack, slots)
    raise ContentError(
        f"{machine.file}: from “{machine.beats[index].id}” the conversation goes in "
        f"circles by itself, more than {MOST_GOES} times. Give one of the “go” moves "
        "a condition that ends."
    )


def _follow(
    machine: Machine, move: Move, stack: tuple[int, ...], slots: list[Value]
) -> tuple[tuple[int, ...], int]:
    goal = goal_of(move, slots, NOTHING)
    if goal.beat < 0:
        call = machine.moves[stack[move.depth - 1]]
        return stack[: move.depth - 1], call.then
    if not goal.calls:
        return stack[: move.depth], goal.beat
    for slot, start in goal.resets:
        slots[slot] = start
    for slot, value in goal.assigns:
        slots[slot] = value(slots, NOTHING)
    return (*stack[: move.depth], move.index), goal.beat


def _enter(beat: Beat, slots: list[Value]) -> None:
    visits, seen = beat.counts
    if visits >= 0:
        slots[visits] = min(whole(slots[visits]) + 1, beat.most_visits)
    if seen >= 0:
        slots[seen] = True
    for effect in beat.enter:
        if effect.when is None or effect.when(slots, NOTHING):
            apply(effect, slots, NOTHING)


def _automatic(machine: Machine, beat: Beat, slots: Sequence[Value]) -> Move | None:
    for index in beat.goes:
        move = machine.moves[index]
        if is_open(move, slots, NOTHING):
            return move
    return None


def _reached(machine: Machine, beat: Beat, slots: Sequence[Value]) -> tuple[Mark, ...]:
    """Points for the wanted final state of the case, at a good ending."""
    if beat.outcome not in machine.settings.good:
        return ()
    return tuple(
        Mark(f"goal:{field}", "policy", GOAL_POINTS, "goal", field)
        for slot, field, wanted in machine.goal
        if slots[slot] == wanted
    )
