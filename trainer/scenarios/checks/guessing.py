"""Whether a scenario can be passed without listening."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from trainer.content.diagnostics import Report
from trainer.scenarios.checks.told import conversation, dealt
from trainer.scenarios.exploration.result import Exploration
from trainer.scenarios.machine import Machine

_CERTAIN = 1 - 1e-9

_MOSTLY = 0.5
"""Above this share of its conversations a strategy passes by itself."""

_WAYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "first": (
            "the first reply",
            "Write the best reply in another place now and then.",
        ),
        "longest": (
            "the longest reply",
            "Shorten some good replies, and let some poor ones run on.",
        ),
        "nicest": (
            "the nicest-sounding reply",
            "Let a kind reply promise too much, or leave out what has to be done.",
        ),
        "never-asked": (
            "what the customer did not ask for",
            "Let at least one good reply give what was asked for.",
        ),
    }
)
"""Strategy → what is always taken, and how to make it fail."""


def check_guessing(machine: Machine, found: Exploration, report: Report) -> None:
    """Note what makes a scenario a matter of habit instead of judgment."""
    start = machine.beats[0].place
    if _cannot_fail(found):
        report.warn(
            start,
            "cannot-fail",
            "Every conversation passes, so playing it proves nothing.",
            "Let poor replies lose points, or lead one of them to another ending.",
        )
        return
    for name, played in found.strategies.items():
        if played.share > _MOSTLY:
            what, mend = _WAYS[name]
            example = played.example
            report.warn(
                start,
                "constant-strategy",
                f"Whoever always takes {what} passes: "
                f"{conversation(example.choices)}{dealt(example.deal)}.",
                mend,
            )


def _cannot_fail(found: Exploration) -> bool:
    return (
        found.complete
        and found.random_pass >= _CERTAIN
        and found.worst is not None
        and found.worst.passed
    )
