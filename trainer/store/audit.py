"""The audit log: what was done about people and access, by whom, in order.

Rows are only ever added. Each carries the hash of the one before, so a row that
was changed, removed or slipped in later breaks the chain at that place.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, String, Text, event, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from trainer.store import Base
from trainer.store.engine import is_sqlite

CHAIN_START = "0" * 64
"""What the first row names as the hash before it."""

OPERATOR = "operator"
"""The actor of what is done on the command line, where nobody is signed in."""

_CHAIN_LOCK = 7_203_512
"""Number of the PostgreSQL lock that lets one writer at a time add to the chain."""


class AuditEntry(Base):
    """One thing that was done. People are named by their ``audit_id`` alone."""

    __tablename__ = "audit_log"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Counts from 1 without gaps."""
    at: Mapped[datetime] = mapped_column(index=True)
    actor: Mapped[str] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(32), index=True)
    detail: Mapped[str] = mapped_column(Text)
    """JSON with sorted keys, as it was hashed."""
    previous_hash: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)

    def expected_hash(self) -> str:
        """Return the hash this row must carry if it is as it was written."""
        parts = (
            self.previous_hash,
            str(self.id),
            self.at.isoformat(),
            self.actor,
            self.action,
            self.subject,
            self.detail,
        )
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()

    def __repr__(self) -> str:
        return f"<AuditEntry {self.id} {self.action}>"


def record(
    session: Session,
    action: str,
    *,
    actor: str,
    at: datetime,
    subject: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:
    """Add a row at the end of the chain; part of the caller's transaction.

    Args:
        session: Inside ``writing``, as late as possible: others wait from here on.
        action: What was done, such as ``code.used``.
        actor: The ``audit_id`` of who did it, or :data:`OPERATOR`.
        at: When.
        subject: The ``audit_id`` of whom it was about.
        detail: Anything JSON can carry; no names, numbers or secrets of people.
    """
    number, previous = _last(session)
    entry = AuditEntry(
        id=number + 1,
        at=at,
        actor=actor,
        action=action,
        subject=subject,
        detail=json.dumps(detail or {}, ensure_ascii=False, sort_keys=True),
        previous_hash=previous,
    )
    entry.hash = entry.expected_hash()
    session.add(entry)
    session.flush()


def _last(session: Session) -> tuple[int, str]:
    """Return number and hash of the last row; nobody else adds one until we have."""
    if not is_sqlite(session.connection()):
        session.execute(select(func.pg_advisory_xact_lock(_CHAIN_LOCK)))
    last = session.execute(
        select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)
    ).first()
    return (last.id, last.hash) if last else (0, CHAIN_START)


def first_broken(session: Session) -> int | None:
    """Return the number of the first row that is not as it was written, if any."""
    previous = CHAIN_START
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    for number, entry in enumerate(rows.yield_per(1_000), start=1):
        linked = (entry.id, entry.previous_hash) == (number, previous)
        if not linked or entry.hash != entry.expected_hash():
            return number
        previous = entry.hash
    return None


REFUSAL = "the audit log is only ever added to"

SQLITE_GUARDS = tuple(
    f"CREATE TRIGGER audit_log_no_{verb.lower()} BEFORE {verb} ON audit_log "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    for verb in ("UPDATE", "DELETE")
)
"""Statements that make SQLite refuse to change or remove a row."""

POSTGRES_GUARDS = (
    (
        "CREATE OR REPLACE FUNCTION audit_log_guard() RETURNS trigger "
        f"LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
    ),
    (
        "CREATE TRIGGER audit_log_guard BEFORE UPDATE OR DELETE OR TRUNCATE "
        "ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit_log_guard()"
    ),
)
"""Statements that make PostgreSQL refuse to change or remove a row."""


@event.listens_for(AuditEntry.__table__, "after_create")
def _guard(_table: object, connection: Connection, **_options: object) -> None:
    guards = SQLITE_GUARDS if is_sqlite(connection) else POSTGRES_GUARDS
    for statement in guards:
        connection.exec_driver_sql(statement)
