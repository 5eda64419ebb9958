"""Binds the rules of a policy to what a scenario knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from trainer.content.actions import ACTIONS, Argument, Signature
from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Place, Report
from trainer.content.expressions import Binding, Expression, compile_expression
from trainer.content.types import Day, Money, Type, whole
from trainer.content.values import ANY_WHOLE, parse_value, type_text
from trainer.policies.authorities import REASON, Authority
from trainer.policies.module import Clause, Policy, Rule, RuleKind, Written
from trainer.policies.scope import FactScope, RuleScope, fits, warn_of_missing
from trainer.policies.verdicts import Ruling

_OF_ACTS = frozenset(
    {RuleKind.FORBID, RuleKind.REQUIRE, RuleKind.BEFORE, RuleKind.LIMIT}
)


@dataclass(slots=True, kw_only=True)
class Binder:
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
        """Yield every rule about an act, of the clauses in force."""
        if self.policy.applies_from:
            self.purchased = self._purchased()
        for clause, rule in self._in_force():
            if rule.kind in _OF_ACTS:
                yield self._ruling(clause, rule)

    def owed(self) -> Iterator[Ruling]:
        """Yield every entitlement of the clauses in force; after ``rulings``."""
        for clause, rule in self._in_force():
            if rule.kind is RuleKind.OWE:
                yield replace(self._ruling(clause, rule), owed=rule.actions)

    def _in_force(self) -> Iterator[tuple[Clause, Rule]]:
        for clause in self.policy.clauses:
            if clause.in_force(self.country):
                yield from ((clause, rule) for rule in clause.rules)

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
        is_owed = rule.kind is RuleKind.OWE
        unknown = "; ".join(filter(None, (self._fact(f, clause) for f in rule.reads)))
        if self.policy.applies_from and not self.purchased:
            unknown = "case.purchased is not known here"
        action = rule.actions[0]
        signature = None if is_owed else ACTIONS[action]
        argument = ACTIONS[action].argument(rule.argument)
        return Ruling(
            kind=rule.kind,
            action=action,
            clause=f"{self.policy.id}#{clause.name}",
            revision=self.policy.revision,
            number=clause.number,
            title=clause.title,
            text=rule.text,
            severity=clause.severity,
            criterion=clause.criterion,
            gate=clause.gate,
            earlier=rule.actions[1] if rule.kind is RuleKind.BEFORE else "",
            argument=rule.argument,
            argument_type=argument.type if argument else Money(),
            authorities=tuple(_authorities(clause, action, argument)),
            demand=None if unknown else self._compiled(rule.demand, signature),
            condition=None if unknown else self._compiled(rule.condition, signature),
            unknown=unknown,
            purchased=self.purchased,
            applies_from=self.policy.applies_from,
        )

    def _compiled(
        self, part: Written | None, signature: Signature | None
    ) -> Expression | None:
        if part is None:
            return None
        scope = RuleScope(
            policy=self.policy.id,
            signature=signature,
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


def _authorities(
    clause: Clause, action: str, argument: Argument | None
) -> Iterator[Authority]:
    """Yield who may go beyond a limit of what an argument adds up to."""
    can_say_why = ACTIONS[action].argument(REASON) is not None
    for rule in clause.rules if argument else ():
        if rule.kind is RuleKind.AUTHORITY and rule.demand:
            written = rule.demand
            wanted = ANY_WHOLE if written.text.isdecimal() else Money()
            most = parse_value(written.text, False, wanted, written.place, Report())  # noqa: FBT003 - not quoted
            if argument and type(wanted) is type(argument.type) and most is not None:
                yield Authority(
                    role=rule.role,
                    most=whole(most),
                    type=argument.type,
                    with_reason=rule.needs_reason and can_say_why,
                )
