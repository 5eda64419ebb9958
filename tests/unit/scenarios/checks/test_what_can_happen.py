"""What exploring shows: circles, endings, beats and moves nobody comes to."""

import pytest

from tests.unit.scenarios.checks.parcel import beat, checked, move, part, settings
from tests.unit.scenarios.scripts import machine
from trainer.content.diagnostics import Report
from trainer.scenarios.checks.guessing import check_guessing
from trainer.scenarios.exploration import Budget, explore

PLACE = settings("deal: {place: [depot, shop]}")


def test_nothing_is_said_about_a_sound_scenario():
    assert checked().codes == []


def test_without_an_exploration_only_what_is_written_is_looked_at():
    found = checked(
        beat("""
            ## lost

            **Ines (mood >= 0):** Then I'll go on waiting.

            - [after 1s](#resolved) ^e1
            - [Goodbye.](#resolved) ^e2
            """),
        explored=False,
    )

    assert found.codes == ["timer-short"]


def test_a_variant_that_never_ends_well_is_named():
    found = checked(
        PLACE,
        beat("""
            ## thanked

            **Ines:** That's kind.

            - [____ Say goodbye to Ines.](#resolved) ^t1
                - model: "I'm sorry for the wait."
                - expect: apology (deescalation +1) = sorry
                - go: #lost if place is shop
            """),
    )

    assert found.codes == ["no-good-ending"]
    assert "when place shop is dealt" in found.only("no-good-ending").message


def test_a_variant_that_only_ends_well_with_a_mistake_is_named():
    found = checked(
        PLACE,
        beat("""
            ## search

            **Ines:** It's order A-17.

            - [`lookup_order order=case.order`](#found) ^l1
                - if: place is depot
                - score: process +2
            - [`lookup_order order=case.order`](#found) ^l3
                - if: place is shop
                - score: process -1
            - [It is on its way, and I'm sure that it will be with you soon.](#lost) ^l2
            """),
    )

    problem = found.only("no-clean-ending")
    assert "when place shop is dealt" in problem.message
    assert "such as s2, l3, f1, o1, t1" in problem.message


def test_a_critical_error_that_nobody_can_avoid_is_no_way_to_end_well():
    found = checked(
        beat("""
            ## search

            **Ines:** It's order A-17.

            - [`lookup_order order=case.order`](#found) ^l1
                - critical: Looked without asking
            - [It is on its way, and I'm sure that it will be with you soon.](#lost) ^l2
            """),
    )

    assert "no-clean-ending" in found.codes


def test_a_looking_up_that_no_move_names_can_be_the_way_to_keep_to_a_policy():
    found = checked(
        beat("""
            ## found

            **Ines:** So what now?

            - [You'll have it back, on your card.](#offer) ^f1
                - means: promise_refund tender=card
                - why: It is late enough.
            - [Now you wait a little longer.](#lost) ^f3
            """),
        settings("""
            case:
              customer: Ines Duarte
              order: "A-17"
              paid: 60.00
              days: 20
            """),
    )

    assert found.codes == []


def test_a_row_of_moves_that_never_rests_is_a_circle_though_it_has_an_end():
    row = "".join(
        f"## b{n}\n\n- [Hm.](#lost) ^b{n}\n"
        f"- [go](#b{n + 1}) ^g{n}\n    - if: mood < 5\n\n"
        for n in range(25)
    )
    found = checked(
        move("""
            - [One moment.](#b0) ^s3
            """),
        beat(f"{row}## b25\n\n- [Hm.](#lost) ^b25\n"),
    )

    problem = found.only("go-circle")
    assert found.codes == ["go-circle"]
    assert "b0" not in problem.message or "start" in problem.message


def test_a_circle_that_nobody_comes_to_is_none():
    found = checked(
        beat("""
            ## cellar

            - [go](#cellar) ^c1
                - if: mood >= 0
            - [Up again.](#lost) ^c2
            """),
    )

    assert found.codes == ["unreached-beat"]


def test_of_unlinked_beats_in_a_row_the_first_is_told():
    found = checked(
        beat("""
            ## cellar

            - [Further down.](#deeper) ^c1

            ## deeper

            - [Up again.](#lost) ^c2
            """),
    )

    assert "“cellar”" in found.only("unreached-beat").message


def test_of_unlinked_beats_in_a_circle_the_first_is_told():
    found = checked(
        beat("""
            ## cellar

            - [Further down.](#deeper) ^c1

            ## deeper

            - [Up again.](#cellar) ^c2
            """),
    )

    assert "“cellar”" in found.only("unreached-beat").message


