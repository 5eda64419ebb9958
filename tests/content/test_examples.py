"""The example content: it reads, it compiles, and its conversation tests hold."""

from pathlib import Path

import pytest

from trainer.library import open_library
from trainer.services.checking import check_library

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def library():
    """The examples, with every problem that reading and playing them brought up."""
    library = open_library(EXAMPLES)
    check_library(library)
    return library


def test_the_examples_are_two_policies_two_scenarios_and_a_sub_scene(library):
    assert set(library.policies()) == {"billing", "returns"}
    assert [Path(file).stem for file in library.scenarios()] == [
        "double-charge",
        "return-without-receipt",
    ]
    assert library.is_subscene("scenarios/verify-identity.md")


def test_nothing_about_the_examples_is_wrong_and_all_their_plays_hold(library):
    assert [str(problem) for problem in library.report.errors] == []


def test_every_example_scenario_brings_plays(library):
    played = {Path(file).stem: len(library.plays(file)) for file in library.scenarios()}
    assert played == {"double-charge": 3, "return-without-receipt": 6}
