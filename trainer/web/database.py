"""The request's database session, opened and closed by Flask-SQLAlchemy."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy

from trainer.store.engine import make_engine
from trainer.web.current import config_of


class Database(SQLAlchemy):
    """Flask-SQLAlchemy with the store's own engine, which knows both databases."""

    def _make_engine(
        self, _key: str | None, _options: dict[str, Any], app: Flask
    ) -> Any:  # noqa: ANN401 - as in the class above
        config = config_of(app)
        return make_engine(config.database_url, synchronous=config.sqlite_synchronous)


db = Database()
"""Knows no tables: a session need not be told of them, nor they of Flask."""
