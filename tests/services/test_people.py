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
    people_of,
    print_code,
)
from trainer.services.teams import Post, enter
from trainer.store.audit import AuditEntry
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


@pytest.mark.parametrize(
    ("actor", "person", "refusal"),
    [
        ("supervisor", "trainee", None),
        ("manager", "trainee", None),
        ("admin", "trainee", None),
        ("admin", "outsider", None),
        ("admin", "manager", None),
        ("admin", "admin", None),
        ("supervisor", "outsider", NotFoundError),
        ("supervisor", "manager", NotAllowedError),
        ("manager", "supervisor", NotAllowedError),
        ("supervisor", "supervisor", NotAllowedError),
        ("supervisor", "admin", NotFoundError),
        ("trainee", "trainee", NotAllowedError),
        ("trainee", "outsider", NotFoundError),
    ],
)
def test_who_may_print_a_code_for_whom(session, cast, now, actor, person, refusal):
    ids = {"actor": getattr(cast, actor), "person_id": getattr(cast, person)}

    if refusal is None:
        assert print_code(session, **ids, now=now)
    else:
        with pytest.raises(refusal):
            print_code(session, **ids, now=now)


def test_nobody_resets_a_trainee_who_is_more_elsewhere(session, cast, now):
    post = Post(person_id=cast.trainee, team_id=cast.centre, role=Role.MANAGER)
    enter(session, post=post, now=now)

    with pytest.raises(NotAllowedError):
        print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)


def test_a_supervisor_whose_time_is_over_has_no_say(session, cast, now):
    later = now + timedelta(days=1)
    session.query(Membership).filter_by(
        person_id=cast.supervisor
    ).one().valid_to = later

    assert print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)
    with pytest.raises(NotFoundError):
        print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=later)


def test_a_printed_and_a_used_code_are_in_the_audit_log(session, cast, now):
    code = print_code(session, actor=cast.supervisor, person_id=cast.trainee, now=now)
    come_in(session, now, secret=code)

    printed, used = session.query(AuditEntry).order_by(AuditEntry.id)
    supervisor = session.get(Person, cast.supervisor)
    trainee = session.get(Person, cast.trainee)
    assert (printed.action, printed.actor, printed.subject) == (
        "code.printed",
        supervisor.audit_id,
        trainee.audit_id,
    )
    assert (used.action, used.actor) == ("code.used", trainee.audit_id)
    assert code.replace("-", "") not in printed.detail + used.detail


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


def names(session, actor, now):
    return [person.name for person in people_of(session, actor=actor, now=now)]


@pytest.mark.parametrize(
    ("actor", "seen"),
    [
        ("trainee", []),
        ("supervisor", ["Person M1", "Person T1"]),
        ("manager", ["Person S1", "Person T1"]),
        ("admin", ["Person M1", "Person S1", "Person T1", "Person T2"]),
    ],
)
def test_everybody_sees_the_people_of_their_own_teams(session, cast, now, actor, seen):
    assert names(session, getattr(cast, actor), now) == seen


def test_somebody_who_left_stays_in_sight_of_whoever_oversaw_them(session, cast, now):
    later = now + timedelta(days=30)
    deactivate(session, actor=cast.supervisor, person_id=cast.trainee, now=later)
    successor = add(
        session, "S2", cast.store, Role.SUPERVISOR, later + timedelta(days=1)
    )
    today = later + timedelta(days=2)

    left = people_of(session, actor=cast.supervisor, now=today)[-1]

    assert (left.name, left.posts, left.may_print_code) == ("Person T1", (), False)
    assert left.deactivated_at == later
    assert "Person T1" not in names(session, successor, today)


def test_the_list_says_what_can_be_done_for_each(session, cast, now):
    waiting = add(session, "T7", cast.store, Role.TRAINEE, now, password=None)
    print_code(session, actor=cast.supervisor, person_id=waiting, now=now)

    manager, trainee, newcomer = people_of(session, actor=cast.supervisor, now=now)

    assert (trainee.posts, trainee.has_password, trainee.may_print_code) == (
        (("Returns counter", Role.TRAINEE),),
        True,
        True,
    )
    assert not manager.may_print_code
    assert (newcomer.has_password, newcomer.code_until) == (
        False,
        now + timedelta(hours=24),
    )


def test_posts_in_other_teams_are_not_shown_but_count(session, cast, now):
    post = Post(person_id=cast.trainee, team_id=cast.centre, role=Role.MANAGER)
    enter(session, post=post, now=now)

    trainee = people_of(session, actor=cast.supervisor, now=now)[1]

    assert trainee.posts == (("Returns counter", Role.TRAINEE),)
    assert not trainee.may_print_code
