"""Publish a policy: with it, every scenario it governs is published anew.

A scenario keeps the revisions it was published with, so an attempt begun before is
judged by the policy as it was. A scenario that cannot be played under the new text
stays under the one before, and whoever publishes is told.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Diagnostic
from trainer.errors import NotAllowedError, TrainerError
from trainer.services import (
    policy_outlook,
    policy_plans,
    policy_proving,
    readiness,
    reviews,
)
from trainer.services.drafting import note, require_author
from trainer.services.moving import UnderWay
from trainer.services.policy_press import PolicyDone, print_policy
from trainer.services.press import Imprint
from trainer.services.readiness import Publication
from trainer.services.visitors import Visitor
from trainer.store import drafts
from trainer.store.engine import writing
from trainer.store.types import AnyRow


class PolicyNotReadyError(TrainerError):
    """Something keeps the policy from being published."""

    status = 422

    def __init__(self, title: str, problems: tuple[Diagnostic, ...]) -> None:
        super().__init__(
            "“%(title)s” cannot be published as it is. Its text shows why, beside the "
            "lines.",
            title=title,
        )
        self.problems = problems


def publish(
    session: Session,
    *,
    viewer: Visitor,
    slug: str,
    wish: Publication,
    now: datetime,
    today: date,
) -> PolicyDone:
    """Publish a policy; its draft is gone afterwards.

    A text that is effective from a later day is planned: it is published on that day,
    unless somebody changes it before.

    Raises:
        NotAllowedError: if somebody else has to approve it, or the viewer is no author.
        NotFoundError: if there is no such draft.
        OldDraftError: if the draft changed, or something else was published meanwhile.
        PolicyNotReadyError: if something is wrong with it.
        WrongDetailError: naming ``note`` or ``kind``.
    """
    require_author(viewer)
    if reviews.needs_approval(session, viewer=viewer):
        raise NotAllowedError(
            "Your team wants another supervisor to approve this first. Submit it."
        )
    with writing(session):
        drafts.alone(session)
        row = _ready(session, slug, wish)
        imprint = _imprint(session, row, wish, published_by=viewer.person_id)
        return _print_or_plan(session, viewer, row, imprint, (now, today))


def submit(
    session: Session,
    *,
    viewer: Visitor,
    slug: str,
    wish: Publication,
    now: datetime,
) -> None:
    """Ask for a policy to be approved by another supervisor.

    Raises:
        NotFoundError: if there is no such draft.
        OldDraftError: if the draft changed, or something else was published meanwhile.
        PolicyNotReadyError: if something is wrong with it.
        WrongDetailError: naming ``note`` or ``kind``.
    """
    require_author(viewer)
    with writing(session):
        drafts.alone(session)
        row = _ready(session, slug, wish)
        imprint = _imprint(session, row, wish)
        drafts.ask(
            session,
            row.id,
            version=row.version,
            change_kind=imprint.kind,
            change_note=imprint.note,
            under_way=str(UnderWay.FINISH),
            asked_by=viewer.person_id,
            asked_at=now,
        )
        note(session, "draft.submitted", viewer=viewer, slug=slug, now=now)


def approve(
    session: Session, *, viewer: Visitor, slug: str, now: datetime, today: date
) -> PolicyDone:
    """Publish what somebody else submitted, as they asked.

    Raises:
        NotAllowedError: if the viewer asked for it, or wrote in it.
        NotFoundError: if it does not wait for approval.
        OldDraftError: if something else was published meanwhile.
        PolicyNotReadyError: if something is wrong with it now.
    """
    with writing(session):
        drafts.alone(session)
        _row, asked = reviews.in_review(session, viewer=viewer, slug=slug)
        wish = Publication(
            version=asked.version, note=asked.change_note, kind=asked.change_kind
        )
        row = _ready(session, slug, wish)
        imprint = _imprint(session, row, wish, published_by=asked.asked_by)
        imprint = replace(imprint, approved_by=viewer.person_id)
        return _print_or_plan(session, viewer, row, imprint, (now, today))


def _ready(session: Session, slug: str, wish: Publication) -> AnyRow:
    """Return the draft, locked, if it can be published."""
    row = readiness.current(session, slug, wish)
    proof = policy_proving.prove(session, file=row.file, body=row.body)
    if proof.policy is None or not proof.publishable:
        raise PolicyNotReadyError(row.title, proof.blocking)
    return row


def _print_or_plan(
    session: Session,
    viewer: Visitor,
    row: AnyRow,
    imprint: Imprint,
    when: tuple[datetime, date],
) -> PolicyDone:
    now, today = when
    proof = policy_proving.prove(session, file=row.file, body=row.body)
    if proof.policy is None or proof.policy.effective <= today:
        return print_policy(session, viewer.audit_id, row, imprint, now)
    day = proof.policy.effective
    policy_plans.plan(session, row, imprint, on_day=day, now=now)
    note(session, "policy.planned", viewer=viewer, slug=row.slug, now=now, day=f"{day}")
    return PolicyDone(number=0, title=row.title, also=(), left=(), planned=day)


def _imprint(
    session: Session, row: AnyRow, wish: Publication, published_by: int | None = None
) -> Imprint:
    return Imprint(
        note=readiness.note_of(wish),
        kind=readiness.at_least(policy_outlook.least_of(session, row), wish),
        source="web",
        practice_only=False,
        published_by=published_by,
    )
