"""What stands above the first step: the briefing, and notes to other authors."""

from __future__ import annotations

import re

from trainer.scenarios.reader_lines import CLOSE, OPEN

_NOTE = re.compile(
    r"^<!--(?P<words>(?:(?!-->).)*)-->[ \t]*(?:\n+|\Z)", re.DOTALL | re.MULTILINE
)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)", re.MULTILINE)
_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")


def parted(text: str) -> tuple[str, str]:
    """Return what is read before the start, and the notes, without their marks.

    Notes are those that have lines of their own, parted by a blank line here; beside
    text that is shown as written all stays together, for a note could be part of it.
    """
    if _FENCE.search(text):
        return text, ""
    notes = [one["words"].strip() for one in _NOTE.finditer(text)]
    return _NOTE.sub("", text).strip("\n"), "\n\n".join(note for note in notes if note)


def joined(briefing: str, notes: str) -> str:
    """Return both as one text, the notes first; each paragraph of them is a note."""
    written = [
        f"{OPEN} {note.strip()} {CLOSE}"
        for note in _PARAGRAPHS.split(notes.strip())
        if note.strip()
    ]
    return "\n\n".join(part for part in (*written, briefing.strip("\n")) if part)
