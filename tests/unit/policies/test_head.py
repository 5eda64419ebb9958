from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.policies.policies import first_problem, policy, reading
from trainer.content.types import Day, Flag, Money, Text, Whole, Words
from trainer.content.values import ANY_WHOLE

WHO = "id: returns\ntitle: Returns\neffective: 2026-09-01\n"


@pytest.mark.parametrize(
    ("written", "type_", "value", "unit"),
    [
        ("30 days", ANY_WHOLE, 30, "days"),
        ("1 day", ANY_WHOLE, 1, "day"),
        ("24 hours", ANY_WHOLE, 24, "hours"),
        ("50.00", Money(), 5000, ""),
        ("3", ANY_WHOLE, 3, ""),
        ("yes", Flag(), True, ""),
        ("2026-09-01", Day(), date(2026, 9, 1), ""),
        ('"30 days"', Text(), "30 days", ""),
        ("30 bananas", Text(), "30 bananas", ""),
    ],
)
def test_a_setting_has_the_kind_it_is_written_as(written, type_, value, unit):
    found = policy(head=f"{WHO}settings:\n  one: {written}\n").settings["one"]

    assert (found.type, found.value, found.unit) == (type_, value, unit)


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ("yes | no", Flag()),
        ("no | yes", Flag()),
        ("unused | used|faulty", Words(("unused", "used", "faulty"))),
        ("0..30", Whole(0, 30)),
        ("money", Money()),
        ("day", Day()),
    ],
)
def test_a_fact_says_what_it_can_be(written, type_):
    assert policy(head=f"{WHO}facts:\n  one: {written}\n").facts == {"one": type_}


def test_empty_lists_of_settings_and_facts_are_fine():
    found = policy(head=f"{WHO}settings:\nfacts:\n")

    assert (found.settings, found.facts) == ({}, {})


def test_a_country_may_have_settings_of_its_own():
    found = policy(
        head=f"{WHO}settings:\n  a: 2 days\n  b: 3\nsettings for DE:\n  a: 1 day\n"
    )

    assert {n: s.value for n, s in found.settings_for("DE").items()} == {"a": 1, "b": 3}
    assert {n: s.value for n, s in found.settings_for("").items()} == {"a": 2, "b": 3}


def test_a_policy_says_whom_it_is_for_and_when_it_is_read_again():
    found = policy(
        head=f"{WHO}audience: store, contact-centre,, store\nreview_by: 2026-09-01\n"
    )

    assert found.audience == ("store", "contact-centre")
    assert found.review_by == date(2026, 9, 1)


def test_a_policy_need_not_say_whom_it_is_for():
    found = policy(head=WHO)

    assert (found.audience, found.review_by) == ((), None)


def test_a_day_of_review_is_not_held_against_a_start_that_is_no_day():
    head = WHO.replace("2026-09-01", "soon") + "review_by: 2026-08-31\n"

    assert [p.code for p in reading(head=head)[1]] == ["value-type"]


@pytest.mark.parametrize(
    ("head", "line", "column", "code", "said"),
    [
        ("title: R\neffective: 2026-09-01\n", 2, 1, "setting-missing", "“id”"),
        (WHO + "colour: red\n", 5, 1, "unknown-setting", "Known: id"),
        (WHO + "ownr: me\n", 5, 1, "unknown-setting", "Did you mean “owner”?"),
        (
            WHO + "settings for Germany:\n  a: 1\n",
            5,
            1,
            "unknown-setting",
            "no setting",
        ),
        (WHO.replace("returns", "Returns!"), 2, 5, "id-form", "cannot be an id"),
        (WHO.replace("returns", "refunds"), 2, 5, "id-differs", "Write “id: returns”."),
        (WHO.replace("returns", "[a]"), 2, 5, "setting-form", "a single value"),
        (WHO.replace("Returns", ""), 3, 7, "setting-form", "“title” needs"),
        (WHO.replace("2026-09-01", "soon"), 4, 12, "value-type", "is not a day"),
        (WHO + "review_by: later\n", 5, 12, "value-type", "is not a day"),
        (
            WHO + "review_by: 2026-08-31\n",
            5,
            12,
            "review-too-early",
            "Write a day after 2026-09-01.",
        ),
        (WHO + "applies: everywhere\n", 5, 10, "applies-form", "purchases from"),
        (WHO + "applies: purchases from x\n", 5, 10, "value-type", "is not a day"),
        (WHO + "currency: euro\n", 5, 11, "currency-form", "three letters"),
        (WHO + "settings: 30\n", 5, 11, "setting-form", "“name: value” under it"),
        (WHO + "settings:\n  if: 3\n", 6, 3, "name-form", "cannot be a name"),
        (WHO + "settings:\n  Limit: 3\n", 6, 3, "name-form", "small letters"),
        (WHO + "settings:\n  a: [1]\n", 6, 6, "setting-form", "a single value"),
        (WHO + "settings:\n  a:\n", 6, 5, "setting-form", "on the same line"),
        (WHO + "facts:\n  a: maybe\n", 6, 6, "fact-form", "what “a” can be"),
        (WHO + "facts:\n  a: 9..1\n", 6, 6, "fact-form", "yes | no"),
        (WHO + "facts:\n  a: x | x\n", 6, 6, "fact-form", "yes | no"),
        (WHO + "facts:\n  a: x | Y\n", 6, 6, "fact-form", "yes | no"),
        (
            WHO + "settings:\n  a: 1\nfacts:\n  a: 0..3\n",
            8,
            3,
            "shadowed-name",
            "a setting too",
        ),
        (
            WHO + "settings:\n  x: 1\nfacts:\n  a: x | y\n",
            6,
            3,
            "shadowed-name",
            "a word of a fact too",
        ),
        (WHO + "settings for DE:\n  a: 1\n", 6, 3, "unknown-setting", "Add it under"),
        (
            WHO + "settings:\n  window: 1\nsettings for DE:\n  widow: 1\n",
            8,
            3,
            "unknown-setting",
            "Did you mean “window”?",
        ),
        (
            WHO + "settings:\n  a: 2 days\nsettings for DE:\n  a: 3\n",
            8,
            3,
            "value-type",
            "Write a whole number days.",
        ),
    ],
)
def test_a_mistake_in_the_settings_is_shown_where_it_stands(
    head, line, column, code, said
):
    problem = first_problem(head=head)

    assert (problem.place.line, problem.place.column) == (line, column)
    assert problem.code == code
    assert said in f"{problem.message} {problem.suggestion}"


def test_more_names_than_anybody_writes_are_refused():
    names = "".join(f"  a{i}: 1\n" for i in range(300))

    problem = first_problem(head=f"{WHO}settings:\n{names}")

    assert (problem.code, problem.place.line) == ("setting-form", 206)


@given(st.text(alphabet="abc:-[]{}'\"|.0129 \n", max_size=60))
def test_any_head_is_read_or_refused(text):
    found, problems = reading(head=f"{WHO}{text}\n")

    assert (found is None) == any(p.severity == "error" for p in problems)
