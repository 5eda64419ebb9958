"""What exploring a draft found, as its author reads it."""

from decimal import Decimal

import pytest

from tests.services.role_plays import TEXTS
from trainer.library import Library
from trainer.scenarios.exploration import Budget, explore
from trainer.services import studio_report

FILE = "scenarios/late-parcel.md"


@pytest.fixture(scope="module")
def machine():
    return Library(TEXTS).machine(FILE)


@pytest.fixture(scope="module")
def found(machine):
    return studio_report.findings(
        machine, explore(machine, budget=Budget()), pass_mark=75
    )


def test_the_best_conversation_is_a_transcript(found):
    assert found.best.outcome.total == Decimal("100.0")
    assert [line.text for line in found.best.opening] == ["Where is my parcel?"]
    assert [turn.number for turn in found.best.turns] == [
        *range(1, len(found.best.turns) + 1)
    ]
    assert sum(turn.points for turn in found.best.turns) > 0


def test_endings_are_told_with_how_often_chance_gets_there(found):
    shares = {one.beat: one.percent for one in found.endings}
    assert shares.keys() == {"resolved", "lost"}
    assert Decimal("99.8") <= sum(shares.values()) <= Decimal("100.2")
    assert [one.good for one in found.endings if one.beat == "resolved"] == [True]


def test_it_tells_after_which_moves_there_is_no_way_back(found):
    (refused,) = [gate for gate in found.gates if gate.words.startswith("There is")]
    assert (refused.lost, refused.always) == ("good ending", True)
    assert (refused.beats, refused.kind) == (("desk",), "say")
    assert refused.line > 1
    assert [gate.always for gate in found.gates] == sorted(
        (gate.always for gate in found.gates), reverse=True
    )


def test_figures_are_those_of_the_exploration(found):
    assert found.complete
    assert found.mark == 75
    assert (found.taken, found.moves) == (10, 11)
    assert found.shuffled
    assert all(one.decided <= one.clauses for one in found.reach.values())
    assert {habit.name for habit in found.habits} == {
        "first",
        "longest",
        "nicest",
        "never-asked",
    }


def test_steps_are_reached_only_as_far_as_everything_was_looked_at(machine):
    whole = explore(machine, budget=Budget())
    part = explore(machine, budget=Budget(situations=2))
    assert studio_report.reached(machine, whole) >= {"start", "lost", "waited"}
    assert studio_report.reached(machine, part) is None
