"""Explore a scenario and say everything that follows from it."""

from __future__ import annotations

from dataclasses import replace

from trainer.scenarios.chance import all_deals
from trainer.scenarios.exploration.conversations import standing_of
from trainer.scenarios.exploration.extremes import best_flawed, better, worst
from trainer.scenarios.exploration.findings import Findings
from trainer.scenarios.exploration.references import find_references
from trainer.scenarios.exploration.result import (
    Budget,
    Exploration,
    Reference,
    Trail,
)
from trainer.scenarios.exploration.rewards import rewarded_breaches, richest
from trainer.scenarios.exploration.search import Deal, Graph, Now, search
from trainer.scenarios.exploration.strategies import try_strategies
from trainer.scenarios.exploration.wandering import wander
from trainer.scenarios.machine import Machine
from trainer.scenarios.shares import PASS_MARK


def explore(
    machine: Machine,
    *,
    budget: Budget,
    now: Now | None = None,
    pass_mark: int = PASS_MARK,
) -> Exploration:
    """Explore every deal of a scenario.

    Args:
        machine: The scenario.
        budget: Past it the rest is played, not proved, and ``complete`` is false.
        now: A monotonic clock in seconds, needed where the budget has some.
        pass_mark: Percent needed where the scenario names none.
    """
    started = now() if now else 0.0
    deals = all_deals(machine)
    graph = search(machine, deals, budget=budget, now=now)
    strays = () if graph.complete else wander(graph)
    elapsed = now() - started if now else 0.0
    references = find_references(machine, deals, budget=_left(budget, elapsed), now=now)
    findings = Findings.of(graph, references, pass_mark, budget)
    found = _concluded(findings, strays, tuple(zip(deals, references, strict=True)))
    return replace(found, seconds=now() - started if now else 0.0)


def _concluded(
    findings: Findings,
    strays: tuple[Trail, ...],
    references: tuple[tuple[Deal, Reference], ...],
) -> Exploration:
    """Draw every conclusion; how long it took is left to the caller."""
    graph, machine = findings.graph, findings.graph.machine
    by_deal, flawed, lowest = findings.by_deal(), best_flawed(findings), worst(findings)
    best_clean = max(by_deal, key=lambda outcome: outcome.total, default=None)
    no_return, forgiven = findings.no_return()
    met, circles, chance = graph.ways.met, _circles(graph), findings.chance()
    assert met is not None  # noqa: S101 - only a search of clean ways watches nothing
    return Exploration(
        situations=len(graph.states),
        complete=graph.complete and all(found.complete for _, found in references),
        seconds=0.0,
        beats=frozenset(met.beats),
        moves=frozenset(met.moves),
        stuck=_stuck(graph, strays),
        circles=circles,
        endings=findings.endings(met.beats),
        best=better(best_clean, flawed),
        best_clean=best_clean,
        best_flawed=flawed,
        worst=lowest,
        by_deal=by_deal,
        random_pass=chance,
        random_plays=findings.random_plays,
        no_return=no_return,
        forgiven=forgiven,
        strategies={} if circles else try_strategies(machine, findings.measures()),
        conditions=met.answers(),
        standing=standing_of(machine, by_deal),
        references=references,
        richest=richest(findings),
        rewarded=rewarded_breaches(graph),
    )


def _left(budget: Budget, elapsed: float) -> Budget:
    """Return what is left of a budget for the references, at least a quarter."""
    if budget.seconds is None:
        return budget
    left = max(budget.seconds - elapsed, budget.seconds / 4)
    return replace(budget, seconds=left)


def _stuck(graph: Graph, strays: tuple[Trail, ...]) -> tuple[Trail, ...]:
    """Return the shortest conversation to each beat where nothing is left to do."""
    found: dict[int, Trail] = {}
    for number, entry in enumerate(graph.entries):
        beat = graph.beat(number)
        if entry.stuck and beat not in found:
            found[beat] = graph.trail(number)
    return (*found.values(), *(trail for trail in strays if trail.beat not in found))


def _circles(graph: Graph) -> tuple[Trail, ...]:
    """Return the shortest conversation to each beat that leads into a circle."""
    found: dict[int, Trail] = {}
    for deal, root in zip(graph.deals, graph.roots, strict=True):
        if root < 0:
            found.setdefault(0, Trail(deal=deal, choices=(), beat=0))
    for number, entry in enumerate(graph.entries):
        beat = graph.beat(number)
        if entry.circle and beat not in found:
            found[beat] = graph.trail(number)
    return tuple(found.values())
