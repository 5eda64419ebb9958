"""Checking whole libraries, and one scenario for whoever looks at it alone."""

from tests.content.examples_of_messages import SCENARIO
from tests.unit.scenarios.checks.parcel import beat, library, move, part
from trainer.services.checking import check_library, check_machine, examine

ASK = "scenarios/ask-name.md"
CALL = move("""
    - [Who am I talking to?](ask-name.md) ^s3
        - then: #search
    """)
IDLE = part(
    "file",
    """
    ---
    id: ask-name
    title: Ask for the name
    kind: subscene
    language: en
    shared: offered
    ---

    ## ask

    - [What's your name?](#return) ^a1
        - set: offered = credit if offered is nothing
    """,
    ASK,
)


def codes(diagnostics):
    return sorted({found.code for found in diagnostics})


def test_what_a_sub_scene_has_wrong_is_told_with_the_library():
    report = check_library(library(IDLE, CALL))

    assert codes(report.in_order()) == ["always-true"]
    assert {found.place.file for found in report.in_order()} == {ASK}


def test_whoever_looks_at_one_scenario_is_not_told_of_its_sub_scenes():
    found = library(IDLE, CALL)

    examined = check_machine(found, found.machine(SCENARIO))

    assert codes(examined.diagnostics) == ["always-true"]
    assert found.report.in_order() == []


def test_a_scenario_that_goes_in_circles_is_not_rehearsed():
    found = library(
        beat("""
            ## search

            **Ines:** It's order A-17.

            - [Let me look.](#found) ^l1
            - [go](#search) ^l2
                - if: mood >= 0
            """),
    )

    examined = examine(found, SCENARIO)

    assert codes(examined.diagnostics) == ["go-circle"]
    assert examined.references == {}


def test_what_cannot_be_read_is_not_examined():
    broken = library(move("- [Hm.](search) ^s3"))

    assert examine(broken, SCENARIO) is None
    assert check_machine(broken, library().machine(SCENARIO)) is None


def test_the_settings_of_a_sub_scene_are_looked_at_though_nobody_calls_it():
    report = check_library(
        library(
            part(
                "file",
                """
                ---
                id: ask-name
                title: Ask for the name
                kind: subscene
                language: en
                channel: phone
                ---

                ## ask

                - [What's your name?](#return) ^a1
                """,
                ASK,
            )
        )
    )

    assert codes(report.in_order()) == ["setting-not-here"]


def test_plays_whose_scenario_is_gone_are_told_with_its_nearest_name():
    play = "play: one\n    take s1\n    expect outcome lost\n"
    found = {
        file: check_library(library(part("file", play, f"scenarios/{file}.play")))
        for file in ("late-parcels", "zither")
    }

    told = {file: report.errors for file, report in found.items()}
    assert [codes(problems) for problems in told.values()] == [
        ["plays-without-scenario"],
        ["plays-without-scenario"],
    ]
    assert told["late-parcels"][0].suggestion == "Did you mean “late-parcel”?"
    assert told["zither"][0].suggestion.startswith("Rename the file")
