"""Typed values of a form: on one line, over several, and the same as before or not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from trainer.scenarios.forms.steps import Row

LONGEST = 4_000
"""Characters of one field that are read."""

OWN = "="
"""The choice that stands for a condition of the author's own."""

_PLACE = re.compile(r"[0-9]{1,4}")
_SIGNED = re.compile(r"[+-]?[0-9]{1,4}")


def same(one: str, other: str) -> bool:
    """Tell whether two texts say the same: space does not count."""
    return one.split() == other.split()


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields that were sent."""

    form: Mapping[str, str]

    def line(self, name: str) -> str:
        """Return a field on one line; empty where it was not sent."""
        return " ".join(self.form.get(name, "")[:LONGEST].split())

    def condition(self, name: str) -> str:
        """Return a condition: the one that was chosen, or the one that was typed."""
        chosen = self.line(name)
        text = self.line(f"{name}-own") if chosen == OWN else chosen
        return text.removeprefix("if ")

    def lines(self, name: str) -> str:
        """Return a field with its line breaks, without space at their ends."""
        text = self.form.get(name, "")[:LONGEST]
        plain = text.replace("\r\n", "\n").replace("\r", "\n")
        return "\n".join(line.rstrip() for line in plain.split("\n")).strip("\n")

    def place(self, name: str, most: int) -> int | None:
        """Return which part before a part is, if there was such a one."""
        found = self.fact(name)
        return found if found is not None and found < most else None

    def fact(self, name: str) -> int | None:
        """Return a place as it was sent; ``None`` where something is new."""
        text = self.form.get(name, "")
        return (
            int(text)
            if text.isdecimal() and text.isascii() and text[5:] == ""
            else None
        )

    def single(self, name: str, key: str, old: Row | None) -> Row | None:
        """Return the row of a field that is there once; ``None`` where it is empty.

        A field the page did not show stays as it was.
        """
        if name not in self.form:
            return old
        value = self.line(name)
        if old is not None and same(value, old.value):
            return old
        at = old.at if old is not None else None
        return Row(key=key, value=value, at=at) if value else None


def signed(text: str) -> str:
    """Return a number with its sign; empty where it is none, or nothing."""
    plain = text.replace(" ", "").replace("−", "-")
    if not _SIGNED.fullmatch(plain) or int(plain) == 0:
        return ""
    return f"{int(plain):+d}"
