"""What a person has done so far, as lists and the home page need it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, and_, bindparam, case, func, select

from trainer.store import attestations, direct
from trainer.store.attempts import ATTEMPT, MOVED
from trainer.store.content import Resource, Revision
from trainer.store.direct import Prepared
from trainer.store.evaluations import EVALUATION
from trainer.store.types import AnyRow

_later = EVALUATION.alias("later")
_superseded = (
    select(_later.c.id).where(_later.c.supersedes_id == EVALUATION.c.id).exists()
)
_is_valid = and_(EVALUATION.c.attempt_id == ATTEMPT.c.id, ~_superseded)
_mine = MOVED.c.person_id == bindparam("person")
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
        ATTEMPT.c.id.in_(select(MOVED.c.id).where(_mine)).label("moved_on"),
        ATTEMPT.c.id.in_(select(MOVED.c.new).where(_mine)).label("moved_here"),
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
    .outerjoin(EVALUATION, _is_valid)
    .where(ATTEMPT.c.person_id == bindparam("person"))
    .order_by(ATTEMPT.c.id.desc())
)
_finished, _open = ATTEMPT.c.state == "finished", ATTEMPT.c.state == "open"
_standing = Prepared(
    select(
        ATTEMPT.c.resource_id,
        func.sum(case((_finished, 1), else_=0)).label("tries"),
        func.max(EVALUATION.c.total).label("best"),
        func.max(case((EVALUATION.c.passed, 1), else_=0)).label("passed"),
        func.max(case((_open, ATTEMPT.c.id))).label("open_attempt"),
    )
    .select_from(ATTEMPT)
    .outerjoin(EVALUATION, _is_valid)
    .where(ATTEMPT.c.person_id == bindparam("person"))
    .group_by(ATTEMPT.c.resource_id)
)
_lately = Prepared(
    select(
        ATTEMPT.c.id,
        ATTEMPT.c.resource_id,
        ATTEMPT.c.state,
        ATTEMPT.c.finished_at,
        EVALUATION.c.total,
        EVALUATION.c.passed,
    )
    .select_from(ATTEMPT)
    .outerjoin(EVALUATION, _is_valid)
    .where(ATTEMPT.c.person_id == bindparam("person"), _finished)
    .order_by(ATTEMPT.c.id.desc())
    .limit(3)
)
_assessed = Prepared(
    select(
        ATTEMPT.c.id,
        ATTEMPT.c.state,
        ATTEMPT.c.deal,
        EVALUATION.c.total,
        EVALUATION.c.passed,
        EVALUATION.c.provisional,
    )
    .select_from(ATTEMPT)
    .outerjoin(EVALUATION, _is_valid)
    .where(
        ATTEMPT.c.person_id == bindparam("person"),
        ATTEMPT.c.resource_id == bindparam("resource"),
        ATTEMPT.c.mode == "assessment",
    )
    .order_by(ATTEMPT.c.id.desc())
    .limit(1)
)
_signed = Prepared(attestations.settled(bindparam("person")))


def standing(connection: Connection, person: int) -> list[AnyRow]:
    """Return how far a person has come in each scenario they ever began.

    One row a scenario: ``resource_id``, ``tries`` (finished attempts), ``best`` total
    or ``None``, whether it was ``passed``, and the newest ``open_attempt`` or ``None``.
    """
    return direct.rows(connection, _standing, {"person": person})


def last_assessed(connection: Connection, person: int, resource: int) -> AnyRow | None:
    """Return a person's newest assessed attempt at a scenario, however it stands.

    ``id``, ``state``, ``deal``, and once it is evaluated ``total``, ``passed`` and
    ``provisional``.
    """
    asked = {"person": person, "resource": resource}
    return next(iter(direct.rows(connection, _assessed, asked)), None)


def lately(connection: Connection, person: int) -> list[AnyRow]:
    """Return a person's last three finished attempts with their results."""
    return direct.rows(connection, _lately, {"person": person})


def attempts(
    connection: Connection, person: int, *, before: int | None, most: int
) -> Sequence[AnyRow]:
    """Return some of a person's attempts, newest first, older than one of them.

    ``moved_on`` says that one went on in another on a new revision, ``moved_here``
    that it took the place of one on an older revision.
    """
    wanted = _columns.limit(most)
    if before is not None:
        wanted = wanted.where(ATTEMPT.c.id < before)
    return connection.execute(wanted, {"person": person}).all()


def policies_read(connection: Connection, person: int) -> frozenset[int]:
    """Return the revisions of policies a person has read and signed.

    A later one that only changed words is among them.
    """
    rows = direct.rows(connection, _signed, {"person": person})
    return frozenset(row.revision_id for row in rows)
