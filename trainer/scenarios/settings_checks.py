"""What settings must keep to between each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from trainer.content.diagnostics import Place
from trainer.content.frontmatter import Mapping as Written
from trainer.scenarios.settings_fields import Fields

_ENOUGH = 2
"""Variants from which on an exam cannot be learnt by heart from a colleague."""


def check_names(
    fields: Fields, names: Sequence[str], shared: Sequence[str], words: Collection[str]
) -> None:
    """Note a name declared twice, and one that is a word of a list as well."""
    declared: set[str] = set()
    for name in (*names, *shared):
        place = _place_of(fields, name, again=name in declared)
        if name in declared:
            fields.report.error(
                place,
                "name-twice",
                f"“{name}” is declared twice.",
                "Rename one of the two, or take it away.",
            )
        elif name in words:
            fields.report.error(
                place,
                "name-is-word",
                f"“{name}” is a name and a word of a list: a condition could not tell "
                "which one is meant.",
                "Rename one of the two.",
            )
        declared.add(name)


def check_days(fields: Fields, begins: date | None, until: date | None) -> None:
    """Note a last day before the first."""
    if begins and until and until < begins:
        fields.report.error(
            fields.place("until"),
            "days-swapped",
            f"The last day, {until}, is before the first, {begins}.",
            "Swap them, or correct the year.",
        )


def check_exam(fields: Fields, use: str, deal: Mapping[str, Sequence[str]]) -> None:
    """Note an exam that always deals the same case."""
    if use == "exam" and not any(len(words) >= _ENOUGH for words in deal.values()):
        fields.report.error(
            fields.place("use"),
            "exam-variants",
            "An exam needs at least two variants, or the answers get around.",
            "Write “deal:” with a name and two words, or “use: practice”.",
        )


def _place_of(fields: Fields, name: str, *, again: bool) -> Place:
    """Return where a name is declared: its first place, or its last."""
    found = [
        key.place
        for section in ("meters", "vars", "deal")
        if isinstance(node := fields.settings.get(section), Written)
        if (key := node.key(name)) is not None
    ]
    found += [
        item.place
        for section in ("params", "shared")
        for item in fields.listed(section)
        if item.text == name
    ]
    return found[-1 if again else 0]
