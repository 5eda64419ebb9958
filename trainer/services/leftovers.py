"""What of a draft still says what a template says, to the letter."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from trainer.content.diagnostics import Report
from trainer.scenarios.reader import read_document
from trainer.scenarios.syntax import BlockKind, Document, MoveKind
from trainer.services import starting

_FEWEST = 4
"""Words from which on two texts are not alike by chance."""


def is_left_over(text: str, folder: Path) -> bool:
    """Tell whether words stand in a template, too.

    Args:
        text: What somebody says, what happens, or a reply, as written.
        folder: The content folder whose templates are offered.
    """
    return _squeezed(text) in _said(folder)


def count_in(document: Document, folder: Path) -> int:
    """Return how many paragraphs and replies of a text stand in a template, too."""
    return sum(is_left_over(text, folder) for text in _texts(document))


@lru_cache(maxsize=4)
def _said(folder: Path) -> frozenset[str]:
    documents = (
        read_document(one.body, f"{one.slug}.md", Report())
        for one in starting.templates(folder)
    )
    found = (
        _squeezed(text)
        for document in documents
        if document is not None
        for text in _texts(document)
    )
    return frozenset(text for text in found if len(text.split()) >= _FEWEST)


def _texts(document: Document) -> list[str]:
    kinds = (BlockKind.SPEECH, BlockKind.STAGE)
    said = [b.written for one in document.beats for b in one.blocks if b.kind in kinds]
    replies = [
        move.label
        for one in document.beats
        for move in one.moves
        if move.kind is MoveKind.SAY
    ]
    return said + replies


def _squeezed(text: str) -> str:
    return " ".join(text.split())
