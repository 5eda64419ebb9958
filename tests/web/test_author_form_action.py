"""A desk action in a reply's form: one field for each of its blanks."""

import pytest

from tests.web.test_author_form import HOME, beat, step

DESK = f"{HOME}/steps/desk"
FOUND = f"{HOME}/steps/found"


def written(stored, name):
    """Return the first reply of a step as its line says it."""
    lines = beat(stored().body, name).split("\n")
    return next(line for line in lines if line.startswith("- [`"))


def test_each_blank_of_the_action_has_a_field_that_says_anything_if_nothing_is_asked(
    studio,
):
    sent = step(studio, "desk")
    page = studio.page

    assert sent["r0-arg-card"] == "case.card"
    assert sent["r1-arg-card"] == ""
    assert "from the case: Card ending" in page.text
    assert "anything" in page.text


def test_choosing_another_action_shows_its_fields_and_keeps_what_both_have(studio):
    sent = step(studio, "found")
    sent |= {"r0-action": "issue_store_credit", "do": "more:r0-action"}

    studio.post(FOUND, status=200, data=sent)
    shown = studio.page.form(FOUND)

    assert shown["r0-arg-amount"] == "case.paid"
    assert shown["r0-arg-id"] == ""
    assert "r0-arg-tender" not in shown


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ({"r0-arg-tender": "cash"}, "issue_refund amount=case.paid tender=cash"),
        ({"r0-arg-amount": ""}, "issue_refund"),
        (
            {"r0-arg-amount": "=", "r0-arg-amount-value": "1.234,5"},
            "issue_refund amount=1234.50",
        ),
        ({"r0-arg-amount": "=", "r0-arg-amount-value": ""}, "issue_refund"),
        ({"r0-action": "exchange_item"}, "exchange_item"),
    ],
)
def test_only_what_is_chosen_is_written(studio, stored, typed, line):
    studio.post(FOUND, data={**step(studio, "found"), **typed})

    assert written(stored, "found") == f"- [`{line}`](#resolved) ^f1"


def test_an_action_nobody_changed_stays_as_it_was_written(studio, stored, meanwhile):
    meanwhile("`issue_refund amount=case.paid`", "`issue_refund  amount=34.90 *`")

    sent = step(studio, "found")
    assert sent["r0-arg-amount-value"] == "34.90"
    studio.post(FOUND, data={**sent, "r1-words": "Tomorrow, then."})

    assert "`issue_refund  amount=34.90 *`" in stored().body
    assert "Tomorrow, then." in stored().body


def test_an_amount_that_is_none_is_told_at_its_field_and_not_lost(studio, stored):
    before = stored().version
    sent = {**step(studio, "found")}
    sent |= {"r0-arg-amount": "=", "r0-arg-amount-value": "all of it"}

    page = studio.post(FOUND, status=422, data=sent)

    assert "Write an amount, such as 34.90." in page.text
    assert page.elements("p", id="r0-arg-amount-value-error")
    assert page.form(FOUND)["r0-arg-amount-value"] == "all of it"
    assert stored().version == before


def test_a_count_out_of_bounds_is_told_with_its_bounds(studio):
    sent = {**step(studio, "found"), "r0-action": "set_payment_plan"}

    page = studio.post(FOUND, status=422, data={**sent, "r0-arg-instalments": "40"})

    assert "Write a number from 2 to 12." in page.text


def test_what_the_text_says_wrong_of_a_blank_stands_at_its_field(studio, meanwhile):
    meanwhile("amount=case.paid", 'tender=cash amount="34,90"')

    studio.get(FOUND)

    assert "#r0-arg-amount" in studio.page.values("a", "href")


def test_an_action_with_unknown_blanks_keeps_its_text(studio, stored, meanwhile):
    meanwhile("amount=case.paid", "colour=red")

    sent = step(studio, "found")
    assert sent["r0-words"] == "colour=red"
    studio.post(FOUND, data={**sent, "r0-target": "#lost"})

    assert written(stored, "found") == "- [`issue_refund colour=red`](#lost) ^f1"


def test_a_new_action_begins_with_a_choice_and_is_left_out_without_one(studio, stored):
    before = stored().version
    sent = {**step(studio), "do": "add-reply:act"}

    studio.post(f"{HOME}/steps/start", status=200, data=sent)
    shown = studio.page.form(f"{HOME}/steps/start")
    studio.post(f"{HOME}/steps/start", data={**shown, "do": "save"})

    assert shown["r3-action"] == ""
    assert stored().version == before
