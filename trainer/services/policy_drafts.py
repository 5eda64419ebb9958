"""Policies in the studio: the list, a new one, and what is governed by which."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from trainer.errors import WrongDetailError
from trainer.policies.module import Policy
from trainer.scenarios.reader_text import slug as nearest_id
from trainer.services import drafts, policy_proving
from trainer.services.drafting import LONGEST_TITLE, Draft, require_author
from trainer.services.visitors import Visitor
from trainer.store import drafts as stored
from trainer.store import plans, revisions
from trainer.store.named import OF_POLICY, name_of
from trainer.store.types import AnyRow

SOON = timedelta(days=30)
"""How long before its day a review is announced."""

_DAY = "2026-01-01"

TEMPLATE = f"""---
id: new
title: New
effective: {_DAY}
currency: EUR
settings:
  window: 30 days
facts:
  proof: yes | no
---

# New

Say in a few sentences what this policy is for, and what customers shall feel.

## 1 Before anything else

### 1.1 Listen first {{#listen}}

Say what to do in plain words, and why. Numbers that may change are settings: a return
is possible within {{window}}.

### 1.2 Cash needs proof {{#cash-proof}}

Below the words stand the rules that judge what is done.

- rule: forbid issue_refund if not proof
- severity: error
"""
"""A short policy that can be published as it is, to begin a new one with."""


class Due(StrEnum):
    """How soon the owner of a policy has to read it again."""

    LATER = ""
    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyEntry:
    """A policy in the studio's list."""

    slug: str
    """Its own, without ``policies/``."""
    title: str
    draft: str
    """``draft``, ``in-review``, or empty: nobody is writing."""
    published: AnyRow | None
    """The last revision: ``number``, ``state``, ``published_at``."""
    changed_by: str
    """Who saved the draft last; empty without a draft."""
    changed_at: datetime
    """Of the draft, else of the last revision."""
    owner: str
    effective: date | None
    """From when the last revision holds; ``None`` where nothing can be read."""
    not_yet: bool
    """Whether that day is still to come."""
    review_by: date | None
    due: Due
    planned: date | None
    """The day on which the draft is published by itself."""
    governs: int
    """Scenarios that are judged by it now."""


def entries(
    session: Session, *, viewer: Visitor, today: date
) -> tuple[PolicyEntry, ...]:
    """Return every policy that is published or being written, by title.

    Raises:
        NotAllowedError: if the viewer writes nothing.
    """
    require_author(viewer)
    written = {r.slug: r for r in stored.every(session) if r.kind == "policy"}
    last = {f"{OF_POLICY}{r.slug}": r for r in revisions.last(session, ("policy",))}
    governs = Counter(row.policy for row in revisions.governed(session))
    days = {(one.draft_id, one.version): one.on_day for one in plans.every(session)}
    found = (
        replace(
            _entry(key, written.get(key), last.get(key), today),
            governs=governs[name_of(key)],
            planned=_planned(written.get(key), days),
        )
        for key in {**last, **written}
    )
    return tuple(sorted(found, key=lambda entry: (entry.title.casefold(), entry.slug)))


def begin(
    session: Session, *, viewer: Visitor, title: str, slug: str, now: datetime
) -> Draft:
    """Begin a new policy with a short text of its own.

    Args:
        session: Outside a transaction.
        viewer: Who writes.
        title: What it is to be called.
        slug: Its short name; made from the title where it is empty.
        now: When; the text says that it holds from that day on.

    Raises:
        NotAllowedError: if the viewer writes nothing.
        WrongDetailError: naming ``title`` or ``slug``, if it cannot be taken.
    """
    title = " ".join(title.split())[:LONGEST_TITLE]
    if not title:
        raise WrongDetailError("title", "Give it a title, as trainees shall see it.")
    name = slug.strip() or nearest_id(title)[: drafts.LONGEST_SLUG].rstrip("-")
    body = TEMPLATE.replace(_DAY, now.date().isoformat())
    return drafts.start(
        session,
        viewer=viewer,
        slug=f"{OF_POLICY}{name}",
        body=body.replace("# New\n", f"# {title}\n"),
        title=title,
        now=now,
    )


def governed(session: Session, slug: str) -> tuple[str, ...]:
    """Return the titles of the scenarios a policy governs now, by name."""
    rows = revisions.governed(session)
    return tuple(row.card["title"] for row in rows if row.policy == name_of(slug))


def _entry(
    key: str, draft: AnyRow | None, last: AnyRow | None, today: date
) -> PolicyEntry:
    shown = draft or last
    assert shown is not None  # noqa: S101 - one of the two named it
    of = last or shown
    policy = policy_proving.read(of.body, of.file)
    effective = policy.effective if policy else None
    review_by = policy.review_by if policy else None
    return PolicyEntry(
        slug=name_of(key),
        title=draft.title if draft else shown.card["title"],
        draft=draft.state if draft else "",
        published=last,
        changed_by=draft.author if draft else "",
        changed_at=draft.changed_at if draft else shown.published_at,
        owner=policy.owner if policy else "",
        effective=effective,
        not_yet=effective is not None and effective > today,
        review_by=review_by,
        due=_due(policy, today),
        planned=None,
        governs=0,
    )


def _planned(draft: AnyRow | None, days: dict[tuple[int, int], date]) -> date | None:
    return days.get((draft.id, draft.version)) if draft else None


def _due(policy: Policy | None, today: date) -> Due:
    if policy is None or policy.review_by is None:
        return Due.LATER
    if policy.review_by < today:
        return Due.OVERDUE
    return Due.SOON if policy.review_by <= today + SOON else Due.LATER
