"""Split a text into words with their stems and their exact place in the raw text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from trainer.extras import stemmer

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {
        "en": "english",
        "es": "spanish",
        "pl": "polish",
        "it": "italian",
        "de": "german",
    }
)
"""Language code → the name its Snowball stemmer has."""

MOST_CHARACTERS = 20_000
"""What is read of an answer; the rest is kept but not matched."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[@#€$£%]")
_SENTENCE_END = re.compile(r"[.!?…\n]")
_CLAUSE_END = re.compile(r"[.!?…\n,;:–—()]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word: folded, its stem, where it stands, in which sentence and clause."""

    word: str
    stem: str
    start: int
    end: int
    sentence: int
    clause: int


def tokens(text: str, language: str) -> tuple[Token, ...]:
    """Split a text into words.

    Args:
        text: As typed; only the first ``MOST_CHARACTERS`` are read.
        language: ``en es pl it de``; others are matched without stems.

    Returns:
        Tokens whose ``start`` and ``end`` are offsets into ``text`` itself.
    """
    return tuple(_tokens(text[:MOST_CHARACTERS], language))


def _tokens(text: str, language: str) -> Iterator[Token]:
    sentence = clause = last = 0
    for found in _WORD.finditer(_visible(text)):
        if _SENTENCE_END.search(text, last, found.start()):
            sentence += 1
        if _CLAUSE_END.search(text, last, found.start()):
            clause += 1
        last = found.end()
        word = fold(found.group())
        yield Token(word, stem(word, language), found.start(), last, sentence, clause)


def _visible(text: str) -> str:
    """Replace invisible characters by an apostrophe-free joiner of the same length."""
    return _INVISIBLE.sub("_", text)


def fold(word: str) -> str:
    """Return a word as it is compared: compatibility forms, lower case, one quote."""
    return unicodedata.normalize("NFKC", word).casefold().replace("’", "'")


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """Return a folded word's stem; a language without a stemmer keeps the word."""
    name = LANGUAGES.get(language)
    if name is None:
        return word
    return str(stemmer(name).stemWord(word.replace("'", "")))
