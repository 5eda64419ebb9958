"""Play at random: how often it passes, and where it ends.

Random play picks any open reply, any listed act and any answer in own words with the
same chance; its own words say nothing wanted, the clock never runs out, it looks
nothing up by itself, and it gives no reason for what it does. Worked out exactly where
that is small enough, else played.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from trainer.scenarios.choices import Choice, says_why
from trainer.scenarios.exploration.history import Condensed
from trainer.scenarios.exploration.hopes import LOST, Hopes
from trainer.scenarios.exploration.search import Graph
from trainer.scenarios.exploration.ways import (
    NOWHERE,
    Entry,
    Way,
    silent,
    silent_marks,
)
from trainer.scenarios.ledger import EMPTY_LEDGER, Ledger, book, points_of
from trainer.scenarios.shares import Measure
from trainer.scenarios.steps import Step
from trainer.scenarios.syntax import MoveKind

PLAYS = 1_000
"""Random conversations of each deal, where the chance is measured, not worked out."""

MOST_TURNS = 80
"""Moves after which a conversation that was played counts as never ending."""

_CLOSE_ENOUGH = 1e-9
_MOST_ROUNDS = 1_000


def random_places(entry: Entry) -> tuple[int, ...]:
    """Return the places of the ways that random play picks from."""
    return tuple(place for place, way in enumerate(entry.ways) if _is_picked(way))


def _is_picked(way: Way) -> bool:
    move = way.choice.move
    if move is None or move.kind is MoveKind.WAIT or way.slip or says_why(way.choice):
        return False
    read = {e.name for e in move.expectations if e.said >= 0}
    return read.isdisjoint(way.choice.hits)


def chance_to_pass(hopes: Hopes) -> float:
    """Return the chance that a walk over hopes, each step alike, ends in a pass."""
    chance = [float(passed) for passed in hopes.passes]
    moved = 1.0
    while moved > _CLOSE_ENOUGH:
        moved = 0.0
        for place in range(len(chance) - 1, -1, -1):
            steps = hopes.ahead[place]
            if not steps:
                continue
            again = sum(to == place for _, to in steps)
            ahead = sum(chance[to] for _, to in steps if to not in (LOST, place))
            new = ahead / (len(steps) - again) if len(steps) > again else 0.0
            moved = max(moved, abs(new - chance[place]))
            chance[place] = new
    return chance[0]


def shares_of_endings(
    graph: Graph, condensed: Condensed, root: int
) -> Mapping[int, float]:
    """Return how often random play from a situation ends at each beat."""
    weight = [0.0] * len(graph.states)
    weight[root] = 1.0
    shares: dict[int, float] = {}
    picked: dict[int, tuple[int, ...]] = {}
    for members in reversed(condensed.members):
        waiting = [number for number in members if weight[number]]
        for _ in range(_MOST_ROUNDS):
            if not waiting:
                break
            waiting = _pass_on(graph, condensed, waiting, weight, picked)
        for number in members:
            if graph.outcome(number) and weight[number]:
                beat = graph.beat(number)
                shares[beat] = shares.get(beat, 0.0) + weight[number]
    return shares


def _pass_on(
    graph: Graph,
    condensed: Condensed,
    waiting: Sequence[int],
    weight: list[float],
    picked: dict[int, tuple[int, ...]],
) -> list[int]:
    """Pass the weight of some situations on; return those of the same component."""
    within: dict[int, None] = {}
    for number in waiting:
        entry = graph.entries[number]
        places = picked.get(id(entry))
        if places is None:
            places = picked[id(entry)] = random_places(entry)
        if not places or weight[number] < _CLOSE_ENOUGH:
            continue
        part, weight[number] = weight[number] / len(places), 0.0
        first = graph.first[number]
        for place in places:
            to = graph.links[first + place]
            weight[to] += part
            if condensed.place[to] == condensed.place[number]:
                within[to] = None
    return list(within)


def numbers(seed: int) -> Iterator[int]:
    """Yield whole numbers below 2**31 that look random; a seed repeats them."""
    seed = seed * 48271 % (2**31 - 1) or 1
    while True:
        seed = seed * 48271 % (2**31 - 1)
        yield seed


class Sample(NamedTuple):
    """What random conversations of one deal came to."""

    passes: float
    """Share of them that passed."""
    ended: Mapping[int, float]
    """Beat → share of them that ended there."""
    highest: tuple[int, tuple[Choice, ...]] | None
    """The highest total that ended well with a mistake, and that conversation."""
    lowest: tuple[int, tuple[Choice, ...]] | None
    """The lowest total of all that ended, and that conversation."""


def play_at_random(
    graph: Graph, root: int, measure: Measure, *, plays: int = PLAYS
) -> Sample:
    """Play a deal at random; the same seed plays the same conversations."""
    draw = numbers(1)
    good = graph.machine.settings.good
    passed, ended = 0, Counter[int]()
    highest: tuple[int, tuple[Choice, ...]] | None = None
    lowest: tuple[int, tuple[Choice, ...]] | None = None
    for _ in range(plays):
        play = _play(graph, graph.states[root], draw)
        outcome = graph.machine.beats[play.beat].outcome
        gains, losses = points_of(play.ledger)
        total = measure.total(gains, losses)
        well = outcome in good
        enough = measure.enough(gains, losses) and not play.ledger.critical
        passed += well and enough
        if outcome:
            ended[play.beat] += 1
            if lowest is None or total < lowest[0]:
                lowest = total, play.choices
        if well and play.flawed and (highest is None or total > highest[0]):
            highest = total, play.choices
    shares = {beat: count / plays for beat, count in ended.items()}
    return Sample(passed / plays, shares, highest, lowest)


class _Play(NamedTuple):
    beat: int
    ledger: Ledger
    flawed: bool
    choices: tuple[Choice, ...]


def _play(graph: Graph, state: int, draw: Iterator[int]) -> _Play:
    ledger, flawed, choices = EMPTY_LEDGER, False, list[Choice]()
    for _ in range(MOST_TURNS):
        entry = graph.ways.entry(state)
        places = random_places(entry)
        if not places:
            break
        place = places[(next(draw) >> 8) % len(places)]
        way, (kept, put) = entry.ways[place], entry.jumps[place]
        marks = silent_marks(way)
        ledger = book(ledger, Step(NOWHERE, (), marks, way.broken, way.critical))[0]
        flawed = flawed or way.mistake
        choices.append(silent(way.choice))
        state = state & kept | put
    return _Play(state & graph.ways.packing.beat_mask, ledger, flawed, tuple(choices))
