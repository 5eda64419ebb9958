"""Sentences for people, with blanks: written in English, translated at the edge.

What is decided below the pages – an error, an answer of the desk – is said here once.
A page looks the sentence up in the reader's catalogue and fills the blanks in as the
reader writes amounts and numbers; everybody else gets the English one.
"""

from __future__ import annotations

from dataclasses import dataclass


class Cents(int):
    """An amount in cents: a page writes it as money of the reader."""

    def __str__(self) -> str:
        """Return the amount as authors write it: ``34.90``."""
        return f"{'-' if self < 0 else ''}{abs(self) // 100}.{abs(self) % 100:02}"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text and what its blanks, ``%(name)s``, are filled with.

    A value may be a sentence itself. Without values a percent sign is just that.
    """

    text: str
    values: tuple[tuple[str, object], ...] = ()

    def __str__(self) -> str:
        """Return it in English."""
        return self.text % dict(self.values) if self.values else self.text

    def __contains__(self, words: str) -> bool:
        """Return whether the words stand in the English sentence."""
        return words in str(self)


def said(text: str, **values: object) -> Sentence:
    """Return a sentence with its blanks filled in: ``said("%(n)s left", n=3)``."""
    return Sentence(text, tuple(values.items()))
