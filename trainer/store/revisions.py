"""The history of what is published, and its texts by kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from trainer.store.content import NEWEST, Resource, Revision


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


def _newest(
    kinds: Sequence[str], *columns: InstrumentedAttribute[str]
) -> Select[tuple[Any, ...]]:
    return (
        select(*columns)
        .join(Resource, Revision.resource_id == Resource.id)
        .where(Revision.number == NEWEST, Resource.kind.in_(kinds))
    )
