"""What a condition claims, as its tree says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.scenarios.forms.condition_words import (
    Called,
    Claim,
    Denied,
    Joined,
    Sum,
    Word,
    tell,
)

PROOF = Claim(Word("proof"), "")
SORRY = Claim(Called("said", "sorry"), "")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("proof", PROOF),
        ("not proof", Denied(PROOF)),
        ("said(sorry)", SORRY),
        ("not said( ^sorry )", Denied(SORRY)),
        ("mood >= 4", Claim(Word("mood"), ">=", (Word("4"),))),
        ("mood == -1", Claim(Word("mood"), "is", (Word("-1"),))),
        ("record is not lost", Claim(Word("record"), "is not", (Word("lost"),))),
        (
            "case.paid > 34.90",
            Claim(Word("case.paid"), ">", (Word("34.90"),)),
        ),
        (
            "well-done.limit < case.paid",
            Claim(Word("well-done.limit"), "<", (Word("case.paid"),)),
        ),
        ("visits(a) >= 2", Claim(Called("visits", "a"), ">=", (Word("2"),))),
        ("a in (b, c)", Claim(Word("a"), "in", (Word("b"), Word("c")))),
        ("a not in (b,)", Claim(Word("a"), "not in", (Word("b"),))),
        ("a + 1 > b - 2", None),
        ("said(sorry) and not proof", Joined((SORRY, Denied(PROOF)), every=True)),
        (
            "proof or (proof and said(sorry))",
            Joined((PROOF, Joined((PROOF, SORRY), every=True)), every=False),
        ),
        (
            "1 < a < 3",
            Joined(
                (
                    Claim(Word("1"), "<", (Word("a"),)),
                    Claim(Word("a"), "<", (Word("3"),)),
                ),
                every=True,
            ),
        ),
    ],
)
def test_a_condition_is_told_as_it_is_meant(text, told):
    if told is None:
        left = Sum(Word("a"), "+", Word("1"))
        told = Claim(left, ">", (Sum(Word("b"), "-", Word("2")),))

    assert tell(text) == told


@pytest.mark.parametrize("text", ["", "mood >=", "a = b", "a.b.c", "a(b)", "-a > 2"])
def test_what_is_no_condition_is_not_told(text):
    assert tell(text) is None


@given(st.text("ab1 ()<>=+-,.^", max_size=20))
def test_whatever_is_typed_is_told_or_not_and_never_an_error(text):
    tell(text)
