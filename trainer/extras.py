"""Heavy or optional libraries, loaded when they are first needed.

The one place where an import may happen late: everything else is imported at the top
of its module, so that what a module needs can be read there.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast


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


def part(name: str) -> Any:  # noqa: ANN401 - whatever stands there
    """Return what a module holds, loading the module when it is first asked for.

    Args:
        name: Module and name with a colon between: ``trainer.app:application``.

    Raises:
        ImportError: if there is no such module.
        AttributeError: if it holds nothing of that name.
    """
    module, _, held = name.partition(":")
    return getattr(import_module(module), held)
