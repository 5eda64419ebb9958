"""The request's database session: opened when it is first asked for, closed with it."""

from __future__ import annotations

from typing import cast

from flask import Flask, current_app, g

from trainer.store.engine import make_engine
from trainer.store.lending import Lender, LendingSession
from trainer.web.current import config_of

_SESSION, _LENDER = "database_session", "database"


class Database:
    """Gives each request one session on the database of its application."""

    def init_app(self, app: Flask) -> None:
        """Open the database; close what a request used of it when the request ends."""
        config = config_of(app)
        engine = make_engine(
            config.database_url,
            synchronous=config.sqlite_synchronous,
            country=config.country,
            content=config.content_dir,
        )
        app.extensions[_LENDER] = Lender(engine)
        app.teardown_appcontext(_close_session)

    def session(self) -> LendingSession:
        """Return the session of this request."""
        found: LendingSession | None = g.get(_SESSION)
        if found is None:
            found = _lender().session()
            setattr(g, _SESSION, found)
        return found

    def close(self) -> None:
        """Close every connection of the application that is not in use."""
        _lender().close()


db = Database()


def _lender() -> Lender:
    return cast("Lender", current_app.extensions[_LENDER])


def _close_session(_error: BaseException | None) -> None:
    session: LendingSession | None = g.pop(_SESSION, None)
    if session is not None:
        session.close()
