"""Going away from a role-play for a while."""

from datetime import timedelta

import pytest

from tests.services.test_practise import events
from trainer.services import sending


def leave(desk, **fields):
    return desk.practice.step_away(
        desk.session,
        person=desk.person,
        attempt=desk.attempt,
        sent=desk.sent(**fields),
        now=desk.now,
    )


@pytest.fixture
def assessed(seat):
    return seat(slug="exam-parcel", mode="assessment")


def test_practice_is_paused_and_words_are_kept(desk):
    desk.say("s2")

    talk = leave(desk, text="I was about to")

    assert talk.conversation.paused
    assert desk.practice.words_kept(desk.session, talk) == "I was about to"
    assert [event.kind for event in events(desk)] == ["say", "pause"]


def test_the_clock_stands_still_until_one_goes_on(desk):
    desk.say("s1")
    leave(desk)
    desk.now += timedelta(days=3)

    assert desk.look().conversation.beat == "desk"
    talk = desk.send(desk.sent(kind="resume")).talk
    assert sending.time_left(talk, desk.now) == 30


def test_leaving_twice_is_one_pause(desk):
    desk.say("s1")
    leave(desk)
    leave(desk)

    assert [event.kind for event in events(desk)] == ["say", "pause"]


def test_an_assessed_attempt_is_paused_once_and_only_where_a_clock_runs(assessed):
    assert not leave(assessed).conversation.paused
    assessed.say("s1")
    assert leave(assessed).conversation.paused
    assessed.send(assessed.sent(kind="resume"))

    assert not leave(assessed).conversation.paused


def test_leaving_an_old_page_changes_nothing_but_keeps_the_words(desk):
    old = desk.sent(text="One moment")
    desk.say("s2")

    desk.practice.step_away(
        desk.session,
        person=desk.person,
        attempt=desk.attempt,
        sent=old,
        now=desk.now,
    )

    talk = desk.look()
    assert not talk.conversation.paused
    assert desk.practice.words_kept(desk.session, talk) == "One moment"


def test_leaving_after_the_end_changes_nothing(desk):
    desk.say("s1")
    desk.say("d3")

    leave(desk)

    assert [event.kind for event in events(desk)] == ["say", "say"]


def test_when_the_time_is_up_leaving_does_not_bring_it_back(desk):
    desk.say("s1")
    desk.now += timedelta(minutes=2)

    assert not leave(desk).conversation.paused
    assert desk.look().conversation.beat == "waited"
