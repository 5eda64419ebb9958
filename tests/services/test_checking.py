"""Checking whole libraries, and one scenario for whoever looks at it alone."""

from itertools import count

import pytest

from tests.content.examples_of_messages import SCENARIO
from tests.unit.scenarios.checks.parcel import beat, library, move, part
from trainer.scenarios.exploration import Budget
from trainer.services.checking import check_library, check_scenario, examine

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

    examined = check_scenario(found, SCENARIO)

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
    assert check_scenario(broken, SCENARIO) is None


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


SUSPECT = beat("""
    ## lost

    **Ines (mood >= 0):** Then I'll go on waiting.

    - outcome: lost
    """)


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("cite: parcels#nowhere", "unknown-clause"),
        ("cite: parcel#late", "unknown-policy"),
        ("score: poilcy +1", "unknown-criterion"),
        ("score: policy", "score-syntax"),
        ("score: discovery -9", "criterion-without-weight"),
        ("lock: Not yet.", "lock-without-if"),
    ],
)
def test_beside_an_error_that_changes_no_way_everything_else_is_told(fact, code):
    found = library(SUSPECT, move(f"- [One moment.](#search) ^s3\n    - {fact}"))

    told = check_library(found).in_order()

    assert codes(told) == sorted(["always-true", code])
    assert found.machine(SCENARIO) is None
    assert found.compiled(SCENARIO).machine is not None


def test_points_that_could_not_be_read_are_not_missed_once_more():
    only_losses = library(
        beat("""
            ## search

            **Ines:** It's order A-17.

            - [`lookup_order order=case.order`](#found) ^l1
                - score: proces +2
            - [It is on its way, and it will be with you very soon.](#lost) ^l2
                - score: process -1
            """),
    )

    told = check_library(only_losses).in_order()

    assert codes(told) == ["unknown-criterion"]


def test_a_play_beside_points_that_could_not_be_read_is_told_of_its_way_only():
    found = library(
        move("- [One moment.](#search) ^s3\n    - score: poilcy +1"),
        part(
            "play",
            "play: all well\n    take s2 l2\n    expect outcome resolved, total 1",
        ),
    )

    told = check_library(found).in_order()

    assert codes(told) == ["play-failed", "unknown-criterion"]


def test_where_no_end_is_good_that_is_told_beside_points_that_cannot_be_read():
    found = library(
        beat("## resolved\n\n- outcome: escalated"),
        move("- [One moment.](#search) ^s3\n    - score: poilcy +1"),
    )

    told = check_library(found).in_order()

    assert {"no-good-ending", "unknown-criterion"} <= {one.code for one in told}


def test_without_time_to_find_the_best_way_no_play_fails_for_its_total():
    found = library(
        part(
            "play",
            """
            play: all well
                take s2 l1 f1 o1
                write t1 "I'm sorry."
                expect total 100
            """,
        )
    )
    ticks = count()

    hurried = examine(
        found, SCENARIO, budget=Budget(seconds=0.0), now=lambda: next(ticks) / 1_000
    )

    assert not hurried.exploration.complete
    assert "play-failed" not in codes(hurried.diagnostics)
    assert "play-failed" not in codes(examine(found, SCENARIO).diagnostics)
