from datetime import date

import pytest

from tests.unit.scenarios.scripts import Talk, machine, problems
from trainer.content.actions import DESK_ACTIONS
from trainer.scenarios.choices import choices
from trainer.scenarios.desk import Change, Refusal, perform
from trainer.scenarios.events import usual, usual_arguments
from trainer.sentences import Cents, said

CASE = {
    "item": "Kettle",
    "order": "A-1",
    "loyalty": "5512 880",
    "postcode": "31-042",
    "last4": "7716",
    "birthday": date(1990, 2, 3),
    "paid": 3490,
    "amount": 5900,
    "price": 1000,
    "stock": 2,
    "condition": "faulty",
    "notes": "Called twice.",
}


@pytest.mark.parametrize(
    ("action", "given", "fields", "answer"),
    [
        ("lookup_purchase", {"loyalty": "5512-880"}, {}, "The search ran"),
        ("lookup_purchase", {"loyalty": "1"}, {}, "Nothing is stored"),
        ("lookup_order", {"order": "a-1"}, {}, "The search ran"),
        ("list_charges", {}, {}, "59.00"),
        ("check_stock", {}, {}, "In stock: 2 of Kettle."),
        ("read_notes", {}, {}, "Called twice."),
        (
            "verify_caller",
            {"postcode": "31042", "last4": "7716"},
            {"caller_verified": True},
            "match",
        ),
        ("inspect_item", {}, {"inspected": True}, "Kettle: faulty."),
        ("issue_refund", {"amount": 3490}, {"refunded": 3490}, "Paid back 34.90."),
        ("issue_store_credit", {"amount": 100}, {"credited": 100}, "1.00"),
        ("refund_charge", {"amount": 5900}, {"charges_refunded": 1}, "1 × 59.00"),
        ("apply_goodwill_credit", {"amount": 500}, {"goodwill": 500}, "5.00"),
        ("correct_invoice", {"amount": 0}, {"corrected": 0}, "0.00"),
        ("set_payment_plan", {"instalments": 3}, {"instalments": 3}, "up to 19.67"),
        (
            "adjust_price",
            {"amount": 850, "reason": "shelf tag"},
            {"due": 850},
            "8.50 is due now, instead of 10.00.",
        ),
        ("adjust_price", {"amount": 1000}, {"due": 1000}, "10.00 is due now."),
        ("sell_gift_card", {"amount": 2500}, {"gift_cards": 2500}, "sold: 25.00."),
        ("restock_item", {}, {"stock": 3}, "Kettle is back on the shelf."),
        ("ring_up", {"quantity": 2}, {"due": 2000, "stock": 0}, "20.00 is due"),
        ("exchange_item", {}, {"exchanged": True, "stock": 1}, "exchanged"),
        ("open_return_form", {}, {"return_open": True}, "open"),
        ("quarantine_item", {}, {"quarantined": True}, "set aside"),
        ("offer_item", {"item": "Toaster"}, {"offered_item": "Toaster"}, "Toaster"),
        ("cancel_plan", {}, {"cancelled": True}, "cancelled"),
        ("change_plan", {"plan": "Small"}, {"plan": "Small"}, "Small"),
        ("call_supervisor", {}, {"handed_over": True}, "takes over"),
        ("transfer_warm", {}, {"handed_over": True}, "takes over"),
    ],
)
def test_an_action_changes_a_copy_of_the_case(action, given, fields, answer):
    before = dict(CASE)

    change = perform(action, CASE, given)

    assert isinstance(change, Change)
    assert (change.fields, CASE) == (fields, before)
    assert answer in change.answer


