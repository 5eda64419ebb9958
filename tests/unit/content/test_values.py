from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter import Scalar
from trainer.content.types import Day, Flag, Money, Text, Whole, Words, whole
from trainer.content.values import (
    ANY_WHOLE,
    LARGEST,
    infer,
    money_cents,
    money_text,
    parse_value,
    type_text,
    value_text,
)

HERE = Place("a.md", 3, 7)
TENDER = Words(("cash", "card", "check"))


@pytest.mark.parametrize(
    ("text", "quoted", "type_", "value"),
    [
        ("yes", False, Flag(), True),
        (" no ", False, Flag(), False),
        ("cash", False, TENDER, "cash"),
        ("cash", True, TENDER, "cash"),
        ("7", False, Whole(0, 10), 7),
        ("-3", False, Whole(-5, 5), -3),
        ("34.90", False, Money(), 3490),
        ("-0.05", False, Money(), -5),
        ("2026-11-24", False, Day(), date(2026, 11, 24)),
        ("Ivo Marek", False, Text(), "Ivo Marek"),
        (" 7716 ", True, Text(), " 7716 "),
    ],
)
def test_a_value_is_read_by_its_type(text, quoted, type_, value):
    report = Report()

    assert parse_value(text, quoted, type_, HERE, report) == value
    assert not report.diagnostics


@pytest.mark.parametrize(
    ("text", "quoted", "type_", "mend"),
    [
        ("true", False, Flag(), "Write yes."),
        ("Off", False, Flag(), "Write no."),
        ("NO", False, Flag(), "Write no."),
        ("maybe", False, Flag(), "Write yes or no."),
        ("yes", True, Flag(), "Take the quotes away; what stands in quotes is text."),
        ("crad", False, TENDER, "Did you mean “card”?"),
        ("gold", False, TENDER, "Choose from cash, card, check."),
        ("11", False, Whole(0, 10), "Write digits only, within these bounds."),
        ("seven", False, Whole(0, 10), "Write digits only, within these bounds."),
        ("34,9", False, Money(), "Write 34.90."),
        ("€ 34", False, Money(), "Write 34.00."),
        ("much", False, Money(), "Write it with two decimals, like 34.90."),
        ("24.11.2026", False, Day(), "Write year, month and day: 2026-11-24."),
        ("2026-02-30", False, Day(), "Write year, month and day: 2026-11-24."),
    ],
)
def test_a_value_of_another_type_is_reported_with_a_way_to_mend_it(
    text, quoted, type_, mend
):
    report = Report()

    assert parse_value(text, quoted, type_, HERE, report) is None
    problem = report.errors[0]
    assert (problem.place, problem.code) == (HERE, "value-type")
    assert f"“{text}” is not" in problem.message
    assert problem.suggestion == mend


def test_a_missing_or_endless_value_is_shown_briefly():
    report = Report()

    parse_value("", quoted=False, type=Money(), place=HERE, report=report)
    parse_value("x" * 500, quoted=False, type=Money(), place=HERE, report=report)

    assert "Nothing is not an amount of money." in report.errors[0].message
    assert all(len(problem.message) < 120 for problem in report.errors)


@pytest.mark.parametrize(
    ("text", "quoted", "type_", "value"),
    [
        ("12.34", False, Money(), 1234),
        ("12.3", False, Text(), "12.3"),
        ("12", False, ANY_WHOLE, 12),
        ("0", False, ANY_WHOLE, 0),
        ("007", False, Text(), "007"),
        ("48123456789", False, Text(), "48123456789"),
        ("7716", True, Text(), "7716"),
        ("yes", False, Flag(), True),
        ("yes", True, Text(), "yes"),
        ("true", False, Text(), "true"),
        ("2026-11-24", False, Day(), date(2026, 11, 24)),
        ("2026-13-24", False, Text(), "2026-13-24"),
        ("31-042", False, Text(), "31-042"),
        ("", False, Text(), ""),
    ],
)
def test_a_scalar_shows_its_type_by_how_it_is_written(text, quoted, type_, value):
    assert infer(Scalar(text=text, quoted=quoted, place=HERE)) == (type_, value)


@pytest.mark.parametrize(
    ("type_", "text"),
    [
        (Flag(), "yes or no"),
        (TENDER, "one of cash, card, check"),
        (Words(("cash",)), "the word cash"),
        (Words(tuple("abcdefghij")), "one of a, b, c, d, e, f, g, h, …"),
        (Whole(0, 10), "a number from 0 to 10"),
        (ANY_WHOLE, "a whole number"),
        (Money(), "an amount of money"),
        (Text(), "text"),
        (Day(), "a day"),
    ],
)
def test_every_type_can_be_said_in_a_sentence(type_, text):
    assert type_text(type_) == text


@pytest.mark.parametrize(
    ("value", "type_", "text"),
    [
        (True, Flag(), "yes"),
        (False, Flag(), "no"),
        (3490, Money(), "34.90"),
        (3490, ANY_WHOLE, "3490"),
        ("cash", TENDER, "cash"),
        (date(2026, 9, 1), Day(), "2026-09-01"),
    ],
)
def test_a_value_is_shown_as_authors_write_it(value, type_, text):
    assert value_text(value, type_) == text


def test_only_numbers_and_amounts_are_numbers():
    assert whole(3490) == 3490
    with pytest.raises(TypeError, match="'cash' is not a number"):
        whole("cash")


@given(st.integers(-LARGEST, LARGEST))
def test_an_amount_reads_back_as_it_was_written(cents):
    assert money_cents(money_text(cents)) == cents


@given(
    st.text(max_size=40),
    st.booleans(),
    st.sampled_from([Flag(), TENDER, Whole(0, 9), Money(), Text(), Day()]),
)
def test_any_text_is_a_value_or_one_message(text, quoted, type_):
    report = Report()

    value = parse_value(text, quoted, type_, HERE, report)

    assert len(report.diagnostics) == (value is None)
