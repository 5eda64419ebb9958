"""One's own account: password, language, time zone, time factor, looks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import available_timezones

from sqlalchemy.orm import Session

from trainer.errors import NotFoundError, WrongDetailError
from trainer.services import authenticator, passwords, throttle
from trainer.services.sign_in import end_sessions
from trainer.services.visitors import Visitor
from trainer.store import audit
from trainer.store.engine import writing
from trainer.store.people import THEMES, Person

SLOWEST = Decimal(5)
"""Largest factor timers may be multiplied by."""

_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z]{2,4})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """How somebody wants the product to speak and look."""

    language: str
    """A language tag such as ``en`` or ``pt-BR``."""
    zone: str
    """As named by IANA: ``Europe/Rome``."""
    time_factor: Decimal | None
    """Multiplies timers, 1 to 5; None: no timers."""
    theme: str
    """``auto``, ``light`` or ``dark``."""


def set_password(
    session: Session, *, visitor: Visitor, current: str, new: str, now: datetime
) -> None:
    """Replace the visitor's password; their other sessions end.

    Args:
        session: Nothing may be pending in it.
        visitor: Who is signed in.
        current: The password so far; not asked for after a one-time code.
        new: At least 15 characters that are hard to guess; 8 where a code follows.
        now: The moment it happens.

    Raises:
        WeakPasswordError: if the new one is easy to guess.
        WrongDetailError: if the current one is wrong; field ``current``.
        SignInThrottledError: if the current one was wrong too often.
    """
    person = _person(session, visitor.person_id)
    shortest = authenticator.SHORTEST if person.totp_secret else passwords.SHORTEST
    known = (person.staff_number, *person.name.split())
    passwords.refuse_weak(new, known=known, shortest=shortest)
    if person.password_hash is not None:
        _confirm(session, person, current, now)
    hashed = passwords.hashed(new)
    with writing(session):
        person = _person(session, visitor.person_id)
        person.password_hash = hashed
        person.password_set_at = now
        end_sessions(session, person_id=person.id, now=now, but=visitor.session_id)
        who = person.audit_id
        audit.record(session, "password.set", actor=who, at=now, subject=who)


def change_settings(
    session: Session, *, person_id: int, preferences: Preferences
) -> None:
    """Keep how this person wants the product to speak and look.

    Raises:
        WrongDetailError: naming the first field that cannot be taken.
    """
    _check(preferences)
    with writing(session):
        person = _person(session, person_id)
        person.language = preferences.language
        person.zone = preferences.zone
        person.time_factor = preferences.time_factor
        person.theme = preferences.theme


def _confirm(session: Session, person: Person, current: str, now: datetime) -> None:
    stored, account = person.password_hash, throttle.account(person.staff_number)
    throttle.count_try(session, account, now=now)
    if not passwords.matches(stored, current):
        raise WrongDetailError(
            "current", "That is not your current password. Type it again."
        )
    with writing(session):
        throttle.take_back(session, account)


def _check(preferences: Preferences) -> None:
    factor = preferences.time_factor
    if not _LANGUAGE.fullmatch(preferences.language):
        raise WrongDetailError("language", "Choose one of the languages in the list.")
    if preferences.zone not in available_timezones():
        raise WrongDetailError("zone", "Choose one of the time zones in the list.")
    if factor is not None and not 1 <= factor <= SLOWEST:
        raise WrongDetailError(
            "time_factor",
            "Choose a time factor from 1 to %(slowest)s, or no timers.",
            slowest=SLOWEST,
        )
    if preferences.theme not in THEMES:
        raise WrongDetailError("theme", "Choose one of the looks in the list.")


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id, populate_existing=True)
    if person is None:
        raise NotFoundError("There is no such person any more. Sign in again.")
    return person
