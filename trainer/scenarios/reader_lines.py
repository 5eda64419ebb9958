"""The lines of a file, with what is code and what is a comment marked.

The rest of the reader never looks inside either: fenced code is opaque, a comment is
kept for the author and never shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from trainer.scenarios.reader_problems import Problems

OPEN, CLOSE = "<!--", "-->"

_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}(?=[^`]*$)|~{3,})")
_BULLET = r"(?:-|[*+](?=\s))"
_LOOK = re.compile(
    r"(?P<heading>##(?!#))"
    rf"|(?P<move>\s*{_BULLET}\s*\[|\s*(?:[0-9]+[.)]\s+)?\[[^\]]*\]\((?:#|[\w./-]+\.md))"
    rf"|(?P<fact>\s*{_BULLET}\s*[A-Za-z_][A-Za-z0-9_-]*\s*:(?!//))"
    rf"|(?P<item>\s+{_BULLET})"
)
_SPACES = re.compile(r" {2,}")


class LineKind(StrEnum):
    """What a line begins, by its look alone."""

    BLANK = "blank"
    CODE = "code"
    COMMENT = "comment"
    HEADING = "heading"
    MOVE = "move"
    FACT = "fact"
    ITEM = "item"
    """An indented list item without ``key: value``."""
    TEXT = "text"


_KINDS = {kind.value: kind for kind in LineKind}


class Line(NamedTuple):
    """One line of the body."""

    number: int
    raw: str
    """As written, without trailing space."""
    bare: str
    """As long as ``raw``, its comments blanked out; trailing space removed."""
    kind: LineKind
    inside: bool
    """Whether it begins inside code or a comment that was opened above."""
    indent: int = 0
    """Columns before the first character; a tab counts four."""

    @property
    def noted(self) -> bool:
        """Whether a comment stands on it."""
        return self.bare != self.raw

    @property
    def shown(self) -> str:
        """The line without its comments."""
        return squeezed(self.bare) if self.noted else self.bare


def squeezed(text: str) -> str:
    """Return text with one space where a comment left several."""
    return _SPACES.sub(" ", text)


def mark_lines(lines: list[str], first: int, problems: Problems) -> Iterator[Line]:
    """Yield each line of a body, marked; code or a comment left open is noted as text.

    Args:
        lines: The body, one string a line.
        first: The number of its first line in the file, from 1.
        problems: Where an unclosed fence or comment is noted.
    """
    return _Marker(lines, first, problems).marked()


class _Marker:
    """One pass over the lines, remembering what is open."""

    def __init__(self, lines: list[str], first: int, problems: Problems) -> None:
        self._lines = [line.rstrip() for line in lines]
        self._first = first
        self._problems = problems
        self._fence = ""
        self._in_comment = False
        self._unclosed: dict[str, int] = {}
        self._plain = {raw: _look(raw) for raw in {*self._lines} if not _marked(raw)}
        self._last_close = max(
            (at for at, line in enumerate(lines) if CLOSE in line), default=-1
        )

    def marked(self) -> Iterator[Line]:
        """Yield every line, marked."""
        return (self._line(at, raw) for at, raw in enumerate(self._lines))

    def _line(self, at: int, raw: str) -> Line:
        number, inside = self._first + at, self._in_comment or bool(self._fence)
        plain = None if inside else self._plain.get(raw)
        if plain is not None:
            kind, indent = plain
            return Line(number, raw, raw, kind, inside, indent)
        if self._fence:
            if _closes(raw, self._fence):
                self._fence = ""
            return Line(number, raw, raw, LineKind.CODE, inside)
        if not self._in_comment and self._opens_fence(at, raw):
            return Line(number, raw, raw, LineKind.CODE, inside)
        bare = self._without_comments(at, raw).rstrip()
        kind, indent = _look(bare)
        if raw and not bare:
            kind = LineKind.COMMENT
        return Line(number, raw, bare, kind, inside, indent)

    def _opens_fence(self, at: int, raw: str) -> bool:
        match = _FENCE.match(raw)
        if match is None:
            return False
        mark = match["mark"]
        if len(mark) < self._unclosed.get(mark[0], len(mark) + 1) and any(
            _closes(line, mark) for line in self._lines[at + 1 :]
        ):
            self._fence = mark
            return True
        self._unclosed[mark[0]] = min(len(mark), self._unclosed.get(mark[0], len(mark)))
        self._problems.error(
            self._problems.place(self._first + at, match.start("mark") + 1),
            "unclosed-code",
            "The code that begins here never ends.",
            f"Write “{mark[:8]}” on a line of its own below it.",
        )
        return False

    def _without_comments(self, at: int, raw: str) -> str:
        parts: list[str] = []
        start = 0
        while start < len(raw):
            if self._in_comment:
                end = raw.find(CLOSE, start)
                self._in_comment = end < 0
                stop = len(raw) if end < 0 else end + len(CLOSE)
                parts.append(" " * (stop - start))
            else:
                stop = self._next_comment(at, raw, start)
                parts.append(raw[start:stop])
            start = stop
        return "".join(parts)

    def _next_comment(self, at: int, raw: str, start: int) -> int:
        """Return where the next closed comment begins, or the end of the line."""
        found = raw.find(OPEN, start)
        while found > 0 and raw[found - 1] == "\\":
            found = raw.find(OPEN, found + 1)
        if found < 0:
            return len(raw)
        if self._last_close <= at and raw.find(CLOSE, found + len(OPEN)) < 0:
            self._problems.error(
                self._problems.place(self._first + at, found + 1),
                "unclosed-comment",
                "The comment that begins here never ends.",
                "Write “-->” where it should end.",
            )
            return len(raw)
        self._in_comment = True
        return found


def _closes(line: str, mark: str) -> bool:
    text = line.strip()
    return (
        line[:4].strip() != ""
        and len(text) >= len(mark)
        and text == mark[0] * len(text)
    )


def _marked(raw: str) -> bool:
    """Tell whether code or a comment may begin on a line."""
    return OPEN in raw or "```" in raw or "~~~" in raw


def _look(bare: str) -> tuple[LineKind, int]:
    """Return the kind and the indent of a line that is neither code nor a comment."""
    if not bare:
        return LineKind.BLANK, 0
    match = _LOOK.match(bare)
    kind = _KINDS[match.lastgroup or ""] if match else LineKind.TEXT
    space = bare[: len(bare) - len(bare.lstrip())]
    return kind, len(space.expandtabs(4))
