"""The cases of a policy in which something is owed and no way to give it is left.

Every case that the declared facts allow is tried, in every country that differs: not
each value, but those that can make a difference (:mod:`trainer.policies.cuts`). Facts
that no rule in question reads are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Place
from trainer.content.expressions import Binding
from trainer.content.types import Value
from trainer.policies.because import Fact, value_of
from trainer.policies.bound import BoundRule, Domains, arguments_of, bound_rules
from trainer.policies.cuts import Key, cuts, is_exact
from trainer.policies.module import Clause, Policy, Rule, RuleKind
from trainer.policies.scope import declared

MOST_CASES = 200_000
"""Cases that are tried in one policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A case in which something is owed, and every way to give it is forbidden."""

    owed: Rule
    owing: Clause
    forbidding: tuple[tuple[Clause, Rule], ...]
    """What forbids each of the actions, in written order."""
    case: tuple[Fact, ...]
    """The values of everything that the rules read."""
    country: str = ""
    """Where it is so; empty: where no country is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is wrong between the rules of a policy."""

    contradictions: tuple[Contradiction, ...] = ()
    """The first case of each rule that says what is owed."""
    idle: tuple[tuple[Clause, Rule], ...] = ()
    """Rules whose condition holds in no case."""
    complete: bool = True
    """Whether every case was tried."""


def find(policy: Policy, most: int = MOST_CASES) -> Findings:
    """Try the cases of a policy and return what is wrong between its rules."""
    search = _Search(policy=policy, left=most)
    for country in _countries(policy):
        search.look_in(country)
    return Findings(
        contradictions=tuple(search.contradictions.values()),
        idle=tuple(
            (clause, rule)
            for clause in policy.clauses
            for rule in clause.rules
            if rule.place in search.idle
        ),
        complete=search.left >= 0,
    )


def _countries(policy: Policy) -> tuple[str, ...]:
    """Return every country in which something differs, after the one of no name."""
    named = {country for clause in policy.clauses for country in clause.only}
    return ("", *sorted(named | policy.overlays.keys()))


@dataclass(slots=True, kw_only=True)
class _Search:
    policy: Policy
    left: int
    """Cases that may still be tried; below zero once they were too few."""
    facts: Mapping[str, Binding] = field(init=False)
    slots: list[Value] = field(init=False)
    contradictions: dict[Place, Contradiction] = field(default_factory=dict)
    """By the place of the rule that owes."""
    idle: set[Place] = field(default_factory=set)
    alive: set[Place] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.facts = declared(self.policy.facts)
        self.slots = [False] * (len(self.policy.facts) + len(CASE_FIELDS))

    def look_in(self, country: str) -> None:
        """Try the cases of one country."""
        bound = [*bound_rules(self.policy, self.facts, country)]
        for one in bound:
            self._look_for_life(one)
        for one in bound:
            if one.rule.kind is RuleKind.OWE:
                self._look_for_contradiction(one, bound, country)

    def _look_for_life(self, one: BoundRule) -> None:
        """Note a rule as idle unless it holds somewhere, or nobody can tell."""
        place = one.rule.place
        if one.condition is None or place in self.alive:
            return
        domains = self._domains([one])
        for arguments in self._cases(domains):
            if one.holds(self.slots, arguments):
                self.alive.add(place)
                self.idle.discard(place)
                return
        if self.left >= 0 and is_exact(one.condition):
            self.idle.add(place)
        else:
            self.alive.add(place)

    def _look_for_contradiction(
        self, owed: BoundRule, bound: Sequence[BoundRule], country: str
    ) -> None:
        if owed.rule.place in self.contradictions:
            return
        ways = [
            [w for w in _ways(bound, action) if self._clash(owed, [w])]
            for action in owed.rule.actions
        ]
        for groups in product(*ways):
            found = self._clash(owed, groups)
            if found:
                self.contradictions[owed.rule.place] = Contradiction(
                    owed=owed.rule,
                    owing=owed.clause,
                    forbidding=tuple((b.clause, b.rule) for b in found),
                    case=self._case([owed, *found]),
                    country=country,
                )
                return

    def _clash(
        self, owed: BoundRule, groups: Sequence[Sequence[BoundRule]]
    ) -> list[BoundRule]:
        """Look for a case of what is owed in which every group forbids its action.

        Returns:
            What forbids, each rule once; nothing without such a case. The slots stand
            as in that case.
        """
        domains = self._domains([owed, *(b for group in groups for b in group)])
        facts: Domains = {k: d for k, d in domains.items() if isinstance(k, int)}
        for _ in self._owing(owed, facts):
            found = [self._forbidden(group, domains) for group in groups]
            if all(found):
                return [*{b.rule.place: b for group in found for b in group}.values()]
        return []

    def _owing(self, owed: BoundRule, facts: Domains) -> Iterator[None]:
        """Stop at every case in which something is owed."""
        own = {key: facts[key] for key in owed.keys}
        rest = {key: domain for key, domain in facts.items() if key not in own}
        for _ in self._cases(own):
            if owed.holds(self.slots, {}):
                for _ in self._cases(rest):
                    yield

    def _domains(self, asked: Iterable[BoundRule]) -> Domains:
        bought = self.facts["case.purchased"].slot
        since = self.policy.applies_from
        earliest: dict[Key, date] = {}
        if bought is not None and since:
            earliest[bought] = since
        expressions = [one.condition for one in asked if one.condition]
        return cuts(expressions, earliest, self.policy.effective)

    def _cases(self, domains: Domains) -> Iterator[dict[str, Value]]:
        """Put every case into the slots, as long as more may be tried."""
        slots = {n: key for n, key in enumerate(domains) if isinstance(key, int)}
        names = {n: key for n, key in enumerate(domains) if isinstance(key, str)}
        for values in product(*domains.values()):
            self.left -= 1
            if self.left < 0:
                return
            for n, slot in slots.items():
                self.slots[slot] = values[n]
            yield {name: values[n] for n, name in names.items()}

    def _forbidden(
        self, group: Sequence[BoundRule], domains: Domains
    ) -> list[BoundRule]:
        """Return what forbids an action however it is done; nothing if nothing does."""
        found: list[BoundRule] = []
        for arguments in arguments_of(group, domains):
            self.left -= 1
            first = next((b for b in group if b.holds(self.slots, arguments)), None)
            if first is None or self.left < 0:
                return []
            found.append(first)
        return found

    def _case(self, rules: Iterable[BoundRule]) -> tuple[Fact, ...]:
        read = {
            name: binding
            for one in rules
            for name, binding in (one.condition.explain if one.condition else ())
            if binding.slot is not None
        }
        return tuple(
            Fact(name, binding.type, value_of(binding, self.slots, {}))
            for name, binding in read.items()
        )


def _ways(bound: Sequence[BoundRule], action: str) -> Iterator[Sequence[BoundRule]]:
    """Yield the groups of rules that may forbid an action however it is done.

    A rule that reads no argument does so alone; those that do may do so together.
    """
    forbids = [one for one in bound if one.forbids(action)]
    yield from ([one] for one in forbids if not one.arguments)
    together = [one for one in forbids if one.arguments]
    if together:
        yield together
