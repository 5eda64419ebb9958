"""What a person has done so far, as lists and the home page need it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, bindparam, select

from trainer.store.attempts import ATTEMPT
from trainer.store.content import Resource, Revision
from trainer.store.evaluations import EVALUATION
from trainer.store.reading import PolicyRead
from trainer.store.types import AnyRow

MOST_LOOKED_AT = 200
"""The newest attempts that count for the home page."""

_later = EVALUATION.alias("later")
_superseded = (
    select(_later.c.id).where(_later.c.supersedes_id == EVALUATION.c.id).exists()
)
_columns = (
    select(
        ATTEMPT.c.id,
        ATTEMPT.c.resource_id,
        ATTEMPT.c.mode,
        ATTEMPT.c.number,
        ATTEMPT.c.state,
        ATTEMPT.c.started_at,
        ATTEMPT.c.finished_at,
        ATTEMPT.c.branched_from,
        Resource.slug,
        Revision.card,
        EVALUATION.c.total,
        EVALUATION.c.passed,
        EVALUATION.c.provisional,
        EVALUATION.c.outcome,
    )
    .select_from(ATTEMPT)
    .join(Revision, Revision.id == ATTEMPT.c.revision_id)
    .join(Resource, Resource.id == ATTEMPT.c.resource_id)
    .outerjoin(
        EVALUATION,
        and_(EVALUATION.c.attempt_id == ATTEMPT.c.id, ~_superseded),
    )
    .where(ATTEMPT.c.person_id == bindparam("person"))
    .order_by(ATTEMPT.c.id.desc())
)
_newest = _columns.limit(MOST_LOOKED_AT)
_read = select(PolicyRead.revision_id).where(
    PolicyRead.person_id == bindparam("person")
)


def of_person(connection: Connection, person: int) -> Sequence[AnyRow]:
    """Return a person's newest attempts with their results, newest first."""
    return connection.execute(_newest, {"person": person}).all()


def attempts(
    connection: Connection, person: int, *, before: int | None, most: int
) -> Sequence[AnyRow]:
    """Return some of a person's attempts, newest first, older than one of them."""
    wanted = _columns.limit(most)
    if before is not None:
        wanted = wanted.where(ATTEMPT.c.id < before)
    return connection.execute(wanted, {"person": person}).all()


def policies_read(connection: Connection, person: int) -> frozenset[int]:
    """Return the revisions of policies a person has read."""
    return frozenset(connection.execute(_read, {"person": person}).scalars())
