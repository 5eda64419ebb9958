"""What a move must have, and must not, by its kind."""

from __future__ import annotations

from trainer.scenarios.compiler.context import Context
from trainer.scenarios.compiler.draft import Draft
from trainer.scenarios.syntax import MoveKind, MoveSyntax


def check_move(context: Context, syntax: MoveSyntax, draft: Draft) -> None:
    """Report what is missing or out of place in a move."""
    _check_go(context, syntax, draft)
    place = syntax.place
    if "lock" in draft.texts and not draft.conditional:
        context.error(
            place,
            "lock-without-if",
            "“lock” says why a reply is closed, but nothing ever closes it.",
            "Add “- if: …” below it.",
        )
    if syntax.kind is MoveKind.WRITE and "model" not in draft.texts:
        context.error(
            place,
            "missing-model",
            "Own words need an answer to compare with.",
            'Add “- model: "…"”: an answer you would give full marks.',
        )
    if not syntax.id:
        context.report.warn(
            place,
            "missing-id",
            "This move has no ^id yet, so attempts cannot be compared by it.",
            "Saving in the studio adds one, and so does “trainer content fmt”.",
        )


def _check_go(context: Context, syntax: MoveSyntax, draft: Draft) -> None:
    if syntax.kind is not MoveKind.GO:
        return
    if not draft.conditional:
        context.error(
            syntax.place,
            "go-without-if",
            "A “go” happens by itself, so it must say when.",
            "Add “- if: …” below it.",
        )
    if draft.scores:
        context.error(
            draft.scores[0].place,
            "go-scores",
            "A “go” happens by itself, so it cannot earn or lose points.",
            "Score the reply that leads here.",
        )
