"""Which slots still matter at a beat: live-variable analysis over the beats.

A slot is *live* where it may be read before it is written again. What is not live is
left out of a situation, so that conversations which differ only in what nobody will
ask about again are the same situation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.scenarios.cycles import beat_links, goals, reached, returns_to
from trainer.scenarios.exploration.touched import Touched, bits, union
from trainer.scenarios.machine import Beat, Machine, Move
from trainer.scenarios.parts import Goal


@dataclass(frozen=True, slots=True, kw_only=True)
class Liveness:
    """For every beat the slots that matter there, as bits.

    The bit after the last slot stands for the calls of sub-scenes it is in.
    """

    resting: tuple[int, ...]
    """Live where the conversation rests at a beat."""
    deciding: tuple[int, ...]
    """What decides all that one step from a beat does, up to where it rests next."""
    moved: tuple[int, ...]
    """For every move what taking it may read or write, up to there."""
    looked: tuple[int, ...]
    """The same for the look-ups of a beat that no move names."""
    written: int
    """Everything that anything writes."""


def find_live(machine: Machine) -> Liveness:
    """Work out what is live at every beat, through every ``go`` and sub-scene."""
    return _Flow(machine).liveness()


class _Flow:
    """The flow equations of one machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.touched = Touched(machine)
        self.returns = returns_to(machine)
        self.calls = 1 << len(machine.slots)
        self.entering = [0] * len(machine.beats)
        self.resting = [0] * len(machine.beats)

    def liveness(self) -> Liveness:
        """Return the smallest solution."""
        before: list[set[int]] = [set() for _ in self.machine.beats]
        for beat, links in enumerate(beat_links(self.machine)):
            for to in links:
                before[to].add(beat)
        waiting = dict.fromkeys(range(len(self.machine.beats)))
        while waiting:
            index, _ = waiting.popitem()
            known = self.entering[index]
            self._update(self.machine.beats[index])
            if self.entering[index] != known:
                waiting |= dict.fromkeys(before[index])
        chain = self._chain()
        beats, moves = self.machine.beats, self.machine.moves
        moved = tuple(self._moved(move, chain) for move in moves)
        return Liveness(
            resting=tuple(self.resting),
            deciding=tuple(self._deciding(beat, moved) for beat in beats),
            moved=moved,
            looked=tuple(union(self.touched.look(beat)) for beat in beats),
            written=self._writes() | self.calls,
        )

    def _update(self, beat: Beat) -> None:
        live = self.touched.shown(beat)
        live |= self.calls if beat.depth else 0
        if not beat.outcome:
            live |= self.touched.look(beat)[0]
            for index in (*beat.goes, *beat.moves):
                live |= self._before_move(self.machine.moves[index])
        self.resting[beat.index] = live
        live |= self.touched.reached(beat)
        live = self.touched.before(beat.enter, live)
        live |= self.touched.tests(effect.when for effect in beat.enter)
        _, seen = beat.counts
        self.entering[beat.index] = live & ~bits([seen]) if seen >= 0 else live

    def _before_move(self, move: Move) -> int:
        touch = self.touched.moves[move.index]
        live = union(self._before_goal(move, goal) for goal in goals(move))
        live = self.touched.before(move.effects, live)
        live = (live & ~touch.clears | touch.decides) & ~touch.hears
        return live | touch.asks

    def _before_goal(self, move: Move, goal: Goal) -> int:
        live = union(self.entering[to] for to in self._targets(move, goal))
        _, writes = self.touched.goal(goal)
        given = ((slot, value) for slot, value in goal.assigns if live >> slot & 1)
        return live & ~writes | self.touched.tests(value for _, value in given)

    def _targets(self, move: Move, goal: Goal) -> tuple[int, ...]:
        return reached(self.returns, move, goal)

    def _chain(self) -> list[int]:
        """Return for every beat what entering it touches, with all ``go`` after it."""
        beats = self.machine.beats
        chain = [0] * len(beats)
        changed = True
        while changed:
            changed = False
            for beat in beats:
                found = self._entered(beat, chain)
                changed |= found != chain[beat.index]
                chain[beat.index] = found
        return chain

    def _entered(self, beat: Beat, chain: list[int]) -> int:
        found = union(self.touched.entered(beat))
        for index in beat.goes:
            found |= self._moved(self.machine.moves[index], chain)
            found |= self.touched.shown(beat)
        return found

    def _moved(self, move: Move, chain: list[int]) -> int:
        touch = self.touched.moves[move.index]
        found = touch.reads | touch.writes
        for goal in goals(move):
            found |= union(self.touched.goal(goal))
            found |= union(chain[to] for to in self._targets(move, goal))
            if goal.beat < 0 or goal.calls or move.beat < 0:
                found |= self.calls
        return found

    def _deciding(self, beat: Beat, moved: Sequence[int]) -> int:
        """Return what is read to show a beat and to take any step from it.

        What a move overwrites for certain is left out, unless it reads it before.
        """
        found = self.touched.shown(beat) | union(self.touched.look(beat))
        for index in beat.goes:
            found |= self.touched.moves[index].asks
        for index in beat.moves:
            found |= moved[index] & ~self._overwritten(self.machine.moves[index])
        return found

    def _overwritten(self, move: Move) -> int:
        """Return what comes out of a move the same whatever it was before."""
        settled = self.touched.moves[move.index].settles
        return settled if move.depth else settled | self.calls

    def _writes(self) -> int:
        moves, beats = self.machine.moves, self.machine.beats
        found = union(touch.writes for touch in self.touched.moves)
        found |= union(self.touched.entered(beat)[1] for beat in beats)
        found |= union(self.touched.look(beat)[1] for beat in beats)
        found |= union(self.touched.goal(g)[1] for move in moves for g in goals(move))
        return found | bits(slot for slot, _ in self.machine.deals.values())
