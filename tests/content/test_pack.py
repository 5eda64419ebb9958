"""The starter pack: proven, fair, and won by good service only."""

from collections import Counter
from functools import cache

import pytest

from tests.content.plays_at_random import STRATEGIES, at_random, by_strategy, event
from trainer import paths
from trainer.assessments.scoring import score
from trainer.library import open_library
from trainer.scenarios import conversation as talking
from trainer.scenarios.chance import all_deals
from trainer.scenarios.exploration.references import find_reference
from trainer.scenarios.states import dumped, situation_of, state_of
from trainer.scenarios.syntax import MoveKind
from trainer.services.checking import check_library

pytestmark = pytest.mark.usefixtures("uncounted")
LIBRARY = open_library(paths.CONTENT)
SCENARIOS = sorted(LIBRARY.scenarios())
SCORED = [file for file in SCENARIOS if not file.endswith("/warm-up.md")]
PLAYS = 400
"""Random conversations a test; ``REPLAYS`` for the one that needs many."""
REPLAYS = 10_000


@cache
def references(file):
    machine = LIBRARY.machine(file)
    return [(deal, find_reference(machine, deal)) for deal in all_deals(machine)]


def reference_of(file, conversation):
    dealt = {
        name: conversation.situation.slots[slot]
        for name, (slot, _) in conversation.machine.deals.items()
    }
    return next(found.points for deal, found in references(file) if deal == dealt)


def card(file, conversation):
    return score(conversation, reference_of(file, conversation))


def test_nothing_is_wrong_with_the_pack_and_every_play_holds():
    report = check_library(open_library(paths.CONTENT))

    assert [str(d) for d in report.in_order()] == []


def test_the_pack_has_ten_policies_many_scenarios_and_a_warm_up():
    exams = [f for f in SCORED if LIBRARY.machine(f).settings.use == "exam"]

    assert len(LIBRARY.policies()) == 10
    assert len(SCORED) >= 24
    assert len(SCENARIOS) == len(SCORED) + 1
    assert len(exams) >= 9
    assert all(len(all_deals(LIBRARY.machine(file))) >= 2 for file in exams)


def test_every_policy_is_in_force_in_two_scenarios_at_least():
    used = Counter(
        policy for file in SCORED for policy in LIBRARY.machine(file).settings.policy
    )

    assert {policy: used[policy] >= 2 for policy in LIBRARY.policies()} == (
        dict.fromkeys(LIBRARY.policies(), True)
    )


def test_every_kind_of_move_and_a_sub_scene_a_deal_and_a_timer_are_used():
    machines = [LIBRARY.machine(file) for file in SCORED]

    kinds = {move.kind for machine in machines for move in machine.moves}

    assert kinds == set(MoveKind)
    assert any(machine.deals for machine in machines)
    assert any(beat.depth for machine in machines for beat in machine.beats)


@pytest.mark.parametrize("file", SCORED)
def test_a_scenario_has_8_to_20_beats_of_its_own(file):
    assert (
        8 <= len([b for b in LIBRARY.document(file).beats if b.id != "anywhere"]) <= 20
    )


@pytest.mark.parametrize("file", SCENARIOS)
def test_every_ending_has_a_play(file):
    machine = LIBRARY.machine(file)
    endings = {beat.outcome for beat in machine.beats if beat.outcome}
    expected = {
        e.text
        for play in LIBRARY.plays(file)
        for e in play.expectations
        if e.kind == "outcome" and e.wanted
    }

    assert endings <= expected


@pytest.mark.parametrize("file", SCENARIOS)
def test_every_deal_has_a_clean_way_to_100(file):
    for deal, found in references(file):
        conversation = talking.begin(LIBRARY.machine(file), deal)
        for choice in found.choices:
            best = event(conversation, choice, hits=choice.hits)
            conversation = talking.take(conversation, best)
        assert found.complete
        assert card(file, conversation).total == 100
        assert card(file, conversation).passed


@pytest.mark.parametrize("file", SCORED)
def test_random_clicking_passes_at_most_one_time_in_twenty(file):
    machine = LIBRARY.machine(file)

    passed = sum(
        card(file, at_random(machine, str(seed), clock=False, words=False)).passed
        for seed in range(PLAYS)
    )

    assert passed <= PLAYS / 20


@pytest.mark.parametrize("name", STRATEGIES)
@pytest.mark.parametrize("file", SCORED)
def test_no_constant_strategy_passes(file, name):
    machine = LIBRARY.machine(file)

    passed = sum(
        card(file, by_strategy(machine, str(seed), name)).passed for seed in range(40)
    )

    assert passed <= 2


@pytest.mark.parametrize("file", SCENARIOS)
def test_any_random_conversation_replays_to_the_same_bytes(file):
    machine = LIBRARY.machine(file)

    for seed in range(REPLAYS):
        played = at_random(machine, str(seed))
        dealt = {
            n: played.opening.after.slots[s] for n, (s, _) in machine.deals.items()
        }
        again = talking.fold(machine, dealt, [turn.event for turn in played.turns])
        assert dumped(again) == dumped(played)
        assert situation_of(machine, state_of(machine, again.situation)) == (
            played.situation
        )


@pytest.mark.parametrize("file", SCENARIOS)
def test_meters_stay_in_bounds_and_nothing_once_is_done_twice(file):
    machine = LIBRARY.machine(file)
    bounds = {m.name: (m.low, m.high) for m in machine.settings.meters}

    for seed in range(PLAYS):
        played = at_random(machine, str(seed))
        once = [t.move.index for t in played.turns if t.move and t.move.once]
        assert len(once) == len(set(once))
        for turn in played.turns:
            for name, value in talking.meters(machine, turn.after).items():
                assert bounds[name][0] <= value <= bounds[name][1]
