"""Which slots still matter at a beat: live-variable analysis over the beats.

A slot is *live* where it may be read before it is written again. What is not live is
left out of a situation, so that conversations which differ only in what nobody will
ask about again are the same situation.
"""

from __future__ import annotations

from dataclasses import dataclass

from trainer.scenarios.cycles import beat_links, goals, reached, returns_to
from trainer.scenarios.exploration.touched import Touched, bits, union
from trainer.scenarios.machine import Beat, Goal, Machine, Move


@dataclass(frozen=True, slots=True, kw_only=True)
class Liveness:
    """For every beat the slots that matter there, as bits."""

    resting: tuple[int, ...]
    """Live where the conversation rests at a beat."""
    local: tuple[int, ...]
    """What one step from a beat may read or write, up to where it rests next."""
    written: int
    """Every slot that anything writes."""


def find_live(machine: Machine) -> Liveness:
    """Work out what is live at every beat, through every ``go`` and sub-scene."""
    return _Flow(machine).liveness()


class _Flow:
    """The flow equations of one machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.touched = Touched(machine)
        self.returns = returns_to(machine)
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
        local = self._local()
        return Liveness(
            resting=tuple(self.resting),
            local=tuple(local),
            written=union(self._writes()),
        )

    def _update(self, beat: Beat) -> None:
        live = self.touched.shown(beat) | self.touched.reached(beat)
        if not beat.outcome:
            live |= self.touched.look(beat)[0]
            for index in (*beat.goes, *beat.moves):
                live |= self._before_move(self.machine.moves[index])
        self.resting[beat.index] = live
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

    def _local(self) -> list[int]:
        """Close over what follows by itself: beats entered and left by ``go``."""
        machine = self.machine
        chain = [0] * len(machine.beats)
        changed = True
        while changed:
            changed = False
            for beat in machine.beats:
                found = self._entered(beat, chain)
                changed |= found != chain[beat.index]
                chain[beat.index] = found
        return [self._stepped(beat, chain) for beat in machine.beats]

    def _entered(self, beat: Beat, chain: list[int]) -> int:
        reads, writes = self.touched.entered(beat)
        found = reads | writes
        for index in beat.goes:
            found |= self._moved(self.machine.moves[index], chain)
            found |= self.touched.shown(beat)
        return found

    def _stepped(self, beat: Beat, chain: list[int]) -> int:
        """Return what is read to show a beat and to take any step from it."""
        found = self.touched.shown(beat) | union(self.touched.look(beat))
        for index in (*beat.goes, *beat.moves):
            found |= self._moved(self.machine.moves[index], chain)
        return found

    def _moved(self, move: Move, chain: list[int]) -> int:
        touch = self.touched.moves[move.index]
        found = touch.reads | touch.writes
        for goal in goals(move):
            found |= union(self.touched.goal(goal))
            found |= union(chain[to] for to in self._targets(move, goal))
        return found

    def _writes(self) -> list[int]:
        found = [touch.writes for touch in self.touched.moves]
        found += [self.touched.entered(beat)[1] for beat in self.machine.beats]
        found += [self.touched.look(beat)[1] for beat in self.machine.beats]
        found += [
            self.touched.goal(goal)[1] for m in self.machine.moves for goal in goals(m)
        ]
        return [*found, bits(slot for slot, _ in self.machine.deals.values())]
