"""Conversations that exploration found, taken step by step and measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.scenarios import engine
from trainer.scenarios.choices import Choice, choices, take
from trainer.scenarios.events import key_of
from trainer.scenarios.exploration.references import Reference
from trainer.scenarios.exploration.result import Outcome, Standing
from trainer.scenarios.exploration.ways import is_clean
from trainer.scenarios.ledger import EMPTY_LEDGER, book, points_of
from trainer.scenarios.machine import Machine
from trainer.scenarios.settings import CRITERIA
from trainer.scenarios.shares import Measure
from trainer.scenarios.speech import fill
from trainer.scenarios.syntax import MoveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """One deal, where it starts, and what its conversations are measured by."""

    deal: Mapping[str, str]
    root: int
    """The number of the situation it starts in."""
    reference: Reference
    measure: Measure


def measured(
    machine: Machine,
    deal: Mapping[str, str],
    taken: Sequence[Choice],
    measure: Measure,
) -> Outcome:
    """Take choices from the beginning and measure where that leads.

    The total is what an attempt that went the same way would be scored.
    """
    opening = engine.begin(machine, deal)
    ledger, here, clean = book(EMPTY_LEDGER, opening)[0], opening.after, True
    for choice in taken:
        step = take(machine, here, choice)
        clean = clean and is_clean(choice, step)
        ledger, here = book(ledger, step)[0], step.after
    gains, losses = points_of(ledger)
    outcome = machine.beats[here.beat].outcome
    enough = measure.enough(gains, losses) and not ledger.critical
    total = measure.percent(measure.total(gains, losses))
    return Outcome(
        total=total,
        passed=enough and outcome in machine.settings.good,
        outcome=outcome,
        points={
            criterion: gained - lost
            for criterion, gained, lost in zip(CRITERIA, gains, losses, strict=True)
            if gained or lost
        },
        deal=deal,
        choices=tuple(taken),
        clean=clean,
        lowest=total,
        highest=total,
    )


def standing_of(machine: Machine, best: Sequence[Outcome]) -> Standing:
    """Return where the replies of some conversations stand among those of their beats.

    Only beats that offer two or more replies are asked.
    """
    asked = first = longest = 0
    for outcome in best:
        here = engine.begin(machine, outcome.deal).after
        for choice in outcome.choices:
            said = [c.move for c in choices(machine, here) if c.move and _is_said(c)]
            if choice.move is not None and _is_said(choice) and len(said) > 1:
                asked += 1
                first += said[0] is choice.move
                lengths = {m.index: len(fill(m.label, here.slots)) for m in said}
                longest += lengths[choice.move.index] == max(lengths.values())
            here = take(machine, here, choice).after
    return Standing(asked=asked, first=first, longest=longest)


def _is_said(choice: Choice) -> bool:
    return choice.move is not None and choice.move.kind is MoveKind.SAY


def keys_of(
    machine: Machine, deal: Mapping[str, str], taken: Sequence[Choice]
) -> tuple[str, ...]:
    """Return the keys of the moves of a conversation, as plays name them.

    A look-up that no move names has its action in its place.
    """
    here = engine.begin(machine, deal).after
    keys: list[str] = []
    for choice in taken:
        move = choice.move
        keys.append(choice.action if move is None else key_of(machine, here, move))
        here = take(machine, here, choice).after
    return tuple(keys)
