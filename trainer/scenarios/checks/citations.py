"""Clauses that read differently since the scenario was published."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trainer.content.diagnostics import Report
from trainer.policies.module import Clause, Policy
from trainer.scenarios.syntax import Document

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def check_citations(
    document: Document,
    pinned: Mapping[str, Policy],
    policies: Mapping[str, Policy],
    report: Report,
) -> None:
    """Note every citation of a clause that has changed.

    Args:
        document: The file that cites.
        pinned: The policies by id, as they were when it was published last.
        policies: The same as they are now.
        report: Where it is noted; a clause that is gone is an error of its own.
    """
    for beat in document.beats:
        for move in beat.moves:
            for fact in (f for f in move.facts if f.key == "cite"):
                before = _clause(fact.value, pinned)
                now = _clause(fact.value, policies)
                if before and now and _said(before, pinned) != _said(now, policies):
                    report.warn(
                        fact.value_place,
                        "clause-changed",
                        f"“{fact.value.strip()}” says something else since this was "
                        "published.",
                        "Read the clause again and see whether the reply still fits.",
                    )


def _clause(cited: str, policies: Mapping[str, Policy]) -> tuple[str, Clause] | None:
    module, _, name = cited.strip().partition("#")
    policy = policies.get(module)
    clause = policy.clause(name) if policy else None
    return (module, clause) if clause else None


def _said(
    found: tuple[str, Clause], policies: Mapping[str, Policy]
) -> tuple[object, ...]:
    """Return all that a clause says, with the settings that it and its rules name."""
    module, clause = found
    policy = policies[module]
    rules = tuple(rule.text for rule in clause.rules)
    words = {word for rule in rules for word in _NAME.findall(rule)}
    named = {
        name: setting.value
        for name, setting in policy.settings.items()
        if name in words
    }
    prose = policy.fill(clause.prose)
    return (clause.title, prose, rules, named, clause.severity, clause.criterion)
