"""A short conversation to a step: how one comes to stand there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import product

from trainer.scenarios import engine
from trainer.scenarios.choices import Choice, choices, take
from trainer.scenarios.conversation import Event
from trainer.scenarios.events import key_of
from trainer.scenarios.machine import Machine, Situation
from trainer.scenarios.steps import Step
from trainer.scenarios.syntax import MoveKind

MOST_SITUATIONS = 5_000
"""Situations looked at before a step counts as one that no way was found to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A conversation that ends at a step."""

    deal: Mapping[str, str]
    events: tuple[Event, ...]


def deals(machine: Machine) -> Iterator[dict[str, str]]:
    """Yield everything that can be dealt, first options first."""
    names = list(machine.deals)
    for drawn in product(*(options for _, options in machine.deals.values())):
        yield dict(zip(names, drawn, strict=True))


def way_to(
    machine: Machine,
    beat: int,
    *,
    dealt: Mapping[str, str] | None = None,
    most: int = MOST_SITUATIONS,
) -> Way | None:
    """Return a short conversation to a beat.

    Args:
        machine: The scenario.
        beat: Index of the beat; passing through it on the way to another counts.
        dealt: What is drawn; ``None``: whatever leads there.
        most: How many situations to look at.

    Returns:
        The way; ``None`` where there is none, or none was found among so many.
    """
    search = _Search(machine=machine, beat=beat)
    for deal in deals(machine) if dealt is None else [dealt]:
        opening = engine.begin(machine, deal)
        if search.meets(opening, _Came(deal=deal)):
            return search.way(opening.after)
    while search.waiting and len(search.known) <= most:
        here = search.next()
        for choice in _both_ways(machine, here):
            step = take(machine, here, choice)
            if search.meets(step, _Came(before=here, choice=choice)):
                return search.way(step.after)
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Came:
    """How a situation was come to."""

    before: Situation | None = None
    choice: Choice | None = None
    deal: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class _Search:
    """What was seen so far; beats looked at least often come next."""

    machine: Machine
    beat: int
    known: dict[Situation, _Came] = field(default_factory=dict)
    waiting: list[tuple[int, int, Situation]] = field(default_factory=list)
    looked: dict[int, int] = field(default_factory=dict)

    def meets(self, step: Step, came: _Came) -> bool:
        """Note a step; say whether it is the first to enter the beat."""
        after = step.after
        if after not in self.known:
            self.known[after] = came
            often = self.looked.get(after.beat, 0)
            heappush(self.waiting, (often, len(self.known), after))
            return any(situation.beat == self.beat for situation in step.entered)
        return False

    def next(self) -> Situation:
        here = heappop(self.waiting)[-1]
        self.looked[here.beat] = self.looked.get(here.beat, 0) + 1
        return here

    def way(self, end: Situation) -> Way:
        taken: list[tuple[Situation, Choice]] = []
        came = self.known[end]
        while came.before is not None and came.choice is not None:
            taken.append((came.before, came.choice))
            came = self.known[came.before]
        events = (
            event_of(self.machine, situation, choice, seq)
            for seq, (situation, choice) in enumerate(reversed(taken), 1)
        )
        return Way(deal=came.deal, events=tuple(events))


def _both_ways(machine: Machine, here: Situation) -> Iterator[Choice]:
    """Yield every choice; own words at their best, and saying nothing of it."""
    for choice in choices(machine, here):
        yield choice
        if choice.hits:
            yield choice._replace(hits=())


def event_of(machine: Machine, situation: Situation, choice: Choice, seq: int) -> Event:
    """Return a choice made in a situation as the event it would be logged as."""
    move = choice.move
    return Event(
        seq=seq,
        kind=move.kind if move else MoveKind.ACT,
        move=key_of(machine, situation, move) if move else "",
        action=choice.action,
        arguments=dict(choice.arguments),
        hits=choice.hits,
    )
