"""A policy as it holds in one country."""

from __future__ import annotations

from dataclasses import replace

from trainer.policies.module import Policy


def in_country(policy: Policy, country: str) -> Policy:
    """Return a policy as it holds in a country, where that differs.

    Its settings are those of the country, and only the clauses in force there are
    left, so whoever reads or judges by it need not know of countries. Without a
    country, or where nothing differs, it stays as it is written.
    """
    limited = any(clause.only for clause in policy.clauses)
    if not country or not (limited or country in policy.overlays):
        return policy
    sections = (
        replace(
            section,
            clauses=tuple(c for c in section.clauses if c.in_force(country)),
        )
        for section in policy.sections
    )
    clauses = ((q, policy.clause(q.clause)) for q in policy.check)
    return replace(
        policy,
        country=country,
        settings=policy.settings_for(country),
        sections=tuple(sections),
        check=tuple(q for q, clause in clauses if clause and clause.in_force(country)),
    )
