"""Conditions as rows, where they are simple enough, and as text again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.scenarios.forms.conditions import (
    CALLS,
    OPERATORS,
    Condition,
    Term,
    read_condition,
    suggestions,
    write_condition,
)


def term(name, operator, value):
    return Term(name=name, operator=operator, value=value)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("mood >= 4", [term("mood", ">=", "4")]),
        ("proof", [term("proof", "is", "yes")]),
        ("not proof", [term("proof", "is", "no")]),
        ("record is  not found", [term("record", "is not", "found")]),
        ("case.paid == 34.90", [term("case.paid", "is", "34.90")]),
        ("a != b", [term("a", "is not", "b")]),
        ("seen(ask-again)", [term("seen", "is", "ask-again")]),
        ("not said( sorry )", [term("said", "is not", "sorry")]),
        ("a and b < 3", [term("a", "is", "yes"), term("b", "<", "3")]),
    ],
)
def test_a_simple_condition_is_rows(text, terms):
    assert read_condition(text) == Condition(terms=tuple(terms))


def test_one_of_several_is_rows_too():
    read = read_condition("a or not b")

    assert read is not None
    assert not read.every
    assert read_condition(" ") == Condition()


@pytest.mark.parametrize(
    "text",
    [
        "a and (b or c)",
        "a or b and c",
        "visits(a) >= 2",
        "a in (b, c)",
        "a + 1 > 2",
        "1 < a < 3",
        "and",
        "a is not in",
        "not not a",
    ],
)
def test_any_other_condition_stays_text(text):
    assert read_condition(text) is None


def test_what_says_the_same_is_written_as_it_was():
    condition = read_condition("a == yes  and  b is c")

    assert (
        write_condition(condition, "a == yes  and  b is c") == "a == yes  and  b is c"
    )
    assert write_condition(condition) == "a and b is c"
    assert write_condition(Condition(), "a") == ""


def test_rows_without_a_name_are_left_out():
    rows = Condition(terms=(term("", "is", "x"), term("a", "is", "no")), every=False)

    assert write_condition(rows, "not  a") == "not  a"
    assert write_condition(rows) == "not a"


_terms = st.one_of(
    st.builds(
        Term,
        name=st.sampled_from(("mood", "case.paid")),
        operator=st.sampled_from(OPERATORS),
        value=st.sampled_from(("4", "34.90", "found")),
    ),
    st.builds(
        Term,
        name=st.sampled_from(CALLS),
        operator=st.sampled_from(("is", "is not")),
        value=st.sampled_from(("a", "ask-again")),
    ),
    st.builds(
        Term,
        name=st.just("proof"),
        operator=st.just("is"),
        value=st.sampled_from(("yes", "no")),
    ),
)


@given(st.lists(_terms, min_size=1, max_size=4), st.booleans())
def test_rows_come_back_from_their_text(terms, every):
    condition = Condition(terms=tuple(terms), every=every or len(terms) == 1)

    assert read_condition(write_condition(condition)) == condition


def test_ready_made_conditions_are_conditions():
    found = suggestions([("mood", 0, 10)], [("record", ("a", "b"))], ["sorry"])

    assert found == (
        "said(sorry)",
        "not said(sorry)",
        "mood >= 5",
        "mood < 5",
        "mood <= 0",
        "record is a",
        "record is b",
    )
