"""What can be said about the text of a policy before it is published."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Diagnostic, Report, Severity
from trainer.policies.consistency import check_consistency
from trainer.policies.countries import in_country
from trainer.policies.module import Clause, Policy
from trainer.policies.reader import read_policy
from trainer.store.installation import country_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyProof:
    """What is known about the text of a policy."""

    file: str
    policy: Policy | None
    """As it holds in the country of the installation; ``None`` where it has errors."""
    diagnostics: tuple[Diagnostic, ...]
    """Everything found, by place."""

    @property
    def blocking(self) -> tuple[Diagnostic, ...]:
        """What keeps it from being published."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def publishable(self) -> bool:
        """Whether it can be published as it stands."""
        return self.policy is not None and not self.blocking


def prove(session: Session, *, file: str, body: str) -> PolicyProof:
    """Read the text of a policy and try its rules against each other.

    Args:
        session: Knows the country.
        file: Of the policy; its name has to be the policy's id.
        body: The text.
    """
    policy, diagnostics = _read(file, body)
    held = in_country(policy, country_of(session)) if policy else None
    return PolicyProof(file=file, policy=held, diagnostics=diagnostics)


def read(body: str, file: str, *, country: str = "") -> Policy | None:
    """Return a published text as a policy; ``None`` if it cannot be read any more."""
    policy, _diagnostics = _read(file, body)
    return in_country(policy, country) if policy else None


def clause_at(policy: Policy, line: int) -> Clause | None:
    """Return the clause a line of the text belongs to; ``None`` above all of them."""
    above = [clause for clause in policy.clauses if clause.place.line <= line]
    return above[-1] if above else None


@lru_cache(maxsize=64)
def _read(file: str, body: str) -> tuple[Policy | None, tuple[Diagnostic, ...]]:
    report = Report()
    policy = read_policy(body, file, report)
    if policy is not None:
        check_consistency(policy, report)
    return policy, tuple(report.in_order())
