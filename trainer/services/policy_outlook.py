"""Everything an author has to know before publishing a policy."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from trainer.policies.difference import Change, Difference, compare
from trainer.policies.module import Policy
from trainer.scenarios.difference import Weight
from trainer.services import policy_drafts, policy_proving, readiness, reviews
from trainer.services import policy_press as press
from trainer.services.drafting import Draft, missing, open_draft
from trainer.services.policy_proving import PolicyProof
from trainer.services.press import FIRST
from trainer.services.readiness import KINDS
from trainer.services.reviews import Review
from trainer.services.visitors import Visitor
from trainer.store import content, drafts, plans, revisions
from trainer.store.named import name_of
from trainer.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyOutlook:
    """A policy on its way to being published."""

    draft: Draft
    proof: PolicyProof
    last: int
    """Number of the last revision; 0 where there is none."""
    behind: int
    """Number of the revision that was published since it was begun; 0: none was."""
    least: str
    """The lowest kind it may be published as; ``first`` for something new."""
    difference: Difference | None
    """Since the last revision; ``None`` where one of the two cannot be read."""
    needs_approval: bool
    review: Review | None
    governed: tuple[str, ...]
    """Titles of the scenarios that are judged by it now."""
    left: tuple[str, ...]
    """Titles of those that could not be played under it, and would stay as they are."""
    not_yet: date | None
    """The day it is to hold from, if that is still to come."""
    planned: date | None
    """The day on which it is published by itself; ``None``: it is not planned."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds it may be published as, from least to most."""
        return KINDS[KINDS.index(self.least) :] if self.least in KINDS else ()

    @property
    def ready(self) -> bool:
        """Whether it can be published or approved as it stands."""
        return self.proof.publishable and not self.behind


def outlook(
    session: Session, *, viewer: Visitor, slug: str, now: datetime, today: date
) -> PolicyOutlook:
    """Return what an author has to know before publishing a policy.

    Raises:
        NotAllowedError: if the viewer writes nothing.
        NotFoundError: if there is no such draft.
    """
    draft = open_draft(session, viewer=viewer, slug=slug)
    row = drafts.find(session, slug)
    if row is None:
        raise missing(session, slug)
    proof = policy_proving.prove(session, file=draft.file, body=draft.body)
    last = next(iter(revisions.history(session, slug)), None)
    newest = content.newest(session, kind="policy", slug=name_of(slug))
    overtaken = newest is not None and readiness.is_behind(session, row, newest)
    was = _policy(last) if last else None
    later = proof.policy is not None and proof.policy.effective > today
    return PolicyOutlook(
        draft=draft,
        proof=proof,
        last=last.number if last else 0,
        behind=newest.number if overtaken and newest else 0,
        least=least(was, proof.policy) if last else FIRST,
        difference=compare(was, proof.policy) if was and proof.policy else None,
        needs_approval=reviews.needs_approval(session, viewer=viewer),
        review=reviews.review_of(session, viewer=viewer, slug=slug),
        governed=policy_drafts.governed(session, slug),
        left=press.broken_under(session, file=draft.file, body=draft.body, now=now)
        if last and proof.publishable
        else (),
        planned=plans.of(session, draft.id, draft.version),
        not_yet=proof.policy.effective if later and proof.policy else None,
    )


def least(was: Policy | None, now: Policy | None) -> str:
    """Return the lowest kind a change may be published as.

    Whatever judges otherwise is major, a new clause at least minor, words alone may
    be editorial.
    """
    if was is None or now is None or _judges_otherwise(was, now):
        return str(Weight.MAJOR)
    changed = compare(was, now).clauses
    new = any(one.change is Change.NEW for one in changed)
    return str(Weight.MINOR if new else Weight.EDITORIAL)


def least_of(session: Session, row: AnyRow) -> str:
    """Return the lowest kind a draft may be published as; ``first`` if it is new."""
    last = next(iter(revisions.history(session, row.slug)), None)
    if last is None:
        return FIRST
    proof = policy_proving.prove(session, file=row.file, body=row.body)
    return least(_policy(last), proof.policy)


def _policy(row: AnyRow) -> Policy | None:
    country = row.card.get("country", "")
    return policy_proving.read(row.body, row.file, country=country)


def _judges_otherwise(was: Policy, now: Policy) -> bool:
    changed = compare(was, now)
    return bool(
        changed.settings
        or (was.facts, was.applies_from, was.currency, was.country)
        != (now.facts, now.applies_from, now.currency, now.country)
        or any(
            one.weighs or one.rules_new or one.rules_gone or one.change is Change.GONE
            for one in changed.clauses
        )
    )
