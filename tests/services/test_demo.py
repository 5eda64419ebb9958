from secrets import SystemRandom

import pytest

from tests.services.cast import come_in
from trainer.errors import NotAllowedError
from trainer.services.demo import FAMILY, GIVEN, WORDS, fill_demo
from trainer.services.passwords import refuse_weak
from trainer.services.people import people_of
from trainer.services.teams import teams_of
from trainer.store.people import Person, Role


@pytest.fixture
def demo(session, now):
    """A function that fills the database."""
    return lambda **more: fill_demo(session, chance=SystemRandom(), now=now, **more)


def test_the_demo_has_somebody_of_every_role(demo, session, now):
    people = demo()

    roles = [person.role for person in people]
    assert [roles.count(role) for role in Role] == [8, 2, 1, 1]
    assert {person.team for person in people[4:]} == {"Store 12", "Contact centre"}
    admin, manager, supervisor = (person.id for person in people[:3])
    assert len(people_of(session, actor=manager, now=now)) == 11
    assert len(people_of(session, actor=supervisor, now=now)) == 4
    assert len(teams_of(session, actor=admin, now=now)) == 3


def test_the_printed_password_lets_somebody_in(demo, session, now):
    person = demo()[-1]

    visitor = come_in(
        session, now, number=person.staff_number, secret=person.password
    ).visitor
    assert visitor.name == person.name
    assert not visitor.must_set_password


def test_every_password_is_fresh_and_strong(demo):
    people = demo()

    assert len({person.password for person in people}) == len(people)
    for person in people:
        refuse_weak(person.password, known=(person.staff_number, person.name))


def test_names_follow_the_seed(demo):
    names = [person.name for person in demo(seed=3)]

    assert names[0] == "Dawid Dąbrowska"
    assert len(set(names)) == len(names)


def test_a_larger_demo_gives_passwords_to_the_first_twelve_only(demo, session):
    people = demo(people=40)

    assert [bool(person.password) for person in people] == [True] * 12 + [False] * 28
    assert session.query(Person).count() == 40


@pytest.mark.usefixtures("cast")
def test_a_database_with_people_is_left_alone(demo):
    with pytest.raises(NotAllowedError, match="Start the demo with an empty one"):
        demo()


def test_the_lists_hold_no_entry_twice():
    for entries in (GIVEN, FAMILY, WORDS):
        assert len(set(entries)) == len(entries)
    assert len(WORDS) >= 160
