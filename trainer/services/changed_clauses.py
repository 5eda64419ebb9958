"""Which clauses a scenario cites say something else than when it was published last."""

from __future__ import annotations

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Diagnostic, Report
from trainer.scenarios.checks.citations import check_citations
from trainer.scenarios.syntax import Document
from trainer.services import surroundings


def changed_clauses(session: Session, document: Document) -> tuple[Diagnostic, ...]:
    """Return a warning for each citation whose clause has changed since.

    Nothing for what was never published. It is found out at each look and not kept
    with a proof: publishing again settles it without a letter of the text changing.
    """
    pinned = surroundings.pinned_policies(session, document.file)
    report = Report()
    if pinned:
        check_citations(document, pinned, surroundings.policies_of(session), report)
    return tuple(report.in_order())
