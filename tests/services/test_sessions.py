from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from tests.services.cast import come_in
from trainer.services.account import Preferences, change_settings
from trainer.services.teams import Post, enter
from trainer.services.visitors import (
    IDLE,
    IDLE_AT_SHARED_TILL,
    LONGEST,
    Belonging,
    ends_at,
    recall,
)
from trainer.store.people import Membership, Role
from trainer.store.sessions import SignedInSession

START = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
minutes = st.integers(0, 2_000).map(lambda n: timedelta(minutes=n))


@given(uses=st.lists(minutes, max_size=50), shared_till=st.booleans())
def test_a_session_ends_after_its_idle_time_and_after_twelve_hours(uses, shared_till):
    idle = IDLE_AT_SHARED_TILL if shared_till else IDLE
    seen = START
    for use in sorted(START + use for use in uses):
        over = ends_at(created_at=START, last_seen_at=seen, shared_till=shared_till)
        if use >= over:
            break
        seen = use

    over = ends_at(created_at=START, last_seen_at=seen, shared_till=shared_till)
    assert over <= START + LONGEST
    assert over <= seen + idle
    assert over in {START + LONGEST, seen + idle}
    assert over > seen


@given(created=minutes, seen=minutes)
def test_a_shared_till_never_lasts_longer(created, seen):
    moments = {"created_at": START + created, "last_seen_at": START + created + seen}

    at_till = ends_at(**moments, shared_till=True)

    assert at_till <= ends_at(**moments, shared_till=False)


@pytest.mark.parametrize(
    ("till", "pause", "open_still"),
    [
        (False, timedelta(minutes=29, seconds=59), True),
        (False, timedelta(minutes=30), False),
        (True, timedelta(minutes=4, seconds=59), True),
        (True, timedelta(minutes=5), False),
    ],
)
@pytest.mark.usefixtures("cast")
def test_a_session_nobody_uses_ends(session, now, till, pause, open_still):
    token = come_in(session, now, till=till).token

    visitor = recall(session, token=token, now=now + pause)

    assert (visitor is not None) == open_still


@pytest.mark.usefixtures("cast")
def test_a_session_in_use_lasts_twelve_hours(session, now):
    token = come_in(session, now).token

    open_at = [
        recall(session, token=token, now=now + timedelta(minutes=20 * n)) is not None
        for n in range(40)
    ]

    assert open_at == [n < 36 for n in range(40)]


@pytest.mark.parametrize("token", ["", "made-up", "\x00", "\ud800", "x" * 10_000])
def test_a_token_nobody_gave_opens_nothing(session, now, token):
    assert recall(session, token=token, now=now) is None


@pytest.mark.usefixtures("cast")
def test_a_request_costs_one_select_and_a_write_once_a_minute(session, now):
    token = come_in(session, now).token
    statements = []
    event.listen(
        session.get_bind(),
        "before_cursor_execute",
        lambda *call: statements.append(call[2].split()[0]),
    )

    for second in (10, 59, 60, 61, 119):
        recall(session, token=token, now=now + timedelta(seconds=second))

    shown = [word for word in statements if word in {"SELECT", "UPDATE"}]
    assert shown == ["SELECT", "SELECT", "SELECT", "UPDATE", "SELECT", "SELECT"]
    assert session.query(SignedInSession).one().last_seen_at == now + timedelta(
        minutes=1
    )


def test_a_visitor_has_the_roles_of_today(session, cast, now):
    token = come_in(session, now).token
    later = now + timedelta(minutes=10)
    post = Post(person_id=cast.trainee, team_id=cast.store, role=Role.SUPERVISOR)
    enter(session, post=post, now=later)
    session.query(Membership).filter_by(team_id=cast.counter).one().valid_to = later

    before = recall(session, token=token, now=later - timedelta(seconds=1))
    after = recall(session, token=token, now=later)

    assert before.belongings == (
        Belonging(team_id=cast.counter, team="Returns counter", role=Role.TRAINEE),
    )
    assert after.roles == {Role.SUPERVISOR}


def test_a_visitor_without_a_role_is_still_a_visitor(session, cast, now):
    token = come_in(session, now).token
    later = now + timedelta(minutes=1)
    session.query(Membership).filter_by(person_id=cast.trainee).one().valid_to = later
    session.flush()

    assert recall(session, token=token, now=later).belongings == ()


def test_a_visitor_brings_their_preferences(session, cast, now):
    token = come_in(session, now).token
    change_settings(
        session,
        person_id=cast.trainee,
        preferences=Preferences(
            language="it", zone="Europe/Rome", time_factor=Decimal("1.5"), theme="dark"
        ),
    )

    visitor = recall(session, token=token, now=now)

    assert (visitor.language, visitor.zone) == ("it", "Europe/Rome")
    assert (visitor.time_factor, visitor.theme) == (Decimal("1.5"), "dark")
