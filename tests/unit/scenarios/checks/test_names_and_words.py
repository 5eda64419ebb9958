"""What is declared and said: idle names, long speeches, numbers of a policy."""

from dataclasses import replace

import pytest

from tests.unit.scenarios.checks.parcel import (
    beat,
    checked,
    move,
    part,
    settings,
)

ASK = part(
    "move",
    """
    - [Who am I talking to?](ask-name.md) ^s3
        - then: #search
        - with: caller = Ines
    """,
)
BEFORE = """\
---
id: parcels
title: Late parcels
effective: 2025-01-01
settings:
  patience: {patience} days
  goodwill_limit: 15.00
facts:
  days: 0..60
---

## 1 While it is late

### 1.2 Money back {{#refund}}

Money goes back once it has been late for {{patience}}.

- rule: forbid promise_refund if days < patience
"""


def test_what_is_dealt_and_never_asked_for_is_told():
    found = checked(settings("deal: {place: [depot, shop]}"))

    assert "“place”" in found.only("unused-variable").message


def test_a_name_that_a_policy_asks_for_is_used():
    found = checked(
        settings("""
            vars:
              offered: [nothing, credit, refund]
              late: 9 in 0..60
            bind: {days: late}
            case:
              customer: Ines Duarte
              order: "A-17"
              paid: 60.00
            """),
    )

    assert "unused-variable" not in found.codes


def test_a_parameter_that_a_sub_scene_never_uses_is_told_there():
    found = checked(
        part(
            "file",
            """
            ---
            id: ask-name
            title: Ask for the name
            kind: subscene
            language: en
            params: caller
            vars:
              asked: no
            ---

            ## ask

            - [What's your name?](#return) ^a1
                - set: asked = yes
            """,
            "scenarios/ask-name.md",
        ),
        ASK,
    )

    told = [d for d in found.diagnostics if d.code == "unused-variable"]
    assert {d.place.file for d in told} == {"scenarios/ask-name.md"}
    assert ["asked" in d.message or "caller" in d.message for d in told] == [True, True]


def test_a_mood_may_go_up_and_down_without_being_asked_for():
    found = checked(
        beat("""
            ## search

            **Ines:** It's order A-17.

            - [`lookup_order order=case.order`](#found) ^l1
                - score: process +2
            - [It is on its way, and I'm sure that it will be with you soon.](#lost) ^l2
            """),
    )

    assert found.codes == []


def test_a_mood_that_nothing_changes_is_told():
    found = checked(
        beat("""
            ## start

            **Ines:** Where is it?

            - [Parcels are late all the time in this season, as a rule.](#search) ^s1
                - score: deescalation -1
            - [I'm sorry. Let me look.](#search) ^s2
                - score: deescalation +2
            """),
        beat("""
            ## search

            **Ines:** It's order A-17.

            - [`lookup_order order=case.order`](#found) ^l1
                - score: process +2
            - [It is on its way, and I'm sure that it will be with you soon.](#lost) ^l2
            """),
    )

    assert "Nothing changes or asks for “mood”" in found.only("unused-meter").message


def test_what_a_beat_changes_when_it_is_entered_is_a_change():
    found = checked(
        settings("meters: {mood: 4 in 0..10, trust: 3 in 0..10}"),
        beat("""
            ## lost

            - enter: trust -1
            - outcome: lost
            """),
    )

    assert found.only("unused-meter").message == "Nothing asks for “trust”."


def test_what_is_to_be_avoided_needs_no_points():
    found = checked(
        beat("""
            ## thanked

            **Ines (offered is credit):** That's kind.

            **Ines (otherwise):** So much?

            - [____ Say goodbye to Ines.](#resolved) ^t1
                - model: "I'm sorry for the wait."
                - expect: apology (deescalation +1) = sorry
                - avoid: blame = "you should have"
            """),
    )

    assert found.codes == []


@pytest.mark.parametrize(
    ("said", "told", "mend"),
    [
        ("Up to 15.00 is yours.", "15.00", "{parcels.goodwill_limit}"),
        ("Up to 15,00 is yours.", "15,00", "{parcels.goodwill_limit}"),
        ("Wait for 14 days.", "14 days", "{parcels.patience} days"),
        ("A wait of 14 days, then.", "14 days", "{parcels.patience} days"),
    ],
)
def test_a_number_that_a_policy_decides_is_told(said, told, mend):
    found = checked(beat(f"## lost\n\n**Ines:** Well.\n{said}\n\n- outcome: lost\n"))

    problem = found.only("literal-setting")
    assert f"“{told}”" in problem.message
    assert mend in problem.suggestion
    assert problem.place.column == said.index(told) + 1