def test_a_beat_behind_a_condition_names_the_line_of_the_move():
    found = checked(
        beat("""
            ## cellar

            - [Up again.](#lost) ^c2
            """),
        move("""
            - [To the cellar.](#cellar) ^s3
                - if: offered is credit
            """),
    )

    assert found.codes == ["unreached-beat", "unreached-move"]
    assert "is never taken" in found.only("unreached-beat").message


def test_a_beat_that_a_move_could_only_lead_to_says_so():
    found = checked(
        beat("""
            ## cellar

            - [Up again.](#lost) ^c2
            """),
        move("""
            - [To the cellar.](#search) ^s3
                - go: #cellar if offered is credit
            """),
    )

    assert found.codes == ["always-false", "unreached-beat"]
    assert "never leads here" in found.only("unreached-beat").message


def test_a_move_of_anywhere_is_told_once():
    found = checked(
        beat("""
            ## anywhere

            - [`call_supervisor`](#lost) ^x1
                - if: mood >= 9
            """),
    )

    assert "“mood >= 9” never holds" in found.only("unreached-move").message


def test_what_happens_by_itself_has_no_id_to_be_told_by():
    found = checked(
        beat("""
            ## anywhere

            - [go](#lost) ^x1
                - if: mood >= 9
            """),
    )

    assert found.only("unreached-move").message.startswith("This “go”")


def test_what_comes_after_something_that_always_happens_is_never_possible():
    found = checked(
        beat("""
            ## lost

            **Ines:** Then I'll go on waiting.

            - [Goodbye.](#given-up) ^e1
            - [go](#given-up) ^e2
                - if: mood < 5 or mood >= 5
            - [go](#search) ^e3
                - if: mood < 5

            ## given-up

            - outcome: lost
            """),
    )

    places = [d for d in found.diagnostics if d.code == "unreached-move"]
    assert any("always comes before it" in d.message for d in places)


def test_an_action_behind_one_like_it_is_never_possible():
    found = checked(
        beat("""
            ## offer

            **Ines:** What would that be?

            - [`apply_goodwill_credit amount=10.00`](#thanked) ^o1
                - set: offered = credit
                - score: policy +2
            - [`apply_goodwill_credit *`](#thanked) ^o2
                - set: offered = refund
            - [`apply_goodwill_credit *`](#lost) ^o3
            """),
    )

    assert "“^o3”" in found.only("unreached-move").message


def test_the_same_action_under_a_condition_leaves_room_for_another():
    found = checked(
        beat("""
            ## offer

            **Ines:** What would that be?

            - [`apply_goodwill_credit amount=10.00`](#thanked) ^o1
                - set: offered = credit
                - score: policy +2
            - [`apply_goodwill_credit *`](#thanked) ^o2
                - if: mood >= 4
                - set: offered = refund
            - [`apply_goodwill_credit *`](#lost) ^o3
            """),
    )

    assert found.codes == []


def test_an_exploration_that_was_cut_short_says_so_and_proves_nothing():
    found = checked(situations=5)

    assert "not-everything-checked" in found.codes
    assert not {"unreached-beat", "unreached-move", "always-true"} & {*found.codes}


def test_what_is_owed_may_be_left_to_whoever_goes_on():
    owed = part(
        "clause",
        """
        ### 1.2 Money {#money}

        - rule: owe issue_refund
        """,
    )
    force = settings("policy: [parcels, claims]")
    handed = beat("""
        ## resolved

        - outcome: escalated
        """)

    assert checked(owed, force).codes == ["best-leaves-owed"]
    assert checked(owed, force, handed, settings("good: [escalated]")).codes == []


def test_what_is_owed_can_be_given_by_saying_it():
    found = checked(
        part(
            "clause",
            """
            ### 1.2 Word {#word}

            - rule: owe promise_callback if days > 3
            """,
        ),
        settings("policy: [parcels, claims]"),
        beat("""
            ## found

            **Ines:** So what now?

            - [I'll call you back. I'd like to give you something.](#offer) ^f1
                - means: promise_callback
                - score: policy +1
            - [Now you wait a little longer.](#lost) ^f3
            """),
    )

    assert found.codes == []


def test_a_long_conversation_is_told_by_its_ends():
    row = "".join(f"## b{n}\n\n- [Hm.](#b{n + 1}) ^b{n}\n\n" for n in range(20))
    found = checked(
        move("""
            - [One moment.](#b0) ^s3
            """),
        beat(f"{row}## b20\n\n- [Hm.](#lost) ^b20\n    - if: offered is credit\n"),
    )

    assert "s3, b0, b1, b2, b3, b4, …," in found.only("stuck").message


