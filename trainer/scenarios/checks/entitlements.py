"""What a policy owes the customer, and the best conversation does not give."""

from __future__ import annotations

from trainer.content.diagnostics import Place, Report
from trainer.policies.judge import Verdict


def leaves_owed(verdict: Verdict, place: Place, told: str, report: Report) -> None:
    """Note that every good ending without another mistake leaves something owed.

    Args:
        verdict: On the ending that comes nearest to being clean.
        place: Of the scenario's beginning: no single move is to blame.
        told: That conversation, with what was dealt.
        report: Takes the problem.
    """
    report.error(
        place,
        "best-leaves-owed",
        f"Even the best conversation ends without what {verdict.clause} owes the "
        f"customer ({verdict.because}): {told}.",
        "Let the best way give it, or change the case so that it is not owed.",
    )
