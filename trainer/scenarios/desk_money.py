"""Money at the desk: refunds, credits, charges, the register. Amounts are cents."""

from __future__ import annotations

from trainer.content.types import Value
from trainer.content.values import money_text
from trainer.scenarios.desk_results import Case, Change, Given, Refusal, held, typed

_NO_AMOUNT = "An amount above zero is needed. Type what you give."


def pay_back(case: Case, given: Given, *, field: str, done: str) -> Change | Refusal:
    """Pay money back, or give it as credit: never more than was paid."""
    amount = typed(given)
    before = held(case, "refunded") + held(case, "credited")
    if amount <= 0:
        return Refusal(reason=_NO_AMOUNT)
    if "paid" in case and amount + before > held(case, "paid"):
        left = max(held(case, "paid") - before, 0)
        return Refusal(
            reason=f"The till cannot give {money_text(amount)}: only "
            f"{money_text(left)} of what was paid is left. Type a smaller amount.",
            amounts=(amount, left),
        )
    return Change(
        fields={field: held(case, field) + amount},
        answer=f"{done} {money_text(amount)}.",
        amounts=(amount,),
    )


def refund_charge(case: Case, given: Given) -> Change | Refusal:
    """Refund a charge on the account, once or several times."""
    amount, count = typed(given), typed(given, "count") or 1
    if amount <= 0 or amount > held(case, "amount"):
        return Refusal(
            reason=f"The account has no charge of {money_text(amount)}. "
            f"Each one is {money_text(held(case, 'amount'))}.",
            amounts=(amount, held(case, "amount")),
        )
    return Change(
        fields={"charges_refunded": held(case, "charges_refunded") + count},
        answer=f"Refunded {count} × {money_text(amount)}.",
        amounts=(amount,),
    )


def goodwill(case: Case, given: Given) -> Change | Refusal:
    """Book a goodwill credit."""
    amount = typed(given)
    if amount <= 0:
        return Refusal(reason=_NO_AMOUNT)
    return Change(
        fields={"goodwill": held(case, "goodwill") + amount},
        answer=f"Goodwill credit of {money_text(amount)} booked.",
        amounts=(amount,),
    )


def correct_invoice(_case: Case, given: Given) -> Change | Refusal:
    """Set an invoice to the right amount."""
    amount = typed(given)
    if amount < 0:
        return Refusal(reason="An invoice cannot be below zero. Type the right amount.")
    return Change(
        fields={"corrected": amount},
        answer=f"The invoice now says {money_text(amount)}.",
        amounts=(amount,),
    )


def payment_plan(case: Case, given: Given) -> Change | Refusal:
    """Spread what is owed, as corrected if it was, over instalments."""
    count = typed(given, "instalments")
    owed = held(case, "corrected") or held(case, "amount")
    rate = -(-owed // count) if count else 0
    if not rate:
        return Refusal(reason="There is nothing to pay in instalments on this account.")
    return Change(
        fields={"instalments": count},
        answer=f"{count} instalments of up to {money_text(rate)} are set.",
        amounts=(rate,),
    )


def take_payment(case: Case, given: Given) -> Change | Refusal:
    """Take money for what is due."""
    amount, due = typed(given), held(case, "due") - held(case, "taken")
    if amount <= 0 or amount > due:
        return Refusal(
            reason=f"{money_text(due)} is due, not {money_text(amount)}. "
            "Ring the items up first, or type the amount due.",
            amounts=(due, amount),
        )
    return Change(
        fields={"taken": held(case, "taken") + amount},
        answer=f"{money_text(amount)} taken.",
        amounts=(amount,),
    )


def ring_up(case: Case, given: Given) -> Change | Refusal:
    """Add items to what is due."""
    quantity = typed(given, "quantity") or 1
    if "stock" in case and quantity > held(case, "stock"):
        return Refusal(reason=f"Only {case['stock']} are in stock. Ring up fewer.")
    due = held(case, "due") + quantity * held(case, "price")
    fields: dict[str, Value] = {"due": due}
    if "stock" in case:
        fields["stock"] = held(case, "stock") - quantity
    return Change(fields=fields, answer=f"{money_text(due)} is due.", amounts=(due,))
