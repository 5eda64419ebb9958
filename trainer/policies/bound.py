"""Rules with their conditions compiled, for one country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from trainer.content.actions import ACTIONS
from trainer.content.diagnostics import Report
from trainer.content.expressions import Binding, Expression, compile_condition
from trainer.content.types import Value
from trainer.policies.cuts import Key, is_exact, key_of
from trainer.policies.module import Clause, Policy, Rule, RuleKind, Setting
from trainer.policies.scope import RuleScope

Domains = Mapping[Key, tuple[Value, ...]]
"""What is tried of each fact (by its slot) and argument (by its name)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BoundRule:
    """A rule with its condition compiled for a country."""

    clause: Clause
    rule: Rule
    condition: Expression | None

    @property
    def keys(self) -> tuple[Key, ...]:
        """Everything its condition reads that can vary."""
        explained = self.condition.explain if self.condition else ()
        keys = (key_of(binding) for _, binding in explained)
        return tuple(dict.fromkeys(key for key in keys if key is not None))

    @property
    def arguments(self) -> frozenset[str]:
        """The arguments of the act its condition reads."""
        return self.condition.arguments if self.condition else frozenset()

    def holds(self, slots: Sequence[Value], arguments: Mapping[str, Value]) -> bool:
        """Return whether its condition holds; none always does."""
        return self.condition is None or bool(self.condition.evaluate(slots, arguments))

    def forbids(self, action: str) -> bool:
        """Return whether it can forbid an action, whatever its form leaves open.

        A rule that reads an argument which may be left open is not judged without it.
        Where an argument is added to facts, the values tried may miss a way out.
        """
        if self.rule.kind is not RuleKind.FORBID or self.rule.actions[0] != action:
            return False
        read = [ACTIONS[action].argument(name) for name in self.arguments]
        if read and self.condition and not is_exact(self.condition):
            return False
        return all(a and (a.required or a.usual is not None) for a in read)


def bound_rules(
    policy: Policy, facts: Mapping[str, Binding], country: str
) -> Iterator[BoundRule]:
    """Yield every rule about an act that is in force in a country."""
    settings = policy.settings_for(country)
    for clause in policy.clauses:
        for rule in clause.rules if clause.in_force(country) else ():
            if rule.actions:
                found = _compiled(policy, rule, facts, settings)
                yield BoundRule(clause=clause, rule=rule, condition=found)


def arguments_of(
    group: Sequence[BoundRule], domains: Domains
) -> Iterator[dict[str, Value]]:
    """Yield everything an action can be done with that some rules about it read."""
    names = sorted({name for one in group for name in one.arguments})
    for row in product(*(domains[name] for name in names)):
        yield dict(zip(names, row, strict=True))


def _compiled(
    policy: Policy,
    rule: Rule,
    facts: Mapping[str, Binding],
    settings: Mapping[str, Setting],
) -> Expression | None:
    part = rule.condition
    if part is None:
        return None
    is_owed = rule.kind is RuleKind.OWE
    scope = RuleScope(
        policy=policy.id,
        signature=None if is_owed else ACTIONS[rule.actions[0]],
        facts=facts,
        settings=settings,
    )
    return compile_condition(part.text, part.place, scope, Report())
