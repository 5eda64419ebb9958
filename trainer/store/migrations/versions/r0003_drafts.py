"""Drafts, their saves and reviews; what is known of a revision's publication."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables and add the columns."""
    _content_draft()
    _draft_save()
    _draft_review()
    _proof()
    _more_of_revisions()
    op.add_column("team", _flag("needs_approval"))


def _content_draft() -> None:
    op.create_table(
        "content_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("based_on", sa.Integer()),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'in-review')", name=op.f("ck_content_draft_state")
        ),
        sa.CheckConstraint(
            "version >= 1", name=op.f("ck_content_draft_versions_from_one")
        ),
        _refers("content_draft", "based_on", "revision"),
        _refers("content_draft", "created_by", "person"),
        _refers("content_draft", "changed_by", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_draft")),
        sa.UniqueConstraint("slug", name=op.f("uq_content_draft_slug")),
    )


def _draft_save() -> None:
    op.create_table(
        "draft_save",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("saved_at", _MOMENT, nullable=False),
        _refers("draft_save", "draft_id", "content_draft"),
        _refers("draft_save", "saved_by", "person"),
        sa.PrimaryKeyConstraint("draft_id", "version", name=op.f("pk_draft_save")),
    )


def _draft_review() -> None:
    op.create_table(
        "draft_review",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("change_kind", sa.String(12), nullable=False),
        sa.Column("change_note", sa.String(500), nullable=False),
        sa.Column("under_way", sa.String(10), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("asked_at", _MOMENT, nullable=False),
        sa.Column("answer", sa.String(500), nullable=False),
        sa.Column("answered_by", sa.Integer()),
        sa.Column("answered_at", _MOMENT),
        _refers("draft_review", "draft_id", "content_draft"),
        _refers("draft_review", "asked_by", "person"),
        _refers("draft_review", "answered_by", "person"),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_draft_review")),
    )


def _proof() -> None:
    op.create_table(
        "proof",
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("errors", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        _flag("publishable"),
        _flag("practice_only"),
        sa.Column("checked_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("content_hash", name=op.f("pk_proof")),
    )


def _more_of_revisions() -> None:
    op.add_column("revision", _flag("practice_only"))
    op.add_column(
        "revision",
        sa.Column("source", sa.String(8), server_default="files", nullable=False),
    )
    op.add_column("revision", sa.Column("withdrawn_at", _MOMENT))
    for column in ("published_by", "approved_by", "withdrawn_by"):
        # Both databases read this; Alembic would add the constraint in a step of its
        # own, which SQLite does not know.
        op.execute(
            f"ALTER TABLE revision ADD COLUMN {column} INTEGER "
            f"CONSTRAINT fk_revision_{column}_person REFERENCES person (id)"
        )


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)


def _refers(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name)
