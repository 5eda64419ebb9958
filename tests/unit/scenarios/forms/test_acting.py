"""A desk action as its blanks, and as text again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.actions import DESK_ACTIONS
from trainer.content.types import Money, Text, Whole
from trainer.scenarios.forms.acting import (
    Acting,
    faults,
    read_acting,
    read_value,
    write_acting,
    write_value,
)


def acting(action, **values):
    return Acting(action=action, values=values)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("issue_refund *", acting("issue_refund")),
        ("call_supervisor", acting("call_supervisor")),
        ("issue_refund tender=*", acting("issue_refund")),
        (
            " issue_refund  tender=cash amount=case.paid",
            acting("issue_refund", tender="cash", amount="case.paid"),
        ),
        ('transfer_warm team="Till two"', acting("transfer_warm", team='"Till two"')),
    ],
)
def test_an_action_is_a_value_for_each_blank_that_asks_for_one(text, read):
    assert read_acting(text) == read


@pytest.mark.parametrize(
    "text",
    ["", "dance", "issue_refund colour=red", "issue_refund cash", "refuse_return"],
)
def test_what_has_no_such_blanks_is_left_to_its_text(text):
    assert read_acting(text) is None
    assert faults(text) == ()


def test_only_what_was_chosen_is_written_in_the_order_of_the_blanks():
    chosen = acting("issue_refund", tender="cash", amount="34.90")

    assert write_acting(chosen) == "issue_refund amount=34.90 tender=cash"
    assert write_acting(acting("issue_refund", amount="")) == "issue_refund"


def test_an_action_nobody_changed_stays_as_it_was_written():
    written = "issue_refund  tender=cash * amount=34.90"

    assert write_acting(read_acting(written), written) == written


@pytest.mark.parametrize(
    ("type_", "text", "written"),
    [
        (Money(), "34.90", "34.90"),
        (Money(), "a lot", '"a lot"'),
        (Whole(1, 12), "3", "3"),
        (Whole(1, 12), "13", '"13"'),
        (Text(), "till", '"till"'),
        (Text(), 'the "red" `one`', '"the ”red” ’one’"'),
    ],
)
def test_a_value_is_written_as_its_type_is(type_, text, written):
    assert write_value(type_, text) == written


def test_a_value_that_does_not_fit_is_told_by_its_blank():
    assert faults("issue_refund amount=34 tender=cash") == ("amount",)
    assert faults('issue_refund amount="34.90" tender=bitcoin') == ("amount", "tender")
    assert faults("issue_refund amount=case.paid") == ()


@given(st.sampled_from(sorted(DESK_ACTIONS)), st.data())
def test_whatever_is_filled_in_is_read_back(action, draws):
    text = st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1)
    values = {
        one.name: write_value(one.type, draws.draw(text))
        for one in DESK_ACTIONS[action].arguments
    }

    read = read_acting(write_acting(acting(action, **values)))

    assert read == acting(action, **values)
    assert all(read_value(value) for value in values.values())
