"""Patterns for own words: ``sorry | apolog* | "I did not mean it" | @question``.

Only their syntax: whether a text meets one is for ``trainer.assessments.words``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from trainer.content.diagnostics import Place, Report
from trainer.content.suggest import did_you_mean

SIGNALS = (
    "question",
    "ownership",
    "empathy",
    "tone",
    "name",
    "steps",
    "amount",
    "date",
    "escalation",
)
"""Built-in signals a pattern may name with ``@``."""

_PART = re.compile(r'"[^"]*"|[^|"]+|\||"')
_WORDS = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*\*?(?: [^\W_]+(?:['’-][^\W_]+)*\*?)*")
_SIGNAL = re.compile(r"@([a-z]+)(?:\s+(\S+))?")
_AMOUNT = re.compile(r"\d{1,7}(?:\.\d\d)?")


class PatternKind(StrEnum):
    """How a pattern is met."""

    WORDS = "words"
    """Words one after the other, by their stems; ``*`` takes any ending."""
    PHRASE = "phrase"
    """A paraphrase: what it says, in nearly these words."""
    SIGNAL = "signal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """One alternative."""

    kind: PatternKind
    text: str
    """The words, the phrase without its quotes, or the signal's name."""
    value: str = ""
    """What a signal is about: the amount."""


def parse_patterns(text: str, place: Place, report: Report) -> tuple[Pattern, ...]:
    """Read alternatives separated by ``|``; every problem is reported.

    Args:
        text: What stands after the ``=`` of an expectation.
        place: Of its first character.
        report: Where problems go.
    """
    patterns: list[Pattern] = []
    for written, column in _alternatives(text):
        pattern = _pattern(written, place.shifted(column), report)
        if pattern is not None:
            patterns.append(pattern)
    if not text.strip():
        report.error(
            place,
            "no-pattern",
            "Nothing is said about which words are wanted.",
            "Write words or quoted phrases after “=”, separated by “|”.",
        )
    return tuple(patterns)


def _alternatives(text: str) -> list[tuple[str, int]]:
    """Split at bars outside quotes; return each alternative with its column."""
    found: list[tuple[str, int]] = []
    start = 0
    for part in [*_PART.finditer(text), None]:
        if part is None or part.group() == "|":
            end = len(text) if part is None else part.start()
            written = text[start:end]
            indent = len(written) - len(written.lstrip())
            found.append((written.strip(), start + indent))
            start = end + 1
    return found if text.strip() else []


def _pattern(written: str, place: Place, report: Report) -> Pattern | None:
    if written.startswith("@"):
        return _signal(written, place, report)
    if written.startswith('"'):
        return _phrase(written, place, report)
    if _WORDS.fullmatch(written):
        return Pattern(kind=PatternKind.WORDS, text=written)
    if not written:
        message = "There is nothing between two bars."
        report.error(place, "bad-pattern", message, "Remove one of the “|”.")
        return None
    report.error(
        place,
        "bad-pattern",
        f"“{written}” cannot be matched as it stands.",
        "Put a whole phrase in quotes, or use plain words, with * for any ending.",
    )
    return None


def _phrase(written: str, place: Place, report: Report) -> Pattern | None:
    phrase = written[1:-1] if written.endswith('"') and len(written) > 1 else ""
    if '"' in phrase or not phrase.strip():
        report.error(
            place,
            "bad-pattern",
            "A phrase needs a quote at both ends, and words between them.",
            f'Write "{written.strip(chr(34)) or "I am sorry"}".',
        )
        return None
    return Pattern(kind=PatternKind.PHRASE, text=phrase.strip())


def _signal(written: str, place: Place, report: Report) -> Pattern | None:
    found = _SIGNAL.fullmatch(written)
    name, value = (found[1], found[2] or "") if found else (written[1:], "")
    if name not in SIGNALS:
        report.error(
            place,
            "unknown-signal",
            f"“@{name}” is not a signal that can be looked for.",
            did_you_mean(name, SIGNALS) or f"There are: @{', @'.join(SIGNALS)}.",
        )
        return None
    if (name == "amount") != bool(value) or (value and not _AMOUNT.fullmatch(value)):
        report.error(
            place,
            "bad-signal",
            f"“{written}” does not say which amount is meant.",
            "Write @amount with the sum, as in @amount 34.90, and others without one.",
        )
        return None
    return Pattern(kind=PatternKind.SIGNAL, text=name, value=value)
