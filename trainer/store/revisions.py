"""The history of what is published, and its texts by kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from trainer.store.attempts import Attempt
from trainer.store.content import NEWEST, Resource, Revision
from trainer.store.types import AnyRow


def is_known(session: Session, slug: str) -> bool:
    """Return whether a scenario or sub-scene was ever published under this name."""
    wanted = select(Resource.id).where(Resource.slug == slug, Resource.kind != "policy")
    return session.scalar(wanted.limit(1)) is not None


def bodies(session: Session, kinds: Sequence[str]) -> dict[str, str]:
    """Return the newest published text of every file of some kinds."""
    rows = session.execute(_newest(kinds, Revision.file, Revision.body))
    return {row.file: row.body for row in rows}


def hashes(session: Session, kinds: Sequence[str]) -> dict[str, str]:
    """Return the content hash of the newest published text of every file."""
    rows = session.execute(_newest(kinds, Revision.file, Revision.content_hash))
    return {row.file: row.content_hash for row in rows}


def last(session: Session) -> Sequence[AnyRow]:
    """Return the last revision of every scenario and sub-scene, withdrawn or not."""
    number = (
        select(func.max(Revision.number))
        .where(Revision.resource_id == Resource.id)
        .correlate(Resource)
        .scalar_subquery()
    )
    wanted = (
        select(
            Resource.kind,
            Resource.slug,
            Revision.id,
            Revision.resource_id,
            Revision.number,
            Revision.state,
            Revision.practice_only,
            Revision.file,
            Revision.body,
            Revision.card,
            Revision.published_at,
        )
        .join(Revision, Revision.resource_id == Resource.id)
        .where(Revision.number == number, Resource.kind != "policy")
        .order_by(Resource.kind, Resource.slug)
    )
    return session.execute(wanted).all()


def use(session: Session, resources: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return by resource how many attempts were begun, and by how many people."""
    wanted = (
        select(
            Attempt.resource_id,
            func.count(Attempt.id),
            func.count(Attempt.person_id.distinct()),
        )
        .where(Attempt.resource_id.in_(resources))
        .group_by(Attempt.resource_id)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(wanted)}


def _newest(
    kinds: Sequence[str], *columns: InstrumentedAttribute[str]
) -> Select[tuple[Any, ...]]:
    return (
        select(*columns)
        .join(Resource, Revision.resource_id == Resource.id)
        .where(Revision.number == NEWEST, Resource.kind.in_(kinds))
    )
