"""Take one step of a conversation: from a situation and a move to the next.

A step is a function of values: it reads no clock and draws no random number. The
trainee's play, the replay of an audit and the explorer all go through ``step``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from trainer.content.types import Value, whole
from trainer.errors import ContentError
from trainer.policies.judge import Verdict
from trainer.scenarios.arrival import arrive
from trainer.scenarios.desk import Change, Refusal
from trainer.scenarios.effects import NOTHING, changed, holds, lead, record
from trainer.scenarios.machine import Machine, Move, Situation
from trainer.scenarios.steps import Mark, Step


def begin(machine: Machine, deal: Mapping[str, str]) -> Step:
    """Enter the first beat.

    Args:
        machine: The scenario.
        deal: What was drawn for this attempt; names left out stay at their first.
    """
    slots = [slot.start for slot in machine.slots]
    for name, option in deal.items():
        slot, options = machine.deals[name]
        if option not in options:
            raise ContentError(
                f"“{option}” cannot be dealt for “{name}”. "
                f"Choose one of {', '.join(options)}."
            )
        slots[slot] = option
    after, entered, reached = arrive(machine, slots, (), 0)
    return Step(after, entered, reached)


def step(
    machine: Machine,
    situation: Situation,
    move: Move,
    *,
    hits: Collection[str] = (),
    arguments: Mapping[str, Value] = NOTHING,
    result: Change | Refusal | None = None,
) -> Step:
    """Take a move that is open.

    Args:
        machine: The scenario.
        situation: Where it stands.
        move: The move taken.
        hits: The expectations met by the trainee's words, of a write move.
        arguments: Of an act move.
        result: What the desk answered to an act move.

    Returns:
        The next situation, with everything the move was worth.
    """
    before: Sequence[Value] = situation.slots
    if move.expectations:
        before = heard(move, before, hits)
    marks = _marks(move, before, hits, arguments)
    slots = changed(machine, move, before, arguments, result)
    verdicts: tuple[Verdict, ...] = ()
    critical: tuple[str, ...] = ()
    if move.acts:
        verdicts = _judge_move(machine, move, before, arguments, result)
        critical = tuple(
            text for text, when in move.critical if holds(when, before, arguments)
        )
    stack, index = lead(machine, move, situation.stack, before, slots, arguments)
    after, entered, reached = arrive(machine, slots, stack, index)
    if reached:
        marks += reached
    if machine.judge.owed and machine.beats[after.beat].outcome:
        verdicts += concluded(machine, after)
    return Step(after, entered, marks, verdicts, critical, result)


def look(
    machine: Machine,
    situation: Situation,
    action: str,
    arguments: Mapping[str, Value],
    result: Change | Refusal,
) -> Step:
    """Look something up that no move names: neither beat nor case change."""
    if isinstance(result, Refusal):
        return Step(after=situation, result=result)
    slots = list(situation.slots)
    verdicts = judged(machine, action, arguments, slots)
    record(machine, machine.beats[situation.beat].file, action, arguments, slots)
    after = situation._replace(slots=tuple(slots))
    return Step(after=after, verdicts=verdicts, result=result)


def judged(
    machine: Machine,
    action: str,
    arguments: Mapping[str, Value],
    slots: Sequence[Value],
) -> tuple[Verdict, ...]:
    """Judge an act on the values before its own effects."""
    did = _done(machine, slots)
    sums = {key: whole(slots[slot]) for key, slot in machine.sums.items()}
    return machine.judge.judge(action, arguments, slots, did, sums)


def concluded(machine: Machine, end: Situation) -> tuple[Verdict, ...]:
    """Judge an ending by what is owed, on the facts as they stand there.

    An ending that nobody's move led to, right at the start, is not judged.
    """
    outcome, slots = machine.beats[end.beat].outcome, end.slots
    return machine.judge.conclude(outcome, slots, _done(machine, slots))


def _done(machine: Machine, slots: Sequence[Value]) -> Collection[str]:
    return [name for name, slot in machine.acted.items() if slots[slot]]


def _judge_move(
    machine: Machine,
    move: Move,
    before: Sequence[Value],
    arguments: Mapping[str, Value],
    result: Change | Refusal | None,
) -> tuple[Verdict, ...]:
    verdicts: tuple[Verdict, ...] = ()
    if move.action is not None and not isinstance(result, Refusal):
        verdicts = judged(machine, move.action.signature.name, arguments, before)
    for act in move.means:
        if holds(act.when, before, arguments):
            given = {name: value(before, arguments) for name, value in act.arguments}
            verdicts += judged(machine, act.action, given, before)
    return verdicts


def heard(move: Move, slots: Sequence[Value], hits: Collection[str]) -> list[Value]:
    """Return the state with what ``said()`` answers after these words."""
    heard = list(slots)
    for expectation in move.expectations:
        if expectation.said >= 0:
            heard[expectation.said] = expectation.name in hits
    return heard


def _marks(
    move: Move,
    before: Sequence[Value],
    hits: Collection[str],
    arguments: Mapping[str, Value],
) -> tuple[Mark, ...]:
    marks = move.marks
    if marks is None:
        marks = tuple(
            e.mark for e in move.scores if e.when is None or e.when(before, arguments)
        )
    if hits:
        marks += tuple(
            Mark(
                e.key, e.criterion, e.points, "expect" if e.wanted else "avoid", e.name
            )
            for e in move.expectations
            if e.points and e.name in hits
        )
    return marks
