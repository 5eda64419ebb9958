"""What became of compiling a scenario, and how much of it an error leaves out."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from trainer.scenarios.machine import Machine

ABOUT_WORDS = frozenset(
    {
        "bad-language",
        "bad-picture",
        "exam-variants",
        "days-swapped",
        "id-is-not-file",
        "lock-without-if",
        "missing-title",
        "picture-missing",
        "picture-without-words",
        "review-syntax",
        "unknown-clause",
        "unknown-policy",
        "words-range",
    }
)
"""Codes of errors that leave out nothing a conversation depends on."""

ABOUT_POINTS = frozenset(
    {"criterion-without-weight", "rubric-sum", "score-syntax", "unknown-criterion"}
)
"""Codes of errors that leave out points, and nothing else."""

HARMLESS = ABOUT_WORDS | ABOUT_POINTS
"""Codes of errors beside which it can be said how conversations go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compiled:
    """A scenario as far as it could be compiled."""

    machine: Machine | None = None
    """Every beat, move, condition and effect as written; ``None`` where an error left
    one of these out."""
    sound: bool = False
    """Whether nothing is wrong, so that it can be played."""
    scored: bool = False
    """Whether all points are there; what depends on them is not known otherwise."""


def compiled(machine: Machine, errors: Collection[str], *, whole: bool) -> Compiled:
    """Return a scenario with what its errors leave of it.

    Args:
        machine: As compiled, without what could not be.
        errors: The codes of everything that could not be.
        whole: Whether every policy in force could be read.
    """
    if not whole or not HARMLESS.issuperset(errors):
        return Compiled()
    return Compiled(
        machine=machine,
        sound=not errors,
        scored=ABOUT_POINTS.isdisjoint(errors),
    )
