"""The people one is responsible for: see them, add them, print their codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainer.errors import (
    LastAdministratorError,
    NotAllowedError,
    NotFoundError,
    StaffNumberTakenError,
    WrongDetailError,
)
from trainer.services import authority, codes, teams
from trainer.services.roster import PersonInView, people_of
from trainer.services.sign_in import end_sessions
from trainer.store import audit
from trainer.store.engine import writing
from trainer.store.people import Membership, Person, Role, plain_staff_number

__all__ = [
    "NewPerson",
    "PersonInView",
    "add_person",
    "deactivate",
    "people_of",
    "print_code",
    "put_person",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """What has to be known about somebody to add them."""

    staff_number: str
    name: str
    team_id: int
    role: Role = Role.TRAINEE
    email: str = ""
    """Optional."""
    language: str = "en"
    zone: str = "UTC"


def add_person(
    session: Session, *, actor: int, person: NewPerson, now: datetime
) -> int:
    """Add somebody to a team and return their id; a rehire keeps the one they had.

    Somebody new has no password yet: print a code next.

    Raises:
        NotAllowedError: if the actor may not give this role in this team.
        NotFoundError: if there is no such team.
        StaffNumberTakenError: if somebody active has the staff number.
        WrongDetailError: naming the field that cannot be taken.
    """
    with writing(session):
        teams.require_may_fill(
            session, actor=actor, team_id=person.team_id, role=person.role, now=now
        )
        row = put_person(session, person=person, now=now)
        audit.record(
            session,
            "person.added",
            actor=teams.audit_id(session, actor),
            at=now,
            subject=row.audit_id,
            detail={"team": person.team_id, "role": str(person.role)},
        )
        return row.id


def put_person(session: Session, *, person: NewPerson, now: datetime) -> Person:
    """Add or bring back somebody without asking who may; part of the caller's.

    Raises:
        StaffNumberTakenError: if somebody active has the staff number.
        WrongDetailError: naming the field that cannot be taken.
    """
    number = _staff_number(person.staff_number)
    row = session.scalar(select(Person).where(Person.staff_number == number))
    if row is None:
        row = Person(staff_number=number, created_at=now)
        session.add(row)
    elif row.deactivated_at is None:
        raise StaffNumberTakenError(number)
    row.name = teams.readable(person.name, field="name", longest=200)
    row.email = _email(person.email)
    row.language = person.language
    row.zone = person.zone if person.zone in available_timezones() else "UTC"
    row.password_hash = row.password_set_at = None
    row.deactivated_at = None
    session.flush()
    post = teams.Post(person_id=row.id, team_id=person.team_id, role=person.role)
    teams.enter(session, post=post, now=now)
    return row


def print_code(session: Session, *, actor: int, person_id: int, now: datetime) -> str:
    """Return a new one-time code for somebody; earlier ones stop working.

    Using it ends the person's sessions and their password, so this is also what to
    do when a password is forgotten. Codes are for trainees of one's own teams; the
    first one of somebody new also for whomever the actor may give their role.

    Raises:
        NotFoundError: if the actor does not oversee such a person.
        NotAllowedError: if the actor oversees them but may not reset them.
    """
    with writing(session):
        person = _in_sight(session, actor, person_id, now)
        _require_may_print(session, actor, person, now)
        code = codes.issue(session, person_id=person_id, issued_by=actor, now=now)
        audit.record(
            session,
            "code.printed",
            actor=teams.audit_id(session, actor),
            at=now,
            subject=person.audit_id,
        )
        return code


def deactivate(session: Session, *, actor: int, person_id: int, now: datetime) -> None:
    """Shut somebody out at once: sessions and roles end, what they did is kept.

    Raises:
        NotFoundError: if the actor does not oversee such a person.
        NotAllowedError: if the actor may not do this to them.
        LastAdministratorError: if nobody else administers the installation.
    """
    with writing(session):
        person = _in_sight(session, actor, person_id, now)
        _require_may_reset(session, actor, person_id, now)
        if _is_last_admin(session, person_id, now):
            raise LastAdministratorError
        person.deactivated_at = now
        person.password_hash = None
        _end_memberships(session, person_id, now)
        end_sessions(session, person_id=person_id, now=now)
        audit.record(
            session,
            "person.deactivated",
            actor=teams.audit_id(session, actor),
            at=now,
            subject=person.audit_id,
        )


def _in_sight(session: Session, actor: int, person_id: int, now: datetime) -> Person:
    person = session.get(Person, person_id, populate_existing=True)
    seen = authority.may_see(session, actor=actor, person_id=person_id, now=now)
    if person is None or person.deactivated_at is not None or not seen:
        raise NotFoundError("There is no such person in your teams.")
    return person


def _require_may_print(
    session: Session, actor: int, person: Person, now: datetime
) -> None:
    if actor == person.id:
        raise NotAllowedError(
            "Nobody prints a code for themself. "
            "Change your password on the page “Account”."
        )
    if not _may_let_in(session, actor, person, now):
        _require_may_reset(session, actor, person.id, now)


def _may_let_in(session: Session, actor: int, person: Person, now: datetime) -> bool:
    """Return whether this is somebody new, whose account nobody can lose yet."""
    return person.password_set_at is None and authority.may_fill_all(
        session, actor=actor, person_id=person.id, now=now
    )


def _require_may_reset(
    session: Session, actor: int, person_id: int, now: datetime
) -> None:
    if authority.is_admin(session, actor, now):
        return
    if not authority.oversees_trainee(
        session, actor=actor, person_id=person_id, now=now
    ):
        raise NotAllowedError(
            "You can do this for trainees of your own teams. "
            "For anybody else, ask an administrator."
        )


def _is_last_admin(session: Session, person_id: int, now: datetime) -> bool:
    admins = session.scalars(
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.role == str(Role.ADMIN),
            Person.deactivated_at.is_(None),
            *authority.current(now),
        )
    ).all()
    return set(admins) == {person_id}


def _end_memberships(session: Session, person_id: int, now: datetime) -> None:
    for membership in session.scalars(
        select(Membership).where(
            Membership.person_id == person_id, *authority.current(now)
        )
    ):
        if membership.valid_from < now:
            membership.valid_to = now
        else:
            session.delete(membership)


def _staff_number(text: str) -> str:
    number = plain_staff_number(text)
    if not 1 <= len(number) <= 40:  # noqa: PLR2004 - the width of the column
        raise WrongDetailError(
            "staff_number", "Type a staff number of 1 to 40 letters and digits."
        )
    return number


def _email(text: str) -> str | None:
    plain = text.strip()
    if not plain:
        return None
    if "@" not in plain[1:-1] or len(plain) > 254 or not plain.isprintable():  # noqa: PLR2004 - the longest address there is
        raise WrongDetailError(
            "email", "That is no e-mail address. Mend it, or leave it out."
        )
    return plain
