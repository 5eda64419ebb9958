"""The history of what is published, and its texts by kind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from trainer.scenarios.plays_syntax import plays_file, scenario_file
from trainer.store.attempts import MOVED, Attempt
from trainer.store.content import NEWEST, Resource, Revision, RevisionPin
from trainer.store.named import is_of_policy, name_of
from trainer.store.people import Person
from trainer.store.types import AnyRow


def is_known(session: Session, slug: str) -> bool:
    """Return whether anything was ever published under a draft's name."""
    wanted = select(Resource.id).where(*_named(slug))
    return session.scalar(wanted.limit(1)) is not None


KINDS = ("scenario", "subscene", "policy")
PLAYED = ("scenario", "subscene")


def bodies(session: Session, kinds: Sequence[str] = KINDS) -> dict[str, str]:
    """Return the newest published text of every file of some kinds.

    Plays that were published with a scenario are a file of their own.
    """
    found = _newest(kinds, Revision.file, Revision.body, Revision.plays)
    texts: dict[str, str] = {}
    for row in session.execute(found):
        texts[row.file] = row.body
        if row.plays:
            texts[plays_file(row.file)] = row.plays
    return texts


def hashes(session: Session, kinds: Sequence[str]) -> dict[str, str]:
    """Return the content hash of the newest published text of every file."""
    rows = session.execute(_newest(kinds, Revision.file, Revision.content_hash))
    return {row.file: row.content_hash for row in rows}


def countries(session: Session) -> dict[str, str]:
    """Return in which country each newest policy holds; empty: as it is written."""
    rows = session.execute(_newest(("policy",), Revision.file, Revision.card))
    return {row.file: row.card.get("country", "") for row in rows}


_LAST = (
    select(func.max(Revision.number))
    .where(Revision.resource_id == Resource.id)
    .correlate(Resource)
    .scalar_subquery()
)


def last(session: Session, kinds: Sequence[str] = PLAYED) -> Sequence[AnyRow]:
    """Return the last revision of everything of some kinds, withdrawn or not."""
    wanted = (
        select(Resource.kind, Resource.slug, *Revision.__table__.columns)
        .join(Revision, Revision.resource_id == Resource.id)
        .where(Revision.number == _LAST, Resource.kind.in_(kinds))
        .order_by(Resource.kind, Resource.slug)
    )
    return session.execute(wanted).all()


def history(session: Session, slug: str) -> Sequence[AnyRow]:
    """Return every revision of what a draft is named after, the newest first."""
    publisher, approver, withdrawer = aliased(Person), aliased(Person), aliased(Person)
    wanted = (
        select(
            Resource.kind,
            Resource.slug,
            *Revision.__table__.columns,
            publisher.name.label("publisher"),
            approver.name.label("approver"),
            withdrawer.name.label("withdrawer"),
        )
        .join(Resource, Revision.resource_id == Resource.id)
        .outerjoin(publisher, publisher.id == Revision.published_by)
        .outerjoin(approver, approver.id == Revision.approved_by)
        .outerjoin(withdrawer, withdrawer.id == Revision.withdrawn_by)
        .where(*_named(slug))
        .order_by(Revision.number.desc())
    )
    return session.execute(wanted).all()


def pins(session: Session, resource: int) -> Sequence[AnyRow]:
    """Return what the revisions of a resource are pinned to, with its logic."""
    pinned, kept = aliased(Revision), aliased(Revision)
    wanted = (
        select(RevisionPin.revision_id, Resource.kind, Resource.slug, kept.logic_digest)
        .join(pinned, pinned.id == RevisionPin.revision_id)
        .join(kept, kept.id == RevisionPin.pinned_id)
        .join(Resource, Resource.id == kept.resource_id)
        .where(pinned.resource_id == resource)
        .order_by(Resource.kind, Resource.slug)
    )
    return session.execute(wanted).all()


_COUNTED = Attempt.id.not_in(select(MOVED.c.id))
"""An attempt that moved on to another revision counts there, and once."""


def attempts(session: Session, resource: int) -> dict[int, int]:
    """Return by revision how many attempts were begun on it or moved to it."""
    wanted = (
        select(Attempt.revision_id, func.count(Attempt.id))
        .where(Attempt.resource_id == resource, _COUNTED)
        .group_by(Attempt.revision_id)
    )
    return {row[0]: row[1] for row in session.execute(wanted)}


def callers(session: Session, revision_ids: Sequence[int]) -> Sequence[str]:
    """Return what is published and pinned to one of these revisions, by name."""
    wanted = (
        select(Resource.slug)
        .join(Revision, Revision.resource_id == Resource.id)
        .join(RevisionPin, RevisionPin.revision_id == Revision.id)
        .where(Revision.number == NEWEST, RevisionPin.pinned_id.in_(revision_ids))
        .order_by(Resource.slug)
        .distinct()
    )
    return session.scalars(wanted).all()


def governed(session: Session) -> Sequence[AnyRow]:
    """Return what policies govern now: ``policy``, a scenario's ``slug`` and card."""
    policy, kept = aliased(Resource), aliased(Revision)
    wanted = (
        select(policy.slug.label("policy"), Resource.slug, Revision.card)
        .select_from(Resource)
        .join(Revision, Revision.resource_id == Resource.id)
        .join(RevisionPin, RevisionPin.revision_id == Revision.id)
        .join(kept, kept.id == RevisionPin.pinned_id)
        .join(policy, policy.id == kept.resource_id)
        .where(
            Revision.number == NEWEST,
            Resource.kind == "scenario",
            policy.kind == "policy",
        )
        .order_by(policy.slug, Resource.slug)
    )
    return session.execute(wanted).all()


def withdraw(session: Session, resource: int, **values: Any) -> None:  # noqa: ANN401 - columns
    """Withdraw every published revision of a resource.

    Args:
        session: In a write transaction.
        resource: Its id.
        values: ``withdrawn_at`` and ``withdrawn_by``.
    """
    session.execute(
        update(Revision)
        .where(Revision.resource_id == resource, Revision.state == "published")
        .values(state="withdrawn", **values)
    )


def texts(session: Session, file: str) -> Sequence[str]:
    """Return every text a file was published with, the newest first."""
    plays = file.endswith(".play")
    wanted = (
        select(Revision.plays if plays else Revision.body)
        .where(Revision.file == (scenario_file(file) if plays else file))
        .order_by(Revision.number.desc())
    )
    return session.scalars(wanted).all()


def use(session: Session, resources: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Return by resource how many attempts were begun, and by how many people."""
    wanted = (
        select(
            Attempt.resource_id,
            func.count(Attempt.id),
            func.count(Attempt.person_id.distinct()),
        )
        .where(Attempt.resource_id.in_(resources), _COUNTED)
        .group_by(Attempt.resource_id)
    )
    return {row[0]: (row[1], row[2]) for row in session.execute(wanted)}


def _named(slug: str) -> tuple[ColumnElement[bool], ...]:
    """Return what picks the resource a draft is named after."""
    kinds = ("policy",) if is_of_policy(slug) else PLAYED
    return Resource.slug == name_of(slug), Resource.kind.in_(kinds)


def _newest(
    kinds: Sequence[str], *columns: InstrumentedAttribute[Any]
) -> Select[*tuple[Any, ...]]:
    return (
        select(*columns)
        .join(Resource, Revision.resource_id == Resource.id)
        .where(Revision.number == NEWEST, Resource.kind.in_(kinds))
    )
