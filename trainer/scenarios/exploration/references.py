"""The best clean good conversation: what full marks mean for a scenario.

A *clean* conversation takes no move that loses points, makes no critical error, breaks
no clause, meets every expectation of own words and never lets the clock run out. Among
those with a good ending the reference is the one with the largest weighted share of
each criterion's own maximum; fewer moves win a tie, then the order in the file.

The search is exploration's own, of clean steps only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import lcm

from trainer.scenarios.exploration.history import Condensed, History
from trainer.scenarios.exploration.longest import Paths, Weigh, spread
from trainer.scenarios.exploration.result import MOST_SITUATIONS, Budget, Reference
from trainer.scenarios.exploration.scales import Packed, unpacked
from trainer.scenarios.exploration.search import Graph, Now, search
from trainer.scenarios.machine import Machine
from trainer.scenarios.settings import CRITERIA

Points = Mapping[str, int]


__all__ = ["Reference", "find_reference", "find_references", "weighed", "weights"]


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
    ends = _good(graph)
    start = paths.history.node(root) if root >= 0 else -1
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
    weigh = weighed(weights(graph.machine, maxima))
    path = paths.follow(start, paths.best(ends, weigh), weigh)
    earned, _ = unpacked(sum(link.points for link in path))
    return Reference(
        points={c: p for c, p in zip(CRITERIA, earned, strict=True) if p},
        maxima={c: p for c, p in maxima.items() if p},
        choices=tuple(link.way.choice for link in path),
        complete=complete,
        situations=len(graph.states),
    )


def _good(graph: Graph) -> Callable[[int], bool]:
    good = graph.machine.settings.good
    return lambda number: graph.outcome(number) in good


def _only(place: int) -> Weigh:
    return lambda points: unpacked(points)[0][place]


def weighed(weights: Sequence[int]) -> Weigh:
    """Return what points are worth by some weights: gains less losses, uncapped."""

    @cache
    def weigh(points: Packed) -> int:
        gains, losses = unpacked(points)
        return sum(
            weight * (gained - lost)
            for weight, gained, lost in zip(weights, gains, losses, strict=True)
        )

    return weigh


def weights(machine: Machine, maxima: Points) -> tuple[int, ...]:
    """Return whole numbers that order conversations like Σ weight · points / maximum.

    A criterion nobody can earn has weight 0: it leaves the comparison.
    """
    common = lcm(*(m for m in maxima.values() if m > 0))
    rubric = machine.settings.rubric
    return tuple(
        rubric.get(c, 0) * common // maxima[c] if maxima.get(c, 0) > 0 else 0
        for c in CRITERIA
    )
