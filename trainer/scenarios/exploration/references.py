"""The best clean good conversation: what full marks mean for a scenario.

A *clean* conversation takes no move that loses points, makes no critical error, breaks
no clause, meets every expectation of own words and never lets the clock run out. Among
those with a good ending the reference is the one with the largest weighted share of
each criterion's own maximum; fewer moves win a tie, then the order in the file.

The search is exploration's own, of clean steps only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import lcm

from trainer.scenarios.choices import Choice
from trainer.scenarios.exploration.history import Condensed, History, Node, Worth
from trainer.scenarios.exploration.longest import Paths, spread
from trainer.scenarios.exploration.result import MOST_SITUATIONS, Budget
from trainer.scenarios.exploration.search import Graph, Now, search
from trainer.scenarios.machine import CRITERIA, Machine

Points = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the best clean good conversation of one deal earns, and how it goes."""

    points: Points
    """Criterion → points; empty where there is no such conversation."""
    maxima: Points
    """Criterion → the most any clean good conversation earns under it."""
    choices: tuple[Choice, ...] = ()
    found: bool = True
    """Whether there is a clean way to a good ending at all."""
    complete: bool = True
    """Whether every clean situation was visited."""
    situations: int = 0
    """How many were, over all deals that were searched together."""


def find_reference(machine: Machine, deal: Mapping[str, str]) -> Reference:
    """Search every clean conversation of one deal."""
    return find_references(machine, (deal,))[0]


def find_references(
    machine: Machine,
    deals: Sequence[Mapping[str, str]],
    *,
    budget: Budget | None = None,
    now: Now | None = None,
) -> tuple[Reference, ...]:
    """Search every clean conversation of some deals.

    Args:
        machine: The scenario.
        deals: What may be drawn.
        budget: Past it not everything is visited; as many situations as usual
            where none is given.
        now: A clock in seconds, needed where the budget has some.

    Returns:
        What was found for each deal, in their order.
    """
    budget = budget or Budget(situations=MOST_SITUATIONS)
    graph = search(machine, deals, budget=budget, now=now, only_clean=True)
    starts = [root for root in graph.roots if root >= 0]
    history = History(graph, Condensed(graph))
    paths = spread(history, starts, most=budget.situations)
    return tuple(_found(graph, paths, root) for root in graph.roots)


def _found(graph: Graph, paths: Paths, root: int) -> Reference:
    complete = graph.complete and paths.complete
    start = paths.places.get((root, 0), -1)
    ends = _good(graph)
    maxima = dict.fromkeys(CRITERIA, -1)
    if start >= 0:
        for place, criterion in enumerate(CRITERIA):
            value = paths.best(ends, _only(place))[start]
            maxima[criterion] = value[0] if value else -1
    if maxima[CRITERIA[0]] < 0:
        return Reference(
            points={},
            maxima={},
            found=False,
            complete=complete,
            situations=len(graph.states),
        )
    worth = _weighed(_weights(graph.machine, maxima))
    path = paths.follow(start, paths.best(ends, worth), worth)
    earned = [sum(each) for each in zip(*(s.worth.gains for s in path), strict=True)]
    return Reference(
        points={c: p for c, p in zip(CRITERIA, earned, strict=False) if p},
        maxima={c: p for c, p in maxima.items() if p},
        choices=tuple(link.way.choice for link in path),
        complete=complete,
        situations=len(graph.states),
    )


def _good(graph: Graph) -> Callable[[Node], bool]:
    good = graph.machine.settings.good
    return lambda node: graph.outcome(node[0]) in good


def _only(place: int) -> Callable[[Worth], int]:
    return lambda worth: worth.gains[place]


def _weighed(weights: Sequence[int]) -> Callable[[Worth], int]:
    return lambda worth: sum(
        weight * points for weight, points in zip(weights, worth.gains, strict=True)
    )


def _weights(machine: Machine, maxima: Points) -> tuple[int, ...]:
    """Whole-number weights that order conversations like Σ weight · points / maximum.

    A criterion nobody can earn has weight 0: it leaves the comparison.
    """
    common = lcm(*(m for m in maxima.values() if m > 0))
    return tuple(
        machine.settings.rubric.get(c, 0) * common // maxima[c] if maxima[c] > 0 else 0
        for c in CRITERIA
    )
