"""What went wrong, in a sentence in the reader's language.

Errors say it in English for every reader; here the sentences that people meet while
they play or sign in are written with the words of the page: labels, not ids.
"""

from __future__ import annotations

from flask import Flask

from trainer.content.actions import DESK_ACTIONS
from trainer.content.types import Whole, Words
from trainer.errors import (
    ActionNotOpenError,
    MoveNotOpenError,
    SignInThrottledError,
    TrainerError,
    WordsTooLongError,
    WrongBlankError,
)
from trainer.services.blanks import LONGEST, books
from trainer.services.sending import LONGEST_DRAFT
from trainer.web import formats
from trainer.web.language import gettext as _
from trainer.web.language import ngettext
from trainer.web.learn_words import action_words, blank_words, option_words


def init_app(app: Flask) -> None:
    """Let templates say ``{{ problem|sentence }}``."""
    app.jinja_env.filters[sentence.__name__] = sentence


def sentence(error: TrainerError) -> str:
    """Return what happened and what to do about it."""
    match error:
        case WrongBlankError():
            return _wrong_blank(error)
        case WordsTooLongError():
            return _too_long(error)
        case ActionNotOpenError():
            return _(
                "“%(action)s” is not among the desk actions at this point, so nothing "
                "was done. What you see here is where the conversation stands: choose "
                "from that.",
                action=action_words(error.action),
            )
        case MoveNotOpenError():
            return _(
                "That answer is not open at this point of the conversation, so nothing "
                "was sent. What you see here is where it stands: choose from that."
            )
        case SignInThrottledError():
            return throttled(error)
        case _:
            return formats.told(error.sentence)


def throttled(error: SignInThrottledError) -> str:
    """Return how long to wait before the next try."""
    return ngettext(
        "That was not right several times in a row. Wait %(num)s second, then try "
        "again, or ask your supervisor to print a new code.",
        "That was not right several times in a row. Wait %(num)s seconds, then try "
        "again, or ask your supervisor to print a new code.",
        int(error.seconds),
    )


def _too_long(error: WordsTooLongError) -> str:
    words = _(
        "Your answer has %(length)s characters, and up to %(limit)s can be sent, so "
        "nothing was sent.",
        length=formats.number(error.length),
        limit=formats.number(error.limit),
    )
    if error.length <= LONGEST_DRAFT:
        return f"{words} {_('All of it is kept. Shorten it and send it again.')}"
    rest = _(
        "All of it stands here to be copied. The box below it holds the first "
        "%(kept)s characters, and they are kept: shorten those and send them.",
        kept=formats.number(LONGEST_DRAFT),
    )
    return f"{words} {rest}"


def _wrong_blank(error: WrongBlankError) -> str:
    signature = DESK_ACTIONS[error.action]
    words = _what_is_wrong(error)
    return f"{words} {_('Nothing was booked.')}" if books(signature) else words


def _what_is_wrong(error: WrongBlankError) -> str:
    label = blank_words(error.blank, error.action)
    if error.fault == "empty":
        return _("Fill in “%(label)s” first.", label=label)
    if error.fault == "long":
        return _(
            "“%(label)s” takes up to %(most)s characters. Shorten it.",
            label=label,
            most=LONGEST,
        )
    said = _(
        "“%(written)s” does not fit “%(label)s”.", written=error.written, label=label
    )
    return f"{said} {_example(error)}"


def _example(error: WrongBlankError) -> str:
    argument = DESK_ACTIONS[error.action].argument(error.blank)
    match argument.type if argument else None:
        case Whole(low=low, high=high):
            return _("Write a whole number, %(low)s to %(high)s.", low=low, high=high)
        case Words(options=options):
            listed = ", ".join(option_words(option) for option in options)
            return _("Choose one of these: %(options)s.", options=listed)
        case _ if error.fault == "day":
            return _("Write a day like 2026-11-24.")
        case _ if error.fault == "flag":
            return _("Choose yes or no.")
        case _:
            return _("Write an amount like 34.90.")
