"""Two digests of a file: how it plays, and what it says.

Statistics carry over from one revision to the next while only the words changed. What
decides how a conversation goes – graph, conditions, effects, points – is logic; what
people read – speech, labels, reasons, titles – is text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from trainer.content.nodes import Mapping, Node, Scalar
from trainer.scenarios.syntax import BlockKind, Document, Fact, MoveKind, MoveSyntax

_WORDS = frozenset(
    ("why", "hint", "coach", "lock", "model", "good", "bad", "cite", "review", "show")
)
"""Facts that people read; no conversation goes another way because of them."""

_WORDY_SETTINGS = frozenset({"title", "minutes", "topics", "persona", "channel"})
_MOVE_IN_WORDS = frozenset({MoveKind.SAY, MoveKind.WRITE})


def digests(document: Document) -> tuple[str, str]:
    """Return the digests of a document's logic and of its text, as SHA-256."""
    logic, text = hashlib.sha256(), hashlib.sha256()
    for is_text, part in _parts(document):
        (text if is_text else logic).update(f"{part}\0".encode())
    return logic.hexdigest(), text.hexdigest()


def _parts(document: Document) -> Iterator[tuple[bool, str]]:
    for name, node in document.settings.entries:
        yield name.text in _WORDY_SETTINGS, f"{name.text}={_written(node)}"
    yield True, document.briefing
    for beat in document.beats:
        yield False, f"## {beat.id}"
        for block in beat.blocks:
            if block.kind is not BlockKind.COMMENT:
                yield True, f"{block.name}: {block.text}"
                yield False, f"{block.kind} {block.when}"
        yield from _facts(beat.facts)
        for move in beat.moves:
            yield from _move(move)


def _move(move: MoveSyntax) -> Iterator[tuple[bool, str]]:
    yield False, f"{move.kind} {move.id} {move.target.written}"
    yield move.kind in _MOVE_IN_WORDS, move.label
    yield from _facts(move.facts)


def _facts(facts: tuple[Fact, ...]) -> Iterator[tuple[bool, str]]:
    for fact in facts:
        yield fact.key in _WORDS, f"{fact.key}: {fact.value}"


def _written(node: Node) -> str:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return ",".join(f"{key.text}:{_written(value)}" for key, value in node.entries)
    return ",".join(_written(item) for item in node.items)
