"""Queries for attempts that move on to a new revision of their scenario."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Table, insert, select

from trainer.store.attempts import ATTEMPT, ATTEMPT_EVENT, DRAFT, MOVED, TYPED_TEXT


def under_way(connection: Connection, resource: int, revision: int) -> list[int]:
    """Return the open attempts of a scenario that are on other revisions, in order."""
    wanted = (
        select(ATTEMPT.c.id)
        .where(
            ATTEMPT.c.resource_id == resource,
            ATTEMPT.c.revision_id != revision,
            ATTEMPT.c.state == "open",
        )
        .order_by(ATTEMPT.c.id)
    )
    return list(connection.scalars(wanted))


def successor(connection: Connection, attempt: int) -> int | None:
    """Return the attempt on another revision that went on from this one, if any."""
    wanted = select(MOVED.c.new).where(MOVED.c.id == attempt)
    wanted = wanted.order_by(MOVED.c.new.desc()).limit(1)
    return connection.scalar(wanted)


def copied(connection: Connection, attempt: int) -> int:
    """Return how many events an attempt began with; 0 where it began at the start."""
    wanted = select(ATTEMPT.c.branched_seq).where(ATTEMPT.c.id == attempt)
    return connection.scalar(wanted) or 0


def kept_of(connection: Connection, attempt: int, seq: int) -> dict[str, Any]:
    """Return what an event keeps wherever it is replayed.

    The digest of its words, and what found the hits in them.
    """
    wanted = select(ATTEMPT_EVENT.c.text_digest, ATTEMPT_EVENT.c.scorer).where(
        ATTEMPT_EVENT.c.attempt_id == attempt, ATTEMPT_EVENT.c.seq == seq
    )
    return dict(connection.execute(wanted).mappings().one())


def copy_words(connection: Connection, attempt: int, *, to: int) -> None:
    """Copy the words that were sent in an attempt to another one."""
    _copy(connection, TYPED_TEXT, attempt, to)


def copy_drafts(connection: Connection, attempt: int, *, to: int) -> None:
    """Copy the words that were typed and not sent to another attempt."""
    _copy(connection, DRAFT, attempt, to)


def _copy(connection: Connection, table: Table, attempt: int, to: int) -> None:
    wanted = select(table).where(table.c.attempt_id == attempt)
    rows = [{**row, "attempt_id": to} for row in connection.execute(wanted).mappings()]
    if rows:
        connection.execute(insert(table), rows)
