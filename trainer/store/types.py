"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Row, TypeDecorator

AnyRow = Row[*tuple[Any, ...]]
"""A row whose columns are read by name."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: timezone-aware going in, in UTC coming out.

    PostgreSQL keeps the zone, SQLite keeps none; so the moment is turned to UTC
    before it is stored and marked as UTC when it is read.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Return the moment in UTC.

        Raises:
            ValueError: if the moment has no zone, nobody knows when that was.
        """
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone. Pass an aware datetime.")
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Return the stored moment, aware, in UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value.astimezone(UTC)
