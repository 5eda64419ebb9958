"""Names made of letters of many languages."""

import pytest

from trainer.scenarios.forms.facts import name_of
from trainer.scenarios.forms.letters import fits_a_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Évidence 2", "evidence_2"),
        ("Größe", "grosse"),
        ("Łódź", "lodz"),
        ("Smørrebrød", "smorrebrod"),
        ("İade", "iade"),
        ("the customer’s word", "the_customer_s_word"),
        ("paid_at", "paid_at"),
        ("(new) card?", "new_card"),
    ],
)
def test_a_name_keeps_every_letter_without_its_marks(typed, name):
    assert fits_a_name(typed)
    assert name_of(typed) == name


@pytest.mark.parametrize("typed", ["9lives", "", "…", "чек", "proof д", "_9"])
def test_what_would_lose_a_letter_or_digit_is_no_name(typed):
    assert not fits_a_name(typed)
