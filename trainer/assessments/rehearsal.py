"""Run the conversation tests of a scenario (``.play`` files)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from trainer.assessments.rehearsal_findings import look
from trainer.assessments.scoring import PASS_MARK, Scorecard, score
from trainer.assessments.words.matcher import match_move
from trainer.content.actions import DESK_ACTIONS
from trainer.content.diagnostics import Report
from trainer.content.suggest import did_you_mean
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
    Play,
    Step,
    Take,
    Wait,
    Write,
)
from trainer.scenarios.speech import timer
from trainer.scenarios.syntax import MoveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsed:
    """What came of a play."""

    play: Play
    conversation: Conversation
    scorecard: Scorecard
    passed: bool
    """Whether everything expected held."""


def rehearse(
    machine: Machine,
    play: Play,
    reference: Mapping[str, int],
    report: Report,
    *,
    pass_mark: int = PASS_MARK,
) -> Rehearsed:
    """Play one conversation test; what does not hold is reported at its line.

    Args:
        machine: The scenario.
        play: What is done, and what must come of it.
        reference: Criterion → points of the best clean conversation of its deal.
        report: Where failures go.
        pass_mark: Percent, used where the scenario sets none.
    """
    before = len(report.errors)
    conversation = talking.begin(machine, _deal(machine, play, report))
    for number, step in enumerate(play.steps):
        _expect(conversation, reference, play, number, report, pass_mark)
        conversation, stuck = _played(conversation, step, report)
        if stuck is not None:
            report.error(stuck.place, "play-stuck", _stuck(conversation, stuck))
            break
    else:
        _expect(conversation, reference, play, len(play.steps), report, pass_mark)
    return Rehearsed(
        play=play,
        conversation=conversation,
        scorecard=score(conversation, reference, pass_mark=pass_mark),
        passed=len(report.errors) == before,
    )


def dealt(machine: Machine, play: Play) -> dict[str, str]:
    """Return the full deal of a play: what it names, the first of everything else."""
    first = {name: options[0] for name, (_, options) in machine.deals.items()}
    known = {n: o for n, o in play.deal.items() if n in machine.deals}
    return {**first, **known}


def _deal(machine: Machine, play: Play, report: Report) -> dict[str, str]:
    for name, option in play.deal.items():
        place = play.deal_places[name]
        if name not in machine.deals:
            report.error(
                place,
                "unknown-deal",
                f"“{name}” is not dealt in this scenario.",
                did_you_mean(name, list(machine.deals)),
            )
        elif option not in machine.deals[name][1]:
            report.error(
                place,
                "unknown-deal",
                f"“{name}” is never “{option}”.",
                did_you_mean(option, machine.deals[name][1])
                or f"It is one of {', '.join(machine.deals[name][1])}.",
            )
    deal = dealt(machine, play)
    return {n: o for n, o in deal.items() if o in machine.deals[n][1]}


def _played(
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


def _stuck(conversation: Conversation, step: Step) -> str:
    if conversation.outcome:
        return f"The conversation has ended there ({conversation.outcome})."
    named = step.moves[0] if isinstance(step, Take) else step.move
    return f"At “{conversation.beat}”, “{named or 'after'}” cannot be done."


def _take(conversation: Conversation, step: Step, report: Report) -> Conversation:
    match step:
        case Take():
            return talking.take(conversation, _taken(conversation, step.moves[0]))
        case Write():
            return talking.take(conversation, _written(conversation, step))
        case Do():
            return talking.take(conversation, _done(conversation, step, report))
        case Wait():
            return talking.take(conversation, _waited(conversation, step))


def _taken(conversation: Conversation, key: str) -> Event:
    """Take a move by its id: an act fills its arguments, own words are the model's."""
    machine, here = conversation.machine, conversation.situation
    move = find_move(machine, here, _full_key(conversation, key))
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


def _full_key(conversation: Conversation, key: str) -> str:
    """Complete a bare id inside a sub-scene with the calls it was reached through."""
    machine, here = conversation.machine, conversation.situation
    beat = machine.beats[here.beat]
    if "/" in key or (0, key) in beat.by_key:
        return key
    calls = [machine.moves[index].id for index in here.stack]
    return "/".join((*calls, key))


def _written(conversation: Conversation, step: Write) -> Event:
    key = _full_key(conversation, step.move)
    move = find_move(conversation.machine, conversation.situation, key)
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
        move = find_move(machine, here, _full_key(conversation, step.move))
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
    key = _full_key(conversation, step.move) if step.move else ""
    if not key:
        running = timer(machine, here)
        key = key_of(machine, here, running) if running else "after"
    return Event(seq=conversation.seq + 1, kind=MoveKind.WAIT, move=key)


def _expect(
    conversation: Conversation,
    reference: Mapping[str, int],
    play: Play,
    steps: int,
    report: Report,
    pass_mark: int,
) -> None:
    wanted = [e for e in play.expectations if e.after == steps]
    if not wanted:
        return
    card = score(conversation, reference, pass_mark=pass_mark)
    for expectation in wanted:
        found, holds = look(conversation, card, expectation)
        if holds is not expectation.wanted:
            report.error(expectation.place, "play-failed", found)
