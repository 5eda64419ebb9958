"""What a debrief says to a trainee: in words, with turns, clauses and values."""

import re

import pytest
from sqlalchemy import select

from tests.services import role_plays, rough_parcel
from tests.web.test_learn_play import Player
from trainer import clock
from trainer.content.actions import ACTIONS
from trainer.content.case import CASE_FIELDS
from trainer.content.patterns import SIGNALS
from trainer.content.types import Flag, Money, Whole, Words
from trainer.policies.because import (
    Beyond,
    Compared,
    Done,
    Earlier,
    Fact,
    Given,
    Lack,
    Unknown,
)
from trainer.policies.module import CRITERIA
from trainer.services.own_words import Expected
from trainer.services.result import Point
from trainer.services.scene import Breach
from trainer.store.attempts import ATTEMPT_EVENT
from trainer.store.evaluations import CRITERION_SCORE
from trainer.web import learn_names, learn_why, learn_words
from trainer.web.database import db

PRIMARY = {"class": "button button--primary"}


@pytest.fixture
def player(app, trainee, tmp_path):
    with app.app_context():
        library = tmp_path / "library"
        role_plays.publish(db.session(), library, clock.now(), rough_parcel.TEXTS)
    return Player(trainee, slug="rough-parcel")


def write(player, text):
    (field,) = player.page.values("button", "value", name="move")
    return player.send(303, **player.form(move=field, words=text))


def debrief(player):
    return player.browser.get(f"{player.path}/debrief")


def refund_without_proof(player):
    write(player, "That is your fault.")
    player.do("issue_refund", amount="34.90", tender="cash")
    return debrief(player)


def test_no_page_shows_what_authors_call_things(player):
    page = refund_without_proof(player)

    for html in (page.text, player.page.text):
        assert not re.search(r"\w#\w|\b[a-z]+_[a-z]+\b", html)
        assert "blame" not in html


def test_a_critical_error_comes_first_with_clause_turn_and_values(player):
    text = refund_without_proof(player).text

    start = text.index("Critical error")
    assert text.index("You broke 1.1, “Cash needs proof”.") > start
    assert text.index("What decided: Proof of purchase: no.") > start
    assert text.index("Turn 2 · 1.1 Cash needs proof") > start
    assert start < text.index("What worked") < text.index("One thing to change")


def test_a_clause_is_opened_as_it_was_when_it_was_judged(player):
    page = refund_without_proof(player)

    links = page.values("a", "href")

    assert "/policies/returns?revision=1#cash-proof" in links


def test_what_was_left_owed_is_told_with_the_clause(app, trainee, tmp_path):
    owing = "\n### 1.3 Paid back {#right}\n\n- rule: owe issue_refund if proof\n"
    texts = role_plays.TEXTS | {"policies/returns.md": role_plays.RETURNS + owing}
    with app.app_context():
        role_plays.publish(db.session(), tmp_path / "owing", clock.now(), texts)
    player = Player(trainee)
    player.say("I am sorry")
    player.do("lookup_purchase", card="4471")
    player.say("You will get it tomorrow")

    page = debrief(player)

    assert "What decided: “Refund” was owed; Proof of purchase: yes." in page.text
    assert "/policies/returns?revision=1#right" in page.values("a", "href")


def test_the_revision_is_kept_with_the_points_a_clause_cost(app, player):
    write(player, "Hm.")
    player.say("There is nothing I can do")

    with app.test_request_context():
        kept = db.session().scalars(select(CRITERION_SCORE.c.evidence)).all()
        judged = db.session().scalars(select(ATTEMPT_EVENT.c.judged)).all()

    assert {e["revision"] for row in kept for e in row if e["points"] == -3} == {1}
    assert {verdict[4] for row in judged for verdict in row["verdicts"]} == {1}


def test_a_critical_error_is_told_from_an_ordinary_one_while_playing(player):
    refund_without_proof(player)

    page = player.page

    (box,) = page.elements("div", **{"class": "note note--bad"})
    assert "Critical: this breaks 1.1, “Cash needs proof”." in " ".join(box.itertext())


def test_the_one_thing_to_change_is_advice_and_not_a_title(player):
    write(player, "Hm.")
    player.say("There is nothing I can do")

    text = debrief(player).text

    advice = text[text.index("One thing to change") :]
    assert advice.startswith("One thing to change Look before you refuse. Turn 2")
    assert "“Look up a purchase” was not done before." in text


def test_the_reasons_give_names_and_numbers(player):
    write(player, "Hm.")
    player.say("There is nothing I can do")

    text = debrief(player).text

    assert "0 of 75 points needed." in text
    assert (
        "3 criteria are below 50: "
        "Policy and outcome, De-escalation and Process and security."
    ) in text
    assert "To pass, it has to end another way: resolved." in text


def test_own_words_are_quoted_and_what_was_missed_gets_an_example(player):
    write(player, "Ada, I am sorry, but that is your fault.")
    player.say("There is nothing I can do")

    text = debrief(player).text

    assert "Found: “" in text
    assert "Not found: a day or a time" in text
    assert "Better not: “your fault”" in text
    assert "Leave this out: “your fault”." in text


def test_typed_words_are_shown_as_text(player):
    write(player, "I am sorry <b>[x](javascript:1)</b>.")
    player.say("There is nothing I can do")

    page = debrief(player)

    assert "javascript:" not in " ".join(page.values("a", "href"))


