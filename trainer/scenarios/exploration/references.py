"""The best clean good conversation: what full marks mean for a scenario.

A *clean* conversation takes no move that loses points, makes no critical error, breaks
no clause, meets every expectation of own words and never lets the clock run out. Among
those with a good ending the reference is the one with the largest weighted share of
each criterion's own maximum; fewer moves win a tie, then the order in the file.

The search is exploration's own, of clean steps only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, reduce
from math import lcm
from operator import or_

from trainer.scenarios.exploration.history import Condensed, History
from trainer.scenarios.exploration.longest import Paths, Weigh, spread
from trainer.scenarios.exploration.result import MOST_SITUATIONS, Budget, Reference
from trainer.scenarios.exploration.scales import Packed, unpacked
from trainer.scenarios.exploration.search import Graph, Now, search, spending
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
    spent = spending(budget, now)
    graph = search(machine, deals, budget=budget, now=now, only_clean=True)
    starts = [root for root in graph.roots if root >= 0]
    history = History(graph, Condensed(graph))
    paths = spread(history, starts, most=budget.situations, spent=spent)
    return tuple(_found(graph, paths, root) for root in graph.roots)


def _found(graph: Graph, paths: Paths, root: int) -> Reference:
    complete, situations = graph.complete and paths.complete, len(graph.states)
    ends = _good(graph)
    start = paths.history.node(root) if root >= 0 else -1
    maxima: dict[str, int] = {}
    for place in _earned_at(paths) if start >= 0 else ():
        maxima[CRITERIA[place]] = paths.best(ends, _only(place)).worth(start) or 0
    weigh = weighed(weights(graph.machine, maxima))
    best = paths.best(ends, weigh) if start >= 0 else None
    if best is None or best.worth(start) is None:
        return Reference(
            points={}, maxima={}, found=False, complete=complete, situations=situations
        )
    path = best.path(start)
    earned, _ = unpacked(sum(link.points for link in path))
    return Reference(
        points={c: p for c, p in zip(CRITERIA, earned, strict=True) if p},
        maxima={c: p for c, p in maxima.items() if p},
        choices=tuple(link.way.choice for link in path),
        complete=complete,
        situations=situations,
    )


def _earned_at(paths: Paths) -> Sequence[int]:
    """Return the places of the criteria that some step earns points under."""
    any_points = reduce(or_, (k.points for links in paths.links for k in links), 0)
    gains, _ = unpacked(any_points)
    return [place for place, points in enumerate(gains) if points]


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
