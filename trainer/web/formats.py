"""Numbers, money, dates and moods as the reader writes them: filters for templates."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit
from flask import Flask, has_request_context

from trainer.sentences import Cents, Sentence
from trainer.web.current import config, visitor_or_none
from trainer.web.language import gettext as _
from trainer.web.language import locale, per_language
from trainer.web.language import text_of as _text

MINUS = "\N{MINUS SIGN}"


def init_app(app: Flask) -> None:
    """Let templates use every function of this module as a filter of its name."""
    for form in (money, number, signed, day, moment, minutes, countdown, mood_word):
        app.jinja_env.filters[form.__name__] = form


@per_language
def money(cents: int, currency: str = "") -> str:
    """Write an amount in cents: ``€34.90``, or ``34.90`` where no currency is known."""
    amount = Decimal(cents) / 100
    if currency:
        return format_currency(amount, currency, locale=locale())
    return format_decimal(amount, "#,##0.00", locale=locale())


@per_language
def number(value: Decimal | float) -> str:
    """Write a number with at most one decimal: ``87.5``, ``100``."""
    return format_decimal(value, "#,##0.#", locale=locale())


def signed(value: int) -> str:
    """Write a change with its sign: ``+2``, ``−3``, ``0``."""
    if not value:
        return "0"
    return ("+" if value > 0 else MINUS) + number(abs(value))


def day(value: date | datetime) -> str:
    """Write a day: ``27 Nov 2026``. A moment counts in the reader's time zone."""
    if isinstance(value, datetime):
        value = value.astimezone(zone()).date()
    return _date(value)


def moment(value: datetime) -> str:
    """Write a day and time in the reader's time zone: ``27 Nov 2026, 14:05``."""
    local = value.astimezone(zone())
    return f"{_date(local.date())}, {local:%H:%M}"


@per_language
def minutes(value: int) -> str:
    """Write a length in minutes in words: ``8 minutes``."""
    return format_unit(value, "duration-minute", locale=locale())


def countdown(seconds: float) -> str:
    """Write a length in seconds as a clock does: ``2:14``; never below ``0:00``."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02}"


def told(sentence: Sentence, currency: str = "") -> str:
    """Write what was said below the pages in the reader's language.

    Args:
        sentence: What to say.
        currency: Of the amounts in it, where one is known.
    """
    text = _text(sentence.text)
    if not sentence.values:
        return text
    return text % {n: _filled(v, currency) for n, v in sentence.values}


def _filled(value: object, currency: str) -> str:
    match value:
        case Sentence():
            return told(value, currency)
        case Cents():
            return money(int(value), currency)
        case int() | float() | Decimal():
            return number(value)
        case date():
            return day(value)
        case _:
            return str(value)


def mood_word(value: int, low: int, high: int) -> str:
    """Name a mood on a scale from ``low`` (furious) to ``high`` (content)."""
    words = (_("Furious"), _("Angry"), _("Irritated"), _("Calm"), _("Content"))
    share = (value - low) / (high - low) if high > low else 0.5
    return words[min(4, max(0, int(share * 5)))]


@per_language
def _date(value: date) -> str:
    return format_date(value, "medium", locale=locale())


def zone() -> ZoneInfo:
    """Return the reader's time zone, or the installation's."""
    person = visitor_or_none()
    name = person.zone if person else ""
    if not name and has_request_context():
        name = config().zone
    try:
        return ZoneInfo(name or "UTC")
    except (ValueError, ZoneInfoNotFoundError):
        return ZoneInfo("UTC")
