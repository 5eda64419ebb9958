"""The walk over the lines of a body: which line belongs to what."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import ClassVar

from trainer.scenarios.reader_beats import BeatDraft, begin_beat, check_beat_fact
from trainer.scenarios.reader_blocks import BlockDraft
from trainer.scenarios.reader_facts import (
    FactDraft,
    check_indent,
    note_no_dash,
    note_no_fact,
    read_fact,
)
from trainer.scenarios.reader_lines import Line, LineKind
from trainer.scenarios.reader_moves import read_move
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.syntax import BeatSyntax, Block

MAX_BEATS = 2_000
"""Beats of a file."""

MAX_MOVES = 50
"""Moves of a beat."""

_FORGOTTEN = re.compile(r"- (?:outcome [a-z]+$|review [★\"]|enter [a-z_]+ [+-]?[0-9])")
"""A fact of a beat whose colon was forgotten."""

_KEY_VALUE = re.compile(r"\s*(?P<key>[a-z_]+)\s*:\s")
_Open = BlockDraft | FactDraft | None


class Scanner:
    """Takes the lines of a body one by one and sorts them into beats."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._prose: list[BlockDraft] = []
        self._beats: list[BeatDraft] = []
        self._beat: BeatDraft | None = None
        self._open: _Open = None
        self._notes: list[BlockDraft] = []

    def read(self, lines: Iterable[Line]) -> None:
        """Sort all lines, or as many as the limits on problems and beats allow."""
        for line in lines:
            if self._problems.full or len(self._beats) > MAX_BEATS:
                break
            if line.inside and self._open is not None:
                self._open.add(line)
            else:
                self._handlers[line.kind](self, line)
            if self._beat is not None and line.raw:
                self._beat.last_line = line.number
        self._end_beat()

    def introduction(self) -> tuple[Block, ...]:
        """Return the paragraphs before the first beat."""
        return tuple(draft.as_prose(self._problems) for draft in self._prose)

    def beats(self) -> tuple[BeatSyntax, ...]:
        """Return the beats, at most ``MAX_BEATS``."""
        return tuple(b.finished(self._problems) for b in self._beats[:MAX_BEATS])

    def _blank(self, _line: Line) -> None:
        self._open = None

    def _heading(self, line: Line) -> None:
        self._end_beat()
        self._beat = begin_beat(line, self._problems)
        self._beats.append(self._beat)
        if len(self._beats) > MAX_BEATS:
            self._problems.error(
                self._beat.place,
                "too-many-beats",
                f"The file has more than {MAX_BEATS:,} beats.",
                "Move some of them into sub-scenes.",
            )

    def _end_beat(self) -> None:
        self._open = None
        if self._beat is not None:
            self._beat.notes = self._taken_notes(self._beat)
        self._beat = None

    def _taken_notes(self, beat: BeatDraft) -> tuple[str, ...]:
        """Return the author's notes that belong to the fact or move that follows.

        Above the first one, a note belongs to it only if no blank line parts them.
        """
        opened, self._open = self._open, None
        if not self._notes and not isinstance(opened, BlockDraft):
            return ()
        notes, self._notes = self._notes, []
        if beat.blocks and opened is beat.blocks[-1] and beat.blocks[-1].is_comment:
            notes.append(beat.blocks.pop())
        for note in notes:
            text = next((line for line in note.lines if line.bare), None)
            if text is not None:
                self._text_after_moves(text)
        return tuple(
            "\n".join(line.raw.strip() for line in note.lines) for note in notes
        )

    def _comment(self, line: Line) -> None:
        if self._beat is None or self._beat.in_prose:
            if isinstance(self._open, BlockDraft) and self._open.is_comment:
                self._open.add(line)
            else:
                self._new_block(line)
            return
        note = BlockDraft(lines=[line])
        self._notes.append(note)
        self._open = note

    def _new_block(self, line: Line) -> None:
        draft = BlockDraft(lines=[line])
        self._open = draft
        if self._beat is None:
            self._prose.append(draft)
            return
        self._beat.blocks.append(draft)
        if self._beat.moves:
            self._text_after_moves(line)

    def _text_after_moves(self, line: Line) -> None:
        self._problems.error(
            self._problems.place(line.number, line.indent + 1),
            "text-after-moves",
            "This text stands below facts or moves of the beat.",
            "Move it above the first of them, or begin a new beat with “## …”.",
        )

    def _move(self, line: Line) -> None:
        if self._beat is None:
            self._problems.error(
                self._problems.place(line.number),
                "move-before-beat",
                "This move stands before the first beat.",
                "Begin a beat above it: “## start”.",
            )
            return
        moves = self._beat.moves
        notes = self._taken_notes(self._beat)
        moves.append(read_move(line, notes, self._problems))
        if len(moves) == MAX_MOVES + 1:
            self._problems.error(
                moves[-1].place,
                "too-many-moves",
                f"The beat “{self._beat.id}” has more than {MAX_MOVES} moves.",
                "Split it into several beats.",
            )

    def _item(self, line: Line) -> None:
        if self._beat is not None and self._beat.moves:
            self._fact(line)
        else:
            self._text(line)

    def _fact(self, line: Line) -> None:
        beat = self._beat
        if beat is None:
            self._text(line)
            return
        if line.indent and not beat.moves:
            self._open = None
            self._fact_without_move(line)
            return
        fact = read_fact(line, self._taken_notes(beat), self._problems)
        if fact is None:
            return
        self._open = fact
        if line.indent:
            check_indent(line, self._problems)
            beat.moves[-1].facts.append(fact)
            return
        beat.facts.append(fact)
        check_beat_fact(fact.fact, beat, self._problems)

    def _fact_without_move(self, line: Line) -> None:
        self._problems.error(
            self._problems.place(line.number, line.indent + 1),
            "fact-without-move",
            "This fact belongs to no move: none stands above it in the beat.",
            "Put it below its move, or take the spaces before it away if it is a fact "
            "of the beat.",
        )

    def _text(self, line: Line) -> None:
        beat, opened = self._beat, self._open
        if isinstance(opened, FactDraft) and line.indent > opened.indent:
            opened.add(line)
            return
        key = _KEY_VALUE.match(line.bare)
        if beat is not None and beat.moves and line.indent and key:
            place = self._problems.place(line.number, line.indent + 1)
            note_no_dash(key["key"], place, self._problems)
        elif beat is not None and _FORGOTTEN.match(line.bare):
            note_no_fact(line, self._problems)
        elif isinstance(opened, BlockDraft) and opened.runs_on(line):
            opened.add(line)
        else:
            self._new_block(line)

    _handlers: ClassVar[Mapping[LineKind, Callable[[Scanner, Line], None]]] = {
        LineKind.BLANK: _blank,
        LineKind.CODE: _new_block,
        LineKind.COMMENT: _comment,
        LineKind.HEADING: _heading,
        LineKind.MOVE: _move,
        LineKind.FACT: _fact,
        LineKind.ITEM: _item,
        LineKind.TEXT: _text,
    }
