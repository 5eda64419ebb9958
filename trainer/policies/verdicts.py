"""One rule's word on one act or ending, with the values that decided it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from trainer.content.expressions import Binding, Expression
from trainer.content.types import Type, Value, whole
from trainer.policies.authorities import AGENT, HAND_OVERS, Authority, allowed
from trainer.policies.because import (
    Compared,
    Done,
    Earlier,
    Fact,
    Given,
    Ground,
    Unknown,
    explain,
    in_words,
    value_of,
)
from trainer.policies.module import Gate, RuleKind, Severity


class Outcome(StrEnum):
    """What a rule says about an act or an ending."""

    KEPT = "kept"
    BROKEN = "broken"
    NOT_JUDGED = "not-judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One rule's word on one act, or on how it all ended."""

    clause: str
    """What to cite: ``returns#cash-proof``."""
    revision: int
    """Of its policy; 0 where that is not published."""
    number: str
    title: str
    rule: str
    """As written in the clause."""
    kind: RuleKind
    outcome: Outcome
    severity: Severity
    criterion: str
    gate: Gate = Gate.UNSAID
    """Whom a critical error harms."""
    action: str = ""
    """What was judged; of an ending, the first of what could be owed."""
    grounds: tuple[Ground, ...] = ()
    """The values that decided."""

    @property
    def because(self) -> str:
        """The same in an author's words: ``amount 60.00 > credit_limit 50.00``."""
        return in_words(self.grounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A rule bound to a scenario, with what a verdict says of its clause."""

    kind: RuleKind
    action: str
    clause: str
    revision: int = 0
    number: str
    title: str
    text: str
    severity: Severity
    criterion: str
    gate: Gate = Gate.UNSAID
    earlier: str = ""
    """``before``: the action that must come first."""
    owed: tuple[str, ...] = ()
    """``owe``: each action that would do."""
    argument: str = ""
    """``limit``: what is added up."""
    argument_type: Type
    authorities: tuple[Authority, ...] = ()
    """``limit``: who may go beyond it."""
    demand: Expression | None = None
    condition: Expression | None = None
    unknown: str = ""
    """Why it cannot be judged in this scenario; empty where it can."""
    purchased: Binding | None = None
    applies_from: date | None = None
    """Judged only for purchases from that day on; ``None``: always."""

    @property
    def needs(self) -> frozenset[str]:
        """The arguments of the act it reads."""
        parts = [part.arguments for part in (self.demand, self.condition) if part]
        return frozenset(filter(None, [self.argument])).union(*parts)

    @property
    def needs_did(self) -> frozenset[str]:
        """The actions it asks of whether they were done before."""
        if self.unknown:
            return frozenset()
        asks = any(authority.role != AGENT for authority in self.authorities)
        called = HAND_OVERS if asks else frozenset[str]()
        return called.union(self.owed, filter(None, [self.earlier]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What is judged: the values before an action, and what came earlier.

    Of an ending: the values at the end, and all that was done.
    """

    arguments: Mapping[str, Value]
    slots: Sequence[Value]
    did: Collection[str]
    sums: Mapping[tuple[str, str], int]

    def holds(self, expression: Expression | None) -> bool:
        """Return whether a condition holds; no condition always does."""
        return expression is None or bool(
            expression.evaluate(self.slots, self.arguments)
        )

    def value(self, expression: Expression | None) -> int:
        """Return a number or an amount in cents; 0 where there is none."""
        return (
            whole(expression.evaluate(self.slots, self.arguments)) if expression else 0
        )

    def shows(self, expression: Expression | None) -> tuple[Ground, ...]:
        """Return what an expression read; nothing for none."""
        if expression is None:
            return ()
        return tuple(explain(expression, self.slots, self.arguments))


def verdict_on(ruling: Ruling, act: Act) -> Verdict:
    """Judge one act, or an ending, by one rule."""
    outcome, grounds = _decide(ruling, act)
    return Verdict(
        clause=ruling.clause,
        revision=ruling.revision,
        number=ruling.number,
        title=ruling.title,
        rule=ruling.text,
        kind=ruling.kind,
        outcome=outcome,
        severity=ruling.severity,
        criterion=ruling.criterion,
        gate=ruling.gate,
        action=ruling.action,
        grounds=grounds,
    )


def _decide(ruling: Ruling, act: Act) -> tuple[Outcome, tuple[Ground, ...]]:
    unknown = ruling.unknown or _unknown_here(ruling, act)
    if unknown:
        return Outcome.NOT_JUDGED, (Unknown(unknown),)
    facts = act.shows(ruling.condition)
    if not act.holds(ruling.condition):
        return Outcome.KEPT, facts
    kept, grounds = _JUDGED[ruling.kind](ruling, act)
    return Outcome.KEPT if kept else Outcome.BROKEN, (*grounds, *facts)


def _unknown_here(ruling: Ruling, act: Act) -> str:
    """Say why this act cannot be judged by a rule; empty where it can."""
    if ruling.applies_from and ruling.purchased:
        bought = value_of(ruling.purchased, act.slots, act.arguments)
        if isinstance(bought, date) and bought < ruling.applies_from:
            return f"case.purchased {bought} is before {ruling.applies_from}"
    missing = sorted(ruling.needs - act.arguments.keys())
    verb = "was" if len(missing) == 1 else "were"
    return f"{' and '.join(missing)} {verb} not given" if missing else ""


def _forbid(ruling: Ruling, act: Act) -> tuple[bool, tuple[Ground, ...]]:
    del act
    return False, () if ruling.condition else (Done(ruling.action),)


def _require(ruling: Ruling, act: Act) -> tuple[bool, tuple[Ground, ...]]:
    return act.holds(ruling.demand), act.shows(ruling.demand)


def _before(ruling: Ruling, act: Act) -> tuple[bool, tuple[Ground, ...]]:
    done = ruling.earlier in act.did
    return done, (Earlier(ruling.earlier, done),)


def _limit(ruling: Ruling, act: Act) -> tuple[bool, tuple[Ground, ...]]:
    earlier = act.sums.get((ruling.action, ruling.argument), 0)
    total = earlier + whole(act.arguments[ruling.argument])
    most = act.value(ruling.demand)
    text = ruling.demand.text if ruling.demand else ""
    names = [name for name, _ in ruling.demand.explain] if ruling.demand else []
    limit = Fact(text if names else "", ruling.argument_type, most)
    given = Fact(ruling.argument, ruling.argument_type, total, given=True)
    worked_out = bool(names) and names != [text]
    ground = Compared(given, limit, worked_out=worked_out, in_all=bool(earlier))
    if total <= most:
        return True, (ground,)
    kept, beyond = allowed(ruling.authorities, total, act.arguments, act.did)
    return kept, (ground, *beyond)


def _owe(ruling: Ruling, act: Act) -> tuple[bool, tuple[Ground, ...]]:
    given = tuple(action for action in ruling.owed if action in act.did)
    return bool(given), (Given(given or ruling.owed, bool(given)),)


_JUDGED: Mapping[RuleKind, Callable[[Ruling, Act], tuple[bool, tuple[Ground, ...]]]] = {
    RuleKind.FORBID: _forbid,
    RuleKind.REQUIRE: _require,
    RuleKind.BEFORE: _before,
    RuleKind.LIMIT: _limit,
    RuleKind.OWE: _owe,
}
