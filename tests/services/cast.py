"""The people of the tests: a small organisation, and how to sign them in."""

from dataclasses import dataclass
from functools import cache

from trainer.services import passwords
from trainer.services.sign_in import sign_in
from trainer.services.teams import Post, enter
from trainer.store.people import Person, Role, Team

PASSWORD = "seven green kettles humming"
ADDRESS = "198.51.100.7"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Ids of everybody, and of the teams they are in."""

    organisation: int
    store: int
    counter: int
    """A team below the store."""
    centre: int
    admin: int
    manager: int
    """Of the store."""
    supervisor: int
    """Of the store."""
    trainee: int
    """At the counter."""
    outsider: int
    """A trainee of the centre."""


def gather(session, now):
    """Put the cast into the database."""
    organisation = add_team(session, "Organisation")
    store = add_team(session, "Store 12", organisation)
    counter = add_team(session, "Returns counter", store)
    centre = add_team(session, "Contact centre", organisation)
    return Cast(
        organisation=organisation,
        store=store,
        counter=counter,
        centre=centre,
        admin=add(session, "A1", organisation, Role.ADMIN, now),
        manager=add(session, "M1", store, Role.MANAGER, now),
        supervisor=add(session, "S1", store, Role.SUPERVISOR, now),
        trainee=add(session, "T1", counter, Role.TRAINEE, now),
        outsider=add(session, "T2", centre, Role.TRAINEE, now),
    )


def add_team(session, name, parent=None):
    team = Team(name=name, parent_id=parent)
    session.add(team)
    session.flush()
    return team.id


def add(session, number, team, role, now, *, password=PASSWORD):
    """Add somebody, with a password already unless it is None."""
    person = Person(
        staff_number=number,
        name=f"Person {number}",
        created_at=now,
        password_hash=password and _hashed(password),
        password_set_at=now if password else None,
    )
    session.add(person)
    session.flush()
    enter(session, post=Post(person_id=person.id, team_id=team, role=role), now=now)
    return person.id


def come_in(session, now, *, number="T1", secret=PASSWORD, till=False, **more):
    """Sign somebody in the way the page does."""
    return sign_in(
        session,
        staff_number=number,
        secret=secret,
        address=more.get("address", ADDRESS),
        shared_till=till,
        now=now,
        user_agent=more.get("user_agent", "Firefox on Linux"),
    )


@cache
def _hashed(password):
    return passwords.hashed(password)