@pytest.mark.parametrize(
    ("action", "given", "case", "reason"),
    [
        ("lookup_purchase", {}, {}, "nothing to search for"),
        ("lookup_invoice", {"invoice": ""}, {}, "nothing to search for"),
        ("verify_caller", {}, {}, "Nothing was entered"),
        ("verify_caller", {"postcode": "9"}, {}, "does not match"),
        ("issue_refund", {"amount": 3491}, {}, "only 34.90 of what was paid is left"),
        ("issue_refund", {"amount": 1}, {"refunded": 3490}, "only 0.00"),
        ("issue_refund", {"amount": 0}, {}, "above zero"),
        ("issue_store_credit", {}, {}, "above zero"),
        ("refund_charge", {"amount": 5901}, {}, "no charge of 59.01"),
        ("apply_goodwill_credit", {"amount": -1}, {}, "above zero"),
        ("correct_invoice", {"amount": -1}, {}, "below zero"),
        ("set_payment_plan", {"instalments": 3}, {"amount": 0}, "nothing to pay"),
        ("set_payment_plan", {}, {}, "nothing to pay"),
        ("take_payment", {"amount": 1}, {}, "0.00 is due"),
        ("adjust_price", {"amount": 0}, {}, "A price is above zero"),
        ("adjust_price", {"amount": 5}, {"taken": 1}, "paid already"),
        ("sell_gift_card", {}, {}, "needs an amount"),
        ("ring_up", {"quantity": 3}, {}, "Only 2 are in stock"),
        ("exchange_item", {}, {"stock": 0}, "not in stock"),
        ("cancel_plan", {}, {"cancelled": True}, "done already"),
        ("change_plan", {"plan": " "}, {}, "Which plan?"),
    ],
)
def test_the_desk_refuses_only_what_is_impossible(action, given, case, reason):
    refusal = perform(action, CASE | case, given)

    assert isinstance(refusal, Refusal)
    assert reason in refusal.reason


@pytest.mark.parametrize(
    ("action", "given", "answer"),
    [
        ("check_stock", {"item": "Lamp"}, "no count for Lamp"),
        ("read_notes", {}, "no notes"),
        ("restock_item", {}, "The item is back on the shelf."),
        ("adjust_price", {"amount": 500}, "5.00 is due now."),
        ("inspect_item", {}, "looked the item over"),
        ("issue_refund", {"amount": 500}, "Paid back 5.00"),
        ("ring_up", {}, "0.00 is due"),
        ("exchange_item", {}, "The item is exchanged"),
        ("offer_item", {}, "the item"),
    ],
)
def test_an_empty_case_still_gets_an_answer(action, given, answer):
    assert answer in perform(action, {}, given).answer


def test_a_payment_is_taken_up_to_what_is_due():
    change = perform("take_payment", {"due": 2000, "taken": 500}, {"amount": 1500})

    answer = said("%(amount)s taken.", amount=Cents(1500))
    assert change == Change(fields={"taken": 2000}, answer=answer)


def test_every_action_of_the_desk_can_be_done():
    assert all(perform(name, CASE, {}) for name in DESK_ACTIONS)


BEATS = """
## desk

- [`issue_refund amount=case.paid tender=cash`](#paid) ^a
- [`issue_refund *`](#desk) ^b
- [Bye.](#end) ^bye

## paid

- [Bye.](#end) ^c
"""
CASE_SETTINGS = """
policy: parcels
case: {order: A-1, paid: 34.90, proof: no}
"""


def test_the_move_with_most_named_arguments_wins():
    talk = Talk(machine(BEATS, CASE_SETTINGS))

    talk.do("issue_refund", amount=3490, tender="cash")

    assert (talk.last.event.move, talk.now.beat) == ("a", "paid")
    assert talk.value("case.refunded") == 3490


def test_unnamed_arguments_match_anything():
    talk = Talk(machine(BEATS, CASE_SETTINGS))

    talk.do("issue_refund", amount=100, tender="card")

    assert (talk.last.event.move, talk.now.beat) == ("b", "desk")


def test_a_refused_action_may_match_but_is_neither_judged_nor_done():
    talk = Talk(machine(BEATS, CASE_SETTINGS))

    talk.do("issue_refund", amount=9999, tender="card")

    assert talk.last.event.move == "b"
    assert isinstance(talk.last.step.result, Refusal)
    assert talk.last.step.verdicts == ()
    assert talk.value("case.refunded") == 0


def test_a_look_up_works_where_no_move_names_it():
    talk = Talk(machine(BEATS, CASE_SETTINGS))

    talk.do("lookup_order", order="A-1")

    assert (talk.last.event.move, talk.now.beat) == ("", "desk")
    assert talk.value("acted:lookup_order") is True


def test_a_refused_look_up_changes_nothing():
    talk = Talk(machine(BEATS, CASE_SETTINGS))
    before = talk.now.situation

    talk.do("lookup_order")

    assert talk.now.situation == before


