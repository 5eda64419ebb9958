from datetime import timedelta

import pytest

from trainer.errors import NotAllowedError, NotFoundError, WrongDetailError
from trainer.services.authority import may_see
from trainer.services.people import people_of
from trainer.services.teams import Post, add_team, join_team, leave_team, teams_of
from trainer.store.audit import AuditEntry
from trainer.store.people import Role, Team


def test_an_administrator_makes_a_team_below_another(session, cast, now):
    team_id = add_team(
        session, actor=cast.admin, name=" Tills ", parent_id=cast.store, now=now
    )

    seen = teams_of(session, actor=cast.supervisor, now=now)
    assert [team.name for team in seen] == ["Returns counter", "Store 12", "Tills"]
    assert (seen[2].id, seen[2].parent_id) == (team_id, cast.store)


def test_a_manager_makes_no_team(session, cast, now):
    with pytest.raises(NotAllowedError, match="Only an administrator"):
        add_team(session, actor=cast.manager, name="T", parent_id=cast.store, now=now)


@pytest.mark.parametrize(
    ("name", "parent", "refusal"),
    [("", "store", WrongDetailError), ("Tills", "nowhere", NotFoundError)],
)
def test_a_team_needs_a_name_and_a_place(session, cast, now, name, parent, refusal):
    parent_id = getattr(cast, parent, -1)

    with pytest.raises(refusal):
        add_team(session, actor=cast.admin, name=name, parent_id=parent_id, now=now)


def test_an_administrator_oversees_every_team(session, cast, now):
    seen = teams_of(session, actor=cast.admin, now=now)

    assert len(seen) == session.query(Team).count() == 4


def test_a_ring_of_teams_does_not_hang_the_list(session, cast, now):
    session.get(Team, cast.store).parent_id = cast.counter

    seen = teams_of(session, actor=cast.supervisor, now=now)

    assert {team.id for team in seen} == {cast.store, cast.counter}


def test_somebody_joins_a_second_team_and_leaves_it(session, cast, now):
    post = Post(person_id=cast.trainee, team_id=cast.store, role=Role.TRAINEE)
    later = now + timedelta(days=1)

    for _ in range(2):
        join_team(session, actor=cast.supervisor, post=post, now=now)
    joined = people_of(session, actor=cast.supervisor, now=now)[1]
    leave_team(session, actor=cast.supervisor, post=post, now=later)
    left = people_of(session, actor=cast.supervisor, now=later)[1]

    assert [team for team, _ in joined.posts] == ["Returns counter", "Store 12"]
    assert [team for team, _ in left.posts] == ["Returns counter"]
    actions = [entry.action for entry in session.query(AuditEntry)]
    assert actions == ["team.joined", "team.left"]


def test_somebody_out_of_sight_cannot_be_taken_into_a_team(session, cast, now):
    post = Post(person_id=cast.outsider, team_id=cast.store, role=Role.TRAINEE)

    with pytest.raises(NotFoundError):
        join_team(session, actor=cast.supervisor, post=post, now=now)


def test_nobody_makes_themself_a_manager(session, cast, now):
    post = Post(person_id=cast.supervisor, team_id=cast.store, role=Role.MANAGER)

    with pytest.raises(NotAllowedError):
        join_team(session, actor=cast.supervisor, post=post, now=now)


def test_a_role_nobody_holds_cannot_be_ended(session, cast, now):
    post = Post(person_id=cast.trainee, team_id=cast.store, role=Role.TRAINEE)

    with pytest.raises(NotFoundError, match="does not have that role"):
        leave_team(session, actor=cast.supervisor, post=post, now=now)


@pytest.mark.parametrize(
    ("actor", "person", "seen"),
    [
        ("trainee", "trainee", True),
        ("trainee", "supervisor", False),
        ("supervisor", "trainee", True),
        ("supervisor", "outsider", False),
        ("manager", "trainee", True),
        ("admin", "outsider", True),
    ],
)
def test_who_may_see_whom(session, cast, now, actor, person, seen):
    ids = {"actor": getattr(cast, actor), "person_id": getattr(cast, person)}

    assert may_see(session, **ids, now=now) is seen
