"""Sign in and out: staff number and password, or the one-time code on paper."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from trainer.errors import SignInRefusedError
from trainer.services import authenticator, codes, devices, passwords, throttle
from trainer.services.authenticator import CodeWantedError, Half
from trainer.services.visitors import Visitor, recall, token_hash
from trainer.store import audit
from trainer.store.engine import writing
from trainer.store.people import Person, plain_staff_number
from trainer.store.sessions import OneTimeCode, SignedInSession

__all__ = [
    "SignedIn",
    "Visitor",
    "end_sessions",
    "recall",
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
class Place:
    """Where somebody signs in."""

    address: str
    shared_till: bool
    user_agent: str


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
        CodeWantedError: if the password is right and a code has to follow, for
            :func:`sign_in_with_code`.
        SignInRefusedError: for any other reason; the message does not say which.
    """
    number = plain_staff_number(staff_number)
    account, origin = throttle.account(number), throttle.address(address)
    throttle.count_try(session, account, origin, now=now)
    stored = session.scalar(_active(number).with_only_columns(Person.password_hash))
    proven = stored if passwords.matches(stored, secret) else None
    place = Place(address=address, shared_till=shared_till, user_agent=user_agent)
    token, entry = _new_entry(place, now)
    try:
        with writing(session):
            _enter(session, number, entry, proven=proven, typed=secret)
            throttle.forget(session, account)
            throttle.take_back(session, origin)
    except CodeWantedError:
        with writing(session):
            throttle.take_back(session, account, origin)
        raise
    return _signed_in(session, token, now)


def sign_in_with_code(
    session: Session, *, half: Half, typed: str, place: Place, now: datetime
) -> SignedIn:
    """Open a session for whoever knew the password and holds the phone.

    Raises:
        SignInThrottledError: if too many tries failed lately.
        WrongCodeError: if the code does not hold, or came too late.
    """
    account = throttle.account(half.staff_number)
    origin = throttle.address(place.address)
    throttle.count_try(session, account, origin, now=now)
    token, entry = _new_entry(place, now)
    with writing(session):
        person = session.scalar(_active(half.staff_number).with_for_update())
        if person is None or person.id != half.person_id:
            raise SignInRefusedError
        authenticator.complete(person, half, typed, now=now)
        _announce_reset(session, person, entry, now)
        _add(session, person, entry)
        throttle.forget(session, account)
        throttle.take_back(session, origin)
    return _signed_in(session, token, now)


def sign_out(session: Session, *, token: str, now: datetime) -> None:
    """End the session of this token; nothing happens if it is over already."""
    with writing(session):
        devices.end(session, SignedInSession.token_hash == token_hash(token), now=now)


def end_sessions(
    session: Session, *, person_id: int, now: datetime, but: int = 0
) -> None:
    """End every session of a person, except the one numbered ``but``."""
    with writing(session):
        own = SignedInSession.person_id == person_id
        devices.end(session, own, SignedInSession.id != but, now=now)


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
        if person.totp_secret is not None:
            raise CodeWantedError(authenticator.half_of(person, now))
        _announce_reset(session, person, entry, now)
    else:
        _enter_by_code(session, person, entry, typed, now)
    _add(session, person, entry)


def _add(session: Session, person: Person, entry: SignedInSession) -> None:
    entry.person_id = person.id
    session.add(entry)
    session.flush()


def _new_entry(place: Place, now: datetime) -> tuple[str, SignedInSession]:
    token = secrets.token_urlsafe(32)
    entry = SignedInSession(
        token_hash=token_hash(token),
        created_at=now,
        last_seen_at=now,
        user_agent=_printable(place.user_agent, 200),
        address=_printable(place.address, 45),
        shared_till=place.shared_till,
    )
    return token, entry


def _signed_in(session: Session, token: str, now: datetime) -> SignedIn:
    visitor = recall(session, token=token, now=now)
    if visitor is None:
        raise SignInRefusedError
    return SignedIn(token=token, visitor=visitor)


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
    authenticator.forget(session, person, now)
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


def _printable(text: str, longest: int) -> str:
    return "".join(c for c in text[:longest] if c.isprintable())
