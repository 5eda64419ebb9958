"""Whether a scenario can be passed without listening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from trainer.content.diagnostics import Report
from trainer.scenarios.checks.told import conversation, dealt
from trainer.scenarios.exploration.result import (
    Exploration,
    Outcome,
    Played,
    Standing,
)
from trainer.scenarios.exploration.strategies import can_give
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

_DISLIKED = (
    "the reply that the customer likes least",
    "Let at least one good reply please the customer.",
)
"""Stands for not giving what was asked for where only moods tell what that is."""

_FEWEST = 3
"""Steps from which on a place or a length of the best replies is a pattern."""

_USUALLY = 0.8
"""The share of the steps from which on it is one."""


def _tell_habit(machine: Machine, name: str, example: Outcome, report: Report) -> None:
    what, mend = _way(machine, name)
    report.warn(
        machine.beats[0].place,
        "constant-strategy",
        f"Whoever always takes {what} passes: "
        f"{conversation(example.choices)}{dealt(example.deal)}.",
        mend,
    )


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
    told = [n for n, played in found.strategies.items() if _passes(played)]
    for name in told:
        _tell_habit(machine, name, found.strategies[name].example, report)
    if found.complete and "longest" not in told:
        _check_longest(machine, found.standing, report)
    if found.complete and "first" not in told and not machine.settings.shuffle:
        _check_first(machine, found.standing, report)


def _passes(played: Played) -> bool:
    return played.marked and played.share > _MOSTLY


def _way(machine: Machine, name: str) -> tuple[str, str]:
    if name == "never-asked" and not can_give(machine):
        return _DISLIKED
    return _WAYS[name]


def _check_longest(machine: Machine, standing: Standing, report: Report) -> None:
    """Note replies that are seen to be right by their length alone."""
    if _is_pattern(standing.longest_at, standing):
        report.warn(
            machine.beats[0].place,
            "best-is-longest",
            f"{_at(machine, standing.longest_at, standing)} the best reply is clearly "
            "the longest, so its length gives it away.",
            "Shorten some of these replies, or say more in the others.",
        )


def _check_first(machine: Machine, standing: Standing, report: Report) -> None:
    """Note replies that stand first, where they are shown as they are written."""
    if _is_pattern(standing.first_at, standing):
        report.warn(
            machine.beats[0].place,
            "best-is-first",
            f"{_at(machine, standing.first_at, standing)} the best reply stands "
            "first, and replies are not shuffled.",
            "Let it stand elsewhere now and then, or write “shuffle: yes”.",
        )


def _is_pattern(such: Sequence[int], standing: Standing) -> bool:
    return len(such) >= max(_FEWEST, len(standing.wide) * _USUALLY)


def _at(machine: Machine, such: Sequence[int], standing: Standing) -> str:
    """Return “At 3 of 4 steps (“start”, “search”, “offer”)”."""
    names = dict.fromkeys(f"“{machine.beats[index].id}”" for index in such)
    return f"At {len(such)} of {len(standing.wide)} steps ({', '.join(names)})"


def _cannot_fail(found: Exploration) -> bool:
    return (
        found.complete
        and found.random_pass >= _CERTAIN
        and found.worst is not None
        and found.worst.passed
    )
