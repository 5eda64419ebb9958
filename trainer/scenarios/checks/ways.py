"""Search a scenario for a shortest conversation that keeps to something."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from trainer.policies.judge import Outcome
from trainer.scenarios import engine
from trainer.scenarios.choices import Choice, choices, take
from trainer.scenarios.machine import Machine, Situation
from trainer.scenarios.steps import Step

MOST_SITUATIONS = 50_000
"""Looked at before the search gives up; it only words a problem that was found."""

Cost = Callable[[Choice, Step], int | None]
"""What a step counts for: 0, 1, or ``None`` where it may not be taken."""


class Taken(NamedTuple):
    """One step of a conversation."""

    choice: Choice
    step: Step


def cheapest(
    machine: Machine, deal: Mapping[str, str], cost: Cost
) -> tuple[Taken, ...] | None:
    """Return a conversation to a good ending that costs least; of equals a short one.

    Returns:
        Its steps; ``None`` where there is none, or none was found in time.
    """
    first = engine.begin(machine, deal).after
    came: dict[Situation, tuple[Situation, Taken] | None] = {first: None}
    waiting = deque([(0, first)])
    spent = {first: 0}
    while waiting and len(spent) < MOST_SITUATIONS:
        paid, here = waiting.popleft()
        if machine.beats[here.beat].outcome in machine.settings.good:
            return _back(came, here)
        for choice in choices(machine, here):
            step = take(machine, here, choice)
            price = cost(choice, step)
            if price is None or spent.get(step.after, paid + price + 1) <= paid + price:
                continue
            spent[step.after] = paid + price
            came[step.after] = (here, Taken(choice, step))
            put = waiting.append if price else waiting.appendleft
            put((paid + price, step.after))
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
