"""Policies that are published by themselves on the day they say they are effective."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from trainer.errors import TrainerError
from trainer.services import policy_proving, readiness
from trainer.services.drafting import held, note, require_author
from trainer.services.policy_press import PolicyDone, print_policy
from trainer.services.press import Imprint
from trainer.services.teams import audit_id
from trainer.services.visitors import Visitor
from trainer.store import audit, content, drafts, plans
from trainer.store.engine import writing
from trainer.store.named import name_of
from trainer.store.types import AnyRow


def plan(
    session: Session, row: AnyRow, imprint: Imprint, *, on_day: date, now: datetime
) -> None:
    """Let a draft be published on a day; whoever saves it calls that off.

    Args:
        session: In a write transaction.
        row: The draft, locked.
        imprint: How it is to be published.
        on_day: When.
        now: When that was decided.
    """
    plans.put(
        session,
        row.id,
        version=row.version,
        on_day=on_day,
        change_kind=imprint.kind,
        change_note=imprint.note,
        planned_by=imprint.published_by,
        approved_by=imprint.approved_by,
        planned_at=now,
    )
    drafts.mark(session, row.id, "draft")


def call_off(session: Session, *, viewer: Visitor, slug: str, now: datetime) -> None:
    """Keep a draft from being published by itself.

    Raises:
        NotAllowedError: if the viewer writes nothing.
        NotFoundError: if there is no such draft.
    """
    require_author(viewer)
    with writing(session):
        row = held(session, slug)
        if plans.of(session, row.id, row.version) is not None:
            plans.drop(session, row.id)
            note(session, "policy.called-off", viewer=viewer, slug=slug, now=now)


def publish_due(
    session: Session, *, now: datetime, today: date
) -> tuple[PolicyDone, ...]:
    """Publish every policy whose day has come; usually there is none.

    A text that was changed since, was overtaken, or cannot be published any more stays
    a draft, and its plan is called off.

    Args:
        session: Outside a write transaction.
        now: When.
        today: The day it is for the organisation.
    """
    if not plans.due(session, today):
        return ()
    with writing(session):
        drafts.alone(session)
        done = [_bring_in(session, one, now) for one in plans.due(session, today)]
        return tuple(one for one in done if one is not None)


def _bring_in(session: Session, planned: AnyRow, now: datetime) -> PolicyDone | None:
    row = held(session, planned.slug)
    imprint = Imprint(
        note=planned.change_note,
        kind=planned.change_kind,
        source="web",
        practice_only=False,
        published_by=planned.planned_by,
        approved_by=planned.approved_by,
    )
    actor = audit_id(session, planned.planned_by)
    plans.drop(session, row.id)
    if _stands(session, row, planned):
        try:
            return print_policy(session, actor, row, imprint, now)
        except TrainerError:  # it is published just so already
            pass
    detail = {"slug": planned.slug}
    audit.record(session, "policy.called-off", actor=actor, at=now, detail=detail)
    return None


def _stands(session: Session, row: AnyRow, planned: AnyRow) -> bool:
    """Say whether the draft is still what was planned, and can be published."""
    newest = content.newest(session, kind="policy", slug=name_of(row.slug))
    overtaken = newest is not None and readiness.is_behind(session, row, newest)
    proof = policy_proving.prove(session, file=row.file, body=row.body)
    return row.version == planned.version and not overtaken and proof.publishable
