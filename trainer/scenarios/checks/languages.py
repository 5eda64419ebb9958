"""Sub-scenes in another language than what calls them."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.content.diagnostics import Report
from trainer.content.nodes import Scalar
from trainer.scenarios.compiler.instances import calls, resolve
from trainer.scenarios.syntax import Document

USUAL = "en"
"""The language of a file that names none."""


def check_languages(documents: Sequence[Document], report: Report) -> None:
    """Note each file that goes on in another language where it calls a sub-scene.

    Args:
        documents: A scenario, then the sub-scenes it calls.
        report: Where they are noted, at the first call of each.
    """
    known = {document.file: _language(document) for document in documents}
    for document in documents:
        own = known[document.file]
        told: set[str] = set()
        for target in calls(document):
            called = resolve(document.file, target.path)
            other = known.get(called, own)
            if _same(own, other) or called in told:
                continue
            told.add(called)
            report.error(
                target.place,
                "translation-missing",
                f"“{target.path}” is written in “{other}”, but what calls it in "
                f"“{own}”: the conversation would go on in another language.",
                f"Translate it into a file of its own with “language: {own}”, and "
                "call that one.",
            )


def _language(document: Document) -> str:
    written = document.settings.get("language")
    return written.text if isinstance(written, Scalar) else USUAL


def _same(one: str, other: str) -> bool:
    """Say whether two codes mean one language, wherever it is spoken."""
    return one.partition("-")[0] == other.partition("-")[0]
