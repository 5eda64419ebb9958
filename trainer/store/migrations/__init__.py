"""Bring a database up to date, whatever version of the product made it."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from trainer.store.engine import WRITE_AT_ONCE, is_sqlite

_MIGRATION_LOCK = 7_203_511
"""Number of the PostgreSQL lock that lets one process at a time migrate."""


def upgrade(engine: Engine) -> None:
    """Make every table that is missing and change what is older, or nothing at all.

    Safe to call at each start and from several processes: it takes one transaction
    on both databases, and a second caller waits and then finds nothing to do.
    """
    configuration = _configuration()
    with engine.connect() as connection:
        connection.execution_options(**WRITE_AT_ONCE)
        with connection.begin():
            _one_at_a_time(connection)
            configuration.attributes["connection"] = connection
            command.upgrade(configuration, "head")


def is_current(engine: Engine) -> bool:
    """Return whether the database has every migration this version knows."""
    newest = ScriptDirectory.from_config(_configuration()).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == newest


def _one_at_a_time(connection: Connection) -> None:
    if not is_sqlite(connection):
        lock = text("SELECT pg_advisory_xact_lock(:lock)")
        connection.execute(lock, {"lock": _MIGRATION_LOCK})


def _configuration() -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", "trainer.store:migrations")
    return configuration
