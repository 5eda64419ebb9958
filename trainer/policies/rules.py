"""Reads one rule of a clause and checks every name and type in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from trainer.content.actions import ACTIONS, Signature
from trainer.content.diagnostics import Place, Report
from trainer.content.expressions import (
    CALLS,
    Binding,
    compile_condition,
    compile_expression,
    split_if,
)
from trainer.content.suggest import did_you_mean
from trainer.content.types import Money, Type, Whole
from trainer.content.values import ANY_WHOLE, parse_value
from trainer.policies.module import ROLES, Rule, RuleKind, Setting, Written
from trainer.policies.scope import RuleScope

_NAME = r"[A-Za-z]\w*"
_FORMS: Mapping[RuleKind, tuple[re.Pattern[str], str]] = {
    RuleKind.FORBID: (
        re.compile(rf"forbid\s+(?P<action>{_NAME})"),
        "forbid ACTION if CONDITION",
    ),
    RuleKind.REQUIRE: (
        re.compile(rf"require\s+(?P<demand>.+?)\s+for\s+(?P<action>{_NAME})"),
        "require CONDITION for ACTION",
    ),
    RuleKind.BEFORE: (
        re.compile(rf"before\s+(?P<action>{_NAME})\s*,\s*(?P<more>{_NAME})"),
        "before ACTION, EARLIER_ACTION",
    ),
    RuleKind.LIMIT: (
        re.compile(
            rf"limit\s+(?P<action>{_NAME})\.(?P<argument>{_NAME})\s+to\s+(?P<demand>.+)"
        ),
        "limit ACTION.argument to AMOUNT",
    ),
    RuleKind.OWE: (
        re.compile(rf"owe\s+(?P<action>{_NAME})(?P<more>(?:\s+or\s+{_NAME})*)"),
        "owe ACTION or ACTION if CONDITION",
    ),
}
_AUTHORITY = re.compile(
    r"(?P<role>[A-Za-z]+)\s+up\s+to\s+(?P<amount>\S+)(?P<reason>\s+with\s+reason)?"
)
_CALL = re.compile(rf"\b({'|'.join(CALLS)})\s*\(")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What the rules of one policy may speak of."""

    policy: str
    facts: Mapping[str, Binding]
    """Facts by name, case fields as ``case.paid``."""
    settings: Mapping[str, Setting]


def read_rule(text: str, place: Place, terms: Terms, report: Report) -> Rule | None:
    """Read the value of a ``rule:`` fact.

    Returns:
        The rule, or ``None`` after everything wrong with it was reported.
    """
    reading = _Reading(text=text, place=place, terms=terms, report=report)
    return reading.rule()


def read_authority(text: str, place: Place, report: Report) -> Rule | None:
    """Read ``supervisor up to 500.00 with reason``; ``None`` after an error."""
    found = _AUTHORITY.fullmatch(text.strip())
    if found is None:
        report.error(
            place,
            "authority-form",
            f"“{text}” does not say who may go how far.",
            "Write for example “supervisor up to 500.00 with reason”.",
        )
        return None
    if found["role"] not in ROLES:
        mend = did_you_mean(found["role"], ROLES) or f"Known: {', '.join(ROLES)}."
        report.error(place, "unknown-role", f"“{found['role']}” is not a role.", mend)
        return None
    where = place.shifted(found.start("amount"))
    is_number = found["amount"].isdecimal()
    wanted = ANY_WHOLE if is_number else Money()
    amount = parse_value(found["amount"], False, wanted, where, report)  # noqa: FBT003 - not quoted
    if amount is None:
        return None
    return Rule(
        kind=RuleKind.AUTHORITY,
        text=text.strip(),
        place=place,
        role=found["role"],
        demand=Written(text=found["amount"], place=where),
        needs_reason=found["reason"] is not None,
    )


