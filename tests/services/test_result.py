"""What an attempt was worth, point by point."""

import pytest

from tests.services import rough_parcel
from tests.services.role_plays import Desk, publish
from trainer.policies.because import Compared, Done, Fact
from trainer.services.cited import first_sentence
from trainer.services.debrief import debrief


@pytest.fixture
def desk(session, now, cast, tmp_path):
    publish(session, tmp_path / "library", now, rough_parcel.TEXTS)
    return Desk(session, cast.trainee, now, slug="rough-parcel")


def look_back(desk):
    return debrief(
        desk.practice, desk.session, person=desk.person, attempt=desk.attempt
    )


def points(seen):
    return [p for c in seen.result.criteria for p in c.evidence]


def refund(desk):
    desk.do("issue_refund", amount="34.90", tender="cash")


def test_a_critical_error_has_its_turn_its_clause_and_what_decided(desk):
    desk.write("b1", "Hm.")
    refund(desk)

    (error,) = look_back(desk).result.critical

    assert (error.number, error.criterion, error.points) == (2, "policy", 0)
    assert (error.clause.number, error.clause.title) == ("1.1", "Cash needs proof")
    assert [fact[:1] + fact[2:] for fact in error.breach.grounds] == [
        ("proof", False, False)
    ]


def test_a_critical_error_in_the_authors_words_keeps_them_and_is_told_once(desk):
    desk.write("b1", "Hm.")
    desk.say("d5")
    desk.say("d5")
    desk.say("d4")

    (error,) = look_back(desk).result.critical

    assert (error.words, error.clause) == ("Offered to falsify the books", None)
    assert error.why.startswith("Whoever bends")


def test_the_one_thing_to_change_is_a_critical_error_before_any_loss(desk):
    desk.write("b1", "That is your fault.")
    desk.say("d3")
    desk.say("d4")

    change = look_back(desk).result.change

    assert (change.source, change.number) == ("critical", 2)
    assert change.breach.grounds == (Done("insult_customer"),)


def test_the_one_thing_to_change_is_else_the_largest_loss_that_counted(desk):
    desk.write("b1", "That is your fault.")
    desk.say("d4")

    change = look_back(desk).result.change

    assert (change.points, change.clause.cite) == (-3, "returns#look-first")


def test_a_pause_is_no_turn(desk):
    desk.send(desk.sent(kind="pause"))
    desk.send(desk.sent(kind="resume"))
    desk.write("b1", "Hm.")
    desk.say("d4")

    seen = look_back(desk)

    assert [turn.number for turn in seen.turns if turn.kind in {"say", "write"}] == [
        1,
        2,
    ]
    assert seen.mood_points == ((0, 4), (1, 4), (2, 4))
    assert (seen.result.change.seq, seen.result.change.number) == (4, 2)
    assert seen.again_from.number == 2


def test_words_that_met_an_expectation_are_quoted(desk):
    desk.write("b1", "Ada, I am so sorry. You have it tomorrow.")
    desk.say("d4")

    seen = look_back(desk)
    found = {p.expected.name: p.expected.found for p in points(seen) if p.expected}

    assert found["when"] == "tomorrow"
    assert "sorry" in found["apology"]


def test_what_was_missed_has_an_example_in_whole_words(desk):
    desk.write("b1", "Hm.")
    desk.say("d4")

    expected = {one.name: one for one in look_back(desk).turns[1].expected}

    assert expected["apology"].example.text == "I am sorry"
    assert (expected["when"].example.text, expected["when"].met) == ("date", False)
    assert expected["blame"].wanted is False


def test_a_goal_that_was_reached_says_which_fact_it_asked_for(desk):
    desk.write("b1", "Hm.")
    refund(desk)

    facts = [p.fact for p in points(look_back(desk)) if p.fact]

    assert [(fact.name, fact.value) for fact in facts] == [("refunded", 3490)]
    assert isinstance(facts[0], Fact)


def test_a_limit_carries_both_amounts(desk):
    desk.write("b1", "Hm.")
    desk.do("issue_store_credit", amount="30.00")
    desk.say("d4")

    grounds = [p.breach.grounds for p in points(look_back(desk)) if p.breach]

    (compared,) = [g for ground in grounds for g in ground if isinstance(g, Compared)]
    assert (compared.sign, compared.right.value) == (">", 2000)
    assert compared.left.value == 3000
    assert compared.left.given


def test_what_a_pass_needs_is_said_with_the_result(desk):
    desk.write("b1", "Hm.")
    desk.say("d4")

    result = look_back(desk).result

    assert (result.pass_mark, result.good) == (75, ("resolved",))
    assert result.below == tuple(c.name for c in result.criteria if c.share < 50)
    assert result.worked is None


@pytest.mark.parametrize(
    ("prose", "first"),
    [
        ("Look first. Then speak.", "Look first."),
        ("Up to 50.00 EUR is fine. Not more.", "Up to 50.00 EUR is fine."),
        ("Say “I am sorry.” Then act.", "Say “I am sorry.”"),
        ("Two\nlines, one sentence", "Two lines, one sentence"),
        ("First part\n\nSecond part.", "First part"),
        ("", ""),
    ],
)
def test_advice_is_the_first_sentence_of_a_clause(prose, first):
    assert first_sentence(prose) == first
