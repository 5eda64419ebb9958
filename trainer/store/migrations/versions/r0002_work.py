"""Content and its revisions, attempts and their events, evaluations, reading."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)

_REFUSAL = "events of an attempt are only ever added"
_SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER attempt_event_no_{verb.lower()} BEFORE {verb} ON attempt_event "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for verb in ("UPDATE", "DELETE")
)
_POSTGRES_GUARDS = (
    (
        "CREATE OR REPLACE FUNCTION attempt_event_guard() RETURNS trigger "
        f"LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    ),
    (
        "CREATE TRIGGER attempt_event_guard BEFORE UPDATE OR DELETE "
        "ON attempt_event FOR EACH STATEMENT EXECUTE FUNCTION attempt_event_guard()"
    ),
)


def upgrade() -> None:
    """Make the tables."""
    _resource()
    _revision()
    _attempt()
    _policy_read()
    _revision_pin()
    _attempt_event()
    _draft()
    _evaluation()
    _criterion_score()
    _typed_text()
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE_GUARDS if on_sqlite else _POSTGRES_GUARDS:
        op.execute(statement)


def _resource() -> None:
    op.create_table(
        "resource",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("slug", sa.String(80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource")),
        sa.UniqueConstraint("kind", "slug", name=op.f("uq_resource_kind")),
    )


def _revision() -> None:
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(12), nullable=False),
        sa.Column("change_kind", sa.String(12), nullable=False),
        sa.Column("change_note", sa.String(500), nullable=False),
        sa.Column("file", sa.String(200), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("logic_digest", sa.String(64), nullable=False),
        sa.Column("text_digest", sa.String(64), nullable=False),
        sa.Column("card", sa.JSON(), nullable=False),
        sa.Column("reference", sa.JSON(), nullable=False),
        sa.Column("published_at", _MOMENT, nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'in-review', 'published', 'withdrawn')",
            name=op.f("ck_revision_state"),
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_revision_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resource.id"],
            name=op.f("fk_revision_resource_id_resource"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
        sa.UniqueConstraint(
            "resource_id", "number", name=op.f("uq_revision_resource_id")
        ),
    )
    op.create_index(op.f("ix_revision_resource_id"), "revision", ["resource_id"])


def _attempt() -> None:
    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("resource_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("mode", sa.String(12), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("seed", sa.String(40), nullable=False),
        sa.Column("deal", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("time_factor", sa.Numeric(3, 2)),
        sa.Column("secret", sa.String(64), nullable=False),
        sa.Column("branched_from", sa.Integer()),
        sa.Column("branched_seq", sa.Integer()),
        sa.Column("started_at", _MOMENT, nullable=False),
        sa.Column("finished_at", _MOMENT),
        sa.CheckConstraint(
            "mode IN ('practice', 'assessment', 'observation')",
            name=op.f("ck_attempt_mode"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'finished', 'left')", name=op.f("ck_attempt_state")
        ),
        sa.CheckConstraint("number >= 1", name=op.f("ck_attempt_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["branched_from"],
            ["attempt.id"],
            name=op.f("fk_attempt_branched_from_attempt"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_attempt_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"],
            ["resource.id"],
            name=op.f("fk_attempt_resource_id_resource"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_attempt_revision_id_revision"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint(
            "person_id",
            "resource_id",
            "mode",
            "number",
            name=op.f("uq_attempt_person_id"),
        ),
    )
    op.create_index("ix_attempt_person_state", "attempt", ["person_id", "state", "id"])
    op.create_index(op.f("ix_attempt_resource_id"), "attempt", ["resource_id"])
    op.create_index(op.f("ix_attempt_revision_id"), "attempt", ["revision_id"])


def _policy_read() -> None:
    op.create_table(
        "policy_read",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("read_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_policy_read_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_policy_read_revision_id_revision"),
        ),
        sa.PrimaryKeyConstraint(
            "person_id", "revision_id", name=op.f("pk_policy_read")
        ),
    )


def _revision_pin() -> None:
    op.create_table(
        "revision_pin",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("pinned_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["pinned_id"],
            ["revision.id"],
            name=op.f("fk_revision_pin_pinned_id_revision"),
        ),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["revision.id"],
            name=op.f("fk_revision_pin_revision_id_revision"),
        ),
        sa.PrimaryKeyConstraint(
            "revision_id", "pinned_id", name=op.f("pk_revision_pin")
        ),
    )


def _attempt_event() -> None:
    op.create_table(
        "attempt_event",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("move", sa.String(80), nullable=False),
        sa.Column("action", sa.String(40), nullable=False),
        sa.Column("arguments", sa.JSON(), nullable=False),
        sa.Column("hits", sa.JSON(), nullable=False),
        sa.Column("scorer", sa.String(80), nullable=False),
        sa.Column("refused", sa.Boolean(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("client_token", sa.String(64), nullable=False),
        sa.Column("text_digest", sa.String(64), nullable=False),
        sa.Column("judged", sa.JSON(), nullable=False),
        sa.CheckConstraint("seq >= 1", name=op.f("ck_attempt_event_numbered_from_one")),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
            name=op.f("fk_attempt_event_attempt_id_attempt"),
        ),
        sa.PrimaryKeyConstraint("attempt_id", "seq", name=op.f("pk_attempt_event")),
        sa.UniqueConstraint(
            "attempt_id", "client_token", name=op.f("uq_attempt_event_attempt_id")
        ),
    )


def _draft() -> None:
    op.create_table(
        "draft",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("saved_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id"], ["attempt.id"], name=op.f("fk_draft_attempt_id_attempt")
        ),
        sa.PrimaryKeyConstraint("attempt_id", "move", name=op.f("pk_draft")),
    )


def _evaluation() -> None:
    op.create_table(
        "evaluation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("scorer", sa.String(20), nullable=False),
        sa.Column("engine_version", sa.String(20), nullable=False),
        sa.Column("total", sa.Numeric(4, 1), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=False),
        sa.Column("pass_mark", sa.Integer(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(40), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("critical", sa.JSON(), nullable=False),
        sa.Column("supersedes_id", sa.Integer()),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.CheckConstraint(
            "total BETWEEN 0 AND 100", name=op.f("ck_evaluation_total_is_percent")
        ),
        sa.ForeignKeyConstraint(
            ["attempt_id"],
            ["attempt.id"],
            name=op.f("fk_evaluation_attempt_id_attempt"),
        ),
        sa.ForeignKeyConstraint(
            ["supersedes_id"],
            ["evaluation.id"],
            name=op.f("fk_evaluation_supersedes_id_evaluation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evaluation")),
    )
    op.create_index(op.f("ix_evaluation_attempt_id"), "evaluation", ["attempt_id"])


def _criterion_score() -> None:
    op.create_table(
        "criterion_score",
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(20), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("share", sa.Numeric(4, 1), nullable=False),
        sa.Column("level", sa.String(12), nullable=False),
        sa.Column("gains", sa.Integer(), nullable=False),
        sa.Column("losses", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Integer(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["evaluation.id"],
            name=op.f("fk_criterion_score_evaluation_id_evaluation"),
        ),
        sa.PrimaryKeyConstraint(
            "evaluation_id", "criterion", name=op.f("pk_criterion_score")
        ),
    )


def _typed_text() -> None:
    op.create_table(
        "typed_text",
        sa.Column("attempt_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["attempt_id", "seq"],
            ["attempt_event.attempt_id", "attempt_event.seq"],
            name=op.f("fk_typed_text_attempt_id_attempt_event"),
        ),
        sa.PrimaryKeyConstraint("attempt_id", "seq", name=op.f("pk_typed_text")),
    )
