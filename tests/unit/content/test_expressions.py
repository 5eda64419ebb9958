from datetime import date

import pytest

from tests.unit.content.scopes import GIVEN, SECOND, VALUES, TestScope
from trainer.content.diagnostics import Place, Report
from trainer.content.expressions import (
    Binding,
    compile_condition,
    compile_expression,
)
from trainer.content.types import Flag, Money, Text, Whole, Words

HERE = Place("a.md", 3, 5)


def compiled(text, wanted=None):
    report = Report()
    expression = compile_expression(text, HERE, TestScope(), report, wanted=wanted)
    assert not report.diagnostics
    return expression


def complaints(text, wanted=None):
    report = Report()
    expression = compile_expression(text, HERE, TestScope(), report, wanted=wanted)
    assert expression is None
    return report.in_order()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", True),
        ("no", False),
        ("verified", False),
        ("not verified", True),
        ("verified is no", True),
        ("verified == verified", True),
        ("mood", 5),
        ("mood >= 4", True),
        ("mood > 5", False),
        ("mood < 5", False),
        ("mood <= 5", True),
        ("mood == 5", True),
        ("mood != 5", False),
        ("mood is 5", True),
        ("mood is not 5", False),
        ("0 < mood <= 5", True),
        ("0 < mood < 5", False),
        ("mood + 1", 6),
        ("mood - 1 - 1", 3),
        ("-mood < 0", True),
        ("-1.00 < case.paid", True),
        ("mood in (4, 5)", True),
        ("mood not in (4, 5)", False),
        ("mood in (5)", True),
        ("second is pending", True),
        ("pending is second", True),
        ("second is not pending", False),
        ("second in (posted, pending)", True),
        ("second == third", False),
        ("note is pending", True),
        ("note == second", True),
        ("case.paid == 34.90", True),
        ("case.paid + 0.10 >= 35.00", True),
        ("case.purchased < case.delivered", True),
        ("case.purchased == opened", True),
        ("amount > limit", True),
        ("tender is cash and not verified", True),
        ("mood > returns.window", False),
        ("mood <= de-escalation.pause", True),
        ("said(apology)", True),
        ("said( apology ) and mood > 3", True),
        ("visits(no-receipt) >= 2", True),
        ("chose(^is) and seen(start) and not did(ring_up)", True),
        ("verified or mood > 3 and second is posted", False),
        ("(verified or mood > 3) and second is pending", True),
        ("  mood\n  >= 4 ", True),
        ("verified or (mood > 3)", True),
    ],
)
def test_an_expression_has_the_value_its_words_say(text, value):
    assert compiled(text).evaluate(VALUES, GIVEN) == value


@pytest.mark.parametrize(
    ("text", "wanted", "value"),
    [
        ("pending", SECOND, "pending"),
        ("second", SECOND, "pending"),
        ("cash", Words(("cash", "voucher")), "cash"),
        ("voucher", Words(("cash", "voucher")), "voucher"),
        ("pending", Text(), "pending"),
        ("note", Text(), "pending"),
        ("mood + 3", Whole(0, 6), 8),
        ("12.00", Money(), 1200),
        ("pending", None, "pending"),
        ("verified", Flag(), False),
    ],
)
def test_a_value_fits_what_is_wanted(text, wanted, value):
    assert compiled(text, wanted).evaluate(VALUES, GIVEN) == value


def test_an_expression_knows_what_it_reads():
    expression = compiled("amount > limit and not verified or mood > 3 or verified")

    assert expression.reads == {0, 1}
    assert expression.arguments == {"amount"}
    assert expression.type == Flag()
    assert [name for name, _ in expression.explain] == [
        "amount",
        "limit",
        "verified",
        "mood",
    ]
    assert expression.compared == ((0, 1),)
    assert expression.text == "amount > limit and not verified or mood > 3 or verified"


def test_the_bounds_of_a_sum_follow_from_its_parts():
    assert compiled("mood - 3").type == Whole(-3, 7)
    assert compiled("-mood").type == Whole(-10, 0)
    assert compiled("limit - 1.00").type == Money()


def test_a_constant_text_with_quotes_stays_a_text():
    awkward = "'); import os #"
    report = Report()
    scope = TestScope({"name": Binding(type=Text(), constant=awkward)})

    expression = compile_expression("name", HERE, scope, report)

    assert expression.evaluate([], {}) == awkward


def test_a_day_keeps_its_value():
    assert compiled("opened").evaluate([], {}) == date(2026, 9, 1)


@pytest.mark.parametrize(
    ("text", "column", "code", "said"),
    [
        ("", 1, "condition-empty", "missing"),
        ("x" * 201, 1, "condition-too-long", "201 characters"),
        ("mood = 3", 6, "condition-sign", "Write “is” or “==”."),
        ("mood => 3", 6, "condition-sign", "Write “>=”."),
        ("mood =< 3", 6, "condition-sign", "Write “<=”."),
        ("mood && verified", 6, "condition-sign", "Write “and”."),
        ("mood || verified", 6, "condition-sign", "Write “or”."),
        ("mood > {limit}", 8, "condition-sign", "without braces"),
        ("!verified", 1, "condition-sign", "Write “not”."),
        ("note is 'Ivo'", 9, "condition-sign", "without quotes"),
        ("note is “Ivo”", 9, "condition-sign", "“Ivo” cannot stand"),
        ("mood * 2", 6, "condition-sign", "“*”"),
        ("mood > ü", 8, "condition-sign", "“ü”"),
        ("mood > 007", 8, "condition-number", "“007”"),
        ("mood > 1.5", 8, "condition-number", "34.90"),
        ("mood > 1e9", 8, "condition-number", "“1e9”"),
        ("mood > 1234567890", 8, "condition-number", "not a number"),
        ("case.purchased > 2026-09-01", 18, "condition-day", "A day cannot"),
        ("verified is True", 13, "condition-word", "Write “yes”."),
        ("verified is None", 13, "condition-word", "Write “no”."),
        ("mood if verified", 6, "condition-word", "“if”"),
        ("__class__", 1, "condition-word", "“__class__”"),
        ("mood >", 1, "condition-syntax", "“mood >”"),
        ("mood mood", 6, "condition-syntax", "“mood”"),
        ("mood > 3)", 9, "condition-syntax", "“)”"),
        ("+mood > 3", 1, "condition-syntax", "“+mood”"),
        ("mood, 3", 1, "condition-syntax", "“mood, 3”"),
        ("a.b.c", 1, "condition-syntax", "“a.b.c”"),
        ("said(apology).x", 1, "condition-syntax", "cannot stand"),
        ("(" * 21 + "mood", 21, "condition-too-deep", "20 brackets"),
        ("+".join("1" * 25) + " > 3", 1, "condition-too-deep", "20 levels"),
        ("moood > 3", 1, "unknown-name", "Did you mean “mood”?"),
        ("xylophone", 1, "unknown-name", "Known here: no, verified, yes."),
        ("not xylophone", 5, "unknown-name", "Known here"),
        ("mood > xylophone", 8, "unknown-name", "whole, like 4"),
        ("xylophone > mood", 1, "unknown-name", "whole, like 4"),
        ("verified is maybe", 13, "unknown-name", "Write yes or no."),
        ("maybe is verified", 1, "unknown-name", "Write yes or no."),
        ("case.paid > xylophone", 13, "unknown-name", "Known here: amount, limit."),
        ("note is xylophone", 9, "unknown-name", "Known here"),
        ("mood in (1, xylophone)", 13, "unknown-name", "whole, like 4"),
        ("xylophone is zither", 1, "unknown-name", "“xylophone”"),
        ("case.piad > 3.00", 1, "unknown-field", "Did you mean “paid”?"),
        ("case.zither > 3.00", 1, "unknown-field", "Known here: delivered"),
        ("cas.paid > 3.00", 1, "unknown-field", "Did you mean “case”?"),
        ("xy-z.paid > 3.00", 1, "unknown-field", "no “xy-z” here"),
        ("said(apolgy)", 1, "unknown-expectation", "Did you mean “apology”?"),
        ("said(zither)", 1, "unknown-expectation", "Known here: apology"),
        ("visits(nowhere) > 1", 1, "unknown-beat", "“nowhere” is not a beat"),
        ("chose(q9)", 1, "unknown-move", "“q9” is not a move"),
        ("did(rng_up)", 1, "unknown-action", "Did you mean “ring_up”?"),
        ("seen()", 1, "unknown-beat", "needs a name"),
        ("said(a, b)", 1, "call-form", "one thing"),
        ("visitz(start)", 1, "unknown-function", "Did you mean “visits”?"),
        ("zither(start)", 1, "unknown-function", "Known here: chose"),
        ("mood(3)(4)", 1, "condition-syntax", "cannot stand"),
        ("mood", 1, "wrong-type", "“mood” is a number from 0 to 10; needed here is"),
        ("mood + 1", 1, "wrong-type", "“mood + 1” is a number; needed here is"),
        ("angry", 1, "wrong-type", "“angry” is a word; needed here is yes or no"),
        ("not mood", 5, "not-a-condition", "“mood is …”"),
        ("mood and verified", 1, "not-a-condition", "not yes or no"),
        ("verified + 1 > 2", 1, "add-types", "only numbers and amounts add up"),
        ("second - 1 > 2", 1, "add-types", "one of pending, posted"),
        ("-second > 2", 2, "add-types", "only numbers"),
        ("limit + 1 > 2.00", 1, "add-types", "Add amounts to amounts"),
        (
            "mood is angry",
            9,
            "compare-types",
            "a number from 0 to 10; “angry” is a word",
        ),
        ("verified is angry", 13, "compare-types", "Compare it with yes or no."),
        ("angry == mood", 10, "compare-types", "“angry” is a word"),
        ("case.paid > 3", 13, "compare-types", "Write 3.00."),
        ("3 < case.paid", 5, "compare-types", "Write 3.00."),
        ("mood > limit", 8, "compare-types", "“limit” is an amount of money"),
        ("mood > 6.50", 8, "compare-types", "Numbers are whole, like 4."),
        ("limit > mood", 9, "compare-types", "two decimals, like 34.90."),
        ("verified == mood", 13, "compare-types", "It is yes or no."),
        ("second is cash", 11, "word-not-possible", "never “cash”"),
        ("second is pendign", 11, "word-not-possible", "Did you mean “pending”?"),
        ("second == tender", 11, "compare-types", "one of cash, card"),
        ("second < pending", 10, "compare-order", "no smaller or larger"),
        ("verified < yes", 12, "compare-order", "no smaller or larger"),
        ("pending is posted", 12, "compare-words", "both words"),
        ("second in pending", 11, "condition-list", "in brackets"),
        ("mood in ()", 9, "condition-list", "in brackets"),
        ("mood in 1, 2", 1, "condition-list", "Write “mood in (1, 2)”."),
        ("mood in (1,) in (2,)", 1, "condition-list", "longer comparison"),
    ],
)
def test_a_mistake_is_shown_where_it_stands_with_a_way_to_mend_it(
    text, column, code, said
):
    first = complaints(text, wanted=Flag())[0]

    assert (first.place.line, first.place.column, first.code) == (3, column + 4, code)
    assert said in f"{first.message} {first.suggestion}"


@pytest.mark.parametrize(
    ("text", "wanted", "said"),
    [
        ("credit", SECOND, "“credit” is not known here"),
        ("pendign", SECOND, "Did you mean “pending”?"),
        ("cash", SECOND, "“cash” is a word; needed here is one of pending, posted."),
        ("third", SECOND, "“third” can be “lost”"),
        ("mood", SECOND, "needed here is one of pending, posted"),
        ("3", Money(), "Write 3.00."),
        ("mood", Money(), "needed here is an amount of money."),
        ("limit", Whole(0, 9), "needed here is a number from 0 to 9."),
        ("mood", Text(), "needed here is text."),
    ],
)
def test_a_value_that_does_not_fit_says_what_is_needed(text, wanted, said):
    problem = complaints(text, wanted)[0]

    assert said in f"{problem.message} {problem.suggestion}"


def test_every_mistake_of_a_condition_is_reported():
    found = complaints("mod > 3 and said(apolgy) and second is pst or -note > 1")

    assert [d.code for d in found] == [
        "unknown-name",
        "unknown-expectation",
        "word-not-possible",
        "add-types",
    ]


def test_a_side_that_is_wrong_does_not_hide_the_other():
    found = complaints("case.piad in (xylophone, mood + second, posted)")

    assert [d.code for d in found] == ["unknown-field", "unknown-name", "add-types"]


def test_both_sides_of_a_sum_are_checked():
    assert len(complaints("xylophone + zither > 3")) == 2
    assert len(complaints("(not xylophone) is (not zither)")) == 2


def test_a_condition_must_be_yes_or_no():
    report = Report()

    assert compile_condition("mood", HERE, TestScope(), report) is None
    assert compile_condition("mood > 2", HERE, TestScope(), report) is not None
    assert len(report.diagnostics) == 1