@dataclass(slots=True, kw_only=True)
class _Reading:
    text: str
    place: Place
    terms: Terms
    report: Report

    def rule(self) -> Rule | None:
        head, condition, offset = split_if(self.text)
        word = head.split(maxsplit=1)[0] if head else ""
        form = next((f for kind, f in _FORMS.items() if kind == word), None)
        if form is None:
            kinds = [kind.value for kind in _FORMS]
            mend = did_you_mean(word, kinds) or f"Rules are {', '.join(kinds)}."
            self._error(0, "unknown-rule", f"“{word}” is not a kind of rule.", mend)
            return None
        found = form[0].fullmatch(head)
        if found is None:
            message = f"This “{word}” rule is not complete."
            self._error(0, "rule-form", message, f"Write it as “{form[1]}”.")
            return None
        return self._checked(RuleKind(word), found, self._written(condition, offset))

    def _written(self, text: str | None, offset: int) -> Written | None:
        if text is None:
            return None
        return Written(text=text, place=self.place.shifted(offset))

    def _checked(
        self, kind: RuleKind, found: re.Match[str], condition: Written | None
    ) -> Rule | None:
        parts = found.groupdict()
        names = re.findall(_NAME, f"{parts['action']} {parts.get('more') or ''}")
        actions = tuple(name for name in names if name != "or")
        known = [self._known_action(name) for name in actions]
        argument = parts.get("argument") or ""
        demand = self._written(parts.get("demand"), self._offset(found, "demand"))
        if not all(known):
            return None
        signature = None if kind is RuleKind.OWE else ACTIONS[actions[0]]
        wanted = self._wanted(signature, argument) if signature and argument else None
        if argument and wanted is None:
            return None
        reads = self._reads(signature, demand, condition, wanted)
        if reads is None:
            return None
        return Rule(
            kind=kind,
            text=" ".join(self.text.split()),
            place=self.place,
            actions=actions,
            argument=argument,
            demand=demand,
            condition=condition,
            reads=reads,
        )

    def _offset(self, found: re.Match[str], group: str) -> int:
        lead = len(self.text) - len(self.text.lstrip())
        return lead + found.start(group) if group in found.groupdict() else 0

    def _known_action(self, name: str) -> bool:
        if name in ACTIONS:
            return True
        mend = did_you_mean(name, ACTIONS) or "The guide lists every action."
        column = max(self.text.find(name), 0)
        self._error(column, "unknown-action", f"“{name}” is not an action.", mend)
        return False

    def _wanted(self, signature: Signature, name: str) -> Type | None:
        argument = signature.argument(name)
        if argument and isinstance(argument.type, Money | Whole):
            return argument.type
        countable = [
            a.name for a in signature.arguments if isinstance(a.type, Money | Whole)
        ]
        self._error(
            max(self.text.find(f".{name}") + 1, 0),
            "unknown-argument",
            f"“{signature.name}” has no number or amount “{name}”.",
            did_you_mean(name, countable)
            or (f"It has {', '.join(countable)}." if countable else ""),
        )
        return None

    def _reads(
        self,
        signature: Signature | None,
        demand: Written | None,
        condition: Written | None,
        wanted: Type | None,
    ) -> tuple[str, ...] | None:
        """Type-check both expressions; what facts they read, ``None`` if wrong."""
        scope = RuleScope(
            policy=self.terms.policy,
            signature=signature,
            facts=self.terms.facts,
            settings=self.terms.settings,
        )
        shown: list[str] = []
        sound = True
        for part, is_amount in ((demand, wanted is not None), (condition, False)):
            if part is None:
                continue
            names = self._names(part, scope, wanted if is_amount else None)
            sound = sound and names is not None
            shown += names or []
        if not (self._no_shadow(signature, shown) and sound):
            return None
        return tuple(dict.fromkeys(n for n in shown if n in self.terms.facts))

    def _names(
        self, part: Written, scope: RuleScope, wanted: Type | None
    ) -> list[str] | None:
        asks = _CALL.search(part.text)
        if asks:
            self.report.error(
                part.place.shifted(asks.start()),
                "rule-asks-conversation",
                f"A rule cannot ask “{asks[1]}”; it judges acts on facts.",
                "For what must come first, write “before ACTION, EARLIER_ACTION”.",
            )
            return None
        expression = (
            compile_expression(part.text, part.place, scope, self.report, wanted=wanted)
            if wanted
            else compile_condition(part.text, part.place, scope, self.report)
        )
        return [name for name, _ in expression.explain] if expression else None

    def _no_shadow(self, signature: Signature | None, shown: list[str]) -> bool:
        arguments = [a.name for a in signature.arguments] if signature else []
        both = {*self.terms.facts, *self.terms.settings}
        shadowed = [name for name in shown if name in arguments and name in both]
        for name in dict.fromkeys(shadowed):
            self._error(
                max(self.text.find(name), 0),
                "shadowed-name",
                f"“{name}” is an argument of this action and a fact or setting too.",
                "Rename the fact or setting.",
            )
        return not shadowed

    def _error(self, column: int, code: str, message: str, mend: str) -> None:
        self.report.error(self.place.shifted(column), code, message, mend)
