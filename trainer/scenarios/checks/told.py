"""Conversations and deals in an author's words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from trainer.scenarios.choices import Choice

_SHOWN = 12
"""Moves of a conversation that are named; of more, the first and the last ones."""


def conversation(choices: Iterable[Choice]) -> str:
    """Return the moves of a conversation by their ids: ``s1, n1, c2``."""
    names = [c.move.id if c.move else c.action for c in choices]
    if len(names) > _SHOWN:
        half = _SHOWN // 2
        names = [*names[:half], "…", *names[-half:]]
    return ", ".join(names)


def after(choices: Iterable[Choice]) -> str:
    """Return ``after s1, n1``, or what stands there for the very beginning."""
    told = conversation(choices)
    return f"after {told}" if told else "at the very beginning"


def dealt(deal: Mapping[str, str]) -> str:
    """Return ``when record missing is dealt`` with a space before it, or nothing."""
    drawn = ", ".join(f"{name} {option}" for name, option in deal.items())
    return f" when {drawn} is dealt" if drawn else ""
