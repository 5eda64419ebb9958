"""Conditions of an author in words: “only if Proof is yes and they said: apology”."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.content.values import money_cents
from trainer.scenarios.forms.condition_words import (
    Called,
    Claim,
    Denied,
    Joined,
    Operand,
    Sum,
    Told,
    Word,
    tell,
)
from trainer.web import formats
from trainer.web.author import pages
from trainer.web.author_words import fact_words
from trainer.web.language import gettext as _
from trainer.web.learn_names import marked
from trainer.web.learn_words import action_words, field_words, option_words

_CASE = "case."

_CALLS = {
    "said": (marked("they said: %(what)s"), marked("they did not say: %(what)s")),
    "chose": (
        marked("they chose: %(what)s"),
        marked("they did not choose: %(what)s"),
    ),
    "did": (marked("they did: %(what)s"), marked("they did not do: %(what)s")),
    "seen": (
        marked("they were in the step “%(what)s”"),
        marked("they were not in the step “%(what)s”"),
    ),
}
"""Question → how it reads when it holds, and when it does not."""


@pages.app_template_filter()
def condition_words(text: str) -> str:
    """Tell a condition in words; one that cannot be read comes back as written."""
    if text == "otherwise":
        return _("otherwise")
    told = tell(text)
    return text if told is None else _told(told)


@pages.app_template_filter()
def meter_words(name: str) -> str:
    """Name a number about the customer, or what is remembered, as facts are."""
    return fact_words(name)


def operator_words() -> Mapping[str, str]:
    """Return how each comparison reads between two things."""
    return {
        "is": _("is"),
        "is not": _("is not"),
        ">=": _("is at least"),
        "<=": _("is at most"),
        ">": _("is more than"),
        "<": _("is less than"),
    }


def _told(told: Told) -> str:
    match told:
        case Joined(parts, every):
            words = [f"({_told(p)})" if _joined(p) else _told(p) for p in parts]
            return (_(" and ") if every else _(" or ")).join(words)
        case Denied(of):
            return _denied(of)
    return _claim(told)


def _joined(told: Told) -> bool:
    return isinstance(told, Joined)


def _denied(told: Told) -> str:
    if isinstance(told, Claim) and not told.operator:
        return _called(told.left, holds=False) or _sentence(told.left, _("is"), _("no"))
    return _("not: (%(words)s)", words=_told(told))


def _claim(claim: Claim) -> str:
    others = ", ".join(_value(one) for one in claim.right)
    match claim.operator:
        case "":
            called = _called(claim.left, holds=True)
            return called or _sentence(claim.left, _("is"), _("yes"))
        case "in":
            return _sentence(claim.left, _("is one of"), others)
        case "not in":
            return _sentence(claim.left, _("is none of"), others)
    return _sentence(claim.left, operator_words()[claim.operator], others)


def _sentence(left: Operand, operator: str, right: str) -> str:
    return f"{_name(left)} {operator} {right}"


def _called(operand: Operand, *, holds: bool) -> str:
    """Say that something happened, or did not; empty for what is no question."""
    if not isinstance(operand, Called) or operand.function == "visits":
        return ""
    did = operand.function == "did"
    what = action_words(operand.of) if did else option_words(operand.of)
    return _(_CALLS[operand.function][0 if holds else 1], what=what)


def _name(operand: Operand) -> str:
    match operand:
        case Called(function="visits", of=step):
            return _("how often they were in the step “%(step)s”", step=step)
        case Called():
            return _called(operand, holds=True)
        case Sum(left, sign, right):
            return f"{_name(left)} {sign} {_value(right)}"
        case Word(text):
            if text.startswith(_CASE):
                return field_words(text.removeprefix(_CASE))
            return _number(text) or meter_words(text.replace(".", " "))


def _value(operand: Operand) -> str:
    """Return what is compared with: a word of a list stays as it is."""
    if not isinstance(operand, Word) or operand.text.startswith(_CASE):
        return _name(operand)
    known = {"yes": _("yes"), "no": _("no")}
    return (
        known.get(operand.text) or _number(operand.text) or option_words(operand.text)
    )


def _number(text: str) -> str:
    """Return a number or an amount as the reader writes it; empty for a word."""
    cents = money_cents(text)
    if cents is not None:
        return formats.money(cents)
    return text.replace("-", formats.MINUS) if text.lstrip("-").isdecimal() else ""
