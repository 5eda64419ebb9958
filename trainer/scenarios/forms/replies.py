"""A reply moved to another step: its lines go there as they are, notes included."""

from __future__ import annotations

from collections.abc import Sequence

from trainer.scenarios.forms.sheet import Sheet, open_sheet
from trainer.scenarios.forms.steps import Step
from trainer.scenarios.syntax import BeatSyntax, MoveSyntax


def with_replies_moved(sheet: Sheet, step: Step) -> str:
    """Return the text in which each reply of a step stands where it shall go.

    Args:
        sheet: The text, which has the step with all its replies.
        step: The step; its replies say where they go.
    """
    gone = 0
    for at, reply in enumerate(step.replies):
        text = with_reply_moved(sheet, step.id, at - gone, reply.to)
        moved = open_sheet(text, sheet.document.file) if text != sheet.text else None
        if moved is not None:
            sheet, gone = moved, gone + 1
    return sheet.text


def with_reply_moved(sheet: Sheet, step: str, reply: int, to: str) -> str:
    """Return the text with a reply behind the last one of another step.

    It keeps its ^id, so whatever names it still does; the space it leaves is closed up.

    Args:
        sheet: The text as it stands.
        step: The step it stands in.
        reply: Its place there, from 0.
        to: Another step; nothing changes where there is none of that id.
    """
    source, target = sheet.beat(step), sheet.beat(to)
    if source is None or target is None or step == to:
        return sheet.text
    move = source.moves[reply]
    begin = _above(sheet, move.place.line - 1, move.comments)
    end = _end(move)
    moved = [*sheet.lines[begin:end]]
    moved[-1] = _ended(moved[-1], sheet)
    at = _behind(sheet, target)
    gap = [] if target.moves else [sheet.newline]
    begin = _closed_up(sheet, begin, end)
    lines = list(sheet.lines)
    if at <= begin:
        lines[begin:end] = []
        lines[at:at] = _arrived(lines, at, gap, moved, sheet)
    else:
        lines[at:at] = _arrived(lines, at, gap, moved, sheet)
        lines[begin:end] = []
    return "".join(lines)


def _arrived(
    lines: list[str], at: int, gap: list[str], moved: list[str], sheet: Sheet
) -> list[str]:
    """Return the lines that are put in; the line before them gets an end."""
    lines[at - 1] = _ended(lines[at - 1], sheet)
    return [*gap, *moved]


def _behind(sheet: Sheet, beat: BeatSyntax) -> int:
    """Return the index of the line behind the last reply, or behind what is said."""
    if beat.moves:
        return _end(beat.moves[-1])
    at = _above(sheet, beat.last_line, beat.comments)
    while not sheet.lines[at - 1].strip():
        at -= 1
    return at


def _end(move: MoveSyntax) -> int:
    """Return the index of the line behind a reply and its facts."""
    last = (fact.place.line + fact.written.count("\n") for fact in move.facts)
    return max(last, default=move.place.line)


def _above(sheet: Sheet, at: int, notes: Sequence[str]) -> int:
    """Return the index of the first of the notes that stand above a line."""
    left = sum(bool(line.strip()) for note in notes for line in note.split("\n"))
    while left:
        at -= 1
        left -= bool(sheet.lines[at].strip())
    return at


def _closed_up(sheet: Sheet, begin: int, end: int) -> int:
    """Return where to cut, so that no two blank lines come to stand together."""
    blank = not sheet.lines[begin - 1].strip()
    last = end >= len(sheet.lines) or not sheet.lines[end].strip()
    return begin - 1 if blank and last else begin


def _ended(line: str, sheet: Sheet) -> str:
    return line if line.endswith(("\n", "\r")) else f"{line}{sheet.newline}"
