"""Search a scenario for a shortest conversation that keeps to something."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from heapq import heappop, heappush
from itertools import count
from typing import NamedTuple

from trainer.policies.judge import Outcome
from trainer.scenarios import engine
from trainer.scenarios.choices import Choice, choices, take
from trainer.scenarios.machine import Machine, Situation
from trainer.scenarios.steps import Step

MOST_SITUATIONS = 50_000
"""Looked at before the search gives up; it only words a problem that was found."""

_ENDLESS = (1_000_000, 0)

Cost = Callable[[Choice, Step], int | None]
"""What a step counts for: 0, 1, or ``None`` where it may not be taken."""


class Taken(NamedTuple):
    """One step of a conversation."""

    choice: Choice
    step: Step


def cheapest(
    machine: Machine, deal: Mapping[str, str], cost: Cost
) -> tuple[Taken, ...] | None:
    """Return a conversation to a good ending that costs least; of equals the shortest.

    Returns:
        Its steps; ``None`` where there is none, or none was found in time.
    """
    first = engine.begin(machine, deal).after
    came: dict[Situation, tuple[Situation, Taken] | None] = {first: None}
    spent = {first: (0, 0)}
    waiting, number = [(0, 0, 0, first)], count(1)
    while waiting and len(spent) < MOST_SITUATIONS:
        paid, moves, _, here = heappop(waiting)
        if machine.beats[here.beat].outcome in machine.settings.good:
            return _back(came, here)
        for choice in choices(machine, here):
            step = take(machine, here, choice)
            price = cost(choice, step)
            if price is None:
                continue
            after = (paid + price, moves + 1)
            if after < spent.get(step.after, _ENDLESS):
                spent[step.after] = after
                came[step.after] = (here, Taken(choice, step))
                heappush(waiting, (*after, next(number), step.after))
    return None


def first_mistake(
    machine: Machine, deal: Mapping[str, str], taken: Iterable[Choice]
) -> Choice | None:
    """Return the first choice of a conversation that loses or breaks something."""
    here = engine.begin(machine, deal).after
    for choice in taken:
        step = take(machine, here, choice)
        broken = any(verdict.outcome is Outcome.BROKEN for verdict in step.verdicts)
        if broken or step.critical or any(mark.points < 0 for mark in step.marks):
            return choice
        here = step.after
    return None


def _back(
    came: Mapping[Situation, tuple[Situation, Taken] | None], end: Situation
) -> tuple[Taken, ...]:
    steps: list[Taken] = []
    here = end
    while (last := came[here]) is not None:
        here, taken = last
        steps.append(taken)
    return tuple(reversed(steps))
