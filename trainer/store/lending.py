"""Sessions that lend their connection, and leave it to the session after them."""

from __future__ import annotations

from sqlalchemy import Connection, Engine
from sqlalchemy.orm import Session

from trainer.store.engine import is_sqlite


class Lender:
    """Opens sessions on one database, one for each request."""

    def __init__(self, engine: Engine) -> None:
        """Begin with no connection open."""
        self.engine = engine
        self.spare: list[Connection] = []
        """Connections that earlier sessions left, last used last."""

    def session(self) -> LendingSession:
        """Return a new session."""
        return LendingSession(self)

    def take(self) -> Connection:
        """Return a connection on which nothing is begun."""
        try:
            return self.spare.pop()
        except IndexError:
            return self.engine.connect()

    def give_back(self, connection: Connection) -> None:
        """Take a connection back.

        A file never hangs up: on SQLite one that nothing was left open on is used again
        as it is, where the pool would check and reset it at every request.
        """
        used_up = connection.invalidated or connection.in_transaction()
        if is_sqlite(connection) and not used_up:
            self.spare.append(connection)
        else:
            connection.close()

    def close(self) -> None:
        """Close every connection that is not in use."""
        while self.spare:
            self.spare.pop().close()
        self.engine.dispose()


class LendingSession(Session):
    """A session that lends one connection, the same as long as it lives.

    For a request, which reads who is asking and then writes: taking a connection from
    the pool twice would cost as much as either statement.
    """

    def __init__(self, lender: Lender) -> None:
        """Begin with nothing lent."""
        super().__init__(lender.engine)
        self._lender = lender
        self._lent: Connection | None = None

    def lend(self) -> Connection:
        """Return the connection to lend; between two uses nothing is begun on it."""
        if self._lent is None:
            self._lent = self._lender.take()
        return self._lent

    def close(self) -> None:
        """Give everything back."""
        lent, self._lent = self._lent, None
        if lent is not None:
            self._lender.give_back(lent)
        if self.in_transaction():  # else it holds nothing, and would look for long
            super().close()
