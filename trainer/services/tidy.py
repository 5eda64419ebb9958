"""Remove what nobody needs any more about who signed in when and where."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlalchemy.orm import Session

from trainer.services.throttle import FORGET_AFTER
from trainer.services.visitors import LONGEST
from trainer.store.engine import writing
from trainer.store.sessions import OneTimeCode, SignedInSession, SignInThrottle

KEEP_CODES = timedelta(days=30)
"""How long it can still be looked up who printed a code for whom."""


def tidy_sign_ins(session: Session, *, now: datetime) -> int:
    """Remove sessions, codes and failed tries that are over; return how many rows.

    A used code the person was not told about yet is kept until they are.
    """
    told = OneTimeCode.announced_at.is_not(None)
    over = (
        delete(SignedInSession).where(SignedInSession.created_at < now - LONGEST),
        delete(SignInThrottle).where(SignInThrottle.last_at < now - FORGET_AFTER),
        delete(OneTimeCode).where(
            OneTimeCode.expires_at < now - KEEP_CODES,
            or_(OneTimeCode.used_at.is_(None), told),
        ),
    )
    with writing(session):
        connection = session.connection()
        return sum(connection.execute(statement).rowcount for statement in over)
