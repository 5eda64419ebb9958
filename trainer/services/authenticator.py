"""The second step of signing in: a code from an authenticator app on one's phone.

For supervisors and above, who may see and change what others did. With it a password
may be shorter. Whoever lost the phone is let in by a printed one-time code, which
switches the second step off. Codes are those of RFC 6238: six digits, half a minute.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

import pyotp
from sqlalchemy.orm import Session

from trainer.errors import NotFoundError, TrainerError, WrongDetailError
from trainer.services import passwords, throttle
from trainer.services.visitors import Visitor
from trainer.store import audit
from trainer.store.engine import writing
from trainer.store.people import Person, Role

WITHIN = timedelta(minutes=5)
"""From the right password to the code."""

SHORTEST = 8
"""Characters of a password that is followed by a code."""

OFFERED_TO = frozenset({Role.SUPERVISOR, Role.MANAGER, Role.ADMIN})

_SECONDS, _DRIFT = 30, 1
"""How long a code holds, and how many such steps a phone's clock may be off."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Half:
    """Half a sign-in: the password was right, the code is still to come."""

    person_id: int
    staff_number: str
    proof: str
    """Of the password hash; another password makes it worthless."""
    at: datetime


class CodeWantedError(TrainerError):
    """The password is right; a code from the authenticator has to follow."""

    status = 401

    def __init__(self, half: Half) -> None:
        super().__init__("Type the code your authenticator app shows now.")
        self.half = half


class WrongCodeError(TrainerError):
    """The code is wrong, was used already, or came too late."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            "That code does not hold. Wait for the next one in your app and type that. "
            "If your phone is lost, ask for a printed one-time code."
        )


def new_key() -> str:
    """Return a secret to share with an app: 160 random bits in base 32."""
    return pyotp.random_base32()


def address(key: str, *, staff_number: str, issuer: str) -> str:
    """Return the ``otpauth`` address an app reads from a QR code."""
    return pyotp.TOTP(key).provisioning_uri(name=staff_number, issuer_name=issuer)


def accepted_step(key: str, typed: str, *, now: datetime, after: int) -> int | None:
    """Return the half minute a code stands for, if it holds now.

    Args:
        key: The shared secret.
        typed: Six digits; spaces do not matter.
        now: The moment it was typed.
        after: The last step that was accepted: a code works once.
    """
    digits, step = "".join(typed.split()), int(now.timestamp()) // _SECONDS
    for one in range(max(step - _DRIFT, after + 1), step + _DRIFT + 1):
        if pyotp.utils.strings_equal(pyotp.TOTP(key).generate_otp(one), digits):
            return one
    return None


def half_of(person: Person, at: datetime) -> Half:
    """Return half a sign-in of somebody whose password was right."""
    return Half(
        person_id=person.id,
        staff_number=person.staff_number,
        proof=_proof(person),
        at=at,
    )


def complete(person: Person, half: Half, typed: str, *, now: datetime) -> None:
    """Accept the code that completes a sign-in; part of the caller's transaction.

    Raises:
        WrongCodeError: if the code does not hold, or the first half no longer does.
    """
    fresh = half.at <= now < half.at + WITHIN and half.proof == _proof(person)
    step = None
    if fresh and person.totp_secret:
        last = person.totp_step or 0
        step = accepted_step(person.totp_secret, typed, now=now, after=last)
    if step is None:
        raise WrongCodeError
    person.totp_step = step


def is_on(session: Session, *, person_id: int) -> bool:
    """Return whether somebody signs in with a second step."""
    return _person(session, person_id).totp_secret is not None


def turn_on(
    session: Session, *, visitor: Visitor, key: str, typed: str, now: datetime
) -> None:
    """Ask for a code from now on, once the app has shown that it knows the key.

    Raises:
        WrongDetailError: if the code does not fit the key; field ``code``.
    """
    step = accepted_step(key, typed, now=now, after=0)
    if step is None:
        raise WrongDetailError(
            "code",
            "That is not the code for this key. Check that the phone's clock is right, "
            "and type the code it shows now.",
        )
    with writing(session):
        person = _person(session, visitor.person_id)
        person.totp_secret, person.totp_step = key, step
        _record(session, person, "authenticator.on", now)


def turn_off(
    session: Session, *, visitor: Visitor, password: str, now: datetime
) -> None:
    """Ask for no code any more.

    Raises:
        WrongDetailError: if the password is wrong, or too short to stand alone; field
            ``current``.
        SignInThrottledError: if it was wrong too often.
    """
    person = _person(session, visitor.person_id)
    stored, brake = person.password_hash, throttle.account(person.staff_number)
    throttle.count_try(session, brake, now=now)
    if not passwords.matches(stored, password):
        raise WrongDetailError(
            "current", "That is not your current password. Type it again."
        )
    if len(password) < passwords.SHORTEST:
        raise WrongDetailError(
            "current",
            "Without the code your password needs %(n)s characters or more. Choose a "
            "longer one first.",
            n=passwords.SHORTEST,
        )
    with writing(session):
        throttle.take_back(session, brake)
        forget(session, _person(session, visitor.person_id), now)


def forget(session: Session, person: Person, now: datetime) -> None:
    """Switch the second step off; part of the caller's transaction."""
    if person.totp_secret is not None:
        person.totp_secret = person.totp_step = None
        _record(session, person, "authenticator.off", now)


def _proof(person: Person) -> str:
    return hashlib.sha256((person.password_hash or "").encode()).hexdigest()


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id, populate_existing=True)
    if person is None:
        raise NotFoundError("There is no such person any more. Sign in again.")
    return person


def _record(session: Session, person: Person, action: str, now: datetime) -> None:
    who = person.audit_id
    audit.record(session, action, actor=who, at=now, subject=who)
