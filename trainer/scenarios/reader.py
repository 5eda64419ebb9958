"""Read a scenario file into its syntax tree, noting every problem on the way.

The reader is tolerant: what can be understood is kept, so that one slip does not hide
the next. It knows how a file is written, not what its names mean; conditions, effects
and targets are resolved by the compiler.
"""

from __future__ import annotations

import re

from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter import split
from trainer.content.text import lines_of
from trainer.scenarios.reader_checks import check_document
from trainer.scenarios.reader_lines import mark_lines
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.reader_scan import Scanner
from trainer.scenarios.syntax import BlockKind, Document

_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of writing; what is shown is not what is read."""

MAX_LINES = 50_000
"""Lines of a file that are read."""


def read_document(text: str, file: str, report: Report) -> Document | None:
    """Read one scenario or sub-scene.

    Args:
        text: The whole file.
        file: Its path relative to the folder that holds ``scenarios/``.
        report: Where every problem is noted, with its line and column.

    Returns:
        What could be read, even if problems were found; ``None`` where there is no
        beat at all, or more lines than ``MAX_LINES``.
    """
    problems = Problems(file=file, report=report)
    lines = lines_of(text, file, report)
    if len(lines) > MAX_LINES:
        problems.error(
            Place(file, MAX_LINES + 1),
            "too-many-lines",
            f"The file has more than {MAX_LINES:,} lines.",
            "Split it into several scenarios or sub-scenes.",
        )
        return None
    if _TURNS.search(text):
        _check_marks(lines, problems)
    settings, body = split(text, file, report)
    scanner = Scanner(problems)
    scanner.read(mark_lines(lines[body - 1 :], body, problems))
    beats = scanner.beats()
    if not beats:
        problems.error(
            Place(file, max(len(lines), 1)),
            "no-beats",
            "The file has no beat, so nothing can happen in it.",
            "Begin the first one with a line “## start”.",
        )
        return None
    introduction = scanner.introduction()
    document = Document(
        file=file,
        settings=settings,
        briefing="\n\n".join(
            block.text for block in introduction if block.kind is not BlockKind.COMMENT
        ),
        beats=beats,
        front=tuple(line.rstrip() for line in lines[1 : max(body - 2, 1)]),
        introduction=introduction,
    )
    check_document(document, problems)
    return document


def _check_marks(lines: list[str], problems: Problems) -> None:
    for number, line in enumerate(lines, 1):
        found = _TURNS.search(line)
        if found is not None:
            problems.warn(
                problems.place(number, found.start() + 1),
                "direction-mark",
                f"The invisible mark U+{ord(found.group()):04X} here turns the "
                "direction of what follows.",
                "Delete it; it often comes with copied text.",
            )
