"""Which clauses of the policies in force can be kept or broken in a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from trainer.scenarios.machine import Machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far one policy reaches into a scenario, in clauses that have rules."""

    decided: int
    """Those that something done or said in it, or how it ends, can keep or break."""
    clauses: int
    """All of them."""


def reach_of(machine: Machine) -> Mapping[str, Reach]:
    """Return for each policy in force how many of its clauses are decided here.

    A desk action counts where the desk offers it, whether a reply waits for it or not.
    """
    judge = machine.judge
    done = _done(machine)
    every: dict[str, set[str]] = {name: set() for name in machine.settings.policy}
    decided: dict[str, set[str]] = {name: set() for name in machine.settings.policy}
    for ruling in chain(judge.owed, *judge.rulings.values()):
        policy = ruling.clause.partition("#")[0]
        every.setdefault(policy, set()).add(ruling.clause)
        if ruling.action in done or ruling in judge.owed:
            decided.setdefault(policy, set()).add(ruling.clause)
    return {
        policy: Reach(decided=len(decided.get(policy, ())), clauses=len(clauses))
        for policy, clauses in every.items()
    }


def _done(machine: Machine) -> frozenset[str]:
    """Return every action that can be done at the desk or by saying something."""
    said = {act.action for move in machine.moves for act in move.means}
    waited = {m.action.signature.name for m in machine.moves if m.action is not None}
    return frozenset({one.name for one in machine.actions} | said | waited)
