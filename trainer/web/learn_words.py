"""What actions, facts, criteria and endings are called: filters for templates."""

from __future__ import annotations

from datetime import date

from flask import Flask

from trainer.content.types import Day, Flag, Money, Type, Value
from trainer.web import formats
from trainer.web.language import gettext as _
from trainer.web.markdown import prose, spoken


def init_app(app: Flask) -> None:
    """Let templates use every function of this module as a filter of its name."""
    for words in (
        action_words,
        action_icon,
        field_words,
        value_words,
        option_words,
        criterion_words,
        level_words,
        outcome_words,
        reason_words,
        channel_words,
        prose,
        spoken,
    ):
        app.jinja_env.filters[words.__name__] = words


def action_words(name: str) -> str:
    """Name a desk action as a button does: ``Refund``."""
    known = {
        "lookup_purchase": _("Look up a purchase"),
        "lookup_order": _("Look up an order"),
        "lookup_invoice": _("Look up an invoice"),
        "list_charges": _("List the charges"),
        "check_stock": _("Check the stock"),
        "read_notes": _("Read the notes"),
        "verify_caller": _("Verify the caller"),
        "inspect_item": _("Inspect the item"),
        "issue_refund": _("Refund"),
        "issue_store_credit": _("Store credit"),
        "refund_charge": _("Refund a charge"),
        "apply_goodwill_credit": _("Goodwill credit"),
        "correct_invoice": _("Correct the invoice"),
        "set_payment_plan": _("Payment plan"),
        "take_payment": _("Take a payment"),
        "ring_up": _("Ring up"),
        "exchange_item": _("Exchange"),
        "open_return_form": _("Open a return form"),
        "quarantine_item": _("Set the item aside"),
        "offer_item": _("Offer an item"),
        "cancel_plan": _("Cancel the plan"),
        "change_plan": _("Change the plan"),
        "call_supervisor": _("Call a supervisor"),
        "transfer_warm": _("Transfer to a team"),
    }
    return known.get(name) or _plain(name)


def action_icon(name: str) -> str:
    """Return the picture of a desk action."""
    pictures = {
        "issue_refund": "undo-2",
        "refund_charge": "undo-2",
        "issue_store_credit": "gift",
        "apply_goodwill_credit": "gift",
        "exchange_item": "repeat",
        "take_payment": "credit-card",
        "ring_up": "store",
        "verify_caller": "shield-check",
        "inspect_item": "eye",
        "check_stock": "package",
        "call_supervisor": "arrow-up-right",
        "transfer_warm": "arrow-up-right",
        "cancel_plan": "ban",
        "quarantine_item": "package",
    }
    looks = name.startswith(("lookup", "list"))
    return pictures.get(name, "search" if looks else "file-text")


def field_words(name: str) -> str:
    """Name a fact of the case or a blank of an action: ``Paid``."""
    known = {
        "customer": _("Customer"),
        "item": _("Item"),
        "order": _("Order"),
        "invoice": _("Invoice"),
        "loyalty": _("Loyalty card"),
        "card": _("Card ending"),
        "postcode": _("Postcode"),
        "last4": _("Last four digits"),
        "birthday": _("Date of birth"),
        "purchased": _("Bought"),
        "delivered": _("Delivered"),
        "paid": _("Paid"),
        "amount": _("Amount"),
        "price": _("Price"),
        "due": _("To pay"),
        "tender": _("Paid with"),
        "days": _("Days since"),
        "stock": _("In stock"),
        "id": _("Photo ID"),
        "count": _("How many"),
        "reason": _("Reason"),
        "team": _("Team"),
        "quantity": _("Quantity"),
        "instalments": _("Instalments"),
        "refunded": _("Paid back"),
        "credited": _("Store credit given"),
        "goodwill": _("Goodwill given"),
        "caller_verified": _("Caller verified"),
        "handed_over": _("Handed over"),
        "condition": _("Condition"),
        "notes": _("Notes"),
        "plan": _("Plan"),
    }
    return known.get(name) or _plain(name)


def value_words(value: Value, type_: Type) -> str:
    """Write a value of the case in the reader's language."""
    match type_:
        case Money():
            return formats.money(int(str(value)))
        case Flag():
            return _("yes") if value else _("no")
        case Day() if isinstance(value, date):
            return formats.day(value)
        case _:
            return option_words(str(value))


def option_words(word: str) -> str:
    """Write one word of a list: ``gift_card`` as “gift card”."""
    return word.replace("_", " ")


def criterion_words(name: str) -> str:
    """Name a criterion."""
    known = {
        "policy": _("Policy and outcome"),
        "deescalation": _("De-escalation"),
        "discovery": _("Discovery"),
        "process": _("Process and security"),
        "close": _("Close"),
    }
    return known.get(name) or _plain(name)


def level_words(name: str) -> str:
    """Name how well a criterion was met."""
    known = {
        "strong": _("Strong"),
        "solid": _("Solid"),
        "developing": _("Developing"),
        "not yet": _("Not yet"),
    }
    return known.get(name) or _plain(name)


def outcome_words(name: str) -> str:
    """Say in a sentence how a conversation ended."""
    known = {
        "resolved": _("Resolved: the customer leaves with an answer."),
        "escalated": _("Escalated: somebody else takes over."),
        "lost": _("Lost: the customer walked away."),
        "failed": _("Failed: this should not have ended so."),
    }
    return known.get(name) or _("The conversation ended: %(how)s.", how=_plain(name))


def reason_words(name: str) -> str:
    """Say in a sentence why an attempt is not passed."""
    known = {
        "critical": _("A critical error was made, so this attempt cannot pass."),
        "outcome": _("It did not end the way this scenario is meant to end."),
        "total": _("The total is below the mark."),
        "criterion": _("One criterion is below 50."),
        "unfinished": _("The conversation has not ended."),
    }
    return known.get(name) or _plain(name)


def channel_words(name: str) -> str:
    """Name where a conversation takes place."""
    known = {
        "counter": _("At the counter"),
        "phone": _("On the phone"),
        "chat": _("In the chat"),
        "email": _("By e-mail"),
    }
    return known.get(name) or _plain(name)


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()
