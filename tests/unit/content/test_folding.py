import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.folding import fold, words, words_in


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łódź", "lodz"),
        ("Kürzung", "kurzung"),
        ("Straße", "strasse"),
        ("mañana", "manana"),
        ("perché", "perche"),
        ("İĞ œuvre", "ig oeuvre"),
    ],
)
def test_accents_and_case_are_folded(text, folded):
    assert fold(text) == folded


def test_everything_but_letters_and_digits_parts_words():
    assert words("3.1 Cash_needs – “proof”!") == ("3", "1", "cash", "needs", "proof")


@given(st.text())
def test_words_are_found_where_they_stand(text):
    text = unicodedata.normalize("NFC", text)
    for found in words_in(text):
        assert fold(text[found.start : found.end]) == found.word


@given(st.text())
def test_a_word_is_made_of_letters_and_digits_alone(text):
    assert all(word.isalnum() for word in words(text))
