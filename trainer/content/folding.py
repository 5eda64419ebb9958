"""Words as a search compares them: small letters, without accents, whole.

Enough for English, Spanish, Polish, Italian and German: “Łódź” is found by “lodz”,
“Kürzung” by “kurzung”, “Straße” by “strasse”. Words are not reduced to their stems; a
search finds the endings of its last word by taking it as a beginning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""What Unicode does not take apart into a letter and its accent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A word and where it stands in its text."""

    word: str
    """Folded."""
    start: int
    end: int


def fold(text: str) -> str:
    """Return a text in small letters without accents.

    Example:
        >>> fold("Rückgabe in Łódź, mañana")
        'ruckgabe in lodz, manana'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return plain.translate(_LETTERS)


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text in order; everything else parts words."""
    return tuple(_WORD.findall(fold(text)))


def words_in(text: str) -> Iterator[Found]:
    """Yield the words of a text, folded, with their places in the text as it is.

    Args:
        text: In composed form (NFC), so that no accent stands apart from its letter.
    """
    for hit in _WORD.finditer(text):
        yield Found(word=fold(hit[0]), start=hit.start(), end=hit.end())
