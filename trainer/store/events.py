"""The queries of a conversation: few statements, because every move runs them.

They are written with SQLAlchemy Core; a move costs one reading statement and one or two
writing ones, and those that every move runs go straight to the driver.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    select,
)

from trainer.store import direct
from trainer.store.attempts import ATTEMPT, ATTEMPT_EVENT, DRAFT, TYPED_TEXT
from trainer.store.direct import Prepared
from trainer.store.engine import insert_into, is_sqlite
from trainer.store.people import Person
from trainer.store.types import AnyRow

_attempt, _event = ATTEMPT.c, ATTEMPT_EVENT.c

_happened = (
    _event.seq,
    _event.at,
    _event.kind,
    _event.move,
    _event.action,
    _event.arguments,
    _event.hits,
    _event.late,
    _event.client_token,
)
_known: BindParameter[int] = bindparam("seq")
_since = (
    _event.seq,
    *(
        case((_event.seq > _known, column)).label(column.name)
        for column in _happened[1:-1]
    ),
    _event.client_token,
)
"""The same, but of the event one knows already only its number and token."""

_from = ATTEMPT.outerjoin(
    ATTEMPT_EVENT,
    and_(_event.attempt_id == _attempt.id, _event.seq >= _known),
)


def _history(*columns: ColumnElement[Any]) -> Prepared:
    return Prepared(
        select(*columns)
        .select_from(_from)
        .where(_attempt.id == bindparam("attempt"))
        .order_by(_event.seq)
    )


_whole = _history(
    _attempt.id,
    _attempt.person_id,
    _attempt.revision_id,
    _attempt.resource_id,
    _attempt.mode,
    _attempt.number,
    _attempt.seed,
    _attempt.deal,
    _attempt.state,
    _attempt.time_factor,
    _attempt.secret,
    _attempt.started_at,
    _attempt.branched_from,
    *_happened,
)
_news = _history(_attempt.person_id, _attempt.state, _attempt.secret, *_since)
_locked = select(_attempt.id).where(_attempt.id == bindparam("attempt"))
_last_number = Prepared(
    select(func.max(_attempt.number).label("last")).where(
        _attempt.person_id == bindparam("person"),
        _attempt.resource_id == bindparam("resource"),
        _attempt.mode == bindparam("mode"),
    )
)
_person = select(Person.id).where(Person.id == bindparam("person")).with_for_update()
_add_event = Prepared(
    insert(ATTEMPT_EVENT), columns=tuple(column.name for column in ATTEMPT_EVENT.c)
)
_add_text = insert(TYPED_TEXT)
_texts = select(TYPED_TEXT.c.seq, TYPED_TEXT.c.text).where(
    TYPED_TEXT.c.attempt_id == bindparam("attempt")
)
_drafts = select(DRAFT.c.move, DRAFT.c.text).where(
    DRAFT.c.attempt_id == bindparam("attempt")
)
_drop_drafts = delete(DRAFT).where(
    DRAFT.c.attempt_id == bindparam("attempt"),
    DRAFT.c.move.in_(bindparam("moves", expanding=True)),
)


def whole(connection: Connection, attempt: int) -> list[AnyRow]:
    """Return an attempt with all its events, in order.

    One row an event, each carrying the attempt's columns; a single row without an
    event where there is none; nothing where there is no such attempt.
    """
    return direct.rows(connection, _whole, {"attempt": attempt, "seq": 1})


def news(connection: Connection, attempt: int, seq: int) -> list[AnyRow]:
    """Return what happened after an event, with whose it is, its state and its secret.

    The first row is the event itself, with its number and client token only.
    """
    return direct.rows(connection, _news, {"attempt": attempt, "seq": seq})


def lock(connection: Connection, attempt: int) -> None:
    """Let nobody else write to this attempt until the transaction ends.

    PostgreSQL locks the row; SQLite has one writer anyway.
    """
    if not is_sqlite(connection):
        connection.execute(_locked.with_for_update(), {"attempt": attempt})


def add_event(connection: Connection, row: Mapping[str, Any]) -> None:
    """Append an event; the database refuses a number or token used before."""
    direct.run(connection, _add_event, row)


def add_text(connection: Connection, attempt: int, seq: int, text: str) -> None:
    """Keep the words of an event."""
    row = {"attempt_id": attempt, "seq": seq, "text": text}
    connection.execute(_add_text, row)


def texts(connection: Connection, attempt: int) -> dict[int, str]:
    """Return the words typed in an attempt, by event; erased ones are missing."""
    rows = connection.execute(_texts, {"attempt": attempt})
    return {row.seq: row.text for row in rows}


def drafts(connection: Connection, attempt: int) -> dict[str, str]:
    """Return the words kept but not sent, by the move they are meant for."""
    return {
        row.move: row.text for row in connection.execute(_drafts, {"attempt": attempt})
    }


def keep_draft(
    connection: Connection, *, attempt: int, move: str, text: str, now: datetime
) -> None:
    """Keep words for a move, in place of those kept before."""
    row = {"text": text, "saved_at": now}
    statement = (
        insert_into(connection, DRAFT)
        .values(attempt_id=attempt, move=move, **row)
        .on_conflict_do_update(index_elements=["attempt_id", "move"], set_=row)
    )
    connection.execute(statement)


def drop_drafts(connection: Connection, attempt: int, moves: Sequence[str]) -> None:
    """Forget the words kept for these moves."""
    connection.execute(_drop_drafts, {"attempt": attempt, "moves": moves})


def next_number(
    connection: Connection, *, person: int, resource: int, mode: str
) -> int:
    """Return the number of a person's next attempt at a scenario, from 1.

    Until the transaction ends nobody else is given one for this person: PostgreSQL
    locks the person's row, SQLite has one writer anyway.
    """
    if not is_sqlite(connection):
        connection.execute(_person, {"person": person})
    asked = {"person": person, "resource": resource, "mode": mode}
    (row,) = direct.rows(connection, _last_number, asked)
    return (row.last or 0) + 1


def one(connection: Connection, attempt: int, seq: int) -> AnyRow:
    """Return one event."""
    wanted = select(ATTEMPT_EVENT).where(
        _event.attempt_id == attempt, _event.seq == seq
    )
    return connection.execute(wanted).one()


def judged(connection: Connection, attempt: int) -> dict[int, dict[str, Any]]:
    """Return what was decided at each event, as it was stored then."""
    wanted = select(_event.seq, _event.judged).where(_event.attempt_id == attempt)
    return {row.seq: row.judged for row in connection.execute(wanted)}


def copy(connection: Connection, attempt: int, *, to: int, before: int) -> None:
    """Copy the events before one, and their words, to a new attempt."""
    for table in (ATTEMPT_EVENT, TYPED_TEXT):
        wanted = select(table).where(
            table.c.attempt_id == attempt, table.c.seq < before
        )
        rows = [
            {**row, "attempt_id": to} for row in connection.execute(wanted).mappings()
        ]
        if rows:
            connection.execute(insert(table), rows)
