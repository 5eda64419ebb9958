"""What policies ask about a case, and rows of the table that say it."""

from dataclasses import replace
from datetime import date

import pytest

from tests.unit.policies.policies import HEAD, policy
from trainer.content.diagnostics import Place, Report
from trainer.content.types import Day, Flag, Money, Text, Whole, Words
from trainer.scenarios.forms.asked import UNKNOWN, Asked, added, asked_by, lacking
from trainer.scenarios.forms.declared import as_declared, options_of, picked
from trainer.scenarios.forms.facts import FactRow, Kind, Shape

TODAY = date(2026, 11, 24)
STATE = Words(("unused", "used", "faulty"))
RETURNS = policy(
    "- rule: forbid issue_refund if not proof",
    "- rule: limit issue_refund.amount to case.paid",
    "- rule: forbid issue_refund if days > window",
)


def unknown(*names):
    """Return what the checks say of facts that a scenario lacks."""
    report = Report()
    for name in names:
        message = f"“{name}” is not known here, so “returns#x” is not judged."
        report.warn(Place("scenarios/one.md", 7), UNKNOWN, message, "Add it.")
    report.warn(Place("scenarios/one.md", 7), "other", "“days” is odd.", "Look.")
    return report.in_order()


def row(kind, shape, value, **more):
    return FactRow(name="state", kind=kind, shape=shape, value=value, **more)


def test_a_policy_asks_for_what_its_rules_read_in_the_order_it_declares():
    asked = asked_by([RETURNS])

    assert list(asked) == ["proof", "days", "paid"]
    assert asked["days"] == Asked(
        name="days", type=Whole(0, 3650), policy="Returns", clauses=("2.1 Clause",)
    )
    assert asked["paid"].type == Money()


def test_the_first_of_two_policies_says_what_a_fact_can_be():
    other = policy(
        "- rule: forbid issue_refund if days > 3",
        head=HEAD.replace("0..3650", "0..9").replace("title: Returns", "title: More"),
    )

    assert asked_by([RETURNS, other])["days"].policy == "Returns"


def test_what_a_scenario_lacks_is_one_entry_for_each_policy():
    quiet = policy("- rule: forbid accuse_customer")

    (found,) = lacking([RETURNS, quiet], unknown("proof", "case.paid"))

    assert (found.policy, found.title) == ("returns", "Returns")
    assert [one.name for one in found.facts] == ["proof", "paid"]


def test_a_scenario_that_says_everything_lacks_nothing():
    assert lacking([RETURNS], unknown()) == ()


@pytest.mark.parametrize(
    ("name", "type_", "shape", "value"),
    [
        ("gift", Flag(), Shape.FLAG, "no"),
        ("proof", Flag(), Shape.FLAG, "yes"),
        ("condition", STATE, Shape.WORDS, "unused"),
        ("tries", Whole(2, 9), Shape.NUMBER, "2"),
        ("paid", Money(), Shape.MONEY, "0.00"),
        ("purchased", Day(), Shape.DAY, "2026-11-24"),
        ("item", Text(), Shape.TEXT, "…"),
    ],
)
def test_a_fact_is_added_with_a_value_its_policy_can_read(name, type_, shape, value):
    asked = Asked(name=name, type=type_, policy="Returns", clauses=("1",))

    assert added([asked], TODAY) == (
        FactRow(name=name, kind=Kind.FIXED, shape=shape, value=value),
    )


def test_options_are_the_words_a_value_can_be():
    assert options_of(STATE) == STATE.options
    assert options_of(Flag()) == ("yes", "no")
    assert options_of(Money()) == ()


@pytest.mark.parametrize(
    ("before", "type_", "after"),
    [
        (row(Kind.FIXED, Shape.WORDS, "used, unused"), STATE, (Shape.WORDS, "used")),
        (
            row(Kind.CHANGES, Shape.TEXT, "used"),
            STATE,
            (Shape.WORDS, "used, unused, faulty"),
        ),
        (
            row(Kind.DRAWN, Shape.TEXT, "faulty"),
            STATE,
            (Shape.WORDS, "faulty, unused, used"),
        ),
        (row(Kind.DRAWN, Shape.NUMBER, "9"), Whole(0, 9), (Shape.WORDS, "9")),
        (row(Kind.CHANGES, Shape.TEXT, "yes"), Flag(), (Shape.FLAG, "yes")),
        (row(Kind.CHANGES, Shape.NUMBER, "2"), Whole(0, 9), (Shape.NUMBER, "2")),
        (row(Kind.MOOD, Shape.NUMBER, "2"), STATE, (Shape.NUMBER, "2")),
    ],
)
def test_a_row_of_another_kind_takes_the_shape_its_type_has_there(before, type_, after):
    found = as_declared(before, type_)

    assert (found.shape, found.value) == after


def test_a_number_that_begins_to_change_has_the_bounds_of_its_policy():
    text = row(Kind.CHANGES, Shape.TEXT, "5")

    plain = as_declared(text, Whole(0, 30))
    own = as_declared(replace(text, low="1", high="6"), Whole(0, 30))

    assert (plain.low, plain.high) == ("0", "30")
    assert (own.low, own.high) == ("1", "6")


def test_picked_words_keep_their_order_and_the_start_comes_first():
    words = row(Kind.CHANGES, Shape.WORDS, "used, faulty")

    assert picked(words, "faulty", ["unused", "used", "faulty"]).value == (
        "faulty, used, unused"
    )
    assert picked(words, "", ["unused", "faulty"]).value == "faulty, unused"
    assert picked(words, "", []).value == ""
