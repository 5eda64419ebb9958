"""Sections and clauses while their lines are being read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from trainer.content.diagnostics import Place, Report
from trainer.content.facts import FactLine
from trainer.content.suggest import did_you_mean
from trainer.policies.module import (
    CRITERIA,
    Clause,
    Gate,
    Rule,
    Section,
    Severity,
)
from trainer.policies.rules import Terms, read_authority, read_rule

KEYS = ("rule", "severity", "criterion", "authority", "only")
"""The facts of a clause."""

_COUNTRIES = re.compile(r"[A-Z]{2}(\s*,\s*[A-Z]{2})*")
_SEVERITIES = (
    *(severity.value for severity in Severity),
    *(f"{gate}-{Severity.CRITICAL}" for gate in Gate if gate),
)
"""``critical`` may say whom it harms: ``customer-critical``."""


@dataclass(slots=True, kw_only=True)
class ClauseDraft:
    """A clause that is still open."""

    number: str
    title: str
    id: str
    place: Place
    prose: list[str] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    given: dict[str, FactLine] = field(default_factory=dict)
    """Facts that stand once, by key."""

    def take(self, fact: FactLine, terms: Terms, report: Report) -> None:
        """Take one ``- key: value`` line of the clause; report what is wrong."""
        if not fact.value:
            message = f"“{fact.key}” says nothing."
            report.error(fact.place, "fact-empty", message, "Write it, or delete it.")
        elif fact.key == "rule":
            self._keep(read_rule(fact.value, fact.value_place, terms, report))
        elif fact.key == "authority":
            self._keep(read_authority(fact.value, fact.value_place, report))
        elif fact.key in self.given:
            message = f"“{fact.key}” stands in this clause twice."
            report.error(fact.place, "fact-twice", message, "Keep one of the two.")
        elif _CHECKS[fact.key](fact, report):
            self.given[fact.key] = fact

    def close(self) -> Clause:
        """Return the finished clause."""
        only = self._value("only", "").replace(",", " ").split()
        gate, _, severity = self._value("severity", Severity.ERROR).rpartition("-")
        return Clause(
            id=self.id,
            number=self.number,
            title=self.title,
            prose="\n".join(self.prose).strip("\n"),
            rules=tuple(self.rules),
            severity=Severity(severity),
            gate=Gate(gate),
            criterion=self._value("criterion", CRITERIA[0]),
            only=tuple(only),
            place=self.place,
        )

    def _keep(self, rule: Rule | None) -> None:
        if rule is not None:
            self.rules.append(rule)

    def _value(self, key: str, usual: str) -> str:
        return self.given[key].value if key in self.given else usual


@dataclass(slots=True, kw_only=True)
class SectionDraft:
    """A section that is still open."""

    number: str
    title: str
    place: Place
    prose: list[str] = field(default_factory=list)
    clauses: list[ClauseDraft] = field(default_factory=list)

    def close(self) -> Section:
        """Return the finished section."""
        return Section(
            number=self.number,
            title=self.title,
            prose="\n".join(self.prose).strip("\n"),
            clauses=tuple(clause.close() for clause in self.clauses),
            place=self.place,
        )


def _one_of(options: tuple[str, ...], code: str) -> Callable[[FactLine, Report], bool]:
    def check(fact: FactLine, report: Report) -> bool:
        if fact.value in options:
            return True
        mend = did_you_mean(fact.value, options) or f"Known: {', '.join(options)}."
        message = f"“{fact.value}” is not a {fact.key}."
        report.error(fact.value_place, code, message, mend)
        return False

    return check


def _countries(fact: FactLine, report: Report) -> bool:
    if _COUNTRIES.fullmatch(fact.value):
        return True
    message = f"“{fact.value}” does not name countries."
    mend = "Write their two letters, like “DE, AT”."
    report.error(fact.value_place, "only-form", message, mend)
    return False


_CHECKS: dict[str, Callable[[FactLine, Report], bool]] = {
    "severity": _one_of(_SEVERITIES, "unknown-severity"),
    "criterion": _one_of(CRITERIA, "unknown-criterion"),
    "only": _countries,
}
