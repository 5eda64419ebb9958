"""Read a scenario file into its syntax tree, noting every problem on the way.

The reader is tolerant: what can be understood is kept, so that one slip does not hide
the next. It knows how a file is written, not what its names mean; conditions, effects
and targets are resolved by the compiler.
"""

from __future__ import annotations

import re
from hashlib import blake2b

from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter import split
from trainer.content.text import LONGEST_FILE, lines_of
from trainer.scenarios.reader_checks import check_document
from trainer.scenarios.reader_lines import mark_lines
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.reader_scan import Scanner
from trainer.scenarios.syntax import Block, BlockKind, Document

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
        beat at all, or far too much to read.
    """
    problems = Problems(file=file, report=report)
    lines = lines_of(text, file, report)
    if len(text) > LONGEST_FILE or not _can_be_read(lines, problems):
        return None
    if _TURNS.search(text):
        _warn_of_turns(lines, problems)
    settings, body = split(text, file, report, lines)
    scanner = Scanner(problems)
    scanner.read(mark_lines(lines[body - 1 :], body, problems))
    beats, introduction = scanner.beats(), scanner.introduction()
    if not beats:
        _no_beats(problems.place(max(len(lines), 1)), problems)
        return None
    document = Document(
        file=file,
        settings=settings,
        briefing=_shown(introduction),
        beats=beats,
        front=tuple(line.rstrip() for line in lines[1 : max(body - 2, 1)]),
        introduction=introduction,
        digest=blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest(),
    )
    check_document(document, problems)
    return document


def _shown(introduction: tuple[Block, ...]) -> str:
    shown = (b.text for b in introduction if b.kind is not BlockKind.COMMENT)
    return "\n\n".join(shown)


def _no_beats(place: Place, problems: Problems) -> None:
    problems.error(
        place,
        "no-beats",
        "The file has no beat, so nothing can happen in it.",
        "Begin the first one with a line “## start”.",
    )


def _can_be_read(lines: list[str], problems: Problems) -> bool:
    """Tell whether there are not too many lines."""
    if len(lines) > MAX_LINES:
        problems.error(
            problems.place(MAX_LINES + 1),
            "too-many-lines",
            f"The file has more than {MAX_LINES:,} lines.",
            "Split it into several scenarios or sub-scenes.",
        )
        return False
    return True


def _warn_of_turns(lines: list[str], problems: Problems) -> None:
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
