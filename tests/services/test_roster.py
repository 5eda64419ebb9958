from contextlib import suppress
from datetime import timedelta

import pytest

from tests.services.cast import add
from trainer.errors import NotAllowedError
from trainer.services.people import deactivate, people_of, print_code
from trainer.services.roster import Overview, overview
from trainer.services.teams import Post, enter
from trainer.store.people import Role


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


@pytest.mark.parametrize("actor", ["supervisor", "manager", "admin"])
def test_the_list_offers_exactly_the_codes_that_may_be_printed(
    session, cast, now, actor
):
    for number, team, role in (
        ("N1", cast.counter, Role.SUPERVISOR),
        ("N2", cast.store, Role.MANAGER),
        ("N3", cast.store, Role.TRAINEE),
    ):
        add(session, number, team, role, now, password=None)
    who = getattr(cast, actor)

    offered, printed = set(), set()
    for person in people_of(session, actor=who, now=now):
        offered |= {person.name} if person.may_print_code else set()
        with suppress(NotAllowedError):
            print_code(session, actor=who, person_id=person.id, now=now)
            printed.add(person.name)

    assert offered == printed


@pytest.mark.parametrize(
    ("actor", "people"), [("trainee", 0), ("supervisor", 2), ("admin", 4)]
)
def test_an_overview_counts_the_people_of_ones_own_teams(
    session, cast, now, actor, people
):
    found = overview(session, actor=getattr(cast, actor), now=now)

    assert found == Overview(people=people, waiting=0, names=())


def test_an_overview_names_who_has_not_signed_in(session, cast, now):
    for number in "987654":
        add(session, f"T{number}", cast.store, Role.TRAINEE, now, password=None)

    found = overview(session, actor=cast.supervisor, now=now)

    assert (found.people, found.waiting) == (8, 6)
    assert found.names == tuple(f"Person T{number}" for number in "45678")


def test_an_overview_leaves_out_who_left(session, cast, now):
    deactivate(session, actor=cast.supervisor, person_id=cast.trainee, now=now)

    assert overview(session, actor=cast.supervisor, now=now).people == 1
