"""Rows of the table of facts whose values are known: a policy or the desk says them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trainer.content.types import Flag, Type, Whole, Words
from trainer.scenarios.forms.facts import (
    FactRow,
    Kind,
    Shape,
    shape_of,
    words_of_row,
)


def options_of(type_: Type) -> tuple[str, ...]:
    """Return the words a value can be; empty for amounts, days and text."""
    if isinstance(type_, Words):
        return type_.options
    return ("yes", "no") if isinstance(type_, Flag) else ()


def as_declared(row: FactRow, type_: Type) -> FactRow:
    """Return a row of another kind than before in the shape that its type has there.

    Args:
        row: As typed. Of several words the first is where it starts.
        type_: What the policy or the desk says the fact can be.
    """
    if row.kind is Kind.MOOD:
        return row
    first = row.value.partition(",")[0].strip()
    if row.kind is Kind.FIXED:
        return replace(row, shape=shape_of(type_), value=first)
    if isinstance(type_, Words) or row.kind is Kind.DRAWN:
        some = options_of(type_) or (first,)
        return replace(row, shape=Shape.WORDS, value=starting(first, some))
    if isinstance(type_, Whole) and row.shape is not Shape.NUMBER:
        low, high = row.low or str(type_.low), row.high or str(type_.high)
        return replace(row, shape=Shape.NUMBER, value=first, low=low, high=high)
    return replace(row, shape=shape_of(type_), value=first)


def picked(row: FactRow, start: str, words: Sequence[str]) -> FactRow:
    """Return a row of words with those that were picked.

    Args:
        row: As it was; what stays keeps its place.
        start: The word it starts from; empty: the first, or no start.
        words: All that were picked.
    """
    before = [word for word in words_of_row(row) if word in words]
    some = [*before, *(word for word in words if word not in before)]
    return replace(row, value=starting(start, some) if start else ", ".join(some))


def starting(first: str, words: Sequence[str]) -> str:
    """Return a list of words on one line, one of them first."""
    return ", ".join(dict.fromkeys(word for word in (first, *words) if word))
