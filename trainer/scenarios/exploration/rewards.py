"""What the points of a scenario reward, whatever the total makes of it."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.scenarios.exploration.conversations import Dealt, measured
from trainer.scenarios.exploration.findings import Findings
from trainer.scenarios.exploration.history import Words
from trainer.scenarios.exploration.longest import Paths, spread
from trainer.scenarios.exploration.references import weighed, weights
from trainer.scenarios.exploration.result import Outcome
from trainer.scenarios.exploration.scales import packed
from trainer.scenarios.exploration.search import Graph
from trainer.scenarios.settings import CRITERIA

MOST_NODES = 10_000
"""Situations with what counted in them up to which points are followed for this."""


def richest(findings: Findings) -> Outcome | None:
    """Return a conversation that earns clearly more than the best without a mistake.

    Gains less losses are weighed as those of the reference are, and nothing is capped;
    clearly more is more than a twentieth of it.

    Returns:
        Of all deals the one that earns most more; ``None`` where none does, or where
        following the points would take too long.
    """
    if not findings.exact:
        return None
    history, _ = findings.weighed(Words.BEST)
    paths = spread(history, [one.root for one in findings.dealt], most=MOST_NODES)
    if not paths.complete:
        return None
    found = [
        better
        for one in findings.dealt
        if one.reference.maxima and (better := _better(findings, paths, one))
    ]
    return max(found, key=lambda each: each[0])[1] if found else None


def _better(
    findings: Findings, paths: Paths, one: Dealt
) -> tuple[float, Outcome] | None:
    """Return by how much the best of one deal is surpassed, and by what."""
    graph = findings.graph
    good = graph.machine.settings.good
    weigh = weighed(weights(graph.machine, one.reference.maxima))
    values = paths.best(lambda number: graph.outcome(number) in good, weigh)
    start = paths.history.node(one.root)
    earned = [one.reference.points.get(criterion, 0) for criterion in CRITERIA]
    enough, value = weigh(packed(earned, ())), values[start]
    if value is None or value[0] * 20 <= enough * 21:
        return None
    taken = [link.way.choice for link in paths.follow(start, values, weigh)]
    found = measured(graph.machine, one.deal, taken, one.measure)
    return value[0] / enough, found


def rewarded_breaches(graph: Graph) -> Mapping[int, frozenset[str]]:
    """Return the moves that break a clause whenever they earn points, and which."""
    found: dict[int, frozenset[str]] = {}
    for entry in graph.ways.entries.values():
        for way in entry.ways:
            move = way.choice.move
            if move is not None and any(mark.points > 0 for mark in way.marks):
                clauses = frozenset(verdict.clause for verdict in way.broken)
                found[move.index] = found.get(move.index, clauses) & clauses
    return {index: clauses for index, clauses in found.items() if clauses}
