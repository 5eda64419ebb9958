"""Run the conversation tests of a scenario (``.play`` files)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from trainer.assessments.rehearsal_findings import look
from trainer.assessments.rehearsal_steps import play_step
from trainer.assessments.scoring import PASS_MARK, Scorecard, score
from trainer.content.diagnostics import Report
from trainer.content.suggest import did_you_mean
from trainer.scenarios import conversation as talking
from trainer.scenarios.choices import choices
from trainer.scenarios.conversation import Conversation
from trainer.scenarios.events import key_of
from trainer.scenarios.machine import Machine
from trainer.scenarios.plays import (
    Expectation,
    ExpectationKind,
    Play,
    Step,
    Take,
)


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
    play = replace(play, expectations=tuple(_known(machine, play, report)))
    conversation = talking.begin(machine, _deal(machine, play, report))
    for number, step in enumerate(play.steps):
        _expect(conversation, reference, play, number, report, pass_mark)
        conversation, stuck = play_step(conversation, step, report)
        if stuck is not None:
            told = _stuck(conversation, stuck)
            report.error(stuck.place, "play-stuck", told, _instead(conversation, stuck))
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


def _known(machine: Machine, play: Play, report: Report) -> Iterator[Expectation]:
    """Yield what a play expects; endings and beats there are not are reported."""
    outcomes = machine.settings.outcomes
    beats = [beat.id for beat in machine.beats]
    for expectation in play.expectations:
        name, place = expectation.text, expectation.place
        if expectation.kind is ExpectationKind.OUTCOME and name not in outcomes:
            message = f"“{name}” is not an outcome of this scenario."
            mend = did_you_mean(name, outcomes) or f"It has {', '.join(outcomes)}."
            report.error(place, "unknown-outcome", message, mend)
        elif expectation.kind is ExpectationKind.BEAT and name not in beats:
            message = f"“{name}” is not a beat of this scenario."
            mend = did_you_mean(name, beats) or "Write its name as behind “##”."
            report.error(place, "unknown-beat", message, mend)
        else:
            yield expectation


def _instead(conversation: Conversation, step: Step) -> str:
    """Say what could be taken where a play is stuck."""
    machine, here = conversation.machine, conversation.situation
    open_here = [c.move for c in choices(machine, here) if c.move is not None]
    keys = list(dict.fromkeys(key_of(machine, here, move) for move in open_here))
    if not keys:
        return "End the play here, or change what comes before."
    named = step.moves[0] if isinstance(step, Take) else step.move
    inside = [key for key in keys if key.endswith(f"/{named}")]
    if inside:
        return f"Write “{inside[0]}”: the call it is reached through comes first."
    return did_you_mean(named, keys) or f"Open there: {', '.join(keys)}."


def _stuck(conversation: Conversation, step: Step) -> str:
    if conversation.outcome:
        return f"The conversation has ended there ({conversation.outcome})."
    named = step.moves[0] if isinstance(step, Take) else step.move
    return f"At “{conversation.beat}”, “{named or 'after'}” cannot be done."


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
