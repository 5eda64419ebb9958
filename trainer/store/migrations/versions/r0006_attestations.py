"""Signatures under policies, clauses to be searched, clauses opened while playing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from trainer.content.diagnostics import Report
from trainer.policies.excerpts import entries
from trainer.policies.reader import read_policy

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)
_WORDS = ("title_words", "words", "module_words")

_SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE policy_clause_words USING "
    "fts5(title_words, words, module_words, "
    "content='policy_clause', content_rowid='id', tokenize='unicode61')"
)
_SQLITE_FILL = (
    "INSERT INTO policy_clause_words (policy_clause_words) VALUES ('rebuild')"
)
_POSTGRES_INDEX = (
    "CREATE INDEX policy_clause_words ON policy_clause USING gin ("
    "(setweight(to_tsvector('simple', title_words), 'A') || "
    "setweight(to_tsvector('simple', module_words), 'C') || "
    "setweight(to_tsvector('simple', words), 'B')))"
)


def upgrade() -> None:
    """Make the tables, and put what is published into the index."""
    clause = _policy_clause()
    _attestation()
    _policy_lookup()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    op.execute(_SQLITE_INDEX if on_sqlite else _POSTGRES_INDEX)
    _fill(clause)
    if on_sqlite:
        op.execute(_SQLITE_FILL)


def _policy_clause() -> sa.Table:
    return op.create_table(
        "policy_clause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in _WORDS),
        _refers("policy_clause", "revision_id", "revision"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_clause")),
        sa.UniqueConstraint(
            "revision_id", "position", name=op.f("uq_policy_clause_revision_id")
        ),
    )


def _attestation() -> None:
    op.create_table(
        "attestation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("answers_digest", sa.String(64), nullable=False),
        sa.Column("recorded_by", sa.Integer()),
        sa.Column("note", sa.String(500), nullable=False),
        _refers("attestation", "person_id", "person"),
        _refers("attestation", "revision_id", "revision"),
        _refers("attestation", "recorded_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestation")),
        sa.UniqueConstraint(
            *("person_id", "revision_id", "language"),
            name=op.f("uq_attestation_person_id"),
        ),
    )
    op.create_index(op.f("ix_attestation_revision_id"), "attestation", ["revision_id"])


def _policy_lookup() -> None:
    op.create_table(
        "policy_lookup",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("clause", sa.String(121), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        _refers("policy_lookup", "attempt_id", "attempt"),
        sa.PrimaryKeyConstraint("attempt_id", "clause", name=op.f("pk_policy_lookup")),
    )


def _fill(clause: sa.Table) -> None:
    """Index every policy that can still be read; the others cannot be opened either."""
    published = sa.text(
        "SELECT revision.id, revision.file, revision.body FROM revision "
        "JOIN resource ON resource.id = revision.resource_id "
        "WHERE resource.kind = 'policy'"
    )
    for row in op.get_bind().execute(published).all():
        policy = read_policy(row.body, row.file, Report())
        rows = [
            {
                "revision_id": row.id,
                "position": position,
                "name": entry.name,
                "title_words": entry.title_words,
                "words": entry.words,
                "module_words": entry.module_words,
            }
            for position, entry in enumerate(entries(policy) if policy else (), 1)
        ]
        op.bulk_insert(clause, rows)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name)
