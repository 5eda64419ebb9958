"""Read what a trainee wrote into the blanks of a desk action."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from trainer.content.actions import Argument, Signature
from trainer.content.types import Day, Flag, Money, Text, Type, Value, Whole, Words
from trainer.errors import WrongBlankError

LONGEST = 200
"""Characters of one blank; more are cut off."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")


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
        written = printable(given.get(argument.name, ""))[:LONGEST].strip()
        if written:
            arguments[argument.name] = _value(signature, argument, written)
        elif argument.required:
            raise WrongBlankError(
                signature.name,
                argument.name,
                f"Fill in {_words(argument)} first. Nothing was booked.",
            )
    return arguments


def printable(text: str) -> str:
    """Return the text without control characters, which no keyboard types."""
    return _CONTROL.sub("", text.replace("\r\n", "\n"))


def _value(signature: Signature, argument: Argument, written: str) -> Value:
    value, example = _read(argument.type, written)
    if value is None:
        raise WrongBlankError(
            signature.name,
            argument.name,
            f"“{written}” does not fit {_words(argument)}. "
            f"{example}. Nothing was booked.",
        )
    return value


def _read(type_: Type, written: str) -> tuple[Value | None, str]:
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
    found = _AMOUNT.fullmatch(written.replace(" ", ""))
    return int(found[1]) * 100 + int((found[2] or "0").ljust(2, "0")) if found else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _words(argument: Argument) -> str:
    return f"“{argument.name.replace('_', ' ')}”"
