"""What is told before a role-play."""

from itertools import pairwise

import pytest
from sqlalchemy import select

from tests.services.role_plays import EXAM, TEXTS, publish
from trainer.errors import NotFoundError
from trainer.services.briefing import briefing
from trainer.services.shelf import Shelf
from trainer.store.attempts import Attempt


def told(desk, slug="exam-parcel"):
    return briefing(desk.session, Shelf(), slug=slug, person=desk.person)


def test_a_briefing_says_what_a_try_is_like(seat):
    found = told(seat(slug=""))

    assert (found.timed, found.always_timed, found.varies) == (True, False, True)
    assert found.failed is None


def test_a_failed_assessment_is_named_with_its_total(seat):
    desk = seat(slug="exam-parcel", mode="assessment")
    assert told(desk).failed is None
    desk.say("s1")
    desk.say("d3")

    assert told(desk).failed.attempt == desk.attempt


def test_failed_practice_is_no_failed_assessment(seat):
    desk = seat(slug="exam-parcel")
    desk.say("s1")
    desk.say("d3")

    assert told(desk).failed is None


def test_the_next_assessment_is_another_variant(seat):
    desk = seat(slug="exam-parcel", mode="assessment")
    for _try in range(6):
        desk.begin("exam-parcel", mode="assessment")

    deals = list(desk.session.scalars(select(Attempt.deal).order_by(Attempt.id)))
    assert all(one != other for one, other in pairwise(deals))


def test_timers_that_everybody_has_are_told(session, now, tmp_path, seat):
    exam = EXAM.replace("use: both", "use: both\ntimed: required")
    publish(
        session, tmp_path / "more", now, {**TEXTS, "scenarios/exam-parcel.md": exam}
    )

    assert told(seat(slug="")).always_timed


def test_an_exam_has_no_briefing_to_practise(session, now, tmp_path, seat):
    exam = EXAM.replace("use: both", "use: exam")
    publish(
        session, tmp_path / "more", now, {**TEXTS, "scenarios/exam-parcel.md": exam}
    )

    with pytest.raises(NotFoundError):
        told(seat(slug=""))
