"""Conversations that exploration found, taken step by step and measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

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

_MANY = 3
"""Replies among which a habit saves thinking; of two, one is right by chance."""

_CLEARLY = 1.2
"""How much longer a reply has to be for its length to catch the eye."""


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
    asked = [one for outcome in best for one in _asked(machine, outcome)]
    wide = [one for one in asked if one.replies >= _MANY]
    return Standing(
        asked=len(asked),
        first=sum(one.first for one in asked),
        longest=sum(one.longest for one in asked),
        wide=_always(wide, wide),
        first_at=_always(wide, [one for one in wide if one.first]),
        longest_at=_always(wide, [one for one in wide if one.clearly]),
    )


class _Stood(NamedTuple):
    """Where one reply stood among those that were open beside it."""

    beat: int
    replies: int
    first: bool
    longest: bool
    clearly: bool
    """Whether it was so much longer than any other that it is seen at once."""


def _asked(machine: Machine, outcome: Outcome) -> Iterator[_Stood]:
    here = engine.begin(machine, outcome.deal).after
    for choice in outcome.choices:
        said = [c.move for c in choices(machine, here) if c.move and _is_said(c)]
        if choice.move is not None and _is_said(choice) and len(said) > 1:
            lengths = {m.index: len(fill(m.label, here.slots)) for m in said}
            own = lengths.pop(choice.move.index)
            other = max(lengths.values())
            yield _Stood(
                beat=here.beat,
                replies=len(said),
                first=said[0] is choice.move,
                longest=own >= other,
                clearly=own >= other * _CLEARLY,
            )
        here = take(machine, here, choice).after


def _always(asked: Sequence[_Stood], such: Sequence[_Stood]) -> tuple[int, ...]:
    """Return the beats of which everything asked is such, in the order met."""
    others = {one.beat for one in asked if one not in such}
    return tuple(dict.fromkeys(one.beat for one in such if one.beat not in others))


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
