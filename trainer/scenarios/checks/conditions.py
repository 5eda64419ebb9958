"""Conditions that decide nothing: always true, or never."""

from __future__ import annotations

from trainer.content.diagnostics import Place, Report
from trainer.scenarios.exploration.result import Asked, Exploration

_OPENS = "if"


def check_conditions(found: Exploration, report: Report) -> None:
    """Note each condition that had the same answer wherever it was asked.

    A move whose ``if`` never holds is noted as a move that is never possible.
    """
    if not found.complete:
        return
    answers: dict[Place, set[bool]] = {}
    by_place: dict[Place, Asked] = {}
    for asked in found.conditions:
        place = asked.condition.place
        by_place.setdefault(place, asked)
        answers.setdefault(place, set()).update(
            answer
            for answer, ever in ((True, asked.ever_true), (False, asked.ever_false))
            if ever
        )
    for place, seen in answers.items():
        condition = by_place[place].condition
        if seen == {True}:
            report.warn(
                place,
                "always-true",
                f"“{condition.text}” always holds here.",
                "Take the condition away, or ask for something that can differ.",
            )
        elif seen == {False} and condition.fact != _OPENS:
            report.warn(
                place,
                "always-false",
                f"“{condition.text}” never holds here.",
                "Ask for something that can be so, or delete the line.",
            )
