"""The facts at a desk: the fields every case may have, and their types."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from trainer.content.types import Day, Flag, Money, Text, Type, Whole, Words

TENDERS = Words(("cash", "card", "check", "gift_card", "transfer"))
"""The ways money can come in and go back."""

CASE_FIELDS: Mapping[str, Type] = MappingProxyType(
    {
        "customer": Text(),
        "item": Text(),
        "order": Text(),
        "invoice": Text(),
        "loyalty": Text(),
        "card": Text(),
        "postcode": Text(),
        "last4": Text(),
        "notes": Text(),
        "plan": Text(),
        "birthday": Day(),
        "purchased": Day(),
        "delivered": Day(),
        "paid": Money(),
        "amount": Money(),
        "price": Money(),
        "due": Money(),
        "tender": TENDERS,
        "days": Whole(0, 3650),
        "stock": Whole(0, 9999),
        "refunded": Money(),
        "credited": Money(),
        "goodwill": Money(),
        "taken": Money(),
        "gift_cards": Money(),
        "corrected": Money(),
        "charges_refunded": Whole(0, 99),
        "instalments": Whole(0, 12),
        "caller_verified": Flag(),
        "inspected": Flag(),
        "exchanged": Flag(),
        "return_open": Flag(),
        "quarantined": Flag(),
        "cancelled": Flag(),
        "handed_over": Flag(),
        "offered_item": Text(),
    }
)
"""The desk's own schema of case fields; a scenario may add fields of its own."""
