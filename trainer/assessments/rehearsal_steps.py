"""Do what a play says, one move at a time."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.assessments.words.matcher import match_move
from trainer.content.actions import DESK_ACTIONS
from trainer.content.diagnostics import Report
from trainer.content.types import Value
from trainer.content.values import parse_value
from trainer.errors import TrainerError
from trainer.scenarios import conversation as talking
from trainer.scenarios.conversation import Conversation
from trainer.scenarios.events import (
    Event,
    act_event,
    find_move,
    key_of,
    usual_arguments,
)
from trainer.scenarios.machine import Machine, Move
from trainer.scenarios.plays import (
    Do,
    Step,
    Take,
    Wait,
    Write,
)
from trainer.scenarios.speech import timer
from trainer.scenarios.syntax import MoveKind


def play_step(
    conversation: Conversation, step: Step, report: Report
) -> tuple[Conversation, Step | None]:
    """Do a step; return how far it came, and the move that could not be done."""
    for move in _moves(step):
        try:
            conversation = _take(conversation, move, report)
        except TrainerError:
            return conversation, move
    return conversation, None


def _moves(step: Step) -> Iterator[Step]:
    """Yield the moves of a step one by one, each where it stands."""
    if isinstance(step, Take):
        for key, place in zip(step.moves, step.places, strict=True):
            yield Take(moves=(key,), places=(place,), place=place)
    else:
        yield step


def _take(conversation: Conversation, step: Step, report: Report) -> Conversation:
    match step:
        case Take():
            return talking.take(conversation, _taken(conversation, step.moves[0]))
        case Write():
            return talking.take(conversation, _written(conversation, step))
        case Do():
            return talking.take(conversation, _done(conversation, step, report))
        case _:
            return talking.take(conversation, _waited(conversation, step))


def _taken(conversation: Conversation, key: str) -> Event:
    """Take a move by its id: an act fills its arguments, own words are the model's."""
    machine, here = conversation.machine, conversation.situation
    move = find_move(machine, here, key)
    if move.kind is MoveKind.WRITE:
        return _answer(conversation, move, move.model)
    given = usual_arguments(machine, here, move) if move.action else {}
    return Event(
        seq=conversation.seq + 1,
        kind=move.kind,
        move=key_of(machine, here, move),
        action=move.action.signature.name if move.action else "",
        arguments=given,
    )


def _written(conversation: Conversation, step: Write) -> Event:
    move = find_move(conversation.machine, conversation.situation, step.move)
    return _answer(conversation, move, step.text)


def _answer(conversation: Conversation, move: Move, text: str) -> Event:
    machine = conversation.machine
    return Event(
        seq=conversation.seq + 1,
        kind=MoveKind.WRITE,
        move=key_of(machine, conversation.situation, move),
        hits=match_move(machine, move, text).met,
    )


def _done(conversation: Conversation, step: Do, report: Report) -> Event:
    machine, here = conversation.machine, conversation.situation
    move = None
    action = step.action
    if step.move:
        move = find_move(machine, here, step.move)
        action = move.action.signature.name if move.action else ""
    given = _arguments(machine, here.slots, action, step, report)
    if move is None:
        return act_event(
            machine, here, seq=conversation.seq + 1, action=action, arguments=given
        )
    return Event(
        seq=conversation.seq + 1,
        kind=MoveKind.ACT,
        move=key_of(machine, here, move),
        action=action,
        arguments=given,
    )


def _arguments(
    machine: Machine,
    slots: tuple[Value, ...],
    action: str,
    step: Do,
    report: Report,
) -> dict[str, Value]:
    signature = DESK_ACTIONS.get(action)
    given: dict[str, Value] = {}
    for name, written, place in step.arguments:
        argument = signature.argument(name) if signature else None
        if argument is None:
            report.error(place, "unknown-argument", f"“{action}” has no “{name}”.", "")
        elif written.startswith("case.") and written[5:] in machine.case:
            given[name] = slots[machine.case[written[5:]]]
        else:
            quoted = written.startswith('"')
            value = parse_value(
                written.strip('"'), quoted, argument.type, place, report
            )
            given |= {} if value is None else {name: value}
    return given


def _waited(conversation: Conversation, step: Wait) -> Event:
    machine, here = conversation.machine, conversation.situation
    key = step.move
    if not key:
        running = timer(machine, here)
        key = key_of(machine, here, running) if running else "after"
    return Event(seq=conversation.seq + 1, kind=MoveKind.WAIT, move=key)
