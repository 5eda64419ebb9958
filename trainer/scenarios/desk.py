"""The desk: what an action does to a copy of the case, or why it cannot.

The desk refuses only what is impossible – money that was never paid, stock that is
not there – never what is forbidden: that is for the policies to judge, afterwards.
Amounts are cents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from trainer.content.types import Value
from trainer.scenarios.alike import alike
from trainer.scenarios.desk_money import (
    adjust_price,
    correct_invoice,
    goodwill,
    pay_back,
    payment_plan,
    refund_charge,
    ring_up,
    sell_gift_card,
    take_payment,
)
from trainer.scenarios.desk_results import Case, Change, Given, Refusal, held
from trainer.sentences import Cents, Sentence, said

__all__ = ["Change", "Refusal", "perform"]

_NO_NOTES = said("There are no notes.")


def perform(action: str, case: Case, given: Given) -> Change | Refusal:
    """Do an action on a case.

    Args:
        action: A name of ``trainer.content.actions.DESK_ACTIONS``.
        case: Field → value; never changed.
        given: The action's arguments, already of their types.

    Returns:
        What changed, or why nothing could be done.
    """
    return _ACTIONS[action](case, given)


def _lookup(case: Case, given: Given) -> Change | Refusal:
    asked = {name: value for name, value in given.items() if value}
    if not asked:
        return Refusal(
            reason=said(
                "There is nothing to search for yet. "
                "Fill in one of the fields and search again."
            )
        )
    if all(alike(case.get(name), value) for name, value in asked.items()):
        return Change(fields={}, answer=said("The search ran on the details you gave."))
    return Change(fields={}, answer=said("Nothing is stored under these details."))


def _list_charges(case: Case, _given: Given) -> Change | Refusal:
    answer = said(
        "The account lists the charges; each one is %(amount)s.",
        amount=Cents(held(case, "amount")),
    )
    return Change(fields={}, answer=answer)


def _check_stock(case: Case, given: Given) -> Change | Refusal:
    item = given.get("item") or case.get("item") or said("the item")
    if "stock" not in case:
        answer = said("The system shows no count for %(item)s.", item=item)
    else:
        answer = said("In stock: %(n)s of %(item)s.", n=case["stock"], item=item)
    return Change(fields={}, answer=answer)


def _read_notes(case: Case, _given: Given) -> Change | Refusal:
    notes = case.get("notes")
    answer = said("%(notes)s", notes=str(notes)) if notes else _NO_NOTES
    return Change(fields={}, answer=answer)


def _verify_caller(case: Case, given: Given) -> Change | Refusal:
    asked = {name: value for name, value in given.items() if value}
    if not asked:
        return Refusal(
            reason=said(
                "Nothing was entered to compare. "
                "Ask for the details first, then type what you hear."
            )
        )
    wrong = [n for n, value in asked.items() if not alike(case.get(n), value)]
    if wrong:
        return Refusal(
            reason=said(
                "What you entered does not match the account. "
                "Ask again, or check the spelling."
            )
        )
    return Change(
        fields={"caller_verified": True}, answer=said("The details match the account.")
    )


def _inspect(case: Case, given: Given) -> Change | Refusal:
    item = given.get("item") or case.get("item") or said("the item")
    condition = case.get("condition")
    if condition:
        seen = said("%(item)s: %(condition)s.", item=item, condition=condition)
    else:
        seen = said("You looked %(item)s over.", item=item)
    return Change(fields={"inspected": True}, answer=seen)


def _exchange(case: Case, given: Given) -> Change | Refusal:
    item = given.get("item") or case.get("item") or said("The item")
    if "stock" in case and held(case, "stock") < 1:
        return Refusal(
            reason=said(
                "%(item)s is not in stock, so it cannot be exchanged today. "
                "Offer another way.",
                item=item,
            )
        )
    fields: dict[str, Value] = {"exchanged": True}
    if "stock" in case:
        fields["stock"] = held(case, "stock") - 1
    return Change(fields=fields, answer=said("%(item)s is exchanged.", item=item))


def _restock(case: Case, given: Given) -> Change | Refusal:
    item = given.get("item") or case.get("item") or said("The item")
    fields: dict[str, Value] = {}
    if "stock" in case:
        fields["stock"] = held(case, "stock") + 1
    answer = said("%(item)s is back on the shelf.", item=item)
    return Change(fields=fields, answer=answer)


def _offer_item(case: Case, given: Given) -> Change | Refusal:
    item = given.get("item") or case.get("item") or said("the item")
    answer = said("You offered %(item)s.", item=item)
    return Change(fields={"offered_item": str(item)}, answer=answer)


def _mark(
    case: Case, _given: Given, *, field: str, answer: Sentence
) -> Change | Refusal:
    if case.get(field) is True:
        return Refusal(reason=said("That is done already. %(what)s", what=answer))
    return Change(fields={field: True}, answer=answer)


def _change_plan(_case: Case, given: Given) -> Change | Refusal:
    plan = str(given.get("plan") or "").strip()
    if not plan:
        return Refusal(reason=said("Which plan? Type the name of the new one."))
    return Change(
        fields={"plan": plan}, answer=said("The plan is now %(plan)s.", plan=plan)
    )


_ACTIONS: Mapping[str, Callable[[Case, Given], Change | Refusal]] = MappingProxyType(
    {
        "lookup_purchase": _lookup,
        "lookup_order": _lookup,
        "lookup_invoice": _lookup,
        "list_charges": _list_charges,
        "check_stock": _check_stock,
        "read_notes": _read_notes,
        "verify_caller": _verify_caller,
        "inspect_item": _inspect,
        "issue_refund": partial(
            pay_back, field="refunded", done="Paid back %(amount)s."
        ),
        "issue_store_credit": partial(
            pay_back, field="credited", done="Store credit issued: %(amount)s."
        ),
        "refund_charge": refund_charge,
        "apply_goodwill_credit": goodwill,
        "correct_invoice": correct_invoice,
        "set_payment_plan": payment_plan,
        "take_payment": take_payment,
        "adjust_price": adjust_price,
        "sell_gift_card": sell_gift_card,
        "ring_up": ring_up,
        "exchange_item": _exchange,
        "open_return_form": partial(
            _mark, field="return_open", answer=said("The return form is open.")
        ),
        "restock_item": _restock,
        "quarantine_item": partial(
            _mark,
            field="quarantined",
            answer=said("The item is set aside and labelled."),
        ),
        "offer_item": _offer_item,
        "cancel_plan": partial(
            _mark, field="cancelled", answer=said("The plan is cancelled.")
        ),
        "change_plan": _change_plan,
        "call_supervisor": partial(
            _mark, field="handed_over", answer=said("A supervisor takes over.")
        ),
        "transfer_warm": partial(
            _mark, field="handed_over", answer=said("The other team takes over.")
        ),
    }
)
