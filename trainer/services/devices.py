"""Where somebody is signed in, and signing out there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from trainer.services.visitors import LONGEST, ends_at
from trainer.store.engine import writing
from trainer.store.sessions import SignedInSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A place somebody is signed in at."""

    session_id: int
    user_agent: str
    address: str
    shared_till: bool
    created_at: datetime
    last_seen_at: datetime


def of_person(session: Session, *, person_id: int, now: datetime) -> tuple[Device, ...]:
    """Return where this person is signed in, the most recently used first."""
    rows = session.scalars(
        select(SignedInSession)
        .where(
            SignedInSession.person_id == person_id,
            SignedInSession.revoked_at.is_(None),
            SignedInSession.created_at > now - LONGEST,
        )
        .order_by(SignedInSession.last_seen_at.desc(), SignedInSession.id.desc())
    )
    return tuple(_device(row) for row in rows if now < _over(row))


def revoke(session: Session, *, person_id: int, session_id: int, now: datetime) -> None:
    """End one of this person's sessions; another person's is left alone."""
    with writing(session):
        own = SignedInSession.person_id == person_id
        end(session, own, SignedInSession.id == session_id, now=now)


def end(session: Session, *which: ColumnElement[bool], now: datetime) -> None:
    """End the sessions these conditions pick; part of the caller's transaction."""
    session.execute(
        update(SignedInSession)
        .where(SignedInSession.revoked_at.is_(None), *which)
        .values(revoked_at=now)
    )


def _device(row: SignedInSession) -> Device:
    return Device(
        session_id=row.id,
        user_agent=row.user_agent,
        address=row.address,
        shared_till=row.shared_till,
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
    )


def _over(row: SignedInSession) -> datetime:
    return ends_at(
        created_at=row.created_at,
        last_seen_at=row.last_seen_at,
        shared_till=row.shared_till,
    )
