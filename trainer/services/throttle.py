"""The brake on guessing: each failed sign-in makes the next one wait longer.

A try is counted before the password is looked at and taken back when it was right.
So a thousand tries sent at the same moment are a thousand tries.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from trainer.errors import SignInThrottledError
from trainer.store.engine import insert_if_missing, writing
from trainer.store.sessions import SignInThrottle

LONGEST_WAIT = 900
"""Seconds; so that nobody can lock a colleague out for the day."""

FORGET_AFTER = timedelta(hours=24)
"""Failures are forgotten when none has been added for so long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brake:
    """One thing that is slowed down, and how many failures it has free."""

    kind: str
    value: str
    free: int
    """Failures before the first wait."""

    @property
    def key(self) -> str:
        """What the table calls it."""
        return hashlib.sha256(f"{self.kind}:{self.value}".encode()).hexdigest()


def account(staff_number: str) -> Brake:
    """Return the brake of an account, whether it exists or not."""
    return Brake(kind="account", value=staff_number, free=5)


def address(address: str) -> Brake:
    """Return the brake of a network address, which a whole shop may share."""
    return Brake(kind="address", value=address, free=30)


def wait_after(failures: int, *, free: int) -> int:
    """Return how many seconds to wait after so many failures, at most 900.

    Example:
        >>> [wait_after(n, free=5) for n in (4, 5, 6, 7, 100)]
        [0, 2, 4, 8, 900]
    """
    if failures < free:
        return 0
    doublings = min(failures - free + 1, LONGEST_WAIT.bit_length())
    return min(1 << doublings, LONGEST_WAIT)


def count_try(session: Session, *brakes: Brake, now: datetime) -> None:
    """Count one try against every brake, in a transaction of its own.

    Raises:
        SignInThrottledError: with the seconds to wait; then nothing is counted.
    """
    with writing(session):
        rows = [_row(session, brake, now) for brake in brakes]
        waits = [row.blocked_until - now for row in rows if row.blocked_until]
        longest = max(waits, default=timedelta(0))
        if longest > timedelta(0):
            raise SignInThrottledError(-(-longest // timedelta(seconds=1)))
        for row, brake in zip(rows, brakes, strict=True):
            fresh = now - row.last_at <= FORGET_AFTER
            row.failures = row.failures + 1 if fresh else 1
            row.last_at = now
            wait = wait_after(row.failures, free=brake.free)
            row.blocked_until = now + timedelta(seconds=wait) if wait else None


def take_back(session: Session, *brakes: Brake) -> None:
    """Take one counted try back, because it was right; part of the caller's."""
    for brake in brakes:
        session.execute(
            update(SignInThrottle)
            .where(SignInThrottle.key == brake.key, SignInThrottle.failures > 0)
            .values(failures=SignInThrottle.failures - 1, blocked_until=None)
        )


def forget(session: Session, brake: Brake) -> None:
    """Forget every failure of a brake; part of the caller's transaction."""
    session.execute(delete(SignInThrottle).where(SignInThrottle.key == brake.key))


def _row(session: Session, brake: Brake, now: datetime) -> SignInThrottle:
    insert_if_missing(session, SignInThrottle, key=brake.key, failures=0, last_at=now)
    statement = (
        select(SignInThrottle)
        .where(SignInThrottle.key == brake.key)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return session.scalars(statement).one()
