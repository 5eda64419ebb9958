"""Policies that are to be published on a day to come."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "policy_plan",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("change_kind", sa.String(12), nullable=False),
        sa.Column("change_note", sa.String(500), nullable=False),
        sa.Column("planned_by", sa.Integer(), nullable=False),
        sa.Column("approved_by", sa.Integer()),
        sa.Column("planned_at", _MOMENT, nullable=False),
        _refers("policy_plan", "draft_id", "content_draft", gone="CASCADE"),
        _refers("policy_plan", "planned_by", "person"),
        _refers("policy_plan", "approved_by", "person"),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_policy_plan")),
    )
    op.create_index(op.f("ix_policy_plan_on_day"), "policy_plan", ["on_day"])


def _refers(
    table: str, column: str, to: str, gone: str | None = None
) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=gone)
