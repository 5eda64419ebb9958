"""What is only known once everything is compiled: who remembers what."""

from __future__ import annotations

from dataclasses import replace

from trainer.content.types import Whole
from trainer.scenarios.compiler.slots import SlotTable
from trainer.scenarios.machine import Beat, Move


def settled_move(table: SlotTable, move: Move) -> Move:
    """Give a move the slots that remember it, and what it scores in any case."""
    key = f"chose:{move.file}:{move.id}"
    chose = table.flag(key) if move.once else table.find(key)
    fixed = all(entry.when is None for entry in move.scores)
    return replace(
        move,
        chose=chose,
        expectations=tuple(
            replace(e, said=table.find(f"said:{move.file}:{e.name}"))
            for e in move.expectations
        ),
        acts=bool(move.means or move.critical or move.action),
        marks=tuple(entry.mark for entry in move.scores) if fixed else None,
    )


def settled_beat(table: SlotTable, beat: Beat) -> Beat:
    """Give a beat the slots that count visits to it."""
    visits = table.find(f"visits:{beat.file}:{beat.id}")
    seen = table.find(f"seen:{beat.file}:{beat.id}")
    type_ = table.type_of(visits) if visits >= 0 else None
    busy = beat.enter or beat.goes or beat.outcome or visits >= 0 or seen >= 0
    return replace(
        beat,
        counts=(visits, seen),
        most_visits=type_.high if isinstance(type_, Whole) else 0,
        still=not busy,
    )
