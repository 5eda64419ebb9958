"""What the desk answers to an action, and how actions read the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.content.types import Value
from trainer.sentences import Sentence

Case = Mapping[str, Value]
Given = Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """An action was done: the fields of the case it changed, and what was seen."""

    fields: Case
    answer: Sentence
    """What the desk shows, one or two sentences."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An action could not be done; nothing changed."""

    reason: Sentence
    """Why, and what would do, in the trainee's words."""


def typed(given: Given, name: str = "amount") -> int:
    """Return a number or an amount in cents that was typed; 0 where none was."""
    value = given.get(name, 0)
    return value if isinstance(value, int) else 0


def held(case: Case, field: str) -> int:
    """Return a number or an amount in cents of the case; 0 where it has none."""
    value = case.get(field, 0)
    return value if isinstance(value, int) else 0