def test_a_pause_counts_as_no_turn(player):
    player.send(303, **player.form(do="pause"))
    player.send(303, **player.form(do="resume"))
    write(player, "Hm.")
    player.say("There is nothing I can do")

    text = debrief(player).text

    assert "turn 2" in text
    assert "turn 3" not in text.lower()


def test_the_mood_begins_at_the_start(player):
    write(player, "Hm.")
    player.say("There is nothing I can do")

    (first, *_) = debrief(player).elements("th", scope="row")

    assert first.text == "Start"


def test_after_a_miss_the_way_on_is_to_try_again(player):
    write(player, "Hm.")
    player.say("There is nothing I can do")

    page = debrief(player)

    (primary,) = page.elements("button", **PRIMARY)
    assert "Try again" in " ".join(primary.itertext())
    new = player.browser.post(f"{player.path}/again", data={"turn": "2"}).location
    assert "Well?" in player.browser.get(new).text


def test_after_a_failed_assessment_it_starts_at_the_briefing(learner):
    player = Player(learner, slug="exam-parcel", mode="assessment")
    player.say("I am sorry")
    player.say("There is nothing")

    page = player.browser.get(f"{player.path}/debrief")

    (primary,) = page.elements("a", **PRIMARY)
    assert primary.get("href") == "/practice/exam-parcel"
    assert "not shown in practice" not in page.text


def test_after_a_pass_it_goes_home(learner):
    player = Player(learner)
    player.say("I am sorry")
    player.do("lookup_purchase", card="4471")
    player.do("issue_refund", amount="34.90", tender="card")

    page = player.browser.get(f"{player.path}/debrief")

    (primary,) = page.elements("a", **PRIMARY)
    assert primary.get("href") == "/"
    assert "You could say" in page.text


def breach(*grounds, action="issue_refund"):
    return Breach(
        cite="returns#x",
        number="1.1",
        title="X",
        critical=False,
        action=action,
        grounds=grounds,
    )


AMOUNT = Fact("amount", Money(), 6000, given=True)
UP_TO = Fact("", Money(), 50000)
PROOF = Fact("proof", Flag(), value=False)
TENDERS = Words(("cash", "gift_card"))


@pytest.mark.parametrize(
    ("ground", "words"),
    [
        (PROOF, "Proof of purchase: no"),
        (Fact("tender", TENDERS, "gift_card"), "Paid with: gift card"),
        (Fact("tender", TENDERS, "cash", given=True), "Pay back by: cash"),
        (Fact("case.paid", Money(), 3490), "Paid: €34.90"),
        (
            Compared(AMOUNT, Fact("returns.credit_limit", Money(), 5000)),
            "Amount: €60.00, more than €50.00 (Most store credit)",
        ),
        (
            Compared(AMOUNT, Fact("", Money(), 5000), in_all=True),
            "Amount: €60.00 in all, more than €50.00",
        ),
        (
            Compared(AMOUNT, Fact("a * 2", Money(), 6000), worked_out=True),
            "Amount: €60.00, as much as €60.00",
        ),
        (
            Compared(Fact("days", Whole(0, 90), 5), Fact("window", Whole(0, 90), 30)),
            "Days since: 5, less than 30 (Days to bring it back)",
        ),
        (Earlier("warn_abuse", done=False), "“Warn that the conversation will end”"),
        (Done("accuse_customer"), "“Accuse the customer” is never right"),
        (Unknown("amount was not given"), "amount was not given"),
        (
            Given(("exchange_item", "issue_refund"), done=False),
            "“Exchange” or “Refund” was owed",
        ),
        (
            Beyond("supervisor", UP_TO, (Lack.HAND_OVER, Lack.REASON)),
            "a supervisor may go up to €500.00; nobody was called; no reason was given",
        ),
        (Beyond("agent", UP_TO, (Lack.REASON,)), "you may go up to €500.00; no reason"),
        (Beyond("manager", UP_TO, (Lack.LESS,)), "not even a manager may go beyond €"),
    ],
)
def test_what_decided_is_said_in_words(app, ground, words):
    with app.test_request_context():
        assert learn_why.grounds_words(breach(ground), "EUR").startswith(words)


def test_the_same_value_is_told_once(app):
    with app.test_request_context():
        assert learn_why.grounds_words(breach(PROOF, PROOF)) == "Proof of purchase: no"


def point(**known):
    return Point(seq=1, number=1, source="score", **known)


@pytest.mark.parametrize("criterion", CRITERIA)
@pytest.mark.parametrize("points", [2, -2])
def test_a_point_without_a_reason_still_gets_a_sentence(app, criterion, points):
    with app.test_request_context():
        said = learn_why.point_words(point(criterion=criterion, points=points))

    assert said.endswith(".")


def test_a_long_answer_is_quoted_in_part(app):
    found = Expected(name="x", wanted=True, met=True, example=None, found="so " * 60)

    with app.test_request_context():
        said = learn_why.expected_words(found)

    assert len(said) < 90
    assert said.endswith("…”")


def test_every_action_and_fact_has_words_of_its_own(app):
    with app.test_request_context():
        assert learn_words.action_words("warn_abuse").startswith("Warn that")
    assert ACTIONS.keys() == learn_words.ACTIONS.keys()
    assert CASE_FIELDS.keys() <= learn_words.FIELDS.keys()
    assert {*SIGNALS} - {"amount"} == learn_names.SIGNALS.keys()
