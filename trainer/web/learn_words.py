"""What actions, facts, criteria and endings are called: filters for templates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import Flask

from trainer.content.types import Day, Flag, Money, Type, Value
from trainer.services.scene import Shown
from trainer.web import formats
from trainer.web.language import gettext as _
from trainer.web.learn_names import FACTS, SPEECH_ACTS, marked
from trainer.web.markdown import prose, spoken

ACTIONS = {
    **SPEECH_ACTS,
    "lookup_purchase": marked("Look up a purchase"),
    "lookup_order": marked("Look up an order"),
    "lookup_invoice": marked("Look up an invoice"),
    "list_charges": marked("List the charges"),
    "check_stock": marked("Check the stock"),
    "read_notes": marked("Read the notes"),
    "verify_caller": marked("Verify the caller"),
    "inspect_item": marked("Inspect the item"),
    "issue_refund": marked("Refund"),
    "issue_store_credit": marked("Store credit"),
    "refund_charge": marked("Refund a charge"),
    "apply_goodwill_credit": marked("Goodwill credit"),
    "correct_invoice": marked("Correct the invoice"),
    "set_payment_plan": marked("Payment plan"),
    "take_payment": marked("Take a payment"),
    "adjust_price": marked("Correct the price"),
    "sell_gift_card": marked("Sell a gift card"),
    "ring_up": marked("Ring up"),
    "exchange_item": marked("Exchange"),
    "open_return_form": marked("Open a return form"),
    "restock_item": marked("Put back on the shelf"),
    "quarantine_item": marked("Set the item aside"),
    "offer_item": marked("Offer an item"),
    "cancel_plan": marked("Cancel the plan"),
    "change_plan": marked("Change the plan"),
    "call_supervisor": marked("Call a supervisor"),
    "transfer_warm": marked("Transfer to a team"),
}

FIELDS = {
    **FACTS,
    "customer": marked("Customer"),
    "item": marked("Item"),
    "order": marked("Order"),
    "invoice": marked("Invoice"),
    "loyalty": marked("Loyalty card"),
    "card": marked("Card ending"),
    "postcode": marked("Postcode"),
    "last4": marked("Last four digits"),
    "birthday": marked("Date of birth"),
    "purchased": marked("Bought"),
    "delivered": marked("Delivered"),
    "paid": marked("Paid"),
    "amount": marked("Amount"),
    "price": marked("Price"),
    "due": marked("To pay"),
    "tender": marked("Paid with"),
    "days": marked("Days since"),
    "stock": marked("In stock"),
    "id": marked("Photo ID"),
    "count": marked("How many"),
    "reason": marked("Reason"),
    "team": marked("Team"),
    "quantity": marked("Quantity"),
    "instalments": marked("Instalments"),
    "refunded": marked("Paid back"),
    "credited": marked("Store credit given"),
    "goodwill": marked("Goodwill given"),
    "caller_verified": marked("Caller verified"),
    "handed_over": marked("Handed over"),
    "condition": marked("Condition"),
    "notes": marked("Notes"),
    "plan": marked("Plan"),
}

_BLANKS = {
    ("issue_refund", "tender"): marked("Pay back by"),
}
"""(Action, blank) → what it is called where it means another thing than the fact."""

_CRITERIA = {
    "policy": marked("Policy and outcome"),
    "deescalation": marked("De-escalation"),
    "discovery": marked("Discovery"),
    "process": marked("Process and security"),
    "close": marked("Close"),
}

_LEVELS = {
    "strong": marked("Strong"),
    "solid": marked("Solid"),
    "developing": marked("Developing"),
    "not yet": marked("Not yet"),
}

_ENDINGS = {
    "resolved": marked("resolved"),
    "escalated": marked("handed over"),
    "lost": marked("the customer leaves"),
    "ended": marked("closed by you"),
}

_CHANNELS = {
    "counter": marked("At the counter"),
    "phone": marked("On the phone"),
    "chat": marked("In the chat"),
    "email": marked("By e-mail"),
}


def init_app(app: Flask) -> None:
    """Let templates use every function of this module as a filter of its name."""
    for words in (
        action_words,
        action_icon,
        field_words,
        blank_words,
        value_words,
        answer_words,
        option_words,
        criterion_words,
        level_words,
        outcome_words,
        channel_words,
        prose,
        spoken,
    ):
        app.jinja_env.filters[words.__name__] = words


def action_words(name: str) -> str:
    """Name a desk action as a button does: ``Refund``."""
    return _named(ACTIONS, name)


def action_icon(name: str) -> str:
    """Return the picture of a desk action."""
    pictures = {
        "issue_refund": "undo-2",
        "refund_charge": "undo-2",
        "issue_store_credit": "gift",
        "apply_goodwill_credit": "gift",
        "exchange_item": "repeat",
        "take_payment": "credit-card",
        "adjust_price": "receipt-text",
        "sell_gift_card": "gift",
        "restock_item": "store",
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
    return _named(FIELDS, name)


def blank_words(name: str, action: str) -> str:
    """Name a blank of an action: ``Pay back by`` where a fact says ``Paid with``."""
    return _(_BLANKS[action, name]) if (action, name) in _BLANKS else field_words(name)


def answer_words(turn: Shown) -> str:
    """Return what the desk answered, its amounts as the reader writes them."""
    return formats.told(turn.answer, turn.currency) if turn.answer else ""


def value_words(value: Value, type_: Type, currency: str = "") -> str:
    """Write a value of the case in the reader's language."""
    match type_:
        case Money():
            return formats.money(int(str(value)), currency)
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
    return _named(_CRITERIA, name)


def level_words(name: str) -> str:
    """Name how well a criterion was met."""
    return _named(_LEVELS, name)


def outcome_words(name: str) -> str:
    """Say in a sentence how a conversation ended."""
    known = {
        "resolved": _("Resolved: the customer leaves with an answer."),
        "escalated": _("Handed over: somebody else goes on with it."),
        "lost": _("The customer left without an answer."),
        "ended": _("You closed the conversation."),
        "failed": _("It went wrong this time. Another try can go better."),
    }
    return known.get(name) or _("The conversation is over: %(how)s.", how=_plain(name))


def ending_words(name: str) -> str:
    """Name an ending within a sentence: ``handed over``."""
    return _(_ENDINGS[name]) if name in _ENDINGS else option_words(name)


def channel_words(name: str) -> str:
    """Name where a conversation takes place."""
    return _named(_CHANNELS, name)


def _named(table: Mapping[str, str], name: str) -> str:
    return _(table[name]) if name in table else _plain(name)


def _plain(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()
