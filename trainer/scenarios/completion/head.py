"""What can stand in the settings at the top of a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from trainer.content.case import CASE_FIELDS
from trainer.scenarios.compiler.instances import Sources
from trainer.scenarios.completion.options import (
    NOTHING,
    Offer,
    Option,
    OptionKind,
    options,
    typed,
)
from trainer.scenarios.settings import CRITERIA, OUTCOMES, SETTINGS

_LINE = re.compile(r"(?P<indent>\s*)(?P<key>[a-z_]*)\Z")
_VALUE = re.compile(r"\s*(?P<key>[a-z_]+):\s*(?P<value>.*)\Z")
_TOP = re.compile(r"(?P<key>[a-z_]+):")

_CHOICES = {
    "kind": ("scenario", "subscene"),
    "language": ("en", "es", "pl", "it", "de"),
    "channel": ("counter", "phone", "chat", "email"),
    "player": ("agent", "supervisor"),
    "use": ("practice", "exam", "both"),
    "timed": ("optional", "required"),
    "shuffle": ("yes", "no"),
    "good": OUTCOMES,
    "persona": ("name", "age", "voice", "talks"),
    "rubric": CRITERIA,
    "meters": ("mood",),
    "case": tuple(CASE_FIELDS),
    "goal": tuple(CASE_FIELDS),
}
_MAPPINGS = frozenset({"persona", "rubric", "meters", "case", "goal"})
"""Settings whose choices are keys: each wants a value behind it."""


def setting(lines: Sequence[str], prefix: str, sources: Sources) -> Offer:
    """Return what can go on a line of the settings.

    Args:
        lines: The lines above it, from the first one behind the ``---``.
        prefix: The line up to the place.
        sources: The policies that can be in force.
    """
    begun = _LINE.match(prefix)
    if begun is not None and not begun["indent"]:
        known = {found["key"] for line in lines if (found := _TOP.match(line))}
        keys = (f"{name}: " for name in SETTINGS if name not in known)
        return Offer(len(begun["key"]), options(OptionKind.KEY, keys))
    if begun is not None:
        above = (found["key"] for line in lines if (found := _TOP.match(line)))
        *_, parent = ("", *above)
        return Offer(len(begun["key"]), _choices(parent, sources))
    value = _VALUE.match(prefix)
    if value is None or prefix.startswith(" "):
        return NOTHING
    return _in(value["key"], value["value"], sources)


def _in(key: str, value: str, sources: Sources) -> Offer:
    """Return what can go on a value, in braces and lists too."""
    braces = value.startswith("{")
    part = re.split(r"[,\[{]", value)[-1].lstrip()
    if ":" in part or (key in _MAPPINGS and not braces):
        return NOTHING
    return Offer(typed(part, r"[a-z0-9_-]+"), _choices(key, sources))


def _choices(key: str, sources: Sources) -> tuple[Option, ...]:
    if key == "policy":
        found = ((name, _title(name, sources)) for name in sorted(sources.policies()))
        return options(OptionKind.NAME, found)
    words: Iterable[str] = _CHOICES.get(key, ())
    if key in _MAPPINGS:
        return options(OptionKind.KEY, (f"{word}: " for word in words))
    return options(OptionKind.WORD, words)


def _title(name: str, sources: Sources) -> str:
    policy = sources.policy(name)
    return policy.title if policy else ""
