"""Everything that could be done in a situation, as events.

Used where nobody sits at the keyboard: exploring, playing at random, finding the best
conversation.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from trainer.content.actions import ActionKind
from trainer.content.types import Value
from trainer.policies.authorities import REASON
from trainer.scenarios import desk, engine
from trainer.scenarios.effects import NOTHING, is_open
from trainer.scenarios.events import completed, usual_arguments
from trainer.scenarios.machine import Machine, Move, Situation
from trainer.scenarios.steps import Step
from trainer.scenarios.syntax import MoveKind

SAID_WHY = (REASON, "exception")
"""The reason given where a policy lets somebody go beyond a limit who says why."""


class Choice(NamedTuple):
    """A move with all that is needed to take it; no move: a look-up by itself."""

    move: Move | None
    action: str = ""
    arguments: tuple[tuple[str, Value], ...] = ()
    hits: tuple[str, ...] = ()


def choices(machine: Machine, situation: Situation) -> Iterator[Choice]:
    """Yield what can be done, in file order, own words in their best form.

    Own words meet every wanted expectation and no unwanted one. An action that may go
    beyond a limit with a reason comes without one, then with one. A look-up that no
    move names is yielded only where a policy asks whether it was done.
    """
    beat = machine.beats[situation.beat]
    if beat.outcome:
        return
    for index in beat.moves:
        move = machine.moves[index]
        if not is_open(move, situation.slots, NOTHING):
            continue
        if move.kind is MoveKind.WRITE:
            met = tuple(dict.fromkeys(e.name for e in move.expectations if e.wanted))
            yield Choice(move, hits=met)
        elif move.action is not None:
            yield from _acts(machine, situation, move)
        else:
            yield Choice(move)
    yield from _free_looks(machine, situation)


def take(machine: Machine, situation: Situation, choice: Choice) -> Step:
    """Take a choice."""
    arguments = (
        completed(choice.action, dict(choice.arguments)) if choice.action else NOTHING
    )
    result = None
    if choice.action:
        case = {name: situation.slots[slot] for name, slot in machine.case.items()}
        result = desk.perform(choice.action, case, arguments)
    if choice.move is None:
        assert result is not None  # noqa: S101 - only look-ups come without a move
        return engine.look(machine, situation, choice.action, arguments, result)
    return engine.step(
        machine,
        situation,
        choice.move,
        hits=choice.hits,
        arguments=arguments,
        result=result,
    )


def says_why(choice: Choice) -> bool:
    """Say whether an action gives a reason of its own that no move names."""
    return SAID_WHY in choice.arguments


def _acts(machine: Machine, situation: Situation, move: Move) -> Iterator[Choice]:
    """Yield an action as it is usually done and, where that is asked, with a reason."""
    given = usual_arguments(machine, situation, move)
    assert move.action is not None  # noqa: S101 - callers ask act moves only
    action = move.action.signature.name
    yield Choice(move, action, tuple(given.items()))
    if machine.judge.asks_why(action) and not given.get(REASON):
        yield Choice(move, action, tuple((given | dict([SAID_WHY])).items()))


def _free_looks(machine: Machine, situation: Situation) -> Iterator[Choice]:
    here = machine.beats[situation.beat]
    named = {
        move.action.signature.name
        for move in (machine.moves[index] for index in here.moves)
        if move.action is not None
    }
    for signature in machine.actions:
        slot = machine.acted.get(signature.name, -1)
        free = signature.kind is ActionKind.LOOK and signature.name not in named
        if free and slot >= 0 and not situation.slots[slot]:
            arguments = tuple(
                (argument.name, situation.slots[machine.case[argument.field]])
                for argument in signature.arguments
                if argument.field in machine.case
            )
            yield Choice(None, signature.name, arguments)
