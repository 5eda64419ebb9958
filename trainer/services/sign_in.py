"""Sign in and out: staff number and password, or the one-time code on paper."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, select, update
from sqlalchemy.orm import Session

from trainer.errors import SignInRefusedError
from trainer.services import codes, passwords, throttle
from trainer.services.visitors import (
    LONGEST,
    Visitor,
    ends_at,
    recall,
    token_hash,
)
from trainer.store import audit
from trainer.store.engine import writing
from trainer.store.people import Person, plain_staff_number
from trainer.store.sessions import OneTimeCode, SignedInSession

__all__ = [
    "Device",
    "SignedIn",
    "Visitor",
    "devices",
    "end_sessions",
    "recall",
    "revoke",
    "sign_in",
    "sign_out",
]

OPERATOR_NAME = "the operator"
"""Who reset a password when it was done on the command line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A new session: the token goes into the cookie and nowhere else."""

    token: str
    visitor: Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A place somebody is signed in at."""

    session_id: int
    user_agent: str
    address: str
    shared_till: bool
    created_at: datetime
    last_seen_at: datetime


def sign_in(  # noqa: PLR0913 - what the form and the request around it know
    session: Session,
    *,
    staff_number: str,
    secret: str,
    address: str,
    shared_till: bool,
    now: datetime,
    user_agent: str,
) -> SignedIn:
    """Open a session for whoever knows the password or holds the printed code.

    A code works once. It ends every other session of the person, and the visitor
    has to set a password before anything else.

    Raises:
        SignInThrottledError: if too many tries failed lately.
        SignInRefusedError: for any other reason; the message does not say which.
    """
    number = plain_staff_number(staff_number)
    account, origin = throttle.account(number), throttle.address(address)
    throttle.count_try(session, account, origin, now=now)
    stored = session.scalar(_active(number).with_only_columns(Person.password_hash))
    proven = stored if passwords.matches(stored, secret) else None
    token = secrets.token_urlsafe(32)
    entry = SignedInSession(
        token_hash=token_hash(token),
        created_at=now,
        last_seen_at=now,
        user_agent=_printable(user_agent, 200),
        address=_printable(address, 45),
        shared_till=shared_till,
    )
    with writing(session):
        _enter(session, number, entry, proven=proven, typed=secret)
        throttle.forget(session, account)
        throttle.take_back(session, origin)
    visitor = recall(session, token=token, now=now)
    if visitor is None:
        raise SignInRefusedError
    return SignedIn(token=token, visitor=visitor)


def sign_out(session: Session, *, token: str, now: datetime) -> None:
    """End the session of this token; nothing happens if it is over already."""
    with writing(session):
        _end(session, SignedInSession.token_hash == token_hash(token), now=now)


def devices(session: Session, *, person_id: int, now: datetime) -> tuple[Device, ...]:
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
        _end(session, own, SignedInSession.id == session_id, now=now)


def end_sessions(
    session: Session, *, person_id: int, now: datetime, but: int = 0
) -> None:
    """End every session of a person, except the one numbered ``but``."""
    with writing(session):
        own = SignedInSession.person_id == person_id
        _end(session, own, SignedInSession.id != but, now=now)


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


def _active(staff_number: str) -> Select[Person]:
    return (
        select(Person)
        .where(Person.staff_number == staff_number, Person.deactivated_at.is_(None))
        .execution_options(populate_existing=True)
    )


def _enter(
    session: Session,
    staff_number: str,
    entry: SignedInSession,
    *,
    proven: str | None,
    typed: str,
) -> None:
    """Let the person in by the password hash they proved to know, else by code."""
    person = session.scalar(_active(staff_number).with_for_update())
    if person is None:
        raise SignInRefusedError
    now = entry.created_at
    # a code may have been used while the password was being checked
    if proven is not None and person.password_hash == proven:
        _announce_reset(session, person, entry, now)
    else:
        _enter_by_code(session, person, entry, typed, now)
    entry.person_id = person.id
    session.add(entry)
    session.flush()


def _enter_by_code(
    session: Session,
    person: Person,
    entry: SignedInSession,
    typed: str,
    now: datetime,
) -> None:
    used = codes.use(session, person_id=person.id, typed=typed, now=now)
    if used is None:
        raise SignInRefusedError
    if person.password_set_at is None:
        _mark_announced(session, person, now)
    else:
        entry.reset_by, entry.reset_at = _printer(session, used.issued_by), now
    person.password_hash = None
    end_sessions(session, person_id=person.id, now=now)
    audit.record(
        session, "code.used", actor=person.audit_id, at=now, subject=person.audit_id
    )


def _announce_reset(
    session: Session, person: Person, entry: SignedInSession, now: datetime
) -> None:
    latest = _unannounced(person).order_by(OneTimeCode.used_at.desc()).limit(1)
    code = session.scalar(latest)
    if code is not None:
        entry.reset_by, entry.reset_at = _printer(session, code.issued_by), code.used_at
        _mark_announced(session, person, now)


def _unannounced(person: Person) -> Select[OneTimeCode]:
    return select(OneTimeCode).where(
        OneTimeCode.person_id == person.id,
        OneTimeCode.used_at.is_not(None),
        OneTimeCode.announced_at.is_(None),
    )


def _mark_announced(session: Session, person: Person, now: datetime) -> None:
    for code in session.scalars(_unannounced(person)):
        code.announced_at = now


def _printer(session: Session, person_id: int | None) -> str:
    name = session.scalar(select(Person.name).where(Person.id == person_id))
    return name or OPERATOR_NAME


def _end(session: Session, *which: ColumnElement[bool], now: datetime) -> None:
    session.execute(
        update(SignedInSession)
        .where(SignedInSession.revoked_at.is_(None), *which)
        .values(revoked_at=now)
    )


def _printable(text: str, longest: int) -> str:
    return "".join(c for c in text[:longest] if c.isprintable())
