"""Run the few statements that every request runs, straight on the driver.

A statement is still written with SQLAlchemy Core, and its types still turn values into
what each database stores; but it is compiled once, and neither a session nor a result
object is made for it. That is worth 0.4 milliseconds a move, a third of everything.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import Connection, Dialect, Engine
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.orm import Session
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

from trainer.errors import StoreBusyError
from trainer.store import engine as engines
from trainer.store.lending import LendingSession
from trainer.store.types import AnyRow

_Turn = Callable[[Any], Any]

ROWS_KEPT = 1_024
"""Rows remembered of a statement that finds the same ones again and again."""


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A Core statement without lists of values, ready to be run again and again."""

    statement: ClauseElement
    columns: tuple[str, ...] = ()
    """The columns of an insert."""
    repeats: bool = False
    """It finds the same rows again and again, so what they were turned into is kept."""
    _compiled: dict[str, _Compiled] = field(default_factory=dict)

    def compiled(self, dialect: Dialect) -> _Compiled:
        """Return the statement as one database wants it."""
        found = self._compiled.get(dialect.name)
        if found is None:
            found = self._compiled[dialect.name] = _Compiled(self, dialect)
        return found


class _Compiled:
    """A prepared statement for one database."""

    def __init__(self, prepared: Prepared, dialect: Dialect) -> None:
        columns = list(prepared.columns) or None
        compiled = prepared.statement.compile(dialect=dialect, column_keys=columns)
        assert isinstance(compiled, SQLCompiler)  # noqa: S101 - no other executes
        self.text = compiled.string
        self.order = compiled.positiontup
        self.fixed = compiled.params
        turns = cast("dict[str, _Turn]", compiled._bind_processors)  # noqa: SLF001
        self.turns = tuple(turns.items())
        self.columns = tuple(compiled._result_columns or ())  # noqa: SLF001
        self.make = _row_type(tuple(column.keyname for column in self.columns))
        self.dialect = dialect
        self.results: tuple[tuple[int, _Turn], ...] | None = None
        self.turned = self._turned
        if prepared.repeats:
            self.turned = lru_cache(maxsize=ROWS_KEPT)(self._turned)

    def given(self, values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the driver's own
        """Return parameters as the driver takes them."""
        ready = {**self.fixed, **values}
        for name, turn in self.turns:
            ready[name] = turn(ready[name])
        if self.order is None:
            return ready
        return tuple(map(ready.__getitem__, self.order))

    def rows(self, cursor: DBAPICursor) -> list[AnyRow]:
        """Return what a select found."""
        if self.results is None:
            self.results = self._results(cursor)
        return [self.turned(raw) for raw in cursor.fetchall()]

    def _turned(self, raw: tuple[Any, ...]) -> AnyRow:
        """Return a row of the driver with its values as Python wants them."""
        values = list(raw)
        for place, turn in self.results or ():
            values[place] = turn(values[place])
        return cast("AnyRow", self.make(values))

    def _results(self, cursor: DBAPICursor) -> tuple[tuple[int, _Turn], ...]:
        described = zip(self.columns, cursor.description or (), strict=True)
        turns = (
            (place, column.type._cached_result_processor(self.dialect, about[1]))  # noqa: SLF001
            for place, (column, about) in enumerate(described)
        )
        return tuple((place, turn) for place, turn in turns if turn is not None)


@lru_cache(maxsize=64)
def _row_type(names: tuple[str, ...]) -> Callable[[Sequence[Any]], Any]:
    made = namedtuple("Row", names, rename=True)  # type: ignore[misc] # noqa: PYI024
    return cast("Callable[[Sequence[Any]], Any]", made._make)


def rows(
    connection: Connection, prepared: Prepared, values: Mapping[str, Any]
) -> list[AnyRow]:
    """Return the rows a prepared select finds."""
    compiled = prepared.compiled(connection.dialect)
    cursor = _sent(connection, compiled, values)
    try:
        return compiled.rows(cursor)
    finally:
        cursor.close()


def run(connection: Connection, prepared: Prepared, values: Mapping[str, Any]) -> None:
    """Run a prepared statement that returns nothing."""
    _sent(connection, prepared.compiled(connection.dialect), values).close()


def _sent(
    connection: Connection, compiled: _Compiled, values: Mapping[str, Any]
) -> DBAPICursor:
    """Send a statement; whoever listens to the engine hears of it as of any other."""
    given = compiled.given(values)
    cursor = connection.connection.cursor()
    try:
        for hear in connection.dispatch.before_cursor_execute:
            hear(connection, cursor, compiled.text, given, None, False)  # noqa: FBT003 - as SQLAlchemy calls it
        cursor.execute(compiled.text, given)
    except BaseException:
        cursor.close()
        raise
    return cursor


def reading(session: Session) -> AbstractContextManager[Connection]:
    """Lend a connection to read with, outside the session's own transaction."""
    bind = session.get_bind()
    if isinstance(bind, Engine) and not session.in_transaction():
        return _lent(session, bind)
    return nullcontext(session.connection())


def _lent(session: Session, bind: Engine) -> AbstractContextManager[Connection]:
    if isinstance(session, LendingSession):
        return _Loan(session.lend())
    return bind.connect()


class _Loan:
    """A connection that is somebody else's: what was begun on it is ended."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> Connection:
        return self._connection

    def __exit__(self, *_error: object) -> None:
        connection = self._connection
        if connection.in_transaction():
            connection.rollback()
        elif not engines.is_sqlite(connection):
            connection.connection.rollback()  # the driver began by itself


@contextmanager
def writing(session: Session) -> Iterator[Connection]:
    """Hold the write transaction, as ``engine.writing`` does, on a lent connection.

    What the session has read before is let go first, because the snapshot would not
    know what is written here.

    Raises:
        StoreBusyError: if other writers did not finish in time; nothing was changed.
    """
    bind = session.get_bind()
    if not isinstance(bind, Engine):
        with engines.writing(session):
            yield session.connection()
        return
    if session.in_transaction():
        session.commit()
    with engines.write_lock(session), _lent(session, bind) as connection:
        try:
            _begin(connection)
            yield connection
            _commit(connection)
            if session.in_transaction():
                session.commit()  # what it read meanwhile is older than what we wrote
        except BaseException as error:
            connection.connection.rollback()
            if engines.is_busy(error):
                raise StoreBusyError from error
            raise


def _begin(connection: Connection) -> None:
    if engines.is_sqlite(connection):
        cursor = connection.connection.cursor()
        cursor.execute("BEGIN IMMEDIATE")
        cursor.close()


def _commit(connection: Connection) -> None:
    if connection.in_transaction():
        connection.commit()
    else:
        connection.connection.commit()
