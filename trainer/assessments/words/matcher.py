"""Hold an answer in own words against what was wanted and what was not.

The answer to each name is a hit or not, with the words that decided it and one
sentence why. A match inside a negation does not count: “I am not sorry” is no apology.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from trainer.assessments.words import signals
from trainer.assessments.words.normalise import Token, tokens
from trainer.assessments.words.signals import Span
from trainer.content.diagnostics import Place, Report
from trainer.content.patterns import Pattern, PatternKind, parse_patterns
from trainer.scenarios.machine import Expectation, Machine, Move

SCORER = "stems-1"
"""Names the rules that decide hits; recorded with every event that carries some."""

FEWEST_OF_PHRASE = 0.75
"""Share of a paraphrase's words that must stand together, from four words on."""

SHORT_PHRASE = 3
"""Words up to which all of a paraphrase must be there."""

_NEGATION_REACH = 2
_NEGATORS = frozenset(
    {
        "not",
        "no",
        "never",
        "cannot",
        "can't",
        "don't",
        "won't",
        "isn't",
        "wasn't",
        "didn't",
        "couldn't",
        "wouldn't",
        "doesn't",
        "aren't",
        "haven't",
        "hasn't",
        "without",
        "nothing",
        "nicht",
        "kein",
        "keine",
        "keinen",
        "keiner",
        "nie",
        "niemals",
        "ohne",
        "nunca",
        "jamás",
        "sin",
        "bez",
        "nigdy",
        "non",
        "mai",
        "senza",
    }
)


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
    for expectation in expectations:
        known = hits.get(expectation.name)
        if known is None or not known.met:
            hits[expectation.name] = _hit(expectation, text, answer, language, names)
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
        spans = _spans(pattern, text, answer, language, names)
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


def _spans(
    pattern: Pattern,
    text: str,
    answer: Sequence[Token],
    language: str,
    names: Collection[str],
) -> tuple[Span, ...]:
    if pattern.kind is PatternKind.SIGNAL:
        return signals.spans(pattern.text, text, value=pattern.value, names=names)
    if pattern.kind is PatternKind.PHRASE:
        return _phrase(_words(pattern.text, language), answer)
    return _sequence(pattern.text.split(), answer, language)


def _words(phrase: str, language: str) -> tuple[Token, ...]:
    return tokens(phrase, language)


def _sequence(
    wanted: Sequence[str], answer: Sequence[Token], language: str
) -> tuple[Span, ...]:
    tests = [_test(word, language) for word in wanted]
    for start in range(len(answer) - len(tests) + 1):
        window = answer[start : start + len(tests)]
        met = all(
            token.word.startswith(prefix) if prefix else token.stem == stemmed
            for token, (prefix, stemmed) in zip(window, tests, strict=True)
        )
        if met and not _negated(answer, start):
            return ((window[0].start, window[-1].end),)
    return ()


@lru_cache(maxsize=4_096)
def _test(word: str, language: str) -> tuple[str, str]:
    """Return (prefix, stem) of a bare word: one of the two is empty."""
    if word.endswith("*"):
        return word[:-1].casefold(), ""
    return "", tokens(word, language)[0].stem


def _negated(answer: Sequence[Token], start: int) -> bool:
    clause = answer[start].clause
    before = answer[max(start - _NEGATION_REACH, 0) : start]
    return any(t.word in _NEGATORS and t.clause == clause for t in before)


def _phrase(wanted: Sequence[Token], answer: Sequence[Token]) -> tuple[Span, ...]:
    """Find a paraphrase: most of its words close together, negated alike."""
    if not wanted:
        return ()
    stems = [token.stem for token in wanted]
    needed = (
        len(stems)
        if len(stems) <= SHORT_PHRASE
        else -(-len(stems) * FEWEST_OF_PHRASE // 1)
    )
    reach = len(stems) + 2
    for start, token in enumerate(answer):
        if token.stem not in stems:
            continue
        window = [
            t for t in answer[start : start + reach] if t.sentence == token.sentence
        ]
        found = [t for t in window if t.stem in stems]
        if len({t.stem for t in found}) >= min(needed, len(set(stems))) and (
            _negations(found, answer, start) == _negations(wanted, (), 0)
        ):
            return ((found[0].start, found[-1].end),)
    return ()


def _negations(window: Sequence[Token], answer: Sequence[Token], start: int) -> bool:
    inside = any(t.word in _NEGATORS for t in window)
    if not answer:
        return inside
    reached = answer[start : start + len(window) + 2]
    between = [
        t
        for t in reached
        if t.word in _NEGATORS and window[0].start <= t.start <= window[-1].end
    ]
    return bool(between) or _negated(answer, start)
