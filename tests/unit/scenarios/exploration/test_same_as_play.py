"""Exploration and play are the same: on scenarios that nobody would write."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.unit.scenarios.exploration import brute_force as slow
from tests.unit.scenarios.exploration.random_scenarios import plays, random_machine
from trainer.scenarios import conversation as talking
from trainer.scenarios.chance import all_deals, deal
from trainer.scenarios.conversation import Event, key_of
from trainer.scenarios.engine import begin
from trainer.scenarios.exploration import Budget, explore
from trainer.scenarios.exploration.findings import Findings
from trainer.scenarios.exploration.references import (
    find_references,
    weighed,
    weights,
)
from trainer.scenarios.exploration.scales import packed
from trainer.scenarios.exploration.search import search
from trainer.scenarios.exploration.turning import PASS
from trainer.scenarios.settings import CRITERIA
from trainer.scenarios.states import dumped
from trainer.scenarios.syntax import MoveKind

SEEDS = st.integers(0, 10**9)
SOME = settings(max_examples=40, deadline=None)
FEW = settings(max_examples=12, deadline=None)
"""For what is compared with all conversations, which takes its time."""


def machine_of(seed):
    machine, _ = random_machine(seed)
    assume(machine is not None)
    return machine


def heard(choice):
    """What a step depends on: the move, its action, the words that somebody reads."""
    read = (
        {e.name for e in choice.move.expectations if e.said >= 0} if choice.move else ()
    )
    return (
        choice.move and choice.move.index,
        choice.action,
        choice.arguments,
        {hit for hit in choice.hits if hit in read},
    )


@SOME
@given(SEEDS, SEEDS)
def test_a_step_of_play_is_one_way_of_the_graph_and_leads_the_same_way(seed, play):
    machine = machine_of(seed)
    graph = search(machine, all_deals(machine), budget=Budget())
    places = {state: number for number, state in enumerate(graph.states)}
    pack = graph.ways.packing.pack

    for before, choice, step in plays(machine, str(play)):
        here, to = places[pack(before)], places[pack(step.after)]
        ways = [
            (way, ahead)
            for way, ahead in zip(
                graph.entries[here].ways, graph.ahead(here), strict=True
            )
            if heard(way.choice) == heard(choice) and not way.slip
        ]
        assert [ahead for _, ahead in ways] == [to]
        assert ways[0][0].critical == step.critical
        assert {v.clause for v in ways[0][0].broken} == {
            v.clause for v in step.verdicts if v.outcome == "broken"
        }


@SOME
@given(SEEDS, SEEDS)
def test_a_random_conversation_replays_to_the_same_bytes(seed, play):
    machine = machine_of(seed)
    dealt = deal(machine, str(play))
    conversation = talking.begin(machine, dealt)
    for before, choice, step in plays(machine, str(play)):
        event = Event(
            seq=conversation.seq + 1,
            kind=choice.move.kind if choice.move else MoveKind.ACT,
            move=key_of(machine, before, choice.move) if choice.move else "",
            action=choice.action,
            arguments=dict(choice.arguments),
            hits=choice.hits,
        )
        conversation = talking.take(conversation, event)
        assert conversation.situation == step.after

    events = [turn.event for turn in conversation.turns]
    assert dumped(talking.fold(machine, dealt, events)) == dumped(conversation)


@SOME
@given(SEEDS)
def test_a_packed_situation_unpacks_to_all_that_matters(seed):
    machine = machine_of(seed)
    graph = search(machine, all_deals(machine), budget=Budget())
    packing = graph.ways.packing

    assert [packing.pack(packing.unpack(s)) for s in graph.states] == graph.states


@FEW
@given(SEEDS)
def test_what_is_met_is_what_play_without_shortcuts_meets(seed):
    machine = machine_of(seed)
    beats, moves, asked = set(), set(), {}
    for one in all_deals(machine):
        found = slow.everything(machine, one)
        assume(found.complete)
        for place, (situation, _, _) in enumerate(found.states):
            beats.add(situation.beat)
            moves.update(c.move.index for c, _ in found.ahead[place] if c.move)
            for condition in at_rest(machine, situation.beat):
                answer = bool(condition.test(situation.slots, {}))
                asked.setdefault((condition.place, condition.fact), set()).add(answer)

    explored = explore(machine, budget=Budget())

    answers = {
        (a.condition.place, a.condition.fact): {
            answer
            for answer, seen in ((True, a.ever_true), (False, a.ever_false))
            if seen
        }
        for a in explored.conditions
    }
    assert explored.complete
    assert beats <= explored.beats
    assert moves <= explored.moves
    assert all(answers[key] >= seen for key, seen in asked.items())
    assert all(answers[key] == asked[key] for key in asked if key[1] == "if")


def at_rest(machine, beat):
    own = {*machine.beats[beat].moves}
    for condition in machine.conditions:
        if condition.beat == beat and condition.fact == "when":
            yield condition
        if condition.move in own and condition.fact == "if":
            yield condition


@FEW
@given(SEEDS)
def test_the_reference_is_the_best_of_all_clean_conversations(seed):
    machine = machine_of(seed)
    for one in all_deals(machine):
        gains = slow.clean_gains(machine, one)
        assume(gains is not None)

        (found,) = find_references(machine, (one,))

        most = [max(column) for column in zip(*gains, strict=True)]
        maxima = {c: m for c, m in zip(CRITERIA, most, strict=False) if m}
        weigh = weighed(weights(machine, maxima))
        earned = [found.points.get(criterion, 0) for criterion in CRITERIA]
        assert found.found is bool(gains)
        assert found.maxima == maxima
        assert weigh(packed(earned, ())) == max(
            (weigh(packed(each, ())) for each in gains), default=0
        )


@FEW
@given(SEEDS)
def test_extremes_chances_and_turning_points_are_those_of_all_conversations(seed):
    machine = machine_of(seed)
    deals = all_deals(machine)
    references = find_references(machine, deals)
    graph = search(machine, deals, budget=Budget())
    dealt = Findings.of(graph, references, 40, Budget()).dealt
    flawed, worst, chances = [], [], []
    for one in dealt:
        found = slow.everything(machine, one.deal)
        assume(found.complete)
        percent = one.measure.percent
        flawed += map(percent, slow.totals(machine, found, one.measure, flawed=True))
        worst += map(percent, slow.totals(machine, found, one.measure, flawed=False))
        chances.append(slow.chance_to_pass(machine, found, one.measure))

    explored = explore(machine, budget=Budget(), pass_mark=40)

    assert (explored.best_flawed and explored.best_flawed.total) == max(
        flawed, default=None
    )
    assert (explored.worst and explored.worst.total) == min(worst, default=None)
    assert explored.random_pass == pytest.approx(sum(chances) / len(chances), abs=1e-6)
    assert not explored.random_plays


@FEW
@given(SEEDS)
def test_a_move_that_loses_a_pass_loses_it_in_every_conversation(seed):
    machine = machine_of(seed)
    references = find_references(machine, all_deals(machine))
    graph = search(machine, all_deals(machine), budget=Budget())
    lost, kept = set(), set()
    for one in Findings.of(graph, references, 40, Budget()).dealt:
        found = slow.everything(machine, one.deal, at_best=True)
        assume(found.complete)
        sure = slow.can_pass(machine, found, one.measure)
        for place, steps in enumerate(found.ahead):
            beat = found.states[place][0].beat
            ways = {}
            for choice, to in steps if sure[place] else ():
                if choice.move is not None:
                    ways.setdefault(choice.move.index, []).append(sure[to])
            for move, possible in ways.items():
                (kept if any(possible) else lost).add((beat, move))

    explored = explore(machine, budget=Budget(), pass_mark=40)

    passes = [point for point in explored.no_return if point.lost == PASS]
    always = {(p.beat, p.move) for p in explored.no_return if p.always}
    assert {(p.beat, p.move) for p in passes} | always >= lost
    assert {(p.beat, p.move) for p in passes} <= lost
    assert {(p.beat, p.move) for p in passes if p.always} == {
        (p.beat, p.move) for p in passes
    } - kept


def test_the_first_beat_is_where_every_deal_starts():
    machine, _ = random_machine(1)
    graph = search(machine, all_deals(machine), budget=Budget())

    for one, root in zip(graph.deals, graph.roots, strict=True):
        assert graph.states[root] == graph.ways.packing.pack(begin(machine, one).after)
