"""The request's database session, opened and closed by Flask-SQLAlchemy."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from trainer.store.direct import LendingSession
from trainer.store.engine import make_engine
from trainer.web.current import config_of


class _RequestSession(LendingSession):
    """The session of one request, on the only database there is."""

    def __init__(self, db: Database, **options: Any) -> None:  # noqa: ANN401 - SQLAlchemy's
        super().__init__(**options)
        self._engine = db.engine

    def get_bind(self, *_mapped: Any, **_more: Any) -> Any:  # noqa: ANN401 - as above
        """Return the engine, whatever is asked for."""
        return self._engine


class Database(SQLAlchemy):
    """Flask-SQLAlchemy with the store's own engine, which knows both databases."""

    def _make_engine(
        self, _key: str | None, _options: dict[str, Any], app: Flask
    ) -> Any:  # noqa: ANN401 - as in the class above
        config = config_of(app)
        return make_engine(config.database_url, synchronous=config.sqlite_synchronous)


db = Database(session_options={"class_": _RequestSession, "scopefunc": None})
"""Knows no tables: a session need not be told of them, nor they of Flask.

A request has a thread of its own, so its session is the thread's, closed with it.
"""
