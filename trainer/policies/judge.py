"""Judges what is done at the desk or by saying it, rule by rule.

A judge is made once for a scenario: the facts of its policies are bound to the slots
of its state, and every rule is compiled. Judging is then a table look-up and a few
function calls.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from trainer.content.actions import ACTIONS
from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Place, Report
from trainer.content.expressions import Binding, Expression, compile_expression
from trainer.content.types import Day, Money, Type, Value
from trainer.content.values import type_text
from trainer.policies.module import Clause, Policy, Rule, RuleKind, Written
from trainer.policies.scope import FactScope, RuleScope, fits, warn_of_missing
from trainer.policies.verdicts import (
    JUDGED_KINDS,
    Act,
    Outcome,
    Owed,
    Ruling,
    Verdict,
    verdict_on,
)

__all__ = ["FactScope", "Judge", "Outcome", "Verdict", "bind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Every rule in force in a scenario, by the action it judges."""

    rulings: Mapping[str, tuple[Ruling, ...]] = field(default_factory=dict)
    owed: tuple[Owed, ...] = ()
    """What the customer is entitled to, asked at the end."""

    @property
    def needs_did(self) -> frozenset[str]:
        """The actions some rule wants done before another."""
        return frozenset(r.earlier for r in self._all() if r.earlier)

    @property
    def needs_sum(self) -> frozenset[tuple[str, str]]:
        """The (action, argument) pairs some rule adds up over the attempt."""
        return frozenset((r.action, r.argument) for r in self._all() if r.argument)

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

    def _all(self) -> list[Ruling]:
        return [r for rulings in self.rulings.values() for r in rulings]


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
        country: Whose settings and clauses are in force; empty: no country is set.
        place: Where the scenario names its policies; the clause where it is unknown.
    """
    rulings: dict[str, list[Ruling]] = {}
    owed: list[Owed] = []
    for policy in policies:
        binder = _Binder(
            policy=policy, scope=scope, report=report, country=country, place=place
        )
        for ruling in binder.rulings():
            rulings.setdefault(ruling.action, []).append(ruling)
        owed += binder.owed()
    judged = {action: tuple(found) for action, found in rulings.items()}
    return Judge(rulings=judged, owed=tuple(owed))


@dataclass(slots=True, kw_only=True)
class _Binder:
    """Binds one policy."""

    policy: Policy
    scope: FactScope
    report: Report
    country: str
    place: Place | None
    bound: dict[str, Binding] = field(default_factory=dict)
    unbound: dict[str, str] = field(default_factory=dict)
    """Fact → why it cannot be used here."""
    purchased: Binding | None = None

    def rulings(self) -> Iterator[Ruling]:
        """Yield every judged rule of the clauses in force."""
        if self.policy.applies_from:
            self.purchased = self._purchased()
        for clause in self.policy.clauses:
            if clause.in_force(self.country):
                for rule in clause.rules:
                    if rule.kind in JUDGED_KINDS:
                        yield self._ruling(clause, rule)

    def owed(self) -> Iterator[Owed]:
        """Yield every entitlement whose facts the scenario knows."""
        for clause in self.policy.clauses:
            for rule in clause.rules if clause.in_force(self.country) else ():
                if rule.kind is RuleKind.OWE and all(map(self._fits, rule.reads)):
                    yield Owed(
                        clause=f"{self.policy.id}#{clause.name}",
                        actions=rule.actions,
                        condition=self._compiled(rule.condition, rule.actions[0]),
                    )

    def _fits(self, name: str) -> bool:
        """Bind a fact without a word; whether it can be asked."""
        found = self.bound.get(name) or self._found(name)
        if found is None or not fits(found.type, self._declared(name)):
            return False
        self.bound.setdefault(name, replace(found, type=self._declared(name)))
        return True

    def _purchased(self) -> Binding | None:
        found = self.scope.field("case", "purchased")
        if found and isinstance(found.type, Day):
            return found
        message = (
            f"“{self.policy.id}” applies by the day of purchase, and the case has "
            "no “purchased”, so nothing of it is judged."
        )
        place = self.place or Place(self.policy.file)
        mend = "Add “purchased: 2026-11-24” to the case."
        self.report.warn(place, "purchase-unknown", message, mend)
        return None

    def _ruling(self, clause: Clause, rule: Rule) -> Ruling:
        unknown = "; ".join(filter(None, (self._fact(f, clause) for f in rule.reads)))
        if self.policy.applies_from and not self.purchased:
            unknown = "case.purchased is not known here"
        action = rule.actions[0]
        argument = ACTIONS[action].argument(rule.argument)
        return Ruling(
            kind=rule.kind,
            action=action,
            clause=f"{self.policy.id}#{clause.name}",
            number=clause.number,
            title=clause.title,
            text=rule.text,
            severity=clause.severity,
            criterion=clause.criterion,
            gate=clause.gate,
            earlier=rule.actions[1] if len(rule.actions) > 1 else "",
            argument=rule.argument,
            argument_type=argument.type if argument else Money(),
            demand=None if unknown else self._compiled(rule.demand, action),
            condition=None if unknown else self._compiled(rule.condition, action),
            unknown=unknown,
            purchased=self.purchased,
            applies_from=self.policy.applies_from,
        )

    def _compiled(self, part: Written | None, action: str) -> Expression | None:
        if part is None:
            return None
        scope = RuleScope(
            policy=self.policy.id,
            signature=ACTIONS[action],
            facts=self.bound,
            settings=self.policy.settings_for(self.country),
        )
        return compile_expression(part.text, part.place, scope, self.report)

    def _fact(self, name: str, clause: Clause) -> str:
        """Bind a fact once; why it cannot be used, or nothing."""
        if name not in self.bound and name not in self.unbound:
            found = self._found(name)
            declared = self._declared(name)
            place = self.place or clause.place
            if found is None:
                self._unknown(name, clause, place)
            elif not fits(found.type, declared):
                message = (
                    f"“{name}” is {type_text(found.type)} here, but "
                    f"{type_text(declared)} in the policy “{self.policy.id}”."
                )
                mend = "Give both the same values, or rename the one here."
                self.report.error(place, "fact-type", message, mend)
                self.unbound[name] = f"{name} is of another kind here"
            else:
                self.bound[name] = replace(found, type=declared)
                warn_of_missing(name, found.type, declared, place, self.report)
        return self.unbound.get(name, "")

    def _unknown(self, name: str, clause: Clause, place: Place) -> None:
        message = (
            f"“{name}” is not known here, so “{self.policy.id}#{clause.name}” and "
            "every other rule that reads it is not judged."
        )
        where = "to the case" if "." in name else "to vars, deal or case"
        mend = f"Add “{name.removeprefix('case.')}” {where}."
        self.report.warn(place, "fact-unbound", message, mend)
        self.unbound[name] = f"{name} is not known here"

    def _found(self, name: str) -> Binding | None:
        if name.startswith("case."):
            return self.scope.field("case", name.removeprefix("case."))
        return self.scope.name(name) or self.scope.field("case", name)

    def _declared(self, name: str) -> Type:
        return self.policy.facts.get(name) or CASE_FIELDS[name.removeprefix("case.")]
