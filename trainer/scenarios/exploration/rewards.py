"""What the points of a scenario reward, whatever the total makes of it."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.policies.because import Beyond, Lack
from trainer.policies.judge import Verdict
from trainer.policies.module import RuleKind
from trainer.scenarios.exploration.conversations import Dealt, measured
from trainer.scenarios.exploration.findings import Findings
from trainer.scenarios.exploration.history import Words
from trainer.scenarios.exploration.longest import Paths, spread
from trainer.scenarios.exploration.references import weighed, weights
from trainer.scenarios.exploration.result import Outcome
from trainer.scenarios.exploration.scales import packed
from trainer.scenarios.exploration.search import Graph
from trainer.scenarios.settings import CRITERIA

_CLEARLY, _FAR = 1.05, 1.5
"""How often what the best earns, over all criteria and under one of them."""

MOST_NODES = 10_000
"""Situations with what counted in them up to which points are followed for this."""


def richest(findings: Findings) -> Outcome | None:
    """Return a conversation that earns clearly more than the best without a mistake.

    Gains less losses are weighed as those of the reference are, and nothing is capped;
    clearly more is a twentieth of it, or half of what it earns under one criterion.

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
    start = paths.history.node(one.root)
    earned = [one.reference.points.get(criterion, 0) for criterion in CRITERIA]
    together = weights(graph.machine, one.reference.maxima)
    single = [
        tuple(int(at == own) for at in range(len(earned))) for own in range(len(earned))
    ]
    for weights_of, clearly in ((together, _CLEARLY), *((w, _FAR) for w in single)):
        weigh = weighed(weights_of)
        best = paths.best(lambda number: graph.outcome(number) in good, weigh)
        enough, worth = weigh(packed(earned, ())), best.worth(start)
        if enough and worth is not None and worth > enough * clearly:
            taken = [link.way.choice for link in best.path(start)]
            found = measured(graph.machine, one.deal, taken, one.measure)
            return worth / enough, found
    return None


def rewarded_breaches(graph: Graph) -> Mapping[int, frozenset[str]]:
    """Return the moves that break clauses somewhere and earn points, and which.

    What is left owed at the end is not the last move's doing, and a reason that was
    left out is a slip of whoever fills in the form.
    """
    found: dict[int, frozenset[str]] = {}
    for entry in graph.ways.entries.values():
        for way in entry.ways:
            move = way.choice.move
            if move and way.broken and any(mark.points > 0 for mark in way.marks):
                clauses = frozenset(v.clause for v in way.broken if _is_its_own(v))
                found[move.index] = found.get(move.index, frozenset()) | clauses
    return {index: clauses for index, clauses in found.items() if clauses}


def _is_its_own(verdict: Verdict) -> bool:
    lacks = [ground.lacks for ground in verdict.grounds if isinstance(ground, Beyond)]
    return verdict.kind is not RuleKind.OWE and (Lack.REASON,) not in lacks
