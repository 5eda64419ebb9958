"""Read what a trainee wrote into the blanks of a desk action."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from unicodedata import category

from trainer.content.actions import ActionKind, Argument, Signature
from trainer.content.types import Day, Flag, Money, Text, Type, Value, Whole, Words
from trainer.errors import WrongBlankError

LONGEST = 200
"""Characters of one blank."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")
_THOUSANDS = re.compile(r"(?<=\d)([.,])(?=\d{3}(?:\D|$))")


def read(signature: Signature, given: Mapping[str, str]) -> dict[str, Value]:
    """Return an action's arguments, typed; blanks left empty are left out.

    Args:
        signature: The action.
        given: Argument → what was typed. Other names are passed over.

    Raises:
        WrongBlankError: naming the first blank that is missing or cannot be read.
    """
    arguments: dict[str, Value] = {}
    for argument in signature.arguments:
        written = printable(given.get(argument.name, "")).strip()
        if written:
            arguments[argument.name] = _value(signature, argument, written)
        elif argument.required:
            message = f"Fill in {_words(argument)} first."
            raise _wrong(signature, argument, message, fault="empty")
    return arguments


def printable(text: str) -> str:
    """Return the text without control characters, which no keyboard types."""
    return _CONTROL.sub("", text.replace("\r\n", "\n"))


def _value(signature: Signature, argument: Argument, written: str) -> Value:
    if len(written) > LONGEST:
        message = f"{_words(argument)} takes up to {LONGEST} characters."
        raise _wrong(signature, argument, message, fault="long", written=written)
    value, example = typed(argument.type, written)
    if value is None:
        message = f"“{written}” does not fit {_words(argument)}. {example}."
        fault = type(argument.type).__name__.lower()
        raise _wrong(signature, argument, message, fault=fault, written=written)
    return value


def _wrong(
    signature: Signature,
    argument: Argument,
    message: str,
    *,
    fault: str,
    written: str = "",
) -> WrongBlankError:
    if books(signature):
        message += " Nothing was booked."
    return WrongBlankError(
        signature.name, argument.name, message, fault=fault, written=written
    )


def books(signature: Signature) -> bool:
    """Say whether an action books something; look-ups and checks do not."""
    return signature.kind not in {ActionKind.LOOK, ActionKind.CHECK}


def typed(type_: Type, written: str) -> tuple[Value | None, str]:
    """Return what somebody typed as a value, ``None`` where it does not fit; and how.

    Amounts may have a comma or a point, and a sign of their currency.
    """
    match type_:
        case Money():
            return _cents(written), "Write an amount like 34.90"
        case Whole(low=low, high=high):
            number = int(written) if written.isdecimal() else low - 1
            fits = low <= number <= high
            return number if fits else None, f"Write a whole number, {low} to {high}"
        case Words(options=options):
            chosen = written if written in options else None
            return chosen, f"Choose one of {', '.join(options)}"
        case Flag():
            return {"yes": True, "no": False}.get(written), "Choose yes or no"
        case Day():
            return _day(written), "Write a day like 2026-11-24"
        case Text():
            return written, ""


def _cents(written: str) -> int | None:
    bare = "".join(c for c in written if not c.isspace() and category(c) != "Sc")
    found = _AMOUNT.fullmatch(_THOUSANDS.sub("", bare))
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _words(argument: Argument) -> str:
    return f"“{argument.name.replace('_', ' ')}”"
