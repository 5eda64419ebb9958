"""Replacements in the lines of a text, noted by place and made all at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Edits:
    """What shall stand where; each place is noted once, however often it is found."""

    lines: Sequence[str]
    """Of the text, with their ends."""
    noted: dict[tuple[int, int], tuple[int, str]] = field(default_factory=dict)
    """(line from 0, first column) → (column behind, what takes its place)."""

    def replace(
        self,
        wanted: re.Pattern[str],
        new: str,
        line: int,
        start: int = 0,
        end: int | None = None,
    ) -> None:
        """Note every match on a part of a line.

        Args:
            wanted: What is sought; its group ``name`` is what changes.
            new: What the group becomes.
            line: From 0.
            start: The first column.
            end: The column behind the last; ``None``: the whole rest.
        """
        text = self.lines[line]
        stop = len(text) if end is None else end
        for found in wanted.finditer(text, start, stop):
            begin, behind = found.span("name")
            if behind > begin:
                self.noted[line, begin] = (behind, new)

    def text(self) -> str:
        """Return the text with everything replaced."""
        lines = list(self.lines)
        for (line, begin), (behind, new) in sorted(self.noted.items(), reverse=True):
            lines[line] = f"{lines[line][:begin]}{new}{lines[line][behind:]}"
        return "".join(lines)
