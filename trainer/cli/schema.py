"""Whether the database is up to date, asked without loading what works on it.

Opening it as the product does takes a third of a second, before every start.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from trainer import paths

_MIGRATIONS = paths.PACKAGE / "store" / "migrations" / "versions"
_FILE = "sqlite:///"
_SELECT = "SELECT version_num FROM alembic_version"


def is_surely_current(url: str) -> bool:
    """Return whether the database surely has every migration of this version.

    ``False`` may also mean that nobody can tell this way: the database is no SQLite
    file, is not there, or is busy. Nothing is written.
    """
    name = url.removeprefix(_FILE)
    if name == url or "?" in name:
        return False
    file = f"file:{quote(str(Path(name).absolute()))}?mode=rw"  # never makes one
    try:
        with closing(sqlite3.connect(file, uri=True, timeout=1)) as connection:
            return connection.execute(_SELECT).fetchall() == [(newest(),)]
    except sqlite3.Error:
        return False


def newest() -> str:
    """Return the last migration: ``0002`` where the last file is ``r0002_work.py``."""
    return max(path.name[1:5] for path in _MIGRATIONS.glob("r*.py"))
