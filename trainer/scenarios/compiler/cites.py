"""Citations of policy clauses: each must exist in a policy in force."""

from __future__ import annotations

from trainer.content.suggest import did_you_mean
from trainer.scenarios.compiler.context import Context
from trainer.scenarios.syntax import Fact


def check_cite(context: Context, fact: Fact) -> None:
    """Report a citation of a module or a clause that does not exist.

    A module that cannot be read is told about where it stands.
    """
    module, hashed, clause = fact.value.strip().partition("#")
    policy = context.sources.policy(module)
    if policy is None and context.sources.is_broken(f"policies/{module}.md"):
        return
    if policy is None or not hashed:
        context.error(
            fact.value_place,
            "unknown-policy",
            f"“{fact.value.strip()}” does not name a clause of a policy.",
            did_you_mean(module, list(context.sources.policies()))
            or "Write it as in “cite: returns#cash-proof”.",
        )
    elif clause not in policy.citable:
        context.error(
            fact.value_place.shifted(len(module) + 1),
            "unknown-clause",
            f"The policy “{module}” has no clause “{clause}”.",
            did_you_mean(clause, list(policy.citable)) or "Look its number up there.",
        )
