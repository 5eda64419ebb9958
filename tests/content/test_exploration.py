"""The starter pack, explored: every situation, and the same as play."""

from functools import cache

import pytest

from tests.content.plays_at_random import at_random
from trainer import paths
from trainer.library import open_library
from trainer.scenarios import conversation as talking
from trainer.scenarios.chance import all_deals
from trainer.scenarios.exploration import Budget, explore
from trainer.scenarios.exploration.search import search

pytestmark = pytest.mark.usefixtures("uncounted")
LIBRARY = open_library(paths.CONTENT)
SCENARIOS = sorted(LIBRARY.scenarios())
SCORED = [file for file in SCENARIOS if not file.endswith("/warm-up.md")]
PLAYS = 10_000 // len(SCENARIOS)
"""Random conversations of each scenario; 10,000 in all."""


@cache
def explored(file):
    return explore(LIBRARY.machine(file), budget=Budget())


@pytest.mark.parametrize("file", SCENARIOS)
def test_every_random_conversation_is_a_walk_through_the_graph(file):
    machine = LIBRARY.machine(file)
    graph = search(machine, all_deals(machine), budget=Budget())
    places = {state: number for number, state in enumerate(graph.states)}
    pack = graph.ways.packing.pack

    for seed in range(PLAYS):
        played = at_random(machine, str(seed))
        here = places[pack(played.opening.after)]
        for turn in played.turns:
            to = places[pack(turn.after)]
            assert to in graph.ahead(here)
            here = to
        dealt = {
            name: played.opening.after.slots[slot]
            for name, (slot, _) in machine.deals.items()
        }
        events = [turn.event for turn in played.turns]
        assert talking.fold(machine, dealt, events).situation == played.situation


@pytest.mark.parametrize("file", SCENARIOS)
def test_every_situation_is_looked_at_and_none_is_stuck(file):
    found = explored(file)

    assert found.complete
    assert (found.stuck, found.circles) == ((), ())
    assert all(ending.reachable for ending in found.endings)
    assert found.beats == {*range(len(LIBRARY.machine(file).beats))}
    assert found.moves == {*range(len(LIBRARY.machine(file).moves))}


@pytest.mark.parametrize("file", SCENARIOS)
def test_every_condition_was_true_and_was_false(file):
    assert [
        f"{asked.condition.place}: {asked.condition.text}"
        for asked in explored(file).conditions
        if not (asked.ever_true and asked.ever_false)
    ] == []


@pytest.mark.parametrize("file", SCORED)
def test_the_best_is_clean_and_strictly_above_any_with_a_mistake(file):
    found = explored(file)

    assert found.best.clean
    assert all(best.total == 100 for best in found.by_deal)
    assert found.best_flawed is None or found.best_flawed.highest < found.best.total


@pytest.mark.parametrize("file", SCORED)
def test_neither_chance_nor_habit_passes(file):
    found = explored(file)

    assert found.random_plays == 0
    assert found.random_pass <= 0.05
    assert [n for n, played in found.strategies.items() if played.passed] == []
