"""Random conditions mean the same here and to an independent evaluator."""

import re

from hypothesis import given
from hypothesis import strategies as st
from simpleeval import EvalWithCompoundTypes

from tests.unit.content.scopes import GIVEN, SLOTS, TestScope
from trainer.content.diagnostics import Place, Report
from trainer.content.expressions import compile_expression

NUMBERS = st.one_of(st.just("mood"), st.integers(0, 12).map(str))
AMOUNTS = st.one_of(
    st.sampled_from(["case.paid", "amount", "limit"]),
    st.integers(0, 99).map(lambda euros: f"{euros}.50"),
)
SIGNS = st.sampled_from(["==", "!=", "<", "<=", ">", ">=", "is", "is not"])
SAME = st.sampled_from(["==", "!=", "is", "is not"])


def sums(part):
    return st.recursive(
        part,
        lambda inner: st.tuples(inner, st.sampled_from("+-"), inner).map(" ".join),
        max_leaves=4,
    )


def compared(part):
    return st.tuples(sums(part), SIGNS, sums(part)).map(" ".join)


WORDS = [
    *("mood", "verified", "second", "pending", "case.paid", "amount", "x-y.z"),
    *("said(apology)", "visits(q)", "3", "3.50", "yes", "and", "or", "not", "is"),
    *("in", "==", "<", "<=", "+", "-", "(", ")", ",", "."),
]
ATOMS = st.one_of(
    compared(NUMBERS),
    compared(AMOUNTS),
    st.tuples(NUMBERS, SIGNS, NUMBERS, SIGNS, NUMBERS).map(" ".join),
    st.tuples(st.just("second"), SAME, st.sampled_from(["pending", "posted"])).map(
        " ".join
    ),
    st.sampled_from(
        [
            "yes",
            "no",
            "verified",
            "said(apology)",
            "second in (pending, posted)",
            "second not in (posted,)",
            "visits(no-receipt) > 1",
        ]
    ),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        inner.map("not ({})".format),
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(
            "({0[0]} {0[1]} {0[2]})".format
        ),
    ),
    max_leaves=5,
).filter(lambda text: len(text) <= 200)
SITUATIONS = st.tuples(
    st.integers(0, 10),
    st.booleans(),
    st.sampled_from(["pending", "posted"]),
    st.integers(0, 9_999),
    st.booleans(),
    st.integers(0, 3),
)


def as_python(text):
    """Write a condition the way the oracle reads it: cents, and no special words."""
    text = re.sub(r"(\d+)\.(\d\d)", lambda m: str(int(m[1] + m[2])), text)
    text = text.replace("is not", "!=").replace(" is ", " == ")
    text = text.replace("said(apology)", "sorry").replace("visits(no-receipt)", "times")
    return text.replace("case.paid", "paid")


@given(CONDITIONS, SITUATIONS)
def test_a_condition_means_what_python_says(text, situation):
    mood, verified, second, paid, sorry, times = situation
    slots = [value for _, value in SLOTS.values()]
    changed = {
        "mood": mood,
        "verified": verified,
        "second": second,
        "case.paid": paid,
        "said(apology)": sorry,
        "visits(no-receipt)": times,
    }
    for name, value in changed.items():
        slots[list(SLOTS).index(name)] = value
    report = Report()

    expression = compile_expression(text, Place("a.md"), TestScope(), report)

    names = {
        "mood": mood,
        "verified": verified,
        "second": second,
        "paid": paid,
        "sorry": sorry,
        "times": times,
        "amount": GIVEN["amount"],
        "limit": 5000,
        "yes": True,
        "no": False,
        "pending": "pending",
        "posted": "posted",
    }
    assert not report.diagnostics
    oracle = EvalWithCompoundTypes(names=names).eval(as_python(text))
    assert expression.evaluate(slots, GIVEN) == oracle


@given(st.text(max_size=220))
def test_any_text_is_an_expression_or_a_message_within_it(text):
    report = Report()

    expression = compile_expression(text, Place("a.md"), TestScope(), report)

    assert (expression is None) == bool(report.errors)
    assert all(1 <= d.place.column <= len(text) + 1 for d in report.diagnostics)


@given(
    st.lists(
        st.sampled_from(WORDS),
        max_size=14,
    ).map(" ".join)
)
def test_any_row_of_words_is_an_expression_or_a_message(text):
    report = Report()

    expression = compile_expression(text, Place("a.md"), TestScope(), report)

    assert (expression is None) == bool(report.errors)
