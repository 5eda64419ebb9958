"""The clauses of published policies, to be searched: equal on both databases.

What is stored are folded words (``trainer.content.folding``), so that neither database
has a say in what a word is: SQLite looks them up with FTS5, PostgreSQL with its full
text search and the configuration ``simple``. A revision never changes, so rows are only
ever added.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    ForeignKey,
    Select,
    String,
    Text,
    UniqueConstraint,
    column,
    event,
    insert,
    select,
    table,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.policies.excerpts import Entry
from trainer.store import Base
from trainer.store.content import NEWEST, Resource, Revision
from trainer.store.engine import is_sqlite
from trainer.store.types import AnyRow

INDEX = "policy_clause_words"
"""Name of the index: a table of its own on SQLite, an index on PostgreSQL."""

MOST_FOUND = 50
"""Clauses one search finds."""

SQLITE_INDEX = (
    f"CREATE VIRTUAL TABLE {INDEX} USING fts5(title_words, words, module_words, "
    "content='policy_clause', content_rowid='id', tokenize='unicode61')"
)
"""Makes the index on SQLite; the words themselves stay in the table."""

_VECTOR = (
    "(setweight(to_tsvector('simple', title_words), 'A') || "
    "setweight(to_tsvector('simple', module_words), 'C') || "
    "setweight(to_tsvector('simple', words), 'B'))"
)
POSTGRES_INDEX = f"CREATE INDEX {INDEX} ON policy_clause USING gin ({_VECTOR})"
"""Makes it on PostgreSQL."""

_WEIGHTS = "'{0, 0.2, 0.4, 1.0}'"
"""PostgreSQL: of D, C (the policy's title), B (prose) and A (the clause's title)."""


class PolicyClause(Base):
    """What a clause of a published revision is found by."""

    __tablename__ = "policy_clause"
    __table_args__ = (UniqueConstraint("revision_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    position: Mapped[int]
    """In written order, from 1."""
    name: Mapped[str] = mapped_column(String(80))
    """Its id, or its number where it has none."""
    title_words: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)
    module_words: Mapped[str] = mapped_column(Text)


@event.listens_for(PolicyClause.__table__, "after_create")
def _index(_table: object, connection: Connection, **_options: object) -> None:
    statement = SQLITE_INDEX if is_sqlite(connection) else POSTGRES_INDEX
    connection.exec_driver_sql(statement)


def add(session: Session, *, revision: int, entries: Iterable[Entry]) -> None:
    """Index the clauses of a revision; part of the caller's transaction."""
    rows = [_row(revision, n, entry) for n, entry in enumerate(entries, 1)]
    if not rows:
        return
    connection = session.connection()
    connection.execute(insert(PolicyClause), rows)
    if is_sqlite(connection):
        connection.execute(
            text(
                f"INSERT INTO {INDEX} (rowid, title_words, words, module_words) "  # noqa: S608 - a name of ours
                "SELECT id, title_words, words, module_words FROM policy_clause "
                "WHERE revision_id = :revision"
            ),
            {"revision": revision},
        )


def found(
    session: Session, *, terms: Sequence[str], everywhere: bool
) -> Sequence[AnyRow]:
    """Return the clauses that have every word looked for, the best first.

    Args:
        session: Any.
        terms: Folded words of letters and digits, at least one; the last one
            is a beginning.
        everywhere: In older revisions too, not only in the newest.

    Returns:
        ``slug``, ``revision_id``, ``number`` (of the revision), ``newest`` (its number)
        and ``name`` (of the clause); at most :data:`MOST_FOUND`.
    """
    on_sqlite = is_sqlite(session.connection())
    wanted = _ranked(*(_ON_SQLITE if on_sqlite else _ON_POSTGRES)).limit(MOST_FOUND)
    if on_sqlite:
        wanted = wanted.join(_INDEXED, _INDEXED.c.rowid == PolicyClause.id)
    if not everywhere:
        wanted = wanted.where(Revision.number == NEWEST)
    asked = _fts5(terms) if on_sqlite else _tsquery(terms)
    return session.execute(wanted, {"asked": asked}).all()


def _ranked(match: str, rank: str) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Resource.slug,
            Revision.id.label("revision_id"),
            Revision.number,
            NEWEST.label("newest"),
            PolicyClause.name,
        )
        .join(Revision, Revision.id == PolicyClause.revision_id)
        .join(Resource, Resource.id == Revision.resource_id)
        .where(Revision.state == "published", text(match))
        .order_by(
            text(rank),
            Resource.slug,
            Revision.number.desc(),
            PolicyClause.position,
        )
    )


_INDEXED = table(INDEX, column("rowid"))
_ON_SQLITE = (
    f"{INDEX} MATCH :asked",
    f"bm25({INDEX}, 4.0, 1.0, 0.5)",
)
_ON_POSTGRES = (
    f"{_VECTOR} @@ to_tsquery('simple', :asked)",
    f"-ts_rank({_WEIGHTS}, {_VECTOR}, to_tsquery('simple', :asked))",
)


def _row(revision: int, position: int, entry: Entry) -> dict[str, object]:
    return {
        "revision_id": revision,
        "position": position,
        "name": entry.name,
        "title_words": entry.title_words,
        "words": entry.words,
        "module_words": entry.module_words,
    }


def _fts5(terms: Sequence[str]) -> str:
    return " ".join(f'"{term}"' for term in terms) + "*"


def _tsquery(terms: Sequence[str]) -> str:
    return " & ".join(f"'{term}'" for term in terms) + ":*"
