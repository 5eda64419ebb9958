"""Published content: scenarios, sub-scenes and policies, and their revisions.

A published revision never changes. What it was published with – the sub-scenes it
calls, the policies it is judged by – is pinned, so that an attempt is played and
scored by exactly what stood there on its first day.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    Connection,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    bindparam,
    false,
    func,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.store import Base, direct
from trainer.store.direct import Prepared
from trainer.store.types import AnyRow


class Resource(Base):
    """A thing authors write, whatever its revision: its kind and its name."""

    __tablename__ = "resource"
    __table_args__ = (UniqueConstraint("kind", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    """``scenario``, ``subscene`` or ``policy``."""
    slug: Mapped[str] = mapped_column(String(80))


class Revision(Base):
    """One published (or withdrawn) text of a resource; never changed afterwards."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("resource_id", "number"),
        CheckConstraint("number >= 1", name="numbered_from_one"),
        CheckConstraint(
            "state IN ('draft', 'in-review', 'published', 'withdrawn')", name="state"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    resource_id: Mapped[int] = mapped_column(ForeignKey("resource.id"), index=True)
    number: Mapped[int]
    state: Mapped[str] = mapped_column(String(12))
    change_kind: Mapped[str] = mapped_column(String(12))
    """``first``, ``editorial`` (text only), ``minor`` or ``major``."""
    change_note: Mapped[str] = mapped_column(String(500), default="")
    file: Mapped[str] = mapped_column(String(200))
    """Its path in the library; links between files are resolved from there."""
    body: Mapped[str] = mapped_column(Text)
    plays: Mapped[str] = mapped_column(Text, default="", server_default="")
    """Its conversation tests, as in a ``.play`` file; empty: none."""
    content_hash: Mapped[str] = mapped_column(String(64))
    """SHA-256 of the body, of its plays and of everything it pins."""
    logic_digest: Mapped[str] = mapped_column(String(64))
    text_digest: Mapped[str] = mapped_column(String(64))
    card: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What lists show (title, level, minutes …), so that they need not compile it."""
    reference: Mapped[list[Any]] = mapped_column(JSON)
    """Of a scenario, for each deal: the best clean conversation and its points."""
    published_at: Mapped[datetime]
    practice_only: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Published without approval: it counts for no assessment and no certificate."""
    source: Mapped[str] = mapped_column(
        String(8), default="files", server_default="files"
    )
    """Where it was published from: ``files`` or ``web``."""
    withdrawn_at: Mapped[datetime | None]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    """Empty where the operator loaded it."""
    approved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    withdrawn_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))


class RevisionPin(Base):
    """A revision another one was published with."""

    __tablename__ = "revision_pin"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revision.id"), primary_key=True
    )
    pinned_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)


NEWEST = (
    select(func.max(Revision.number))
    .where(Revision.resource_id == Resource.id, Revision.state == "published")
    .correlate(Resource)
    .scalar_subquery()
)
"""The number of a resource's newest published revision."""

_published = Prepared(
    select(
        Resource.kind,
        Resource.slug,
        Revision.id,
        Revision.resource_id,
        Revision.number,
        Revision.card,
        Revision.content_hash,
    )
    .join(Revision, Revision.resource_id == Resource.id)
    .where(Revision.number == NEWEST)
    .order_by(Resource.kind, Resource.slug)
)
_offered = (
    select(Revision.id, Revision.resource_id, Revision.card)
    .join(Resource, Revision.resource_id == Resource.id)
    .where(
        Resource.kind == bindparam("kind"),
        Resource.slug == bindparam("slug"),
        Revision.state == "published",
    )
    .order_by(Revision.number.desc())
    .limit(1)
)
_on_offer = Prepared(_offered)
_for_assessment = Prepared(_offered.where(~Revision.practice_only))
_version = Prepared(
    select(
        func.count(Revision.id).label("many"), func.max(Revision.id).label("last")
    ).where(Revision.state == "published")
)
_whole = select(
    Resource.kind,
    Resource.slug,
    Revision.id,
    Revision.resource_id,
    Revision.number,
    Revision.state,
    Revision.change_kind,
    Revision.practice_only,
    Revision.source,
    Revision.file,
    Revision.body,
    Revision.plays,
    Revision.card,
    Revision.reference,
    Revision.content_hash,
    Revision.logic_digest,
    Revision.text_digest,
    Revision.published_at,
).join(Revision, Revision.resource_id == Resource.id)


def published(connection: Connection) -> list[AnyRow]:
    """Return the newest published revision of everything: kind, slug, id, card."""
    return direct.rows(connection, _published, {})


def version(connection: Connection) -> tuple[int, int]:
    """Return two numbers that change whenever something is published or withdrawn."""
    (row,) = direct.rows(connection, _version, {})
    return row.many, row.last or 0


def on_offer(
    connection: Connection, *, kind: str, slug: str, assessed: bool = False
) -> AnyRow | None:
    """Return the newest published revision of one resource: ids and card.

    For an assessment, the newest that was not published for practice only.
    """
    wanted = _for_assessment if assessed else _on_offer
    found = direct.rows(connection, wanted, {"kind": kind, "slug": slug})
    return found[0] if found else None


def newest(session: Session, *, kind: str, slug: str) -> AnyRow | None:
    """Return the newest published revision of one resource, with its body."""
    wanted = _whole.where(
        Resource.kind == kind, Resource.slug == slug, Revision.number == NEWEST
    )
    return session.execute(wanted).one_or_none()


def whole(session: Session, revision_id: int) -> AnyRow | None:
    """Return a revision with its body and references."""
    return session.execute(_whole.where(Revision.id == revision_id)).one_or_none()


def pinned(session: Session, revision_id: int) -> Sequence[AnyRow]:
    """Return the revisions a revision was published with, by kind and name."""
    wanted = (
        _whole.join(RevisionPin, RevisionPin.pinned_id == Revision.id)
        .where(RevisionPin.revision_id == revision_id)
        .order_by(Resource.kind, Resource.slug)
    )
    return session.execute(wanted).all()


def add_revision(
    session: Session,
    *,
    kind: str,
    slug: str,
    values: Mapping[str, Any],
    pins: Sequence[int],
) -> int:
    """Append a published revision and return its id.

    Args:
        session: In a write transaction.
        kind: Of the resource; it is made if this is its first revision.
        slug: Of the resource.
        values: The columns of ``Revision`` but its number, state and resource.
        pins: The revisions it is published with.
    """
    wanted = select(Resource).where(Resource.kind == kind, Resource.slug == slug)
    resource = session.execute(wanted).scalar_one_or_none()
    if resource is None:
        resource = Resource(kind=kind, slug=slug)
        session.add(resource)
        session.flush()
    last = session.execute(
        select(func.max(Revision.number)).where(Revision.resource_id == resource.id)
    ).scalar_one()
    revision = Revision(
        resource_id=resource.id,
        number=(last or 0) + 1,
        state="published",
        **values,
    )
    session.add(revision)
    session.flush()
    session.add_all(RevisionPin(revision_id=revision.id, pinned_id=p) for p in pins)
    session.flush()
    return revision.id
