"""Clocks that run out before anybody can have read what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from trainer.content.diagnostics import Report
from trainer.scenarios.machine import Beat, Machine, Move
from trainer.scenarios.parts import Text
from trainer.scenarios.syntax import MoveKind

WORDS_A_MINUTE = 180
"""How fast people read on a screen who have to decide something."""

SECONDS_A_FORM = 20
"""What filling in a form at the desk takes."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def check_timers(machine: Machine, report: Report) -> None:
    """Note each ``after`` that is shorter than reading and filling in take."""
    shortest: dict[int, tuple[int, Beat]] = {}
    for beat in machine.beats:
        moves = [machine.moves[index] for index in beat.moves]
        needed = needs(machine, beat, moves)
        for move in moves:
            if move.kind is MoveKind.WAIT and move.seconds < needed:
                known = shortest.get(move.index)
                if known is None or needed > known[0]:
                    shortest[move.index] = (needed, beat)
    for index, (needed, beat) in shortest.items():
        move = machine.moves[index]
        report.warn(
            move.place,
            "timer-short",
            f"{move.seconds} seconds are too short at “{beat.id}”: reading it"
            f"{' and filling in the forms' if _forms(machine, beat) else ''} takes "
            f"about {needed}.",
            f"Write “after {needed}s” or more, or say less.",
        )


def needs(machine: Machine, beat: Beat, moves: Sequence[Move]) -> int:
    """Return the seconds that reading a beat and filling in its forms take."""
    certain = sum(_words(b.text) for b in beat.blocks if not (b.when or b.otherwise))
    possible = [_words(b.text) for b in beat.blocks if b.when or b.otherwise]
    replies = sum(_words(m.label) for m in moves if m.kind is MoveKind.SAY)
    words = certain + max(possible, default=0) + replies
    reading = ceil(words * 60 / WORDS_A_MINUTE)
    return reading + SECONDS_A_FORM * _forms(machine, beat)


def _forms(machine: Machine, beat: Beat) -> int:
    """Count the different actions the beat itself waits for."""
    moves = (machine.moves[index] for index in beat.moves)
    return len(
        {m.action.signature.name for m in moves if m.action and m.beat == beat.index}
    )


def _words(text: Text) -> int:
    """Count words; whatever fills a blank is one."""
    return sum(
        len(_WORD.findall(part)) if isinstance(part, str) else 1 for part in text.parts
    )
