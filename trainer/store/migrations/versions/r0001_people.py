"""People, teams, how they sign in, and the audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)

_REFUSAL = "the audit log is only ever added to"
_SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER audit_log_no_{verb.lower()} BEFORE {verb} ON audit_log "
    f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for verb in ("UPDATE", "DELETE")
)
_POSTGRES_GUARDS = (
    (
        "CREATE OR REPLACE FUNCTION audit_log_guard() RETURNS trigger "
        f"LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    ),
    (
        "CREATE TRIGGER audit_log_guard BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_guard()"
    ),
)


def upgrade() -> None:
    """Make the tables."""
    _person()
    _team()
    _one_time_code()
    _session()
    _sign_in_throttle()
    _audit_log()


def _person() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("staff_number", sa.String(40), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("email", sa.String(254)),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("zone", sa.String(60), nullable=False),
        sa.Column("time_factor", sa.Numeric(3, 2)),
        sa.Column("theme", sa.String(5), nullable=False),
        sa.Column("password_hash", sa.String(200)),
        sa.Column("password_set_at", _MOMENT),
        sa.Column("totp_secret", sa.String(64)),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("deactivated_at", _MOMENT),
        sa.Column("audit_id", sa.String(32), nullable=False),
        sa.CheckConstraint(
            "theme IN ('auto', 'light', 'dark')", name=op.f("ck_person_theme_is_known")
        ),
        sa.CheckConstraint(
            "time_factor BETWEEN 1 AND 5", name=op.f("ck_person_time_factor_helps")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("audit_id", name="uq_person_audit_id"),
        sa.UniqueConstraint("staff_number", name="uq_person_staff_number"),
    )


def _team() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(120), nullable=False),
        sa.Column("parent_id", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["team.id"], name="fk_team_parent_id_team"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
    )
    op.create_index("ix_team_parent_id", "team", ["parent_id"])
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("team_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(10), nullable=False),
        sa.Column("valid_from", _MOMENT, nullable=False),
        sa.Column("valid_to", _MOMENT),
        sa.CheckConstraint(
            "role IN ('trainee', 'supervisor', 'manager', 'admin')",
            name=op.f("ck_membership_role_is_known"),
        ),
        sa.CheckConstraint(
            "valid_to > valid_from", name=op.f("ck_membership_period_is_forward")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_membership_person_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_membership_team_id_team"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_membership"),
    )
    op.create_index("ix_membership_person_id", "membership", ["person_id"])
    op.create_index("ix_membership_team_id_role", "membership", ["team_id", "role"])


def _one_time_code() -> None:
    op.create_table(
        "one_time_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("issued_by", sa.Integer()),
        sa.Column("issued_at", _MOMENT, nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.Column("used_at", _MOMENT),
        sa.Column("announced_at", _MOMENT),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_one_time_code_person_id_person"
        ),
        sa.ForeignKeyConstraint(
            ["issued_by"], ["person.id"], name="fk_one_time_code_issued_by_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_one_time_code"),
        sa.UniqueConstraint("code_hash", name="uq_one_time_code_code_hash"),
    )
    op.create_index("ix_one_time_code_person_id", "one_time_code", ["person_id"])


def _session() -> None:
    op.create_table(
        "session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("last_seen_at", _MOMENT, nullable=False),
        sa.Column("user_agent", sa.String(200), nullable=False),
        sa.Column("address", sa.String(45), nullable=False),
        sa.Column("shared_till", sa.Boolean(), nullable=False),
        sa.Column("revoked_at", _MOMENT),
        sa.Column("reset_by", sa.String(200)),
        sa.Column("reset_at", _MOMENT),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_session_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_session"),
        sa.UniqueConstraint("token_hash", name="uq_session_token_hash"),
    )
    op.create_index("ix_session_person_id", "session", ["person_id"])


def _sign_in_throttle() -> None:
    op.create_table(
        "sign_in_throttle",
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False),
        sa.Column("blocked_until", _MOMENT),
        sa.CheckConstraint(
            "failures >= 0", name=op.f("ck_sign_in_throttle_failures_are_counted")
        ),
        sa.PrimaryKeyConstraint("key", name="pk_sign_in_throttle"),
    )
    op.create_index("ix_sign_in_throttle_last_at", "sign_in_throttle", ["last_at"])


def _audit_log() -> None:
    op.create_table(
        "audit_log",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("actor", sa.String(32), nullable=False),
        sa.Column("action", sa.String(60), nullable=False),
        sa.Column("subject", sa.String(32), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous_hash", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_log"),
        sa.UniqueConstraint("hash", name="uq_audit_log_hash"),
        sa.UniqueConstraint("previous_hash", name="uq_audit_log_previous_hash"),
    )
    op.create_index("ix_audit_log_at", "audit_log", ["at"])
    op.create_index("ix_audit_log_subject", "audit_log", ["subject"])
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in _SQLITE_GUARDS if on_sqlite else _POSTGRES_GUARDS:
        op.execute(statement)
