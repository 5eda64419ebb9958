"""Desk actions as authors write them, told in words."""

from datetime import date

import pytest

from trainer.content.types import Day, Money, Text
from trainer.scenarios.paper import Fact
from trainer.web.act_words import act_words

FACTS = (
    Fact(name="paid", type=Money(), value=3490),
    Fact(name="card", type=Text(), value="3390"),
    Fact(name="birthday", type=Day(), value=date(1990, 5, 17)),
)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("issue_refund *", "Refund, any amount"),
        ("`issue_refund`", "Refund, any amount"),
        ("issue_refund amount=* tender=cash", "Refund · Pay back by cash, any amount"),
        ("lookup_purchase *", "Look up a purchase"),
        (
            "lookup_purchase card=case.card",
            "Look up a purchase · Card ending from the case",
        ),
        (
            "issue_refund amount=case.paid tender=gift_card",
            "Refund · Amount from the case (Paid) · Pay back by gift card",
        ),
        ('check_stock item="Red kettle"', "Check the stock · Item Red kettle"),
        ("sing_a_song tune=slow", "Sing a song · Tune slow"),
        ("Refund it", "Refund it"),
        ("", ""),
    ],
)
def test_an_action_is_told_in_words(app, written, words):
    with app.test_request_context():
        assert act_words(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("lookup_purchase card=case.card", "Look up a purchase · Card ending 3390"),
        ("issue_refund amount=case.paid tender=card", "Refund · Amount €34.90"),
        ("issue_refund amount=10.00", "Refund · Amount €10.00"),
        ("verify_caller birthday=case.birthday", "Verify the caller · Date of birth"),
    ],
)
def test_the_values_of_the_case_are_told_where_they_are_known(app, written, words):
    with app.test_request_context():
        assert act_words(written, FACTS, "EUR").startswith(words)
