"""Reads a policy file into a module, with everything in it checked."""

from __future__ import annotations

from hashlib import sha256

from trainer.content.diagnostics import Report
from trainer.content.frontmatter import split
from trainer.content.text import lines_of
from trainer.policies.body import read_body
from trainer.policies.head import read_head
from trainer.policies.module import Policy


def read_policy(text: str, file: str, report: Report) -> Policy | None:
    """Read a policy module.

    Args:
        text: The whole file.
        file: Its name, for places; without folder and ``.md`` it is the policy's id.
        report: Takes everything that is wrong with it.

    Returns:
        The policy, or ``None`` where anything in the file is an error.
    """
    own = Report()
    settings, first = split(text, file, own)
    if own.errors and not settings.entries:
        report.extend(own.diagnostics)
        return None
    head = read_head(settings, file, own)
    lines = lines_of(text, file, Report())
    body = read_body(lines, first, file, head, own)
    report.extend(own.diagnostics)
    if head.effective is None or own.errors:
        return None
    return Policy(
        id=head.id,
        title=head.title,
        effective=head.effective,
        file=file,
        digest=sha256("\n".join(lines).encode()).hexdigest(),
        applies_from=head.applies_from,
        currency=head.currency,
        owner=head.owner,
        audience=head.audience,
        review_by=head.review_by,
        intro=body.intro,
        settings=head.settings,
        overlays=head.overlays,
        facts=head.facts,
        sections=body.sections,
        check=body.check,
    )
