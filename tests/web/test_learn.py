"""The trainee's pages around the role-play: home, policies, catalogue, attempts."""

import pytest

from tests.services import role_plays
from trainer import clock
from trainer.web.database import db


def test_home_offers_the_warm_up_first(learner):
    page = learner.get("/")

    assert "First a warm-up; nothing in it counts" in page.text
    assert "/practice/warm-up" in page.values("a", "href")


def test_home_of_a_leader_begins_with_their_people(supervisor):
    page = supervisor.get("/")

    (first, *_others) = page.elements("h2")
    assert "".join(first.itertext()) == "Your people"
    assert "/people/add" in page.values("a", "href")
    assert "All of them have signed in." in page.text


def test_home_of_a_leader_names_who_has_not_come_in(supervisor):
    supervisor.get("/people/add")
    supervisor.submit("/people/add", name="Nina Novak", staff_number="N7", status=200)

    assert "One of them has not signed in yet: Nina Novak" in supervisor.get("/").text


def test_home_of_a_trainee_speaks_of_nobody_else(trainee):
    assert "Your people" not in trainee.get("/").text


def test_home_counts_the_steps(learner):
    assert "0 of 4 steps" in learner.get("/").text


def test_a_leader_finds_their_attempts_under_practice(supervisor):
    assert "/attempts" in supervisor.get("/practice").values("a", "href")


def test_home_of_an_empty_product_says_what_to_do(trainee):
    assert "No role-play is published yet." in trainee.get("/").text


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/practice", "No role-play is published yet."),
        ("/policies", "No policy is published yet."),
        ("/attempts", "You have not played anything yet."),
    ],
)
def test_an_empty_list_says_why(trainee, path, why):
    assert why in trainee.get(path).text


def test_the_catalogue_lists_what_may_be_practised(learner):
    page = learner.get("/practice")

    assert "A late parcel" in page.text
    assert "Level 2 · 5 minutes · At the counter" in page.text


def test_a_briefing_names_policies_timers_and_marks(learner):
    page = learner.get("/practice/late-parcel")

    assert "Some answers are timed." in page.text
    assert "Not read yet" in page.text
    assert "Scored out of 100" in page.text


def test_a_scenario_for_both_can_be_taken_as_an_assessment(learner):
    page = learner.get("/practice/exam-parcel")

    assert page.values("button", "value", name="mode") == ["practice", "assessment"]


def test_what_an_assessment_changes_is_said_before_it_begins(learner):
    page = learner.get("/practice/exam-parcel")

    assert "You may pause once." in page.text
    assert "those who lead your teams see the result" in page.text
    assert "the next try is another variant" in page.text


def test_after_a_failed_assessment_the_debrief_comes_first(learner):
    learner.get("/practice/exam-parcel")
    attempt = learner.submit("/practice/exam-parcel", mode="assessment").location
    for words in ("I am sorry", "There is nothing"):
        buttons = learner.get(attempt).elements("button", name="move")
        token = next(b.get("value") for b in buttons if words in "".join(b.itertext()))
        learner.submit(attempt, move=token)

    page = learner.get("/practice/exam-parcel")

    assert "of 100 and did not pass." in page.text
    assert f"{attempt}/debrief" in page.values("a", "href")
    assert "Take it again as an assessment" in page.text


def test_a_briefing_knows_that_timers_are_off(learner):
    learner.get("/account/")
    learner.submit("/account/", time_factor="off")

    assert "timers are off for you" in learner.get("/practice/late-parcel").text


def test_abusive_language_is_announced_and_followed_by_a_pause(app, trainee, tmp_path):
    rough = role_plays.WARM_UP.replace("warm-up", "rough").replace(
        "minutes: 3", "minutes: 3\ntopics: abuse"
    )
    with app.app_context():
        role_plays.publish(
            db.session(),
            tmp_path,
            clock.now(),
            {**role_plays.TEXTS, "scenarios/rough.md": rough},
        )
    briefing = trainee.get("/practice/rough").text
    assert briefing.count("There is abusive language in it.") == 1
    attempt = trainee.submit("/practice/rough", mode="practice").location

    page = trainee.get(attempt)
    (token,) = page.values("button", "value", name="move")
    trainee.submit(attempt, move=token)

    assert f"{attempt}/breather" in trainee.get(attempt).values("a", "href")
    assert "None of it was about you." in trainee.get(f"{attempt}/breather").text


def test_what_was_given_up_is_listed_as_such(learner):
    learner.get("/practice/late-parcel")
    attempt = learner.submit("/practice/late-parcel", mode="practice").location
    assert "Not finished" in learner.get("/attempts").text

    learner.submit(f"{attempt}/leave")

    assert "Ended early" in learner.get("/attempts").text
    assert "You ended this role-play before it was over." in learner.get(attempt).text


@pytest.mark.parametrize(
    "path", ["/policies/lost", "/practice/lost", "/attempts/77", "/attempts/77/debrief"]
)
def test_what_does_not_exist_is_explained(learner, path):
    page = learner.get(path, status=404)

    assert "That did not work" in page.text


@pytest.mark.parametrize(
    "path", ["/", "/practice", "/policies", "/attempts", "/attempts/1"]
)
def test_a_stranger_is_asked_to_sign_in(browser, path):
    assert "/sign-in" in browser.get(path, status=303).location


def test_a_stranger_can_change_nothing(browser):
    browser.post("/practice/late-parcel", status=401, data={"mode": "practice"})
