"""What is shown of a conversation: words with their blanks filled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from trainer.content.types import Value
from trainer.content.values import value_text
from trainer.scenarios.conversation import Turn
from trainer.scenarios.effects import NOTHING, is_open
from trainer.scenarios.events import key_of
from trainer.scenarios.machine import Beat, Machine, Move, Situation
from trainer.scenarios.parts import Review, Text
from trainer.scenarios.pictures import PICTURE
from trainer.scenarios.steps import Step
from trainer.scenarios.syntax import MoveKind


class Line(NamedTuple):
    """Somebody speaks, something happens, or a picture is shown."""

    kind: str
    """``speech``, ``stage``, ``code`` or ``picture``."""
    name: str
    """Who speaks; empty for what happens; of a picture, its file in the library."""
    text: str
    """Markdown; of a picture, plain words for whoever cannot see it."""


class Offer(NamedTuple):
    """A move as the trainee sees it."""

    move: Move
    key: str
    """As it is logged; never shown on a page."""
    label: str
    lock: str = ""
    """Why it is closed; empty when it is open."""


def fill(text: Text, slots: Sequence[Value]) -> str:
    """Return a text with its blanks filled from the state."""
    fixed = text.fixed
    if fixed is not None:
        return fixed
    return "".join(
        part
        if isinstance(part, str)
        else value_text(part.evaluate(slots, NOTHING), part.type)
        for part in text.parts
    )


def lines(machine: Machine, step: Step) -> tuple[Line, ...]:
    """Return everything shown on the beats a step entered, in order."""
    return tuple(
        line
        for situation in step.entered
        for line in beat_lines(machine.beats[situation.beat], situation)
    )


def beat_lines(beat: Beat, situation: Situation) -> tuple[Line, ...]:
    """Return what a beat shows in a situation, its picture last.

    ``otherwise`` closes a run of speeches with conditions: it is shown where none of
    the run was.
    """
    shown: list[Line] = []
    any_shown = False
    for block in beat.blocks:
        if block.otherwise:
            visible, any_shown = not any_shown, False
        elif block.when is None:
            visible, any_shown = True, False
        else:
            visible = bool(block.when(situation.slots, NOTHING))
            any_shown = any_shown or visible
        if visible:
            text = fill(block.text, situation.slots)
            name = fill(block.name, situation.slots)
            shown.append(Line(block.kind, name, text))
    if beat.show:
        shown.append(Line(PICTURE, *beat.show))
    return tuple(shown)


def said(turn: Turn) -> str:
    """Return the words of a say move as they were offered; empty for other moves."""
    if turn.move is None or turn.move.kind is not MoveKind.SAY:
        return ""
    return fill(turn.move.label, turn.before.slots)


def offers(machine: Machine, situation: Situation) -> tuple[Offer, ...]:
    """Return what can be said, written or waited for here, in file order.

    A move whose condition fails is left out, unless its author gave a reason to show
    (``lock``). Act moves are not offered one by one: the desk offers its actions.
    """
    beat = machine.beats[situation.beat]
    found: list[Offer] = []
    for index in beat.moves:
        move = machine.moves[index]
        if move.kind is MoveKind.ACT:
            continue
        open_now = is_open(move, situation.slots, NOTHING)
        if open_now or (move.lock and not _used(move, situation)):
            found.append(
                Offer(
                    move,
                    key_of(machine, situation, move),
                    fill(move.label, situation.slots),
                    "" if open_now else move.lock,
                )
            )
    return tuple(found)


def _used(move: Move, situation: Situation) -> bool:
    return move.once and bool(situation.slots[move.chose])


def timer(machine: Machine, situation: Situation) -> Move | None:
    """Return the shortest ``after`` that is open here, or ``None``."""
    beat = machine.beats[situation.beat]
    waits = [
        machine.moves[index]
        for index in beat.moves
        if machine.moves[index].kind is MoveKind.WAIT
        and is_open(machine.moves[index], situation.slots, NOTHING)
    ]
    return min(waits, key=lambda move: move.seconds, default=None)


def review(machine: Machine, situation: Situation) -> Review | None:
    """Return the public review an ending earns: the first that holds."""
    for candidate in machine.beats[situation.beat].reviews:
        if candidate.when is None or candidate.when(situation.slots, NOTHING):
            return candidate
    return None
