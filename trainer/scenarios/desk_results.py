"""What the desk answers to an action, and how actions read the case."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from trainer.content.types import Value
from trainer.content.values import money_text

Case = Mapping[str, Value]
Given = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An action was done: the fields of the case it changed, and what was seen."""

    fields: Case
    answer: str
    """What the desk shows, one or two sentences."""
    amounts: tuple[int, ...] = field(default=(), compare=False)
    """The amounts the answer names, in cents; see :func:`reworded`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An action could not be done; nothing changed."""

    reason: str
    """Why, and what would do, in the trainee's words."""
    amounts: tuple[int, ...] = field(default=(), compare=False)
    """The amounts the reason names, in cents; see :func:`reworded`."""


def reworded(text: str, amounts: tuple[int, ...], money: Callable[[int], str]) -> str:
    """Return what the desk says with its amounts written another way.

    Args:
        text: An answer or a reason.
        amounts: Those it names, in cents.
        money: Writes an amount, for example in the reader's language.
    """
    written = {money_text(amount): amount for amount in amounts}
    if not written:
        return text
    known = "|".join(map(re.escape, sorted(written, key=len, reverse=True)))
    return re.sub(rf"(?<![\d.])(?:{known})(?!\d)", lambda m: money(written[m[0]]), text)


def typed(given: Given, name: str = "amount") -> int:
    """Return a number or an amount in cents that was typed; 0 where none was."""
    value = given.get(name, 0)
    return value if isinstance(value, int) else 0


def held(case: Case, field: str) -> int:
    """Return a number or an amount in cents of the case; 0 where it has none."""
    value = case.get(field, 0)
    return value if isinstance(value, int) else 0
