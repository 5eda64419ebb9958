"""Entering beats: where a move leads, and what follows by itself."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.content.types import Value, whole
from trainer.errors import ContentError
from trainer.scenarios.effects import NOTHING, apply, changed, is_open, lead
from trainer.scenarios.machine import Beat, Machine, Move, Situation
from trainer.scenarios.steps import Mark

MOST_GOES = 20
"""Automatic moves in a row after which a conversation goes in circles."""

GOAL_POINTS = 2
"""What each field of ``goal`` is worth under ``policy`` when the case ends so."""


def arrive(
    machine: Machine, slots: list[Value], stack: tuple[int, ...], index: int
) -> tuple[Situation, tuple[Situation, ...], tuple[Mark, ...]]:
    """Enter a beat, and any that follow by themselves.

    Returns:
        Where it ends, every beat entered on the way as it stood then, and the points
        for a good final state of the case.
    """
    beat = machine.beats[index]
    if beat.still:
        here = Situation(index, tuple(slots), stack)
        return here, (here,), ()
    entered: list[Situation] = []
    for _ in range(MOST_GOES + 1):
        beat = machine.beats[index]
        _enter(beat, slots)
        here = Situation(index, tuple(slots), stack)
        entered.append(here)
        move = None if beat.outcome else automatic(machine, beat, slots)
        if move is None:
            reached = _reached(machine, beat, slots) if beat.outcome else ()
            return here, tuple(entered), reached
        slots = changed(machine, move, here.slots, NOTHING, None)
        stack, index = lead(machine, move, stack, here.slots, slots, NOTHING)
    raise ContentError(
        f"{machine.file}: from “{machine.beats[index].id}” the conversation goes in "
        f"circles by itself, more than {MOST_GOES} times. Give one of the “go” moves "
        "a condition that ends."
    )


def count(beat: Beat, slots: list[Value]) -> None:
    """Count a visit of a beat, where anybody asks for it."""
    visits, seen = beat.counts
    if visits >= 0:
        slots[visits] = min(whole(slots[visits]) + 1, beat.most_visits)
    if seen >= 0:
        slots[seen] = True


def _enter(beat: Beat, slots: list[Value]) -> None:
    count(beat, slots)
    if beat.enter:
        apply(beat.enter, slots.copy(), slots, NOTHING)


def automatic(machine: Machine, beat: Beat, slots: Sequence[Value]) -> Move | None:
    """Return the ``go`` that is taken at once in a beat, or ``None``."""
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
