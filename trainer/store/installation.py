"""Which installation a session belongs to: the engine of its database carries it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

COUNTRY, CONTENT = "trainer_country", "trainer_content"
"""Execution options of the engine."""


def country_of(session: Session) -> str:
    """Return the country of the installation a session belongs to; empty: none."""
    return str(session.get_bind().get_execution_options().get(COUNTRY, ""))


def content_of(session: Session) -> Path | None:
    """Return the content folder of the installation; ``None`` where it has none."""
    found: Path | None = session.get_bind().get_execution_options().get(CONTENT)
    return found
