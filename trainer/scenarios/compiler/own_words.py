"""What a write move listens for: ``expect`` and ``avoid``."""

from __future__ import annotations

import re

from trainer.content.patterns import parse_patterns
from trainer.scenarios.compiler.context import Context
from trainer.scenarios.compiler.draft import Draft
from trainer.scenarios.compiler.effects import criterion_known, parse_points
from trainer.scenarios.parts import Expectation
from trainer.scenarios.syntax import Fact, MoveKind, MoveSyntax

_EXPECTATION = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*)\s*(?:\((?P<points>[^)]*)\))?\s*=\s*(?P<patterns>.*)"
)


def expectation(
    context: Context, move: MoveSyntax, fact: Fact, key: str, draft: Draft
) -> None:
    """Compile ``expect: apology (deescalation +2) = sorry | apolog*``."""
    found = _EXPECTATION.fullmatch(fact.value)
    if found is None:
        context.error(
            fact.value_place,
            "expect-syntax",
            f"“{fact.key}” does not say what to call it and which words are meant.",
            f"Write it as in “{fact.key}: apology = sorry | apolog*”.",
        )
        return
    place = fact.value_place.shifted(found.start("patterns"))
    parse_patterns(found["patterns"], place, context.report)
    criterion, points = _points(context, fact, found)
    draft.expectations.append(
        Expectation(
            name=found["name"],
            key=f"{key}:{fact.key}:{found['name']}",
            wanted=fact.key == "expect",
            said=context.table.find(f"said:{context.instance.file}:{found['name']}"),
            patterns=found["patterns"],
            criterion=criterion,
            points=points,
            place=fact.place,
        )
    )
    if move.kind is not MoveKind.WRITE:
        context.error(
            fact.place,
            "expect-without-words",
            f"“{fact.key}” listens to own words, but this move has its words given.",
            "Remove the line, or let the trainee write: “- [____ …](#beat)”.",
        )


def _points(context: Context, fact: Fact, found: re.Match[str]) -> tuple[str, int]:
    if found["points"] is None:
        return "", 0
    place = fact.value_place.shifted(found.start("points"))
    points = parse_points(found["points"])
    if points is None:
        context.error(
            place,
            "score-syntax",
            f"“{found['points']}” is not a criterion with points.",
            "Write it as in “(deescalation +2)”.",
        )
        return "", 0
    return points if criterion_known(context, points[0], place) else ("", 0)
