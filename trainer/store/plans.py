"""Plans: drafts of policies that are to be published by themselves on a day to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.store import Base
from trainer.store.drafts import ContentDraft
from trainer.store.types import AnyRow


class PolicyPlan(Base):
    """A draft that somebody published with a day to come."""

    __tablename__ = "policy_plan"

    draft_id: Mapped[int] = mapped_column(
        ForeignKey("content_draft.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int]
    """Of the draft; another text is not what was planned."""
    on_day: Mapped[date] = mapped_column(index=True)
    change_kind: Mapped[str] = mapped_column(String(12))
    change_note: Mapped[str] = mapped_column(String(500))
    planned_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    planned_at: Mapped[datetime]


def put(session: Session, draft: int, **values: Any) -> None:  # noqa: ANN401 - columns
    """Plan a draft; what was planned of it before is forgotten."""
    drop(session, draft)
    session.add(PolicyPlan(draft_id=draft, **values))
    session.flush()


def drop(session: Session, draft: int) -> None:
    """Forget the plan for a draft."""
    session.execute(delete(PolicyPlan).where(PolicyPlan.draft_id == draft))


def every(session: Session) -> Sequence[AnyRow]:
    """Return all plans, by day, each with the ``slug`` of its draft."""
    wanted = select(*PolicyPlan.__table__.columns, ContentDraft.slug).join(
        ContentDraft, ContentDraft.id == PolicyPlan.draft_id
    )
    order = PolicyPlan.on_day, PolicyPlan.draft_id
    return session.execute(wanted.order_by(*order)).all()


def due(session: Session, today: date) -> Sequence[AnyRow]:
    """Return the plans whose day has come, by day."""
    return [row for row in every(session) if row.on_day <= today]


def of(session: Session, draft: int, version: int) -> date | None:
    """Return the day on which this text of a draft is published by itself."""
    wanted = select(PolicyPlan.on_day).where(
        PolicyPlan.draft_id == draft, PolicyPlan.version == version
    )
    return session.scalar(wanted)
