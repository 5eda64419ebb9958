"""What is found where a play expects something, in a sentence."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from trainer.assessments.scoring import Scorecard
from trainer.scenarios.conversation import Conversation
from trainer.scenarios.plays import Expectation, ExpectationKind

Found = tuple[str, bool]
"""What was found, and whether it is what the expectation names."""

Comparison = Callable[[Decimal, Decimal], bool]
_COMPARISONS: Mapping[str, Comparison] = MappingProxyType(
    {
        "==": operator.eq,
        "!=": operator.ne,
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
    }
)


def look(
    conversation: Conversation, card: Scorecard, expectation: Expectation
) -> Found:
    """Look at what an expectation is about."""
    return _LOOKS[expectation.kind](conversation, card, expectation)


def _outcome(
    conversation: Conversation, _card: Scorecard, expectation: Expectation
) -> Found:
    ended = conversation.outcome or "not over yet"
    met = conversation.outcome == expectation.text
    return f"The conversation is {ended}.", met


def _beat(
    conversation: Conversation, _card: Scorecard, expectation: Expectation
) -> Found:
    here = conversation.beat
    return f"It stands at “{here}”.", here == expectation.text


def _total(
    _conversation: Conversation, card: Scorecard, expectation: Expectation
) -> Found:
    return f"The total is {card.total}.", _compare(card.total, expectation)


def _meter(
    conversation: Conversation, _card: Scorecard, expectation: Expectation
) -> Found:
    value = conversation.meters.get(expectation.text)
    if value is None:
        return f"There is no meter “{expectation.text}”.", not expectation.wanted
    held = _compare(Decimal(value), expectation)
    return f"“{expectation.text}” is {value}.", held


def _passed(
    _conversation: Conversation, card: Scorecard, _expectation: Expectation
) -> Found:
    reasons = ", ".join(card.reasons)
    return "It is passed." if card.passed else f"Not passed: {reasons}.", card.passed


def _critical(
    _conversation: Conversation, card: Scorecard, expectation: Expectation
) -> Found:
    shown = ", ".join(card.critical) or "none"
    met = any(expectation.text in name for name in card.critical)
    return f"Critical errors: {shown}.", met


def _said(
    conversation: Conversation, _card: Scorecard, expectation: Expectation
) -> Found:
    answers = [t.event.hits for t in conversation.turns if t.event.kind == "write"]
    met = answers[-1] if answers else ()
    shown = ", ".join(met) or "nothing wanted"
    return f"The last answer said: {shown}.", expectation.text in met


def _compare(value: Decimal, expectation: Expectation) -> bool:
    return _COMPARISONS[expectation.comparison](value, expectation.number)


Look = Callable[[Conversation, Scorecard, Expectation], Found]

_LOOKS: Mapping[ExpectationKind, Look] = MappingProxyType(
    {
        ExpectationKind.OUTCOME: _outcome,
        ExpectationKind.BEAT: _beat,
        ExpectationKind.TOTAL: _total,
        ExpectationKind.METER: _meter,
        ExpectationKind.PASSED: _passed,
        ExpectationKind.CRITICAL: _critical,
        ExpectationKind.SAID: _said,
    }
)
