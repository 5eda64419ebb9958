import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.suggest import closest, did_you_mean

BEATS = ["ask", "start", "no-receipt", "four-days-later", "found_pending"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("asks", "ask"),
        ("sak", "ask"),
        ("sk", "ask"),
        ("Start", "start"),
        ("satrt", "start"),
        ("no_receipt", "no-receipt"),
        ("no receit", "no-receipt"),
        ("four-day-latter", "four-days-later"),
        ("four", "four-days-later"),
        ("found", "found_pending"),
        ("found-pendulum", "found_pending"),
        ("receiving", None),
        ("x", None),
        ("", None),
        ("elephant", None),
        ("start", None),
    ],
)
def test_a_slip_of_the_keyboard_finds_its_word(word, meant):
    assert closest(word, BEATS) == meant


def test_the_suggestion_is_a_question_or_nothing():
    assert did_you_mean("asks", BEATS) == "Did you mean “ask”?"
    assert did_you_mean("elephant", BEATS) == ""


def test_a_beginning_that_fits_two_words_suggests_neither():
    assert closest("look", ["lookup_purchase", "lookup_order"]) is None


@given(st.text(max_size=200), st.lists(st.text(max_size=60), max_size=30))
def test_any_words_can_be_compared(word, options):
    found = closest(word, options)

    assert found is None or found in options