def test_whoever_is_stuck_from_the_start_has_done_nothing():
    found = checked(
        beat("""
            ## start

            **Ines:** Where is it?

            - [Let me look.](#search) ^s2
                - if: mood > 9
            """),
    )

    assert "at the very beginning" in found.only("stuck").message


def test_nothing_is_said_of_endings_that_were_not_looked_for():
    found = checked(
        beat("""
            ## resolved

            - outcome: escalated
            """),
        situations=3,
    )

    assert "no-good-ending" not in found.codes


def test_looking_something_up_by_oneself_can_be_part_of_the_best_way():
    late = settings("""
        case:
          customer: Ines Duarte
          order: "A-17"
          paid: 60.00
          days: 20
        """)
    found = checked(
        late,
        part(
            "clause",
            """
            ### 1.2 Word {#word}

            - rule: owe promise_refund
            """,
        ),
        settings("policy: [parcels, claims]"),
        beat("""
            ## search

            **Ines (mood >= 4):** It's order A-17.

            **Ines (otherwise):** A-17. And be quick.

            - [There it is.](#found) ^l1
                - score: process +2
            - [It is on its way, and I'm sure that it will be with you soon.](#lost) ^l2
            """),
        beat("""
            ## found

            **Ines:** So what now?

            - [You'll have it back, on your card.](#offer) ^f1
                - means: promise_refund tender=card
                - score: policy +1
            - [Now you wait a little longer.](#lost) ^f3
            """),
    )

    assert found.codes == []


def test_what_a_beat_of_a_sub_scene_nobody_calls_offers_is_not_told_besides():
    found = checked(
        part(
            "file",
            """
            ---
            id: ask-name
            title: Ask for the name
            kind: subscene
            language: en
            ---

            ## ask

            - [What's your name?](#return) ^a1

            ## anywhere

            - [Never mind.](#return) ^a2
            """,
            "scenarios/ask-name.md",
        ),
        move("""
            - [Who am I talking to?](ask-name.md) ^s3
                - if: offered is credit
                - then: #search
            """),
    )

    told = [d for d in found.diagnostics if d.code == "unreached-move"]
    assert [d.place.file for d in told] == ["scenarios/late-parcel.md"]


def test_a_mistake_that_only_the_best_flawed_conversation_makes_is_named():
    found = checked(
        settings("rubric: {policy: 0, deescalation: 60, process: 40}"),
        beat("""
            ## found

            **Ines:** So what now?

            - [It goes out again today. I'd like to give you something.](#offer) ^f1
            - [Your money back, I promise, and a little something.](#offer) ^f2
                - means: promise_refund tender=card
            - [Now you wait a little longer.](#lost) ^f3
            """),
        beat("""
            ## offer

            **Ines:** What would that be?

            - [`apply_goodwill_credit amount=10.00`](#thanked) ^o1
                - set: offered = credit
            - [`apply_goodwill_credit *`](#thanked) ^o2
                - set: offered = refund
            """),
    )

    problem = found.only("best-has-mistake")
    assert "scores 100.0, no less than the best" in problem.message


CIRCLE = beat("""
    ## search

    **Ines:** It's order A-17.

    - [Let me look.](#found) ^l1
    - [go](#search) ^l2
        - if: mood >= 0
    """)


def test_beside_a_circle_everything_is_told_that_does_not_hang_on_it():
    found = checked(
        CIRCLE,
        beat("""
            ## corner

            **Ines:** Nobody comes here.

            - [Goodbye.](#lost) ^c1
            """),
        move("""
            - [Never.](#lost) ^s3
                - if: mood > 8
            """),
    )

    assert sorted(found.codes) == ["go-circle", "unreached-beat", "unreached-move"]
    assert "“^s3”" in found.only("unreached-move").message


def test_a_circle_is_told_with_the_move_that_leads_into_it():
    found = checked(CIRCLE)

    assert found.codes == ["go-circle"]
    assert "after s1." in found.only("go-circle").message


def test_of_a_scenario_that_begins_in_a_circle_only_that_is_told():
    found = checked(
        beat("""
            ## start

            **Ines:** Where is it?

            - [Let me look.](#search) ^s1
            - [go](#start) ^s2
                - if: mood >= 0
            """),
    )

    assert found.codes == ["go-circle"]
    assert "at the very beginning" in found.only("go-circle").message


HABIT = """
    ## start

    - [Here you are, all of it, and gladly so.](#lost) ^yes
        - score: policy -1{yes}
    - [No.](#resolved) ^no
        - score: policy +1{no}
"""


