"""What is remembered: tables, and the queries that read them.

One module per subject holds its tables; ``engine`` opens the database and says how
it is written to; ``tables`` knows every table; ``migrations`` brings an older
database up to date. SQLite and PostgreSQL are equals: whatever is written here
works on both, and the tests run on both.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import MetaData
from sqlalchemy.orm import DeclarativeBase

from trainer.store.types import UtcDateTime


class Base(DeclarativeBase):
    """Base of all tables; constraint names are fixed so migrations can name them.

    ``Mapped[datetime]`` is a moment in UTC and comes back timezone-aware.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: UtcDateTime}
