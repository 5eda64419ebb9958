"""Conversation tests beside the texts they are of: in drafts, saves and revisions."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; what is there already has no plays."""
    for table in ("content_draft", "draft_save", "revision"):
        plays = sa.Column("plays", sa.Text(), server_default="", nullable=False)
        op.add_column(table, plays)