@pytest.mark.parametrize(
    ("yes", "no", "what"),
    [
        ("", "", None),
        (
            "\n        - means: promise_refund",
            "\n        - means: refuse_refund",
            "what the customer did not ask for",
        ),
        (
            "\n        - mood: +1",
            "\n        - mood: -1",
            "the reply that the customer likes least",
        ),
    ],
)
def test_not_giving_is_a_habit_where_something_tells_what_is_asked_for(yes, no, what):
    found = by_habit(HABIT.format(yes=yes, no=no), "shuffle: yes")

    assert [one.code for one in found] == (["constant-strategy"] if what else [])
    assert what is None or what in found[0].message


def test_what_is_given_at_the_desk_tells_what_is_asked_for():
    found = by_habit(
        """
        ## start

        - [`issue_refund *`](#lost) ^pay
            - score: policy -1
        - [`list_charges`](#resolved) ^look
            - score: policy +1
        """,
        "shuffle: yes\ncase: {paid: 9.00, tender: cash}",
    )

    assert [one.code for one in found] == ["constant-strategy"]
    assert "what the customer did not ask for" in found[0].message


STEPS = """
    ## start

    - [{a} Good morning, and what can I do for you?](#look) ^a1
        - score: policy +1
    - [Next.](#lost) ^a2
    - [Hm.](#lost) ^a3

    ## look

    - [{b} Give me a minute, I look it up here.](#tell) ^b1
        - score: policy +1
    - [No.](#lost) ^b2
    - [Not now, not here, and not with me, please.](#lost) ^b3

    ## tell

    - [{c} It is there, and it comes on Friday.](#end) ^c1
        - score: policy +1
    - [No.](#lost) ^c2
    - [Wait for it, as everybody has to do.](#lost) ^c3

    ## end

    - [Goodbye, and do come back whenever you like to.](#lost) ^d1
    - [Goodbye.](#resolved) ^d2
"""
LONG = "I am so very glad that you ask me."


def test_replies_that_are_clearly_longest_at_every_step_are_told():
    found = by_habit(STEPS.format(a=LONG, b=LONG, c=LONG), "shuffle: yes")

    assert [one.code for one in found] == ["best-is-longest"]
    assert found[0].message.startswith("At 3 of 3 steps (“start”, “look”, “tell”) ")


def test_a_reply_that_is_hardly_longer_than_the_next_is_no_pattern():
    found = by_habit(STEPS.format(a=LONG, b="", c=LONG), "shuffle: yes")

    assert found == []


def test_replies_that_stand_first_are_told_where_they_are_not_shuffled():
    shuffled = by_habit(STEPS.format(a="", b="", c=""), "shuffle: yes")
    written = by_habit(STEPS.format(a="", b="", c=""), "shuffle: no")

    assert shuffled == []
    assert [one.code for one in written] == ["best-is-first"]


def test_two_steps_are_no_pattern():
    two = STEPS.replace("](#look) ^a1", "](#tell) ^a1")

    assert by_habit(two.format(a=LONG, b="", c=LONG), "shuffle: yes") == []


def test_where_not_everything_was_explored_no_pattern_is_told():
    text = STEPS.format(a=LONG, b=LONG, c=LONG)

    assert by_habit(text, "shuffle: no", situations=1) == []


def by_habit(text, settings_, situations=1_000):
    script = machine(
        text,
        f"meters: {{mood: 3 in 0..9}}\n{settings_}",
        end="## resolved\n\n- outcome: resolved\n\n## lost\n\n- outcome: lost\n",
    )
    report = Report()
    check_guessing(
        script, explore(script, budget=Budget(situations=situations)), report
    )
    return report.in_order()


def test_where_points_are_missing_only_ways_and_endings_are_told():
    nothing_scored = beat("""
        ## search

        **Ines (mood >= 0):** It's order A-17.

        - [Let me look.](#lost) ^l1
        - [It will come.](#lost) ^l2
            - score: process -2
        """)

    found = checked(nothing_scored, beat("## found\n\n- outcome: lost"), scored=False)

    assert found.codes == ["always-true", "no-good-ending", "unreached-beat"]


def test_where_whatever_is_said_passes_no_habit_is_told_besides():
    found = by_habit(
        """
        ## start

        - [Good morning.](#resolved) ^a1
            - score: policy +1
        - [Hello.](#resolved) ^a2
            - score: policy +1
        """,
        "shuffle: no",
    )

    assert [one.code for one in found] == ["cannot-fail"]
