"""Drafts: what authors are writing, every save of it, and who has been asked to look.

A draft is the next revision of a scenario, sub-scene or policy while somebody writes.
Each save counts up its version and is kept, so that two authors' changes can be merged
from what both began with. Once published, a draft is gone: the revision has its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    String,
    Text,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from trainer.store import Base
from trainer.store.engine import is_sqlite
from trainer.store.people import Person
from trainer.store.types import AnyRow

_PUBLISHING_LOCK = 7_203_513
"""Number of the PostgreSQL lock that lets one author at a time begin or publish."""

MOST_SAVES = 100
"""Saves kept of a draft, and the last of everybody who saved before these.

A page older than that is merged line by line with nothing."""


class ContentDraft(Base):
    """What is being written of one of these; one at a time."""

    __tablename__ = "content_draft"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'in-review')", name="state"),
        CheckConstraint("version >= 1", name="versions_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    """``scenario``, ``subscene`` or ``policy``."""
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    """Of a policy with ``policies/`` before it."""
    file: Mapped[str] = mapped_column(String(200))
    title: Mapped[str] = mapped_column(String(200))
    body: Mapped[str] = mapped_column(Text)
    plays: Mapped[str] = mapped_column(Text, default="", server_default="")
    version: Mapped[int]
    """Counts saves from 1: a save names the version it began with."""
    state: Mapped[str] = mapped_column(String(12))
    based_on: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    """The revision it goes on from; empty for something new."""
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime]
    changed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime]


class DraftSave(Base):
    """A draft's text as it was saved once."""

    __tablename__ = "draft_save"

    draft_id: Mapped[int] = mapped_column(
        ForeignKey("content_draft.id"), primary_key=True
    )
    version: Mapped[int] = mapped_column(primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    plays: Mapped[str] = mapped_column(Text, default="", server_default="")
    saved_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    saved_at: Mapped[datetime]


class DraftReview(Base):
    """What a draft is to be published as, while somebody is asked to approve it."""

    __tablename__ = "draft_review"

    draft_id: Mapped[int] = mapped_column(
        ForeignKey("content_draft.id"), primary_key=True
    )
    version: Mapped[int]
    """Of the draft; an approval is of this text and no other."""
    change_kind: Mapped[str] = mapped_column(String(12))
    change_note: Mapped[str] = mapped_column(String(500))
    under_way: Mapped[str] = mapped_column(String(10))
    """What becomes of attempts under way: ``finish``, ``replay`` or ``restart``."""
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(String(500), default="")
    """Why it was sent back; empty while nobody has."""
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]


_author = aliased(Person)
_draft = select(*ContentDraft.__table__.columns, _author.name.label("author")).join(
    _author, _author.id == ContentDraft.changed_by
)


def alone(session: Session) -> None:
    """Let nobody else begin, rename or publish anything until the transaction ends.

    PostgreSQL takes a lock of its own for that; SQLite has one writer anyway.
    """
    if not is_sqlite(session.connection()):
        session.execute(select(func.pg_advisory_xact_lock(_PUBLISHING_LOCK)))


def find(session: Session, slug: str) -> AnyRow | None:
    """Return a draft with its author's name, or ``None``."""
    return session.execute(_draft.where(ContentDraft.slug == slug)).one_or_none()


def every(session: Session) -> Sequence[AnyRow]:
    """Return all drafts, the one changed last first."""
    newest = ContentDraft.changed_at.desc(), ContentDraft.id.desc()
    return session.execute(_draft.order_by(*newest)).all()


def add(session: Session, **values: Any) -> int:  # noqa: ANN401 - columns
    """Add a draft in its first version, and that version as a save; return its id.

    Args:
        session: In a write transaction.
        values: The columns but id, version, state and who created it when.
    """
    draft = ContentDraft(
        **values,
        version=1,
        state="draft",
        created_by=values["changed_by"],
        created_at=values["changed_at"],
    )
    session.add(draft)
    session.flush()
    _keep(session, draft.id)
    return draft.id


