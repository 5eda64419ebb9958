"""Where an answer meets a pattern: stems in a row, paraphrases, signals.

A match inside a negation does not count: “I am not sorry” is no apology.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache

from trainer.assessments.words import signals
from trainer.assessments.words.normalise import Token, tokens
from trainer.assessments.words.signals import Span
from trainer.content.patterns import Pattern, PatternKind

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


def pattern_spans(
    pattern: Pattern,
    text: str,
    answer: Sequence[Token],
    language: str,
    names: Collection[str],
) -> tuple[Span, ...]:
    """Return the places in the raw text that meet a pattern; none where it does not."""
    if pattern.kind is PatternKind.SIGNAL:
        return signals.spans(pattern.text, text, value=pattern.value, names=names)
    if pattern.kind is PatternKind.PHRASE:
        return _phrase(tokens(pattern.text, language), answer)
    return _sequence(pattern.text.split(), answer, language)


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
