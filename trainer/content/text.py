"""From the bytes of a file to its lines, with everything refused that is not text.

Limits are generous for people and tight for machines: nothing an author writes comes
near them, and nothing hostile gets past them to the readers.
"""

from __future__ import annotations

import re

from trainer.content.diagnostics import Place, Report

LONGEST_FILE = 1_000_000
"""Characters (and bytes) of a file; beyond it nothing of the file is read."""

LONGEST_LINE = 5_000
"""Characters of a line; the rest of it is not read."""

_SHOWN = 20
"""Problems of one kind told one by one; the rest are counted in one message."""

_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)


def decode(content: bytes, file: str, report: Report) -> str:
    """Read a file's bytes as UTF-8.

    Returns:
        The text; empty where the file is too long or in another encoding, with the
        bytes that are not UTF-8 replaced by “�” otherwise. Both are reported.
    """
    if len(content) > LONGEST_FILE:
        _too_long(len(content), file, report)
        return ""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        report.error(
            Place(file),
            "not-utf-8",
            "This file is saved as UTF-16, which cannot be read here.",
            "Save it again with the encoding UTF-8.",
        )
        return ""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as problem:
        before = content[: problem.start].decode("utf-8")
        line, column = before.count("\n"), len(before) - before.rfind("\n")
        report.error(
            Place(file, line + 1, column),
            "not-utf-8",
            "The character here is not UTF-8.",
            "Save the file again with the encoding UTF-8.",
        )
        return content.decode("utf-8", errors="replace")


def lines_of(text: str, file: str, report: Report) -> list[str]:
    """Cut a text into lines without their ends; Windows line ends and a BOM are fine.

    Every line comes back, so that the number of a line stays its place: characters
    that are not text become spaces, a line over ``LONGEST_LINE`` is cut. Both are
    reported. A text over ``LONGEST_FILE`` is reported and has no lines.
    """
    if len(text) > LONGEST_FILE:
        _too_long(len(text), file, report)
        return []
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if lines[-1] == "":
        lines.pop()
    if _NOT_TEXT.search(text):
        cleaned = _NOT_TEXT.sub(" ", text).split("\n")[: len(lines)]
        _not_text(lines, cleaned, file, report)
        lines = cleaned
    if max(map(len, lines), default=0) > LONGEST_LINE:
        lines = _cut(lines, file, report)
    return lines


def without_controls(text: str) -> str:
    """Return text with a space for every character that ``lines_of`` reports."""
    return _NOT_TEXT.sub(" ", text)


def _not_text(lines: list[str], cleaned: list[str], file: str, report: Report) -> None:
    pairs = enumerate(zip(lines, cleaned, strict=True), 1)
    numbers = [number for number, (line, clean) in pairs if line != clean]
    for number in numbers[:_SHOWN]:
        line = lines[number - 1]
        column = next(m.start() for m in _NOT_TEXT.finditer(line))
        report.error(
            Place(file, number, column + 1),
            "control-character",
            f"The character U+{ord(line[column]):04X} here is not text.",
            "Delete it; it often comes with copied text and cannot be seen.",
        )
    more = f"Parts of {len(numbers) - _SHOWN:,} more lines are not text."
    _count_the_rest("control-character", numbers, more, file, report)


def _cut(lines: list[str], file: str, report: Report) -> list[str]:
    numbers = [n for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE]
    for number in numbers[:_SHOWN]:
        report.error(
            Place(file, number, LONGEST_LINE + 1),
            "line-too-long",
            f"This line has {len(lines[number - 1]):,} characters; "
            f"{LONGEST_LINE:,} are read at most.",
            "Break it into several lines.",
        )
    more = f"{len(numbers) - _SHOWN:,} more lines are too long."
    _count_the_rest("line-too-long", numbers, more, file, report)
    return [line[:LONGEST_LINE] for line in lines]


def _count_the_rest(
    code: str, numbers: list[int], message: str, file: str, report: Report
) -> None:
    if len(numbers) > _SHOWN:
        report.error(Place(file), code, message)


def _too_long(size: int, file: str, report: Report) -> None:
    report.error(
        Place(file),
        "file-too-long",
        f"This file has {size:,} characters; {LONGEST_FILE:,} are read at most.",
        "Split it, for example into sub-scenes.",
    )
