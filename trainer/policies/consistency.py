"""Rules of a policy that contradict each other, or that never apply, in words."""

from __future__ import annotations

from trainer.content.diagnostics import Place, Report
from trainer.policies.because import in_words
from trainer.policies.cases import MOST_CASES, Contradiction, find
from trainer.policies.module import Clause, Policy, Rule


def check_consistency(policy: Policy, report: Report, most: int = MOST_CASES) -> None:
    """Report rules that contradict each other and rules that never apply.

    Args:
        policy: As it was read; its countries are told apart here.
        report: Takes what is wrong; one warning says if not everything was tried.
        most: Cases that are tried.
    """
    findings = find(policy, most)
    for found in findings.contradictions:
        _tell(found, report)
    for clause, rule in findings.idle:
        _tell_idle(clause, rule, report)
    if not findings.complete:
        report.warn(
            Place(policy.file),
            "policy-too-many-cases",
            f"These rules have more cases than the {most:,} that are tried, so not "
            "everything was checked.",
            "Let fewer facts decide in one rule, or split the policy.",
        )


def _tell_idle(clause: Clause, rule: Rule, report: Report) -> None:
    condition = rule.condition.text.strip() if rule.condition else ""
    report.warn(
        rule.place,
        "rule-never-applies",
        f"This rule of “{clause.name}” never applies: no case is “{condition}”.",
        "Change the condition, the settings in it, or what the facts can be.",
    )


def _tell(found: Contradiction, report: Report) -> None:
    clauses = dict.fromkeys(f"“{clause.name}”" for clause, _ in found.forbidding)
    rules = [found.owed, *(rule for _, rule in found.forbidding)]
    where = f" in {found.country}" if found.country else ""
    owed = " or ".join(found.owed.actions)
    case = in_words(found.case)
    report.error(
        max(rule.place for rule in rules),
        "rules-contradict",
        f"“{found.owing.name}” owes {owed}, and {' and '.join(clauses)} "
        f"{'forbid' if len(clauses) > 1 else 'forbids'} it{where}, "
        f"{f'for example where {case}' if case else 'in every case'}.",
        "Leave this case out of one of them, with “and not …” in its condition.",
    )
