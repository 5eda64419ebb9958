"""Heavy or optional libraries, loaded when they are first needed.

The one place where an import may happen late: everything else is imported at the top
of its module, so that what a module needs can be read there.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Protocol, cast


class Stemmer(Protocol):
    """Cuts a word down to its stem."""

    def stemWord(self, word: str, /) -> str:  # noqa: N802 - the library's name
        """Return the stem of one folded word."""
        ...


@cache
def stemmer(language: str) -> Stemmer:
    """Return the Snowball stemmer of a language, such as ``english``.

    Its package loads 34 languages at once, a tenth of a second before the first page.
    """
    return cast("Stemmer", import_module("snowballstemmer").stemmer(language))
