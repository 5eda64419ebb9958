"""The installation a command works on: its settings and its database."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from trainer.config import Config
from trainer.errors import ConfigurationError
from trainer.store.engine import make_engine
from trainer.store.migrations import is_current


def settings() -> Config:
    """Return the settings the environment asks for."""
    return Config.from_environment(os.environ)


@contextmanager
def database(config: Config) -> Iterator[Engine]:
    """Yield the installation's database, closed afterwards."""
    engine = make_engine(
        config.database_url,
        synchronous=config.sqlite_synchronous,
        country=config.country,
        content=config.content_dir,
    )
    try:
        yield engine
    finally:
        engine.dispose()


@contextmanager
def session(config: Config) -> Iterator[Session]:
    """Yield a session of a database that is up to date.

    Raises:
        ConfigurationError: if it is not; the operator is told what to run.
    """
    with database(config) as engine:
        if not is_current(engine):
            raise ConfigurationError(
                "The database was made by another version, or is empty. "
                "Run “trainer upgrade” first; it changes nothing that is up to date."
            )
        with Session(engine) as opened:
            yield opened


def refuse_another_version(config: Config) -> None:
    """Do nothing, unless the database is not up to date.

    Raises:
        ConfigurationError: as :func:`session` does.
    """
    with session(config):
        pass