def put(session: Session, draft: int, version: int, **values: Any) -> None:  # noqa: ANN401 - columns
    """Change a draft and keep it as one more save.

    Args:
        session: In a write transaction that has looked the draft up.
        draft: Its id.
        version: The number of the new save.
        values: ``changed_by``, ``changed_at`` and the columns to change.
    """
    session.execute(
        update(ContentDraft)
        .where(ContentDraft.id == draft)
        .values(version=version, **values)
    )
    _keep(session, draft)
    of, old = DraftSave.draft_id == draft, DraftSave.version <= version - MOST_SAVES
    each = select(func.max(DraftSave.version)).where(of).group_by(DraftSave.saved_by)
    session.execute(delete(DraftSave).where(of, old, DraftSave.version.not_in(each)))


def body_at(session: Session, draft: int, version: int) -> str | None:
    """Return a draft's text as one save left it; ``None`` if it is not kept."""
    wanted = select(DraftSave.body).where(
        DraftSave.draft_id == draft, DraftSave.version == version
    )
    return session.scalar(wanted)


def plays_at(session: Session, draft: int, version: int) -> str | None:
    """Return a draft's plays as one save left them; ``None`` if it is not kept."""
    saved = DraftSave.draft_id == draft, DraftSave.version == version
    return session.scalar(select(DraftSave.plays).where(*saved))


def writers(session: Session, draft: int) -> set[int]:
    """Return who began a draft or saved anything into it."""
    wanted = select(DraftSave.saved_by).where(DraftSave.draft_id == draft)
    return set(session.scalars(wanted.distinct()))


def drop(session: Session, draft: int) -> None:
    """Remove a draft with its saves and its review."""
    for table in (DraftReview, DraftSave):
        session.execute(delete(table).where(table.draft_id == draft))
    session.execute(delete(ContentDraft).where(ContentDraft.id == draft))


def review_of(session: Session, draft: int) -> AnyRow | None:
    """Return the review of a draft with the names of who asked and who answered."""
    asked, answered = aliased(Person), aliased(Person)
    wanted = (
        select(
            *DraftReview.__table__.columns,
            asked.name.label("asker"),
            answered.name.label("answerer"),
        )
        .join(asked, asked.id == DraftReview.asked_by)
        .outerjoin(answered, answered.id == DraftReview.answered_by)
        .where(DraftReview.draft_id == draft)
    )
    return session.execute(wanted).one_or_none()


def ask(session: Session, draft: int, **values: Any) -> None:  # noqa: ANN401 - columns
    """Ask for a draft to be approved; what was asked before is forgotten."""
    session.execute(delete(DraftReview).where(DraftReview.draft_id == draft))
    session.add(DraftReview(draft_id=draft, **values))
    session.flush()
    mark(session, draft, "in-review")


def answer(session: Session, draft: int, **values: Any) -> None:  # noqa: ANN401 - columns
    """Send a draft back to its authors, with the columns that say why."""
    session.execute(
        update(DraftReview).where(DraftReview.draft_id == draft).values(**values)
    )
    mark(session, draft, "draft")


def mark(session: Session, draft: int, state: str) -> None:
    """Say how far a draft is."""
    session.execute(
        update(ContentDraft).where(ContentDraft.id == draft).values(state=state)
    )


def lock(session: Session, slug: str) -> AnyRow | None:
    """Return a draft that nobody else changes until the transaction ends."""
    wanted = _draft.where(ContentDraft.slug == slug)
    return session.execute(wanted.with_for_update(of=ContentDraft)).one_or_none()


def _keep(session: Session, draft: int) -> None:
    of = ContentDraft
    now = select(of.id, of.version, of.body, of.plays, of.changed_by, of.changed_at)
    columns = ("draft_id", "version", "body", "plays", "saved_by", "saved_at")
    kept = insert(DraftSave).from_select(columns, now.where(of.id == draft))
    session.execute(kept)
