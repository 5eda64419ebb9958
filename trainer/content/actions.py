"""What can be done at the desk or by saying something: names, arguments, kinds.

Only signatures: what an action does to the case is in ``trainer.scenarios.desk``. They
stand here because policies are written about actions, and policies come first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from trainer.content.case import TENDERS
from trainer.content.types import Day, Money, Text, Type, Whole, Words


class ActionKind(StrEnum):
    """What an action touches; money, stock and contracts need a move that names it."""

    LOOK = "look"
    CHECK = "check"
    MONEY = "money"
    STOCK = "stock"
    CONTRACT = "contract"
    HAND_OVER = "hand-over"
    SPEECH = "speech"


@dataclass(frozen=True, slots=True)
class Argument:
    """One blank of an action's form."""

    name: str
    type: Type
    field: str = ""
    """The case field that holds its usual value; empty: ``usual`` or nothing."""
    usual: str | int | bool | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """An action: how it is called and which facts of the case it reads and changes."""

    name: str
    kind: ActionKind
    arguments: tuple[Argument, ...] = ()
    reads: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    def argument(self, name: str) -> Argument | None:
        """Return the argument of that name, or ``None``."""
        return next((a for a in self.arguments if a.name == name), None)


_AMOUNT = Argument("amount", Money(), "paid", required=True)
_CHARGE = Argument("amount", Money(), "amount", required=True)
_ITEM = Argument("item", Text(), "item")
_TENDER = Argument("tender", TENDERS, "tender", required=True)
_REASON = Argument("reason", Text())
_K = ActionKind

_DESK = (
    Signature(
        "lookup_purchase",
        _K.LOOK,
        (
            Argument("loyalty", Text(), "loyalty"),
            Argument("card", Text(), "card"),
            Argument("order", Text(), "order"),
        ),
        ("loyalty", "card", "order"),
    ),
    Signature(
        "lookup_order",
        _K.LOOK,
        (Argument("order", Text(), "order", required=True),),
        ("order",),
    ),
    Signature(
        "lookup_invoice",
        _K.LOOK,
        (Argument("invoice", Text(), "invoice", required=True),),
        ("invoice",),
    ),
    Signature("list_charges", _K.LOOK, (), ("amount",)),
    Signature("check_stock", _K.LOOK, (_ITEM,), ("item", "stock")),
    Signature("read_notes", _K.LOOK, (), ("notes",)),
    Signature(
        "verify_caller",
        _K.CHECK,
        (
            Argument("postcode", Text(), "postcode"),
            Argument("last4", Text(), "last4"),
            Argument("birthday", Day(), "birthday"),
        ),
        ("postcode", "last4", "birthday"),
        ("caller_verified",),
    ),
    Signature(
        "inspect_item",
        _K.CHECK,
        (_ITEM,),
        ("item", "condition"),
        ("inspected",),
    ),
    Signature(
        "issue_refund",
        _K.MONEY,
        (_AMOUNT, _TENDER, _REASON),
        ("paid", "refunded"),
        ("refunded",),
    ),
    Signature(
        "issue_store_credit",
        _K.MONEY,
        (
            _AMOUNT,
            Argument("id", Words(("unchecked", "checked")), usual="unchecked"),
            _REASON,
        ),
        ("paid", "credited"),
        ("credited",),
    ),
    Signature(
        "refund_charge",
        _K.MONEY,
        (_CHARGE, Argument("count", Whole(1, 12), usual=1), _REASON),
        ("amount",),
        ("charges_refunded",),
    ),
    Signature(
        "apply_goodwill_credit",
        _K.MONEY,
        (Argument("amount", Money(), required=True), _REASON),
        ("goodwill",),
        ("goodwill",),
    ),
    Signature("correct_invoice", _K.MONEY, (_CHARGE,), ("amount",), ("corrected",)),
    Signature(
        "set_payment_plan",
        _K.MONEY,
        (Argument("instalments", Whole(2, 12), usual=3),),
        ("amount", "corrected"),
        ("instalments",),
    ),
    Signature(
        "take_payment",
        _K.MONEY,
        (_AMOUNT, _TENDER),
        ("due", "taken"),
        ("taken",),
    ),
    Signature(
        "adjust_price",
        _K.MONEY,
        (Argument("amount", Money(), "price", required=True), _REASON),
        ("price", "taken"),
        ("due",),
    ),
    Signature(
        "sell_gift_card",
        _K.MONEY,
        (Argument("amount", Money(), required=True), Argument("tender", TENDERS)),
        ("gift_cards",),
        ("gift_cards",),
    ),
    Signature(
        "ring_up",
        _K.STOCK,
        (_ITEM, Argument("quantity", Whole(1, 99), usual=1)),
        ("item", "price", "stock"),
        ("due", "stock"),
    ),
    Signature(
        "exchange_item",
        _K.STOCK,
        (_ITEM,),
        ("item", "stock"),
        ("exchanged", "stock"),
    ),
    Signature(
        "open_return_form",
        _K.STOCK,
        (_REASON,),
        (),
        ("return_open",),
    ),
    Signature("restock_item", _K.STOCK, (_ITEM,), ("item", "stock"), ("stock",)),
    Signature("quarantine_item", _K.STOCK, (_ITEM,), ("item",), ("quarantined",)),
    Signature("offer_item", _K.STOCK, (_ITEM,), ("item", "stock"), ("offered_item",)),
    Signature("cancel_plan", _K.CONTRACT, (), (), ("cancelled",)),
    Signature(
        "change_plan",
        _K.CONTRACT,
        (Argument("plan", Text(), "plan", required=True),),
        (),
        ("plan",),
    ),
    Signature(
        "call_supervisor",
        _K.HAND_OVER,
        (_REASON,),
        (),
        ("handed_over",),
    ),
    Signature(
        "transfer_warm",
        _K.HAND_OVER,
        (Argument("team", Text()),),
        (),
        ("handed_over",),
    ),
)

_PROMISE = (Argument("amount", Money(), "paid"), Argument("tender", TENDERS))
_SPEECH = tuple(
    Signature(name, _K.SPEECH, arguments)
    for name, arguments in (
        ("refuse_return", ()),
        ("refuse_refund", ()),
        ("refuse_cancellation", ()),
        ("refuse_supervisor", ()),
        ("promise_refund", _PROMISE),
        ("promise_credit", _PROMISE),
        ("promise_callback", (Argument("hours", Whole(0, 720)),)),
        ("disclose_account", ()),
        ("accuse_customer", ()),
        ("insult_customer", ()),
        ("warn_abuse", ()),
        ("warn_scam", ()),
        ("state_rights", ()),
        ("offer_extra", ()),
        ("end_contact", ()),
    )
)

DESK_ACTIONS: Mapping[str, Signature] = MappingProxyType({s.name: s for s in _DESK})
"""Everything that can be done at the desk, by name."""

SPEECH_ACTS: Mapping[str, Signature] = MappingProxyType({s.name: s for s in _SPEECH})
"""Everything that can be done by saying it (``means: refuse_return``), by name."""

ACTIONS: Mapping[str, Signature] = MappingProxyType({**DESK_ACTIONS, **SPEECH_ACTS})
