"""Hold an answer in own words against what was wanted and what was not.

The answer to each name is a hit or not, with the words that decided it and one
sentence why. A match inside a negation does not count: “I am not sorry” is no apology.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from trainer.assessments.words.normalise import Token, tokens
from trainer.assessments.words.phrases import pattern_spans
from trainer.assessments.words.signals import Span
from trainer.content.diagnostics import Place, Report
from trainer.content.patterns import Pattern, PatternKind, parse_patterns
from trainer.scenarios.machine import Machine, Move
from trainer.scenarios.parts import Expectation

SCORER = "stems-1"
"""Names the rules that decide hits; recorded with every event that carries some."""


class Flag(StrEnum):
    """What is unusual about an answer as a whole."""

    EMPTY = "empty"
    SHORT = "short"
    LONG = "long"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """What became of one expectation."""

    name: str
    met: bool
    spans: tuple[Span, ...] = ()
    """Offsets into the raw text that decided it."""
    pattern: str = ""
    """The pattern that was met, as written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What became of an answer."""

    hits: Mapping[str, Hit] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()

    @property
    def met(self) -> tuple[str, ...]:
        """The names that were met, in the order of the expectations."""
        return tuple(name for name, hit in self.hits.items() if hit.met)


def match_move(machine: Machine, move: Move, text: str) -> Match:
    """Hold an answer to a write move against its expectations."""
    customer = machine.settings.persona.get("name", "")
    return match(
        text,
        move.expectations,
        machine.settings.language,
        words=move.words,
        names=customer.split(),
    )


def match(
    text: str,
    expectations: Iterable[Expectation],
    language: str,
    *,
    words: tuple[int, int] | None = None,
    names: Collection[str] = (),
) -> Match:
    """Hold an answer against expectations.

    Args:
        text: As typed.
        expectations: What is wanted and unwanted, with their patterns.
        language: Of the answer.
        words: The fewest and most words wanted.
        names: The customer's names.

    Returns:
        A hit for each name; several expectations of one name are alternatives.
    """
    answer = tokens(text, language)
    hits: dict[str, Hit] = {}
    for wanted in expectations:
        if wanted.name not in hits or not hits[wanted.name].met:
            hits[wanted.name] = _hit(wanted, text, answer, language, names)
    return Match(hits=hits, flags=_flags(answer, words))


def _flags(answer: Sequence[Token], words: tuple[int, int] | None) -> tuple[Flag, ...]:
    if not answer:
        return (Flag.EMPTY,)
    fewest, most = words or (1, len(answer))
    if len(answer) < fewest:
        return (Flag.SHORT,)
    return (Flag.LONG,) if len(answer) > most else ()


def _hit(
    expectation: Expectation,
    text: str,
    answer: Sequence[Token],
    language: str,
    names: Collection[str],
) -> Hit:
    for pattern in patterns_of(expectation.patterns):
        spans = pattern_spans(pattern, text, answer, language, names)
        if spans:
            written = f"@{pattern.text}" if _is_signal(pattern) else pattern.text
            return Hit(name=expectation.name, met=True, spans=spans, pattern=written)
    return Hit(name=expectation.name, met=False)


def _is_signal(pattern: Pattern) -> bool:
    return pattern.kind is PatternKind.SIGNAL


@lru_cache(maxsize=4_096)
def patterns_of(written: str) -> tuple[Pattern, ...]:
    """Return the patterns of an expectation; the compiler has reported bad ones."""
    return parse_patterns(written, Place("patterns"), Report())
