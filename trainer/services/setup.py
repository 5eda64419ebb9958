"""What the operator does before and besides everybody else, on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainer.errors import NotAllowedError, NotFoundError
from trainer.services import codes
from trainer.services.people import NewPerson, put_person
from trainer.services.teams import readable
from trainer.store import audit
from trainer.store.engine import writing
from trainer.store.people import Membership, Person, Role, Team, plain_staff_number


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstAdmin:
    """Who administers a new installation."""

    staff_number: str
    name: str
    organisation: str
    """Names the team above all others."""
    language: str = "en"
    zone: str = "UTC"


def add_first_admin(session: Session, *, admin: FirstAdmin, now: datetime) -> str:
    """Make the organisation and its first administrator; return their one-time code.

    Raises:
        NotAllowedError: if there is an administrator already.
        StaffNumberTakenError: if somebody active has the staff number.
        WrongDetailError: naming the field that cannot be taken.
    """
    with writing(session):
        _refuse_second(session)
        newcomer = NewPerson(
            staff_number=admin.staff_number,
            name=admin.name,
            team_id=_organisation(session, admin.organisation),
            role=Role.ADMIN,
            language=admin.language,
            zone=admin.zone,
        )
        person = put_person(session, person=newcomer, now=now)
        return _print(session, person, now)


def print_code_as_operator(
    session: Session, *, staff_number: str, now: datetime
) -> str:
    """Return a one-time code for anybody active, such as an administrator shut out.

    Raises:
        NotFoundError: if nobody active has the staff number.
    """
    number = plain_staff_number(staff_number)
    with writing(session):
        person = session.scalar(
            select(Person).where(
                Person.staff_number == number, Person.deactivated_at.is_(None)
            )
        )
        if person is None:
            raise NotFoundError(
                "Nobody active has the staff number %(number)s.", number=number
            )
        return _print(session, person, now)


def _refuse_second(session: Session) -> None:
    admins = select(Membership.id).where(Membership.role == str(Role.ADMIN))
    if session.scalar(admins.limit(1)) is not None:
        raise NotAllowedError(
            "There is an administrator already. They can add people on the page "
            "“People”; if they cannot sign in, print them a new code here."
        )


def _organisation(session: Session, name: str) -> int:
    top = select(Team).where(Team.parent_id.is_(None)).order_by(Team.id).limit(1)
    team = session.scalar(top)
    if team is None:
        team = Team(name=readable(name, field="organisation", longest=120))
        session.add(team)
        session.flush()
    return team.id


def _print(session: Session, person: Person, now: datetime) -> str:
    code = codes.issue(session, person_id=person.id, issued_by=None, now=now)
    audit.record(
        session, "code.printed", actor=audit.OPERATOR, at=now, subject=person.audit_id
    )
    return code
