from datetime import timedelta

import pytest

from tests.services.cast import add, come_in
from trainer.errors import (
    LastAdministratorError,
    NotAllowedError,
    NotFoundError,
    StaffNumberTakenError,
    WrongDetailError,
)
from trainer.services.people import (
    NewPerson,
    add_person,
    deactivate,
    print_code,
)
from trainer.store.people import Membership, Person, Role


def newcomer(team, **changes):
    return NewPerson(
        **({"staff_number": "n 77", "name": "Nadia Nowak", "team_id": team} | changes)
    )


def test_a_supervisor_adds_a_trainee_and_prints_their_code(session, cast, now):
    person_id = add_person(
        session, actor=cast.supervisor, person=newcomer(cast.counter), now=now
    )

    code = print_code(session, actor=cast.supervisor, person_id=person_id, now=now)
    visitor = come_in(session, now, number="N77", secret=code).visitor
    assert (visitor.name, visitor.roles) == ("Nadia Nowak", {Role.TRAINEE})


@pytest.mark.parametrize(
    ("actor", "team", "role"),
    [
        ("supervisor", "store", Role.TRAINEE),
        ("supervisor", "counter", Role.TRAINEE),
        ("manager", "counter", Role.TRAINEE),
        ("manager", "counter", Role.SUPERVISOR),
        ("admin", "centre", Role.ADMIN),
        ("admin", "store", Role.MANAGER),
    ],
)
def test_who_may_add_whom_where(session, cast, now, actor, team, role):
    person = newcomer(getattr(cast, team), role=role)

    assert add_person(session, actor=getattr(cast, actor), person=person, now=now)


@pytest.mark.parametrize(
    ("actor", "team", "role"),
    [
        ("supervisor", "centre", Role.TRAINEE),
        ("supervisor", "organisation", Role.TRAINEE),
        ("supervisor", "store", Role.SUPERVISOR),
        ("manager", "store", Role.MANAGER),
        ("manager", "centre", Role.SUPERVISOR),
        ("trainee", "counter", Role.TRAINEE),
        ("outsider", "counter", Role.TRAINEE),
    ],
)
def test_who_may_not_add_whom_where(session, cast, now, actor, team, role):
    person = newcomer(getattr(cast, team), role=role)

    with pytest.raises(NotAllowedError, match="Ask an administrator"):
        add_person(session, actor=getattr(cast, actor), person=person, now=now)


def test_a_staff_number_belongs_to_one_person(session, cast, now):
    person = newcomer(cast.store, staff_number="t1")

    with pytest.raises(StaffNumberTakenError, match="T1 already belongs"):
        add_person(session, actor=cast.supervisor, person=person, now=now)


@pytest.mark.parametrize(
    ("detail", "field"),
    [
        ({"staff_number": " "}, "staff_number"),
        ({"staff_number": "7" * 41}, "staff_number"),
        ({"name": "\x00\n"}, "name"),
        ({"name": "x" * 201}, "name"),
        ({"email": "nobody"}, "email"),
        ({"email": "a@b\x00.example"}, "email"),
        ({"email": "a@" + "b" * 260}, "email"),
    ],
)
def test_a_detail_that_cannot_be_taken_is_named(session, cast, now, detail, field):
    with pytest.raises(WrongDetailError) as refusal:
        add_person(
            session,
            actor=cast.supervisor,
            person=newcomer(cast.store, **detail),
            now=now,
        )

    assert refusal.value.field == field
    assert session.query(Person).count() == 5


def test_an_email_and_a_zone_are_optional(session, cast, now):
    add_person(
        session,
        actor=cast.admin,
        person=newcomer(cast.store, email=" n@example.org ", zone="Mars/Olympus"),
        now=now,
    )

    person = session.query(Person).filter_by(staff_number="N77").one()
    assert (person.email, person.zone) == ("n@example.org", "UTC")


def test_a_rehire_is_recognised_by_staff_number(session, cast, now):
    later = now + timedelta(days=90)
    deactivate(session, actor=cast.supervisor, person_id=cast.trainee, now=now)

    person = newcomer(cast.centre, staff_number="T1", name="Person T1 again")
    person_id = add_person(session, actor=cast.admin, person=person, now=later)

    back = session.get(Person, cast.trainee)
    assert person_id == cast.trainee
    assert (back.name, back.deactivated_at) == ("Person T1 again", None)
    assert back.password_hash is None


def test_somebody_who_left_holds_no_role_any_more(session, cast, now):
    later = now + timedelta(days=1)

    deactivate(session, actor=cast.supervisor, person_id=cast.trainee, now=later)

    membership = session.query(Membership).filter_by(person_id=cast.trainee).one()
    assert membership.valid_to == later


def test_the_only_administrator_cannot_be_deactivated(session, cast, now):
    with pytest.raises(LastAdministratorError):
        deactivate(session, actor=cast.admin, person_id=cast.admin, now=now)

    second = add(session, "A2", cast.organisation, Role.ADMIN, now)
    deactivate(session, actor=second, person_id=cast.admin, now=now)
    assert session.get(Person, cast.admin).deactivated_at == now


def test_somebody_deactivated_gets_no_code(session, cast, now):
    deactivate(session, actor=cast.supervisor, person_id=cast.trainee, now=now)

    with pytest.raises(NotFoundError):
        print_code(session, actor=cast.admin, person_id=cast.trainee, now=now)