def test_money_moves_only_where_a_move_names_the_action():
    talk = Talk(machine(BEATS, CASE_SETTINGS))

    talk.do("apply_goodwill_credit", amount=100)

    assert "Not at this point" in talk.last.step.result.reason
    assert talk.value("case.goodwill") == 0


def test_what_was_done_can_be_asked_for():
    script = machine(
        """
        ## desk

        - [`lookup_order *`](#desk) ^a
        - [Bye.](#end) ^b
            - if: did(lookup_order)
        """,
        "case: {order: A-1}",
    )

    talk = Talk(script).do("lookup_order", order="A-1")

    assert talk.take("b").now.outcome == "resolved"


ARGUMENTS = """
## desk

- [`apply_goodwill_credit *`](#desk) ^give
    - score: policy +1 if amount <= 15.00
    - go: #end if amount >= 50.00
- [Bye.](#end) ^bye
"""


def test_what_a_move_does_may_depend_on_the_actions_arguments():
    script = machine(ARGUMENTS)

    assert Talk(script).do("apply_goodwill_credit", amount=1500).now.ledger.gains
    assert not Talk(script).do("apply_goodwill_credit", amount=1600).now.ledger.gains
    assert Talk(script).do("apply_goodwill_credit", amount=5000).now.outcome


def test_an_open_blank_has_its_usual_value_or_nothing():
    script = machine(
        """
        ## desk

        - [`refund_charge count=1`](#end) ^one
        - [`verify_caller *`](#desk) ^check
            - set: empty = yes if postcode is last4
        """,
        "vars: {empty: no}\ncase: {amount: 9.00, postcode: 1, last4: 2}",
    )

    assert Talk(script).do("refund_charge", amount=900).now.outcome == "resolved"
    assert Talk(script).do("verify_caller").value("empty") is True


def test_a_name_of_the_file_that_an_argument_would_hide_is_an_error():
    assert "shadowed-name" in problems(ARGUMENTS, "vars: {amount: 0 in 0..3}")


def test_a_corrected_invoice_is_what_a_payment_plan_spreads():
    corrected = CASE | {"corrected": 3000}

    change = perform("set_payment_plan", corrected, {"instalments": 3})

    assert "3 instalments of up to 10.00" in change.answer


def test_an_act_is_done_with_what_is_usual_for_the_case():
    script = machine(
        "## desk\n\n- [`issue_store_credit id=checked`](#end) ^a\n",
        "case: {paid: 9.00}",
    )
    talk = Talk(script)

    given = usual_arguments(script, talk.now.situation, script.moves[0])

    assert given == {"amount": 900, "id": "checked"}
    assert usual(script, talk.now.situation, "issue_store_credit")["id"] == "unchecked"


def test_what_is_said_counts_as_done_only_where_its_condition_holds():
    script = machine(
        """
        ## desk

        - [Maybe.](#desk) ^a
            - means: issue_refund amount=case.paid tender=cash if case.proof
        - [Bye.](#end) ^b
        """,
        "policy: parcels\ncase: {proof: no, paid: 9.00}",
    )

    assert Talk(script).take("a").last.step.verdicts == ()


def test_nothing_can_be_chosen_after_the_end():
    talk = Talk(machine("## hello\n\n- [Hi.](#end) ^a\n")).take("a")

    assert list(choices(talk.machine, talk.now.situation)) == []


CHECK_ONLY = """
## desk

- [Bye.](#end) ^bye
"""


@pytest.mark.parametrize(
    ("action", "booked"), [("inspect_item", False), ("issue_refund", True)]
)
def test_a_check_that_comes_too_early_does_not_speak_of_booking(action, booked):
    talk = Talk(machine(CHECK_ONLY, "case: {item: Kettle, paid: 9.00}"))

    talk.do(action, **({"amount": 100, "tender": "cash"} if booked else {}))

    assert ("Nothing was booked" in talk.last.step.result.reason) is booked


def test_an_answer_keeps_its_amounts_for_whoever_writes_it_for_a_reader():
    refusal = perform("issue_refund", {"paid": 1850}, {"amount": 9_999_900})

    amounts = dict(refusal.reason.values)

    assert (amounts["amount"], amounts["left"]) == (Cents(9_999_900), Cents(1850))
    assert "The till cannot give 99999.00: only 18.50" in refusal.reason
