"""Judges what is done at the desk or by saying it, and how it ended, rule by rule.

A judge is made once for a scenario: the facts of its policies are bound to the slots
of its state, and every rule is compiled. Judging is then a table look-up and a few
function calls.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from trainer.content.actions import ACTIONS
from trainer.content.diagnostics import Place, Report
from trainer.content.types import Value
from trainer.policies.binding import Binder
from trainer.policies.module import Policy
from trainer.policies.scope import FactScope
from trainer.policies.verdicts import Act, Outcome, Ruling, Verdict, verdict_on

__all__ = ["HANDED_OVER", "FactScope", "Judge", "Outcome", "Verdict", "bind"]

HANDED_OVER = "escalated"
"""The outcome after which somebody else goes on, so that nothing is owed yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Every rule in force in a scenario, by the action it judges."""

    rulings: Mapping[str, tuple[Ruling, ...]] = field(default_factory=dict)
    owed: tuple[Ruling, ...] = ()
    """What the customer may be entitled to, judged at the end."""

    @property
    def needs_did(self) -> frozenset[str]:
        """The actions some rule wants done before another, or by the end."""
        return frozenset[str]().union(*(ruling.needs_did for ruling in self._all()))

    @property
    def needs_sum(self) -> frozenset[tuple[str, str]]:
        """The (action, argument) pairs some rule adds up over the attempt."""
        return frozenset((r.action, r.argument) for r in self._all() if r.argument)

    def asks_why(self, action: str) -> bool:
        """Return whether saying why can make up for going beyond a limit."""
        return any(
            authority.with_reason
            for ruling in self.rulings.get(action, ())
            for authority in ruling.authorities
        )

    def judge(
        self,
        action: str,
        arguments: Mapping[str, Value],
        slots: Sequence[Value],
        did: Collection[str],
        sums: Mapping[tuple[str, str], int],
    ) -> tuple[Verdict, ...]:
        """Judge one act by every rule about it, in the order of the policies.

        Args:
            action: Its name.
            arguments: As given; one left out has its usual value, if there is one.
            slots: The state before the act's own effects.
            did: Actions done earlier in the attempt.
            sums: (action, argument) → sum of earlier acts; a missing pair is 0.

        Returns:
            One verdict for each rule: kept, broken, or not judged and why.
        """
        rulings = self.rulings.get(action, ())
        if not rulings:
            return ()
        usual = {
            a.name: a.usual for a in ACTIONS[action].arguments if a.usual is not None
        }
        act = Act(arguments={**usual, **arguments}, slots=slots, did=did, sums=sums)
        return tuple(verdict_on(ruling, act) for ruling in rulings)

    def conclude(
        self, outcome: str, slots: Sequence[Value], did: Collection[str]
    ) -> tuple[Verdict, ...]:
        """Judge an ending by everything that may be owed, in the order of the policies.

        Args:
            outcome: How the conversation ends; after a hand-over nothing is judged.
            slots: The state at the end.
            did: Everything done in the attempt.

        Returns:
            One verdict for each rule: kept, broken, or not judged and why.
        """
        if outcome == HANDED_OVER:
            return ()
        end = Act(arguments={}, slots=slots, did=did, sums={})
        return tuple(verdict_on(ruling, end) for ruling in self.owed)

    def _all(self) -> Iterator[Ruling]:
        return chain(self.owed, *self.rulings.values())


def bind(
    policies: Sequence[Policy],
    scope: FactScope,
    report: Report,
    *,
    country: str = "",
    place: Place | None = None,
) -> Judge:
    """Bind the rules of some policies to what a scenario knows.

    Args:
        policies: The modules in force, in the order verdicts come in.
        scope: Where the scenario keeps a fact: as a variable, dealt, or in the case.
        report: Warned of facts the scenario does not have (their rules are not
            judged); told as an error of facts that are of another kind there.
        country: Whose settings and clauses are in force; empty: those a policy was
            made for, if it was.
        place: Where the scenario names its policies; the clause where it is unknown.
    """
    rulings: dict[str, list[Ruling]] = {}
    owed: list[Ruling] = []
    for policy in policies:
        binder = Binder(
            policy=policy,
            scope=scope,
            report=report,
            country=country or policy.country,
            place=place,
        )
        for ruling in binder.rulings():
            rulings.setdefault(ruling.action, []).append(ruling)
        owed += binder.owed()
    judged = {action: tuple(found) for action, found in rulings.items()}
    return Judge(rulings=judged, owed=tuple(owed))
