"""Which slots each part of a machine reads and writes, as bits of whole numbers.

Everything here errs on one side: a slot that may be read counts as read, one that may
be left alone never counts as overwritten. Exploration is only as exact as this.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from trainer.content.actions import ACTIONS, DESK_ACTIONS, ActionKind, Signature
from trainer.policies.judge import HANDED_OVER
from trainer.policies.verdicts import Ruling
from trainer.scenarios.machine import Beat, Machine, Move
from trainer.scenarios.parts import ActionMatch, Effect, Goal, SpokenAct, Test


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveTouch:
    """What a move reads and writes, apart from where it leads."""

    asks: int
    """Read to say whether it is open."""
    decides: int
    """Read when it is taken, whatever becomes of it: conditions, policies, the desk."""
    values: int
    """Read for what it writes; only matters where that is read later."""
    hears: int
    """Overwritten before anything else is read: what its own words said."""
    clears: int
    """Overwritten whatever happens, with values that read nothing."""
    sets: int
    """Overwritten whatever happens, with values that may read something."""
    writes: int
    """All it may write."""

    @property
    def reads(self) -> int:
        """All it may read."""
        return self.asks | self.decides | self.values

    @property
    def settles(self) -> int:
        """All it overwrites whatever happens, and does not read itself."""
        return (self.clears | self.sets) & ~self.reads | self.hears & ~self.asks


class Touched:
    """Answers for every part of one machine which slots it touches."""

    def __init__(self, machine: Machine) -> None:
        """Look through every move once."""
        self.machine = machine
        rulings = machine.judge.rulings
        self._judged = {
            action: union(map(self._judging, rulings.get(action, ())))
            for action in ACTIONS
        }
        self._owed = union(map(self._judging, machine.judge.owed))
        self.moves = tuple(self._move(move) for move in machine.moves)

    def test(self, test: Test | None) -> int:
        """Return what a condition or value reads."""
        return bits(self.machine.reads.get(test, ())) if test is not None else 0

    def tests(self, tests: Iterable[Test | None]) -> int:
        """Return what some conditions or values read."""
        return union(self.test(test) for test in tests)

    def shown(self, beat: Beat) -> int:
        """Return what decides which words a beat shows, and its review."""
        blocks = self.tests(block.when for block in beat.blocks)
        return blocks | self.tests(review.when for review in beat.reviews)

    def reached(self, beat: Beat) -> int:
        """Return what an ending is measured by: wanted fields, and what is owed."""
        if not beat.outcome:
            return 0
        owed = 0 if beat.outcome == HANDED_OVER else self._owed
        if beat.outcome not in self.machine.settings.good:
            return owed
        return owed | bits(slot for slot, _, _ in self.machine.goal)

    def entered(self, beat: Beat) -> tuple[int, int]:
        """Return what entering a beat itself reads and writes."""
        counted = bits(slot for slot in beat.counts if slot >= 0)
        reads = self.tests(effect.when for effect in beat.enter)
        reads |= self.tests(effect.value for effect in beat.enter)
        writes = counted | bits(effect.slot for effect in beat.enter)
        return reads | self.reached(beat), writes

    def look(self, beat: Beat) -> tuple[int, int]:
        """Return what look-ups that no move names read and write in a beat."""
        if beat.outcome:
            return 0, 0
        reads = writes = 0
        for signature in self.machine.actions:
            asked = self.machine.acted.get(signature.name, -1)
            if signature.kind is ActionKind.LOOK and asked >= 0:
                reads |= bits([asked]) | self._judged[signature.name]
                reads |= self._desk(signature)
                writes |= self._recorded(beat.file, signature.name)
        return reads, writes

    def goal(self, goal: Goal) -> tuple[int, int]:
        """Return what following a link itself reads and writes."""
        reads = self.tests(value for _, value in goal.assigns)
        slots = [slot for slot, _ in (*goal.resets, *goal.assigns)]
        return reads, bits(slots)

    def before(self, effects: Iterable[Effect], live: int) -> int:
        """Return what is live before some effects, given what is after them.

        Conditions are left to the caller: they read the state before all effects.
        """
        for effect in reversed(tuple(effects)):
            bit = 1 << effect.slot
            if live & bit and effect.value is not None:
                if effect.when is None:
                    live &= ~bit
                live |= self.test(effect.value)
        return live

    def _move(self, move: Move) -> MoveTouch:
        asks = self.test(move.when)
        if move.once:
            asks |= bits([move.chose])
        decides = self.tests(when for when, _ in move.goes)
        decides |= self.tests(effect.when for effect in move.effects)
        decides |= self.tests(entry.when for entry in move.scores)
        decides |= self.tests(when for _, when in move.critical)
        decides |= union(self._spoken(act) for act in move.means)
        writes = bits(effect.slot for effect in move.effects)
        clears = bits([move.chose]) if move.chose >= 0 else 0
        for act in move.means:
            decides |= self.test(act.when)
            writes |= self._recorded(move.file, act.action)
            if act.when is None:
                clears |= self._flags(move.file, act.action)
        if move.action is not None:
            decides |= self._act(move.action)
            writes |= self._recorded(move.file, move.action.signature.name)
            writes |= self._changes(move.action.signature)
        hears = bits(e.said for e in move.expectations if e.said >= 0)
        return MoveTouch(
            asks=asks,
            decides=decides,
            values=self.tests(effect.value for effect in move.effects),
            hears=hears,
            clears=clears,
            sets=bits(
                effect.slot
                for effect in move.effects
                if effect.when is None and effect.value is not None
            ),
            writes=writes | clears | hears,
        )

    def _spoken(self, act: SpokenAct) -> int:
        return self._judged[act.action] | self.tests(
            value for _, value in act.arguments
        )

    def _act(self, action: ActionMatch) -> int:
        given = self.tests(value for _, value in action.arguments)
        name = action.signature.name
        return given | self._judged[name] | self._desk(action.signature)

    def _judging(self, ruling: Ruling) -> int:
        """Return what a rule reads to judge an action, or an ending."""
        if ruling.unknown:
            return 0
        parts = (ruling.demand, ruling.condition)
        kept = [
            ruling.purchased.slot if ruling.purchased else None,
            self.machine.sums.get((ruling.action, ruling.argument)),
            *(self.machine.acted[action] for action in ruling.needs_did),
        ]
        read = union(bits(part.reads) for part in parts if part)
        return read | bits(slot for slot in kept if slot is not None)

    def _desk(self, signature: Signature) -> int:
        """Return the fields an action may read: those of all actions of its kind."""
        fields = {a.field for a in signature.arguments}
        fields |= {a.name for a in signature.arguments}
        for other in DESK_ACTIONS.values():
            if other.kind is signature.kind:
                fields.update(other.reads, other.changes)
        return self._fields(fields)

    def _changes(self, signature: Signature) -> int:
        return self._fields(signature.changes)

    def _fields(self, names: Iterable[str]) -> int:
        case = self.machine.case
        return bits(case[name] for name in names if name in case)

    def _flags(self, file: str, action: str) -> int:
        slots = (
            self.machine.did.get((file, action), -1),
            self.machine.acted.get(action, -1),
        )
        return bits(slot for slot in slots if slot >= 0)

    def _recorded(self, file: str, action: str) -> int:
        sums = (slot for (name, _), slot in self.machine.sums.items() if name == action)
        return self._flags(file, action) | bits(sums)


def bits(slots: Iterable[int]) -> int:
    """Return a number with the bit of each slot set."""
    return reduce(or_, (1 << slot for slot in slots), 0)


def union(sets: Iterable[int]) -> int:
    """Return every bit that is set in any of some numbers."""
    return reduce(or_, sets, 0)


def each(mask: int) -> Iterator[int]:
    """Yield the slots whose bits are set, lowest first."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest
