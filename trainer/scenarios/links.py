"""Which step leads to which, as a file is written, whether or not it compiles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trainer.content.diagnostics import Report
from trainer.scenarios.compiler.instances import go_target
from trainer.scenarios.syntax import Document, MoveSyntax, Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way from one step to another."""

    source: str
    target: str
    """A beat of the file, known or not; empty where it goes back to the caller."""
    move: MoveSyntax
    file: str = ""
    """The sub-scene on the way, as it is written; empty where there is none."""


def links(document: Document) -> Iterator[Link]:
    """Yield every link of a file: those of its moves, their ``go`` and ``then`` facts.

    A call of a sub-scene leads to where it comes back to.
    """
    for beat in document.beats:
        for move in beat.moves:
            back = next((f.value for f in move.facts if f.key == "then"), "")
            for target in _targets(move):
                yield Link(
                    source=beat.id,
                    target=back.strip().lstrip("#") if target.path else target.beat,
                    move=move,
                    file=target.path,
                )


def _targets(move: MoveSyntax) -> Iterator[Target]:
    yield move.target
    for fact in move.facts:
        if fact.key == "go":
            yield go_target(fact, Report())
