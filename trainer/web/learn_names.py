"""What is said, known and settled, in words: speech acts, facts and settings."""

from __future__ import annotations


def marked(text: str) -> str:
    """Return the text as it is; it is translated where it is shown."""
    return text


SPEECH_ACTS = {
    "refuse_return": marked("Refuse the return"),
    "refuse_refund": marked("Refuse the refund"),
    "refuse_cancellation": marked("Refuse the cancellation"),
    "refuse_supervisor": marked("Refuse a supervisor"),
    "promise_refund": marked("Promise a refund"),
    "promise_credit": marked("Promise a credit"),
    "promise_callback": marked("Promise to call back"),
    "disclose_account": marked("Speak about the account"),
    "accuse_customer": marked("Accuse the customer"),
    "insult_customer": marked("Insult the customer"),
    "warn_abuse": marked("Warn that the conversation will end"),
    "warn_scam": marked("Warn of a scam"),
    "state_rights": marked("Say what the customer is entitled to"),
    "offer_extra": marked("Offer something extra"),
    "end_contact": marked("End the conversation"),
}
"""What is done by saying it; the desk has no button for it."""

FACTS = {
    "proof": marked("Proof of purchase"),
    "gift": marked("A gift"),
    "here": marked("The item is here"),
    "wants_back": marked("Wants the money back"),
    "verified": marked("Caller verified"),
    "holder": marked("Holder of the account"),
    "finding": marked("What the account shows"),
    "leaving": marked("Wants to leave"),
    "abusive": marked("Abusive language"),
    "threat": marked("A threat"),
    "hours": marked("Hours"),
    "window": marked("Days to bring it back"),
    "guarantee": marked("Days of guarantee"),
    "credit_limit": marked("Most store credit"),
    "goodwill_limit": marked("Most goodwill"),
    "gesture_limit": marked("Most as a gesture"),
    "instalment_limit": marked("Most instalments"),
    "callback_hours": marked("Hours to call back"),
    "taken": marked("Payment taken"),
    "gift_cards": marked("Gift cards sold"),
    "corrected": marked("Corrected"),
    "charges_refunded": marked("Charges paid back"),
    "inspected": marked("Inspected"),
    "exchanged": marked("Exchanged"),
    "return_open": marked("Return form open"),
    "quarantined": marked("Set aside"),
    "cancelled": marked("Cancelled"),
    "offered_item": marked("Offered"),
}
"""What the policies and the desk know beside the papers of a case."""

GAINS = {
    "policy": marked("You chose what the policy allows."),
    "deescalation": marked("You showed the customer that you had heard them."),
    "discovery": marked("You found out something you needed to know."),
    "process": marked("You took a step that has to be taken."),
    "close": marked("You made clear how it goes on."),
}
"""Criterion → why something won points, where its author does not say."""

LOSSES = {
    "policy": marked(
        "The policy does not want this here: look at the clause before you decide."
    ),
    "deescalation": marked(
        "This made it tenser: show first that you have heard the customer."
    ),
    "discovery": marked(
        "Something was still unknown: ask for it or look it up before you answer."
    ),
    "process": marked(
        "A step was left out or came too early: take the steps in their order."
    ),
    "close": marked("The end stayed unclear: say what happens next, and by which day."),
}
"""Criterion → what to do instead, where its author does not say."""

SIGNALS = {
    "question": marked("a question"),
    "ownership": marked("that you take care of it, as in “I will”"),
    "empathy": marked("that you understand, as in “that must be annoying”"),
    "tone": marked("a polite word, such as “please”"),
    "name": marked("the customer’s name"),
    "steps": marked("what comes first and what comes next"),
    "date": marked("a day or a time"),
    "escalation": marked("who takes over"),
}
"""What is looked for in own words that no single word stands for."""
