"""What a form of one step is made of: paragraphs, replies and rows of plain words.

Everything is text as an author types it. ``at`` says which part of the step, as it was
when the form was opened, a part of the form stands for; ``None`` means it is new. What
is the same as before is later written exactly as it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.scenarios.syntax import BlockKind, MoveKind

KEPT = ""
"""The key of a row that a form cannot express; it is shown and left as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a form: what, how much, and when."""

    key: str
    """The fact it comes from (``score``, ``set``, ``mood``, …), or ``KEPT``."""
    name: str = ""
    """A criterion, a fact, the name of an expectation, or the stars of a review."""
    value: str = ""
    """Points with their sign, a value, a target, words; of a kept row what is written
    in the text."""
    when: str = ""
    """A condition; empty: always."""
    criterion: str = ""
    """Of an expectation: what it earns its points for; empty: none."""
    points: str = ""
    """Of an expectation, with their sign."""
    at: int | None = None
    """The place of its fact among the facts before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Somebody speaks, something happens, or a note to other authors."""

    kind: BlockKind
    text: str
    name: str = ""
    when: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One thing the trainee, the clock or the scenario itself may do."""

    kind: MoveKind
    words: str = ""
    """Say: the words; write: what to write about; act: the action with its values;
    wait: the seconds; go: nothing."""
    target: str = ""
    """``#step``, ``file.md`` or ``#return``."""
    id: str = ""
    rows: tuple[Row, ...] = ()
    at: int | None = None
    to: str = ""
    """The step it goes to when it is saved; empty: it stays."""

    def of(self, *keys: str) -> tuple[Row, ...]:
        """Return its rows with these keys, in order."""
        return rows_of(self.rows, keys)

    def text(self, key: str) -> str:
        """Return the words of a fact that a reply has once; empty where it has none."""
        return next((row.value for row in self.rows if row.key == key), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the conversation."""

    id: str
    paragraphs: tuple[Paragraph, ...] = ()
    rows: tuple[Row, ...] = ()
    replies: tuple[Reply, ...] = ()
    notes: tuple[str, ...] = ()
    """The authors' notes at its end, as written."""

    def of(self, *keys: str) -> tuple[Row, ...]:
        """Return its rows with these keys, in order."""
        return rows_of(self.rows, keys)

    def text(self, key: str) -> str:
        """Return the words of a fact that a step has once; empty where it has none."""
        return next((row.value for row in self.rows if row.key == key), "")


def rows_of(rows: Iterable[Row], keys: Iterable[str]) -> tuple[Row, ...]:
    """Return the rows that have one of these keys, in order."""
    wanted = frozenset(keys)
    return tuple(row for row in rows if row.key in wanted)
