"""A scenario's text, opened for editing: which lines belong to which step.

Every edit answers with a whole new text in which only the lines it is about changed:
other steps keep their spacing, their notes and their line ends.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trainer.content.diagnostics import Report
from trainer.scenarios.emit import beat_lines
from trainer.scenarios.emit_ids import with_ids
from trainer.scenarios.reader import read_document
from trainer.scenarios.syntax import BeatSyntax, Document

ANYWHERE = "anywhere"
"""The step that is never entered: its replies are open in all others."""

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_MOVE_ID = re.compile(r" \^[a-z0-9-]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A text and what was read from it."""

    text: str
    document: Document
    lines: tuple[str, ...]
    """With their ends."""

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of all steps, in order."""
        return tuple(beat.id for beat in self.document.beats)

    @property
    def newline(self) -> str:
        """How a line ends in this text."""
        return "\r\n" if self.lines and self.lines[0].endswith("\r\n") else "\n"

    def beat(self, id_: str) -> BeatSyntax | None:
        """Return the first step of that id as written, or ``None``."""
        return next((beat for beat in self.document.beats if beat.id == id_), None)

    def written(self, beat: BeatSyntax) -> str:
        """Return the lines of a step as they stand, without those after its last."""
        return "".join(self.lines[beat.place.line - 1 : beat.last_line])

    def starts(self) -> tuple[int, ...]:
        """Return the index of the first line of each step."""
        return tuple(beat.place.line - 1 for beat in self.document.beats)


def open_sheet(text: str, file: str) -> Sheet | None:
    """Open a text for editing; ``None`` where it has no step at all."""
    document = read_document(text, file, Report())
    if document is None:
        return None
    return Sheet(text=text, document=document, lines=lines_with_ends(text))


def lines_with_ends(text: str) -> tuple[str, ...]:
    """Return the lines of a text, numbered as the reader does, with their ends."""
    return tuple(_LINE.findall(text.removeprefix("\ufeff")))


def is_whole(sheet: Sheet, beat: BeatSyntax) -> bool:
    """Tell whether all lines of a step were understood, so that none can get lost.

    Where the reader left something out, or two steps have one id, only the text shows
    it; such a step is not edited as a form.
    """
    written = Counter(_bare(line) for line in sheet.written(beat).splitlines())
    read = Counter(_bare(line) for line in beat_lines(beat))
    del written[""], read[""]
    return written == read and sheet.ids.count(beat.id) == 1


def _bare(line: str) -> str:
    return _MOVE_ID.sub("", " ".join(line.split()))


def with_beat(sheet: Sheet, id_: str, beat: BeatSyntax) -> str:
    """Return the text with a step replaced, in canonical form and with all its ids.

    A step that is the same as before leaves the text as it is, to the byte.

    Args:
        sheet: The text as it stands.
        id_: The step to replace; it must be there.
        beat: What takes its place.
    """
    at = sheet.ids.index(id_)
    old = sheet.document.beats[at]
    if beat == old and all(move.id for move in beat.moves):
        return sheet.text
    lines = _canonical(sheet, beat, at)
    return _spliced(sheet, old.place.line - 1, old.last_line, lines)


def with_new_beat(sheet: Sheet, after: str, beat: BeatSyntax) -> str:
    """Return the text with one more step behind another (or the last, if none is)."""
    at = sheet.ids.index(after) if after in sheet.ids else len(sheet.ids) - 1
    end = sheet.document.beats[at].last_line
    lines = _canonical(sheet, beat, None)
    return _spliced(sheet, end, end, ("", *lines))


def without_beat(sheet: Sheet, id_: str) -> str:
    """Return the text without a step and the space behind it."""
    at = sheet.ids.index(id_)
    starts = (*sheet.starts(), len(sheet.lines))
    first, end = starts[at], starts[at + 1]
    if at == len(sheet.ids) - 1:
        while first and not sheet.lines[first - 1].strip():
            first -= 1
    return "".join((*sheet.lines[:first], *sheet.lines[end:]))


def with_beat_moved(sheet: Sheet, id_: str, by: int) -> str:
    """Return the text with a step one place earlier (-1) or later (+1).

    Only the two steps change places; the space between them stays where it is. At
    either end nothing changes.
    """
    at = sheet.ids.index(id_)
    other = at + by
    if not 0 <= other < len(sheet.ids):
        return sheet.text
    first, second = sorted((at, other))
    one, two = sheet.document.beats[first], sheet.document.beats[second]
    begin, end = one.place.line - 1, two.last_line
    gap = sheet.lines[one.last_line : two.place.line - 1]
    moved = (_ended(sheet, two), *gap, _ended(sheet, one))
    tail = sheet.lines[end:]
    return "".join((*sheet.lines[:begin], *moved, *tail))


def duplicate_of(sheet: Sheet, id_: str) -> BeatSyntax:
    """Return a copy of a step with a free id; its replies get ids of their own."""
    beat = sheet.document.beats[sheet.ids.index(id_)]
    moves = tuple(replace(move, id="") for move in beat.moves)
    return replace(beat, id=free_id(sheet, id_), moves=moves)


def free_id(sheet: Sheet, wish: str) -> str:
    """Return the wished id of a step, or the nearest one that is not used yet."""
    taken, number, found = {*sheet.ids, ANYWHERE, "return"}, 2, wish
    while found in taken:
        ending = f"-{number}"
        found = wish[: 40 - len(ending)].rstrip("-") + ending
        number += 1
    return found


def _canonical(sheet: Sheet, beat: BeatSyntax, at: int | None) -> tuple[str, ...]:
    """Return the lines of a step; ids are given so that no other step has them."""
    beats = list(sheet.document.beats)
    if at is None:
        beats.append(beat)
    else:
        beats[at] = beat
    named = with_ids(replace(sheet.document, beats=tuple(beats)))
    return beat_lines(named.beats[-1 if at is None else at])


def _spliced(sheet: Sheet, begin: int, end: int, lines: Sequence[str]) -> str:
    newline = sheet.newline
    before = "".join(sheet.lines[:begin])
    if before and not before.endswith(("\n", "\r")):
        before += newline
    ended = "".join(f"{line}{newline}" for line in lines)
    return f"{before}{ended}{''.join(sheet.lines[end:])}"


def _ended(sheet: Sheet, beat: BeatSyntax) -> str:
    text = sheet.written(beat)
    return text if text.endswith(("\n", "\r")) else f"{text}{sheet.newline}"
