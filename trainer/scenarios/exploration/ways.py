"""Everything that can be done in a situation, and where it leads.

Steps are taken by the engine itself, once for all situations of a beat that agree on
what a step can read or write there; the rest of the state is carried along untouched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import NamedTuple

from trainer.errors import ContentError
from trainer.policies.judge import Outcome, Verdict
from trainer.scenarios.choices import Choice, choices, take
from trainer.scenarios.exploration.liveness import find_live
from trainer.scenarios.exploration.met import Met
from trainer.scenarios.exploration.packing import Packing
from trainer.scenarios.machine import Machine, Situation
from trainer.scenarios.parts import Mark
from trainer.scenarios.steps import Step
from trainer.scenarios.syntax import MoveKind

MOST_HEARD = 8
"""Expectations of one move that may branch freely; of more, one is met or missed."""


class Way(NamedTuple):
    """A choice, and what taking it is worth."""

    choice: Choice
    marks: tuple[Mark, ...]
    broken: tuple[Verdict, ...]
    critical: tuple[str, ...]
    clean: bool
    """Whether it is no mistake, says all that is expected, and in time."""
    mistake: bool
    """Whether it loses points, is a critical error or breaks a clause."""
    slip: bool
    """Whether own words are their best but for one thing to avoid."""
    worse: Choice
    """The same with the worst own words that lead to the same situation."""
    worse_marks: tuple[Mark, ...]


_HEARD = frozenset({"expect", "avoid"})
"""Sources of marks that own words bring."""

NOWHERE = Situation(0, ())
"""Where a step leads, for a ledger, which does not ask."""


class Entry(NamedTuple):
    """All ways from the situations of one beat that agree on what matters there."""

    ways: tuple[Way, ...]
    jumps: tuple[tuple[int, int], ...]
    """For each way the bits kept and those put in; see ``Packing.jump``."""
    stuck: bool
    """Whether the trainee can neither say nor do anything, and it is no ending."""
    circle: bool
    """Whether something done here goes on by itself for ever; it has no way."""


@dataclass(slots=True)
class _Entry:
    """An entry being looked for."""

    stuck: bool
    circle: bool = False
    ways: list[Way] = field(default_factory=list)
    jumps: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Ways:
    """The ways of one machine, each looked for once."""

    machine: Machine
    packing: Packing
    met: Met | None = None
    """Watches every step; ``None`` to look for clean ways only, and watch nothing."""
    entries: dict[int, Entry] = field(default_factory=dict)
    _known: dict[tuple[object, ...], Way] = field(default_factory=dict)

    @classmethod
    def of(cls, machine: Machine, *, only_clean: bool = False) -> Ways:
        """Prepare for a machine."""
        packing = Packing(machine, find_live(machine))
        return cls(machine, packing, None if only_clean else Met(machine))

    def entry(self, state: int) -> Entry:
        """Return all ways from a situation."""
        beat = state & self.packing.beat_mask
        key = state & self.packing.keys[beat]
        found = self.entries.get(key)
        if found is None:
            found = self.entries[key] = self._look(beat, self.packing.unpack(state))
        return found

    def _look(self, beat: int, here: Situation) -> Entry:
        entry = _Entry(stuck=not self.machine.beats[beat].outcome)
        if self.met is not None:
            self.met.rest(here)
        for usual in choices(self.machine, here):
            if usual.move is not None and usual.move.kind is not MoveKind.WAIT:
                entry.stuck = False
            for said in heard(usual):
                self._try(here, said, entry)
                if self.met is None:
                    break
        return Entry(tuple(entry.ways), tuple(entry.jumps), entry.stuck, entry.circle)

    def _try(self, here: Situation, said: Said, entry: _Entry) -> None:
        try:
            step = take(self.machine, here, said.choice)
        except ContentError:
            entry.circle = True
            return
        way = self._way(here, said, step)
        if self.met is not None:
            self.met.take(here, said.choice, step)
        if way.clean or self.met is not None:
            live, move = self.packing.live, said.choice.move
            touched = live.moved[move.index] if move else live.looked[here.beat]
            entry.ways.append(self._known.setdefault(_name(way), way))
            entry.jumps.append(self.packing.jump(touched, step.after))

    def _way(self, here: Situation, said: Said, step: Step) -> Way:
        choice, worse = said.choice, said.worse
        marks = step.marks
        if worse.hits != choice.hits:
            marks = take(self.machine, here, worse).marks
        return Way(
            choice=choice,
            marks=step.marks,
            broken=tuple(v for v in step.verdicts if v.outcome is Outcome.BROKEN),
            critical=step.critical,
            clean=is_clean(choice, step),
            mistake=is_mistake(step),
            slip=said.slip,
            worse=worse,
            worse_marks=marks,
        )


def _name(way: Way) -> tuple[object, ...]:
    """Return what tells a way from others; most situations share the same few."""
    move = way.choice.move
    return (
        move.index if move else -1,
        way.choice[1:],
        way.worse.hits,
        way.marks,
        way.worse_marks,
        tuple(verdict.clause for verdict in way.broken),
        way.critical,
    )


def is_mistake(step: Step) -> bool:
    """Say whether a step loses points, is a critical error or breaks a clause.

    A loss with a condition counts where the condition holds.
    """
    return bool(
        step.critical
        or any(mark.points < 0 for mark in step.marks)
        or any(verdict.outcome is Outcome.BROKEN for verdict in step.verdicts)
    )


def is_clean(choice: Choice, step: Step) -> bool:
    """Say whether a step is no mistake, says all that is expected, and in time."""
    waited = choice.move is not None and choice.move.kind is MoveKind.WAIT
    return not waited and says_all(choice) and not is_mistake(step)


def silent_marks(way: Way) -> tuple[Mark, ...]:
    """Return what a way scores where own words say nothing anybody listens for."""
    return tuple(mark for mark in way.marks if mark.source not in _HEARD)


def silent(choice: Choice) -> Choice:
    """Return a choice with own words that say nothing anybody listens for."""
    return choice._replace(hits=()) if choice.hits else choice


def says_all(choice: Choice) -> bool:
    """Say whether own words meet all that is expected and nothing else."""
    if choice.move is None:
        return True
    return set(choice.hits) == {e.name for e in choice.move.expectations if e.wanted}


class Said(NamedTuple):
    """A choice with some own words, and with the worst that lead the same way."""

    choice: Choice
    worse: Choice
    slip: bool = False


def heard(usual: Choice) -> Iterator[Said]:
    """Yield a choice with all own words that could matter, its own words first.

    Words branch only over expectations that some condition reads. All others change
    nothing but points, so each branch comes at its best, which also knows its worst,
    and with each single thing to avoid.
    """
    move = usual.move
    if move is None or not move.expectations:
        yield Said(usual, usual)
        return
    names = dict.fromkeys(e.name for e in move.expectations)
    read = dict.fromkeys(e.name for e in move.expectations if e.said >= 0)
    wanted = {e.name for e in move.expectations if e.wanted}
    avoided = {e.name for e in move.expectations if e.points < 0} - wanted

    def saying(said: Collection[str]) -> Choice:
        return usual._replace(hits=tuple(name for name in names if name in said))

    for flipped in _flips(tuple(read)):
        met = {name for name in read if (name in wanted) is (name not in flipped)}
        best = met | (wanted - read.keys())
        worst = met | (names.keys() - wanted - read.keys())
        yield Said(saying(best), saying(worst))
        for name in sorted(avoided - read.keys()):
            slip = saying(best | {name})
            yield Said(slip, slip, slip=True)


def _flips(read: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """Yield which names are heard the other way round than they should, none first."""
    if len(read) <= MOST_HEARD:
        for flips in product((False, True), repeat=len(read)):
            yield frozenset(n for n, flip in zip(read, flips, strict=True) if flip)
        return
    yield frozenset()
    for name in read:
        yield frozenset((name,))
    yield frozenset(read)