@pytest.mark.parametrize(
    "said",
    [
        "Up to 115.00 is yours.",
        "Up to 15.001 is yours.",
        "Wait for 13 days.",
        "Wait for 14 weeks.",
        "It is number 14.",
    ],
)
def test_other_numbers_are_left_alone(said):
    found = checked(beat(f"## lost\n\n**Ines:** {said}\n\n- outcome: lost\n"))

    assert found.codes == []


def test_an_amount_that_the_case_has_may_mean_that():
    found = checked(
        settings("""
            case:
              customer: Ines Duarte
              order: "A-17"
              paid: 15.00
              days: 9
            """),
        beat("""
            ## lost

            **Ines:** I paid 15.00 for it.

            - outcome: lost
            """),
    )

    assert found.codes == []


def test_a_number_in_a_reply_is_looked_at_too():
    found = checked(
        move("""
            - [Wait for 14 days.](#search) ^s3
            """),
    )

    assert found.only("literal-setting").place.column == len("- [Wait for ") + 1


def test_a_scenario_without_policies_may_name_any_number():
    found = checked(
        settings("policy: ask"),
        part(
            "file",
            """
            ---
            id: ask
            title: Ask
            effective: 2026-09-01
            ---

            ## 1 Ask

            ### 1.1 Ask {#ask}

            Ask.
            """,
            "policies/ask.md",
        ),
        beat("""
            ## lost

            **Ines:** Wait for 14 days and 15.00.

            - outcome: lost
            """),
    )

    assert found.codes == []


def test_a_clock_of_anywhere_is_measured_by_the_beat_that_takes_longest():
    found = checked(
        beat("""
            ## anywhere

            - [after 5s](#lost) ^x1
                - once: yes
            """),
    )

    problem = found.only("timer-short")
    assert "“search”" in problem.message


def test_a_condition_that_holds_for_one_caller_of_a_sub_scene_is_fine_for_both():
    found = checked(
        ASK,
        part(
            "move",
            """
            - [Who am I talking to?](ask-name.md) ^s3
                - then: #search
                - with: caller = Ines
            """,
        ),
    )

    assert "always-true" not in found.codes


@pytest.mark.parametrize(("patience", "codes"), [(14, []), (10, ["clause-changed"])])
def test_a_clause_whose_number_has_changed_is_told(patience, codes):
    found = checked(
        move("""
            - [One moment.](#search) ^s3
                - cite: parcels#refund
            """),
        pinned=[BEFORE.format(patience=patience)],
    )

    assert found.codes == codes


def test_a_clause_that_is_new_has_not_changed():
    found = checked(
        move("""
            - [One moment.](#search) ^s3
                - cite: parcels#look-first
            """),
        pinned=[BEFORE.format(patience=14)],
    )

    assert found.codes == []


def test_a_criterion_that_only_the_second_best_way_earns_is_told():
    found = checked(
        settings("""
            rubric: {policy: 40, deescalation: 30, process: 20, close: 10}
            """),
        beat("""
            ## lost

            **Ines:** Then I'll go on waiting.

            - [Goodbye.](#given-up) ^e1
                - score: close +2
            - [So long.](#given-up) ^e2

            ## given-up

            - outcome: lost
            """),
    )

    problem = found.only("unused-criterion")
    assert "the best conversation earns no point for it" in problem.message


IN_A_LANGUAGE = part(
    "file",
    """
    ---
    id: ask-name
    title: Ask for the name
    kind: subscene
    language: {language}
    ---

    ## ask

    - [What's your name?](#return) ^z1
    """,
    "scenarios/ask-name.md",
)
TWICE = move("""
    - [Who am I talking to?](ask-name.md) ^s3
        - then: #search
    - [Who is it?](ask-name.md) ^s4
        - then: #search
    """)


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("language: en", []),
        ("language: en-GB", []),
        ("", []),
        ("language: pl", ["translation-missing"]),
    ],
)
def test_a_sub_scene_has_to_be_in_the_language_of_its_caller(written, codes):
    text = IN_A_LANGUAGE.text.replace("language: {language}", written)

    found = checked(replace(IN_A_LANGUAGE, text=text), TWICE)

    told = [one.code for one in found.diagnostics]
    assert [code for code in told if code == "translation-missing"] == codes
