"""Visit every situation once, breadth first, and keep how they lead to each other."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from trainer.content.types import Value
from trainer.errors import ContentError
from trainer.scenarios import engine
from trainer.scenarios.choices import Choice
from trainer.scenarios.exploration.result import Budget, Trail
from trainer.scenarios.exploration.ways import MOST_HEARD, Entry, Ways
from trainer.scenarios.machine import Machine
from trainer.scenarios.syntax import MoveKind

Deal = Mapping[str, str]
Now = Callable[[], float]

LOOKS_AT_THE_CLOCK = 512
"""Situations between two looks at the clock."""


@dataclass(slots=True)
class Graph:
    """All situations that were met, numbered in the order they were."""

    machine: Machine
    ways: Ways
    deals: tuple[Deal, ...]
    roots: list[int] = field(default_factory=list)
    """For each deal the situation it starts in; -1 where it cannot start."""
    states: list[int] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    """Of each situation that was looked at, in order."""
    first: array[int] = field(default_factory=lambda: array("L", [0]))
    """Where the links of each situation begin, and where the last ones end."""
    links: array[int] = field(default_factory=lambda: array("L"))
    """For each way of each situation, in order, where it leads."""
    parents: array[int] = field(default_factory=lambda: array("l"))
    """The situation each was first met from; -1 for roots."""
    complete: bool = True

    def beat(self, number: int) -> int:
        """Return the beat of a situation."""
        return self.states[number] & self.ways.packing.beat_mask

    def outcome(self, number: int) -> str:
        """Return how the conversation ends there; empty where it goes on."""
        return self.machine.beats[self.beat(number)].outcome

    def ahead(self, number: int) -> Sequence[int]:
        """Return where the ways of a situation lead, in their order."""
        return self.links[self.first[number] : self.first[number + 1]]

    def trail(self, number: int) -> Trail:
        """Return a shortest conversation to a situation."""
        choices: list[Choice] = []
        beat = self.beat(number)
        while (parent := self.parents[number]) >= 0:
            place = list(self.ahead(parent)).index(number)
            choices.append(self.entries[parent].ways[place].choice)
            number = parent
        deal = self.deals[self.roots.index(number)]
        return Trail(deal=deal, choices=tuple(reversed(choices)), beat=beat)


def search(
    machine: Machine,
    deals: Sequence[Deal],
    *,
    budget: Budget,
    now: Now | None = None,
    only_clean: bool = False,
) -> Graph:
    """Visit every situation that can be reached from some deals.

    Args:
        machine: The scenario.
        deals: Where to start from.
        budget: Past it the search stops, and the graph is not complete.
        now: A clock in seconds, needed where the budget has some.
        only_clean: Whether to leave out every way with a mistake.
    """
    graph = Graph(machine, Ways.of(machine, only_clean=only_clean), tuple(deals))
    graph.complete = not any(
        move.kind is MoveKind.WRITE
        and len({e.name for e in move.expectations if e.said >= 0}) > MOST_HEARD
        for move in machine.moves
    )
    places: dict[int, int] = {}
    for deal in deals:
        graph.roots.append(_start(graph, places, deal))
    spent = spending(budget, now)
    looked = 0
    while looked < len(graph.states):
        if looked >= budget.situations or spent():
            graph.complete = False
            break
        to = min(looked + LOOKS_AT_THE_CLOCK, budget.situations)
        looked = _look(graph, places, looked, to)
    return graph


def _look(graph: Graph, places: dict[int, int], number: int, to: int) -> int:
    """Look at situations from one number up to another; return where it came to."""
    states, links, parents = graph.states, graph.links, graph.parents
    known, entries = graph.ways.entries, graph.entries
    keys, beats = graph.ways.packing.keys, graph.ways.packing.beat_mask
    to = min(to, len(states))
    while number < to:
        state = states[number]
        entry = known.get(state & keys[state & beats]) or graph.ways.entry(state)
        for kept, put in entry.jumps:
            reached = state & kept | put
            place = places.setdefault(reached, len(states))
            if place == len(states):
                states.append(reached)
                parents.append(number)
            links.append(place)
        entries.append(entry)
        graph.first.append(len(links))
        number += 1
    return number


def _start(graph: Graph, places: dict[int, int], deal: Deal) -> int:
    machine, ways = graph.machine, graph.ways
    try:
        opening = engine.begin(machine, deal)
    except ContentError:
        return -1
    slots: list[Value] = [slot.start for slot in machine.slots]
    for name, option in deal.items():
        slots[machine.deals[name][0]] = option
    if ways.met is not None:
        ways.met.begin(slots, opening)
    state = ways.packing.pack(opening.after)
    place = places.setdefault(state, len(graph.states))
    if place == len(graph.states):
        graph.states.append(state)
        graph.parents.append(-1)
    return place


def spending(budget: Budget, now: Now | None) -> Callable[[], bool]:
    """Return what tells whether the seconds of a budget are spent, from now on."""
    if now is None or budget.seconds is None:
        return lambda: False
    until = now() + budget.seconds
    return lambda: now() >= until
