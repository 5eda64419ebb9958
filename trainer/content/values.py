"""Values as authors write them, read into the finite types and shown again."""

from __future__ import annotations

import re
from datetime import date

from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter import Scalar
from trainer.content.suggest import did_you_mean
from trainer.content.types import Day, Flag, Money, Text, Type, Value, Whole, Words

LARGEST = 999_999_999
"""The largest whole number, and the largest amount in cents (9,999,999.99)."""

ANY_WHOLE = Whole(-LARGEST, LARGEST)
"""The type of a whole number nobody gave bounds for."""

_SHOWN_WORDS, _SHOWN_LETTERS = 8, 60
_MONEY = re.compile(r"-?[0-9]{1,7}\.[0-9]{2}", re.ASCII)
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,8})", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_FLAGS = {"yes": True, "no": False}
_ALMOST_FLAGS = {"true": "yes", "on": "yes", "false": "no", "off": "no"}


def parse_value(
    text: str,
    quoted: bool,  # noqa: FBT001 - asked of a scalar
    type: Type,  # noqa: A002 - the word of the language
    place: Place,
    report: Report,
) -> Value | None:
    """Read one value of a known type.

    Args:
        text: As written, without its quotes.
        quoted: Whether it stood in quotes; quoted text is a text or a word, never a
            number, an amount, a day or yes/no.
        type: What it must be.
        place: Of its first character.
        report: Takes what is wrong with it.

    Returns:
        The value, or ``None`` after an error was reported.
    """
    text = text if quoted else text.strip()
    is_text = isinstance(type, Text | Words)
    value = None if quoted and not is_text else _read(text, type)
    if value is None:
        report.error(
            place,
            "value-type",
            f"{_shown(text)} is not {type_text(type)}.",
            _mend(text, quoted, type),
        )
    return value


def infer(scalar: Scalar) -> tuple[Type, Value]:
    """Return the type a scalar shows by how it is written, and its value.

    Unquoted ``12.34`` is money, up to nine digits are a whole number (more, or a
    leading zero, make it text: a telephone number, a postcode), ``yes`` and ``no`` a
    flag, ``2026-11-24`` a day. All else, and all that is quoted, is text.
    """
    if not scalar.quoted:
        text = scalar.text.strip()
        for type_ in (Flag(), Money(), ANY_WHOLE, Day()):
            value = _read(text, type_)
            if value is not None:
                return type_, value
    return Text(), scalar.text


def money_text(cents: int) -> str:
    """Return an amount as authors write it: ``34.90``."""
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02}"


def money_cents(text: str) -> int | None:
    """Read ``34.90`` as 3490 cents; ``None`` where it is written any other way."""
    return int(text.replace(".", "")) if _MONEY.fullmatch(text) else None


def value_text(value: Value, type: Type) -> str:  # noqa: A002 - the word of the language
    """Return a value as authors write it: ``yes``, ``34.90``, ``2026-11-24``."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(type, Money) and isinstance(value, int):
        return money_text(value)
    return str(value)


def type_text(type: Type) -> str:  # noqa: A002 - the word of the language
    """Describe a type in a sentence: ``a number from 0 to 10``."""
    match type:
        case Flag():
            return "yes or no"
        case Words(options):
            more = ", …" if len(options) > _SHOWN_WORDS else ""
            shown = ", ".join(options[:_SHOWN_WORDS]) + more
            return f"one of {shown}" if len(options) > 1 else f"the word {shown}"
        case Whole(low, high):
            bounded = high < LARGEST
            return f"a number from {low} to {high}" if bounded else "a whole number"
        case Money():
            return "an amount of money"
        case Text():
            return "text"
    return "a day"


def _read(text: str, type_: Type) -> Value | None:
    match type_:
        case Flag():
            return _FLAGS.get(text)
        case Words(options):
            return text if text in options else None
        case Whole(low, high):
            number = int(text) if _WHOLE.fullmatch(text) else None
            return number if number is not None and low <= number <= high else None
        case Money():
            return money_cents(text)
        case Text():
            return text
    return _day(text)


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _mend(text: str, quoted: bool, type_: Type) -> str:  # noqa: FBT001 - as above
    if isinstance(type_, Words):
        listed = ", ".join(type_.options[:_SHOWN_WORDS])
        return did_you_mean(text, type_.options) or f"Choose from {listed}."
    if quoted and _read(text, type_) is not None:
        return "Take the quotes away; what stands in quotes is text."
    if isinstance(type_, Flag):
        meant = _ALMOST_FLAGS.get(text.casefold()) or text.casefold()
        return f"Write {meant}." if meant in _FLAGS else "Write yes or no."
    if isinstance(type_, Money):
        return f"Write {_as_money(text)}."
    if isinstance(type_, Day):
        return "Write year, month and day: 2026-11-24."
    return "Write digits only, within these bounds."


def _as_money(text: str) -> str:
    amount = re.search(r"([0-9]{1,7})(?:[.,]([0-9]{1,2}))?(?![0-9])", text)
    if amount is None:
        return "it with two decimals, like 34.90"
    return f"{int(amount[1])}.{(amount[2] or '').ljust(2, '0')}"


def _shown(text: str) -> str:
    if not text:
        return "Nothing"
    return f"“{text[:_SHOWN_LETTERS]}{'…' if len(text) > _SHOWN_LETTERS else ''}”"
