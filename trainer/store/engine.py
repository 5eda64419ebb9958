"""Open the database, and write to it one writer at a time.

On SQLite a transaction that reads first and writes later fails at once with
“database is locked” when somebody else wrote in between; no waiting helps. So
every transaction that will write says so when it begins: see :func:`writing`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import RLock
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.orm import DeclarativeBase, Session

from trainer import extras
from trainer.errors import ConfigurationError, StoreBusyError
from trainer.store.installation import CONTENT, COUNTRY

BUSY_TIMEOUT = 5_000
"""Milliseconds a writer waits for another process to finish writing."""

POOL_SIZE = 16
"""Connections kept open a process; the most recently used goes out first."""

WRITE_AT_ONCE = {"trainer_begin": "IMMEDIATE"}
"""Execution option of a connection whose next transaction will write."""

_PRAGMAS = (
    "journal_mode = WAL",
    f"busy_timeout = {BUSY_TIMEOUT}",
    "foreign_keys = ON",
    "cache_size = -16384",
    "mmap_size = 268435456",
    "temp_store = MEMORY",
    "wal_autocheckpoint = 4000",
)
"""What every SQLite connection is told: 16 MiB of cache, 256 MiB mapped, and to copy
the log into the database at 16 MiB; at SQLite's own 4 MiB everybody would wait for the
disk, for some 10 milliseconds, after every 300 moves."""

_WRITING = "trainer.writing"
_WRITE_LOCK = "trainer_write_lock"
_PASSING_FAILURES = frozenset({"40001", "40P01", "55P03"})
"""PostgreSQL: serialization failure, deadlock, lock not available."""

_Result = TypeVar("_Result")


def make_engine(
    url: str,
    *,
    synchronous: str = "NORMAL",
    country: str = "",
    content: Path | None = None,
) -> Engine:
    """Return an engine for a SQLite file or a PostgreSQL server.

    Args:
        url: ``sqlite:///path/to/file`` or ``postgresql://user:password@host/name``.
        synchronous: SQLite only. NORMAL keeps every acknowledged write when the
            process dies; FULL keeps it also when the power fails, and is 20 % slower.
        country: In which policies are published; see ``installation``.
        content: Folder of the content; see ``installation``.

    Raises:
        ConfigurationError: if the address names another kind of database, or a
            SQLite database in memory, which several threads cannot share.
    """
    parsed = make_url(url)
    match parsed.get_backend_name():
        case "sqlite":
            engine = _sqlite(parsed, synchronous)
        case "postgresql":
            engine = _postgresql(parsed)
        case other:
            raise ConfigurationError(
                f"The database address starts with “{other}”. "
                "Use sqlite:///file or postgresql://user:password@host/name."
            )
    engine.update_execution_options(**{COUNTRY: country, CONTENT: content})
    return engine


@contextmanager
def writing(session: Session) -> Iterator[None]:
    """Hold the write transaction; commit at the end, roll back on an error.

    Inside another ``writing`` block of the same session it joins that block, so a
    service may call another one. What the session only read before is let go
    first, because a snapshot from before the lock may already be stale.

    Raises:
        StoreBusyError: if other writers did not finish in time; nothing was changed.
    """
    if session.info.get(_WRITING):
        yield
        return
    if session.in_transaction():
        session.commit()
    with write_lock(session):
        session.info[_WRITING] = True
        try:
            session.connection(execution_options=WRITE_AT_ONCE)
            yield
            session.commit()
        except BaseException as error:
            session.rollback()
            if is_busy(error):
                raise StoreBusyError from error
            raise
        finally:
            del session.info[_WRITING]


def retried(
    action: Callable[[], _Result],
    *,
    pauses: Iterable[float],
    sleep: Callable[[float], None],
) -> _Result:
    """Return the action's result, trying again while the database is merely busy.

    Args:
        action: A whole :func:`writing` block; it must be safe to run again.
        pauses: Seconds to wait before each further try; see :func:`jittered`.
        sleep: Waits that many seconds.

    Raises:
        StoreBusyError: when the pauses are used up.
    """
    for pause in pauses:
        try:
            return action()
        except StoreBusyError:
            sleep(pause)
    return action()


def jittered(
    chance: Callable[[], float], *, tries: int = 4, longest: float = 0.4
) -> Iterator[float]:
    """Yield pauses in seconds, doubling up to ``longest``, each cut by chance.

    Args:
        chance: Returns a number from 0 up to 1; two writers that met once should
            not meet again.
        tries: How many pauses.
        longest: Upper bound of the last pause, in seconds.
    """
    for attempt in reversed(range(tries)):
        yield longest / 2**attempt * (0.5 + chance() / 2)


def is_busy(error: BaseException) -> bool:
    """Return whether the same transaction may well succeed a moment later."""
    origin = getattr(error, "orig", error)
    if isinstance(origin, sqlite3.OperationalError):
        return "database is locked" in str(origin)
    return getattr(origin, "sqlstate", None) in _PASSING_FAILURES


def insert_if_missing(
    session: Session, table: type[DeclarativeBase], **values: object
) -> None:
    """Add a row unless one with the same key is there; safe when two do it at once."""
    insert = insert_into(session.connection(), table)
    session.execute(insert.values(**values).on_conflict_do_nothing())


def insert_into(connection: Connection, table: object) -> Any:  # noqa: ANN401 - two classes
    """Return the database's own ``INSERT``, which knows what to do with a conflict.

    Loads what speaks to this kind of database, and not what speaks to the other.
    """
    return extras.part(f"sqlalchemy.dialects.{connection.dialect.name}:insert")(table)


def is_sqlite(connection: Connection) -> bool:
    """Return whether the connection leads to SQLite."""
    return connection.dialect.name == "sqlite"


def _sqlite(url: URL, synchronous: str) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise ConfigurationError(
            "The SQLite database has to be a file, for example sqlite:///trainer.db."
        )
    engine = create_engine(
        url,
        pool_size=POOL_SIZE,
        pool_use_lifo=True,
        execution_options={_WRITE_LOCK: RLock()},
        hide_parameters=True,  # typed words do not belong in a log
    )
    pragmas = (*_PRAGMAS, f"synchronous = {synchronous}")

    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    if getattr(connection.connection.driver_connection, "in_transaction", False):
        return  # begun by ``store.direct``, straight on the driver
    if connection.get_execution_options().get("trainer_begin"):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        # straight to the driver: a plain BEGIN never waits and cannot fail, and every
        # request would pay 25 microseconds for asking more politely
        cursor = connection.connection.cursor()
        cursor.execute("BEGIN")
        cursor.close()


def _postgresql(url: URL) -> Engine:
    return create_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_size=POOL_SIZE,
        pool_use_lifo=True,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": "-c timezone=UTC"},
    )


def write_lock(session: Session) -> AbstractContextManager[object]:
    """Return the lock that lets one writer at a time out of this process."""
    options = session.get_bind().get_execution_options()
    lock: AbstractContextManager[object] = options.get(_WRITE_LOCK, nullcontext())
    return lock
