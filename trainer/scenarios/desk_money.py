"""Money at the desk: refunds, credits, charges, the register. Amounts are cents."""

from __future__ import annotations

from trainer.content.types import Value
from trainer.scenarios.desk_results import Case, Change, Given, Refusal, held, typed
from trainer.sentences import Cents, said

_NO_AMOUNT = said("An amount above zero is needed. Type what you give.")


def pay_back(case: Case, given: Given, *, field: str, done: str) -> Change | Refusal:
    """Pay money back, or give it as credit: never more than was paid."""
    amount = typed(given)
    before = held(case, "refunded") + held(case, "credited")
    if amount <= 0:
        return Refusal(reason=_NO_AMOUNT)
    if "paid" in case and amount + before > held(case, "paid"):
        left = max(held(case, "paid") - before, 0)
        return Refusal(
            reason=said(
                "The till cannot give %(amount)s: only %(left)s of what was paid is "
                "left. Type a smaller amount.",
                amount=Cents(amount),
                left=Cents(left),
            )
        )
    return Change(
        fields={field: held(case, field) + amount},
        answer=said(done, amount=Cents(amount)),
    )


def refund_charge(case: Case, given: Given) -> Change | Refusal:
    """Refund a charge on the account, once or several times."""
    amount, count = typed(given), typed(given, "count") or 1
    if amount <= 0 or amount > held(case, "amount"):
        return Refusal(
            reason=said(
                "The account has no charge of %(amount)s. Each one is %(each)s.",
                amount=Cents(amount),
                each=Cents(held(case, "amount")),
            )
        )
    return Change(
        fields={"charges_refunded": held(case, "charges_refunded") + count},
        answer=said("Refunded %(n)s × %(amount)s.", n=count, amount=Cents(amount)),
    )


def goodwill(case: Case, given: Given) -> Change | Refusal:
    """Book a goodwill credit."""
    amount = typed(given)
    if amount <= 0:
        return Refusal(reason=_NO_AMOUNT)
    return Change(
        fields={"goodwill": held(case, "goodwill") + amount},
        answer=said("Goodwill credit of %(amount)s booked.", amount=Cents(amount)),
    )


def correct_invoice(_case: Case, given: Given) -> Change | Refusal:
    """Set an invoice to the right amount."""
    amount = typed(given)
    if amount < 0:
        return Refusal(
            reason=said("An invoice cannot be below zero. Type the right amount.")
        )
    return Change(
        fields={"corrected": amount},
        answer=said("The invoice now says %(amount)s.", amount=Cents(amount)),
    )


def payment_plan(case: Case, given: Given) -> Change | Refusal:
    """Spread what is owed, as corrected if it was, over instalments."""
    count = typed(given, "instalments")
    owed = held(case, "corrected") or held(case, "amount")
    rate = -(-owed // count) if count else 0
    if not rate:
        return Refusal(
            reason=said("There is nothing to pay in instalments on this account.")
        )
    return Change(
        fields={"instalments": count},
        answer=said(
            "%(n)s instalments of up to %(amount)s are set.",
            n=count,
            amount=Cents(rate),
        ),
    )


def take_payment(case: Case, given: Given) -> Change | Refusal:
    """Take money for what is due."""
    amount, due = typed(given), held(case, "due") - held(case, "taken")
    if amount <= 0 or amount > due:
        return Refusal(
            reason=said(
                "%(due)s is due, not %(amount)s. "
                "Ring the items up first, or type the amount due.",
                due=Cents(due),
                amount=Cents(amount),
            )
        )
    return Change(
        fields={"taken": held(case, "taken") + amount},
        answer=said("%(amount)s taken.", amount=Cents(amount)),
    )


def adjust_price(case: Case, given: Given) -> Change | Refusal:
    """Set what is due to another price, before anything was paid."""
    amount, price = typed(given), held(case, "price")
    if amount <= 0:
        return Refusal(
            reason=said("A price is above zero. Type what the customer is to pay.")
        )
    if held(case, "taken"):
        return Refusal(
            reason=said(
                "It is paid already, so its price stays. "
                "Pay the difference back instead."
            )
        )
    if price in (0, amount):
        answer = said("%(amount)s is due now.", amount=Cents(amount))
    else:
        answer = said(
            "%(amount)s is due now, instead of %(price)s.",
            amount=Cents(amount),
            price=Cents(price),
        )
    return Change(fields={"due": amount}, answer=answer)


def sell_gift_card(case: Case, given: Given) -> Change | Refusal:
    """Load a gift card with an amount that is paid at once."""
    amount = typed(given)
    if amount <= 0:
        return Refusal(reason=said("A gift card needs an amount. Type how much."))
    return Change(
        fields={"gift_cards": held(case, "gift_cards") + amount},
        answer=said("Gift card sold: %(amount)s.", amount=Cents(amount)),
    )


def ring_up(case: Case, given: Given) -> Change | Refusal:
    """Add items to what is due."""
    quantity = typed(given, "quantity") or 1
    if "stock" in case and quantity > held(case, "stock"):
        return Refusal(
            reason=said("Only %(n)s are in stock. Ring up fewer.", n=case["stock"])
        )
    due = held(case, "due") + quantity * held(case, "price")
    fields: dict[str, Value] = {"due": due}
    if "stock" in case:
        fields["stock"] = held(case, "stock") - quantity
    return Change(fields=fields, answer=said("%(due)s is due.", due=Cents(due)))
