"""Why a turn won or lost something, and why an attempt did not pass: in sentences.

Authors name facts, actions and expectations for themselves; here they become words a
trainee knows. Every function is a filter for templates.
"""

from __future__ import annotations

from babel.lists import format_list
from flask import Flask

from trainer.content.patterns import Pattern, PatternKind
from trainer.services.own_words import Expected
from trainer.services.result import Point, Result
from trainer.services.scene import Shown, Worth
from trainer.web import formats
from trainer.web.ground_words import grounds_words
from trainer.web.language import gettext as _
from trainer.web.language import locale, ngettext
from trainer.web.learn_names import GAINS, LOSSES, SIGNALS
from trainer.web.learn_words import (
    criterion_words,
    ending_words,
    field_words,
    value_words,
)
from trainer.web.markdown import spoken

LONGEST_QUOTE = 80
"""Characters of somebody's own words that are quoted back."""


def init_app(app: Flask) -> None:
    """Let templates use every function of this module as a filter of its name."""
    for words in (
        turn_words,
        grounds_words,
        expected_words,
        point_words,
        change_words,
        shown_words,
        reason_words,
    ):
        app.jinja_env.filters[words.__name__] = words


def turn_words(number: int) -> str:
    """Name a turn; before the first stands the start."""
    return _("Turn %(n)s", n=number) if number else _("Start")


def expected_words(expected: Expected) -> str:
    """Say what was looked for in own words, or quote the words that met it."""
    if expected.found:
        found = expected.found
        if len(found) > LONGEST_QUOTE:
            found = found[:LONGEST_QUOTE].rstrip() + "…"
        return _("“%(words)s”", words=found)
    return _looked_for(expected.example)


def _looked_for(example: Pattern | None) -> str:
    if example is None:
        return _("what belongs here")
    if example.kind is not PatternKind.SIGNAL:
        words = example.text.replace("*", "…")
        return _("something like “%(words)s”", words=words)
    if example.text == "amount":
        return _("the amount, %(amount)s", amount=example.value)
    return _(SIGNALS[example.text])


def point_words(point: Point, currency: str = "") -> str:
    """Say in a sentence why a turn won or lost something."""
    if point.words:
        return point.words
    if point.expected is not None:
        return _about_words(point, point.expected)
    if point.fact is not None:
        fact = point.fact
        return _(
            "The case ended as it should: %(name)s, %(value)s.",
            name=field_words(fact.name),
            value=value_words(fact.value, fact.type, currency),
        )
    return _advice(point) or _general(point.criterion, point.points)


def change_words(point: Point, currency: str = "") -> str:
    """Say in a sentence what to do instead, as advice."""
    if point.source == "critical":
        return _advice(point) or point.words or _general(point.criterion, point.points)
    return point_words(point, currency)


def _advice(point: Point) -> str:
    """Return the author's reason, else what the clause asks for, as HTML."""
    return point.why or (spoken(point.clause.advice) if point.clause else "")


def _about_words(point: Point, expected: Expected) -> str:
    what = expected_words(expected)
    if point.points > 0:
        return _("You said what belongs here: %(what)s.", what=what)
    return " ".join(
        filter(None, (_("Leave this out: %(what)s.", what=what), point.why))
    )


def _general(criterion: str, points: int) -> str:
    known = GAINS if points > 0 else LOSSES
    return _(known[criterion]) if criterion in known else criterion_words(criterion)


def shown_words(turn: Shown | Worth) -> str:
    """Say in a sentence why a turn won or lost something, if nothing else says it."""
    if turn.why or turn.breaches or turn.critical or not turn.marks:
        return turn.why
    if any(one.met or one.wanted for one in turn.expected):
        return ""
    largest = max(turn.marks, key=lambda mark: (-mark.points, abs(mark.points)))
    return _general(largest.criterion, largest.points)


def reason_words(reason: str, result: Result) -> str:
    """Say in a sentence why an attempt is not passed."""
    match reason:
        case "critical":
            return ngettext(
                "One critical error was made, and with one no attempt can pass.",
                "%(num)s critical errors were made, and with one no attempt can pass.",
                len(result.critical),
            )
        case "outcome":
            endings = format_list(
                [ending_words(name) for name in result.good], "or", locale=locale()
            )
            return _(
                "To pass, it has to end another way: %(endings)s.", endings=endings
            )
        case "total":
            total, mark = formats.number(result.total), formats.number(result.pass_mark)
            return _("%(total)s of %(mark)s points needed.", total=total, mark=mark)
        case "criterion":
            return _below(result)
        case _:
            return _("The conversation has not ended.")


def _below(result: Result) -> str:
    low = result.below or tuple(
        c.name for c in sorted(result.criteria, key=lambda c: c.share)[:1]
    )
    names = format_list([criterion_words(name) for name in low], locale=locale())
    return ngettext(
        "One criterion is below 50: %(names)s.",
        "%(num)s criteria are below 50: %(names)s.",
        len(low),
        names=names,
    )
