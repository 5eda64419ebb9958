"""A situation as one whole number: beat, calls and every live slot in bits of its own.

Values become small codes, the start value code 0. What never changes takes no bits,
and what is not live at a beat is zero there: equal numbers are equal situations.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from trainer.content.types import Flag, Value, Whole, Words
from trainer.errors import ContentError
from trainer.scenarios.cycles import goals
from trainer.scenarios.exploration.liveness import Liveness
from trainer.scenarios.exploration.touched import each
from trainer.scenarios.machine import Machine, Situation

Held = Value | tuple[int, ...]
"""What a field holds: a slot's value, or the calls of sub-scenes."""

_WIDE = 32
"""Bits of a slot whose values are not known beforehand: amounts, sums, texts."""


@dataclass(slots=True)
class _Field:
    """The bits of one slot, or of the calls, and what its codes mean."""

    shift: int
    width: int
    values: list[Held]
    codes: dict[Held, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.codes = {value: code for code, value in enumerate(self.values)}

    @property
    def mask(self) -> int:
        """Return the field's bits."""
        return (1 << self.width) - 1 << self.shift

    def put(self, value: Held) -> int:
        """Return a value as the field's bits, giving it a code if it has none yet."""
        code = self.codes.setdefault(value, len(self.values))
        if code == len(self.values):
            self.values.append(value)
            if code >> self.width:
                raise ContentError("A slot takes more values than its type allows.")
        return code << self.shift

    def get(self, state: int) -> Held:
        """Return the value that a state holds."""
        return self.values[state >> self.shift & (1 << self.width) - 1]


class Packing:
    """Packs the situations of one machine, and unpacks them."""

    def __init__(self, machine: Machine, live: Liveness) -> None:
        """Give the beat and every slot that something writes its bits."""
        self.machine = machine
        self.live = live
        self.beat_mask = (1 << len(machine.beats).bit_length()) - 1
        self._calls = len(machine.slots)
        self._fields: dict[int, _Field] = {}
        shift = self.beat_mask.bit_length()
        for slot in each(live.written):
            start = () if slot == self._calls else machine.slots[slot].start
            width = _width(machine, slot)
            self._fields[slot] = _Field(shift, width, [start])
            shift += width
        self._live = tuple(self._mask(slots) for slots in live.resting)
        self.keys = tuple(
            self.beat_mask | self._mask(live.deciding[beat] & slots)
            for beat, slots in enumerate(live.resting)
        )
        """For every beat the bits that decide everything one step from it does."""
        self._kept: dict[tuple[int, int], tuple[int, Sequence[int]]] = {}

    def pack(self, situation: Situation) -> int:
        """Return a situation, without what is not live."""
        live = self.live.resting[situation.beat] & self.live.written
        return self._packed(situation, each(live))

    def unpack(self, state: int) -> Situation:
        """Return a situation; what is not live has its start value."""
        beat = state & self.beat_mask
        values: list[Any] = [slot.start for slot in self.machine.slots]
        values.append(())
        for slot in each(self.live.resting[beat] & self.live.written):
            values[slot] = self._fields[slot].get(state)
        stack = values.pop()
        return Situation(beat, tuple(values), stack)

    def jump(self, touched: int, after: Situation) -> tuple[int, int]:
        """Return a step as (bits kept, bits put in).

        The same step leads from every state with the same key to
        ``state & kept | put``.

        Args:
            touched: What the step may have read or written.
            after: Where it led.
        """
        found = self._kept.get((touched, after.beat))
        if found is None:
            live = self.live.resting[after.beat] & self.live.written
            found = self._mask(live & ~touched), tuple(each(live & touched))
            self._kept[touched, after.beat] = found
        kept, slots = found
        return kept, self._packed(after, slots)

    def _packed(self, situation: Situation, slots: Iterable[int]) -> int:
        state = situation.beat
        for slot in slots:
            value: Held = (
                situation.stack if slot == self._calls else situation.slots[slot]
            )
            state |= self._fields[slot].put(value)
        return state

    def _mask(self, slots: int) -> int:
        return sum(self._fields[slot].mask for slot in each(slots & self.live.written))


def _width(machine: Machine, slot: int) -> int:
    if slot == len(machine.slots):
        return _most_calls(machine).bit_length()
    type_ = machine.slots[slot].type
    match type_:
        case Flag():
            return 1
        case Words():
            return len(type_.options).bit_length()
        case Whole() if slot in _counted(machine):
            return (type_.high - type_.low + 1).bit_length()
        case _:
            return _WIDE


def _counted(machine: Machine) -> frozenset[int]:
    """Return the whole numbers that only bounded effects and entering change."""
    changed: Iterable[int] = machine.case.values()
    loose = {*changed, *machine.sums.values()}
    loose |= {s for m in machine.moves for g in goals(m) for s, _ in g.assigns}
    return frozenset(range(len(machine.slots))) - loose


def _most_calls(machine: Machine) -> int:
    """Return how many different stacks of calls there can be, at most."""
    called: dict[int, set[int]] = {}
    for move in machine.moves:
        for goal in goals(move):
            if goal.calls:
                instance = machine.beats[goal.beat].instance
                called.setdefault(instance, set()).add(move.index)
    stacks = 1
    for moves in called.values():
        stacks *= len(moves) + 1
    return stacks - 1
