"""What exploring says about small scenarios whose answers are plain to see."""

from decimal import Decimal

import pytest

from tests.unit.scenarios.scripts import machine
from trainer.scenarios.exploration import Budget, explore, keys_of
from trainer.scenarios.exploration.turning import GOOD_ENDING, PASS

WAYS = """
## hello

- [Good.](#bye) ^good
    - score: policy +4
- [Rude.](#bye) ^rude
    - score: policy -1
- [Insult.](#bye) ^insult
    - critical: Insulted the customer
- [Leave.](#gone) ^leave

## bye

- [Bye.](#end) ^bye
    - score: close +2
- [See you.](#end) ^see
    - score: close +1

## gone

- outcome: lost
"""


def explored(beats, settings="", *, budget=None, **others):
    return explore(machine(beats, settings, **others), budget=budget or Budget())


def keys(script, outcome):
    return keys_of(script, outcome.deal, outcome.choices)


def names(script, points, *, always=True):
    return [
        (script.beats[p.beat].id, script.moves[p.move].id, p.lost)
        for p in points
        if p.always is always
    ]


def test_best_and_worst_are_told_with_their_conversations():
    script = machine(WAYS)

    found = explore(script, budget=Budget())

    assert keys(script, found.best_clean) == ("good", "bye")
    assert (found.best_clean.total, found.best_clean.clean) == (Decimal(100), True)
    assert found.best == found.best_clean
    assert keys(script, found.best_flawed) == ("rude", "bye")
    assert (found.best_flawed.total, found.best_flawed.passed) == (Decimal(40), False)
    assert keys(script, found.worst) == ("leave",)
    assert (found.worst.total, found.worst.outcome) == (Decimal(0), "lost")
    assert all(o.exact for o in (found.best, found.best_flawed, found.worst))


def test_chances_and_endings_are_worked_out():
    script = machine(WAYS)

    found = explore(script, budget=Budget())

    shares = {e.outcome: (e.reachable, e.random_share) for e in found.endings}
    assert shares == {"lost": (True, 0.25), "resolved": (True, 0.75)}
    assert (found.random_pass, found.random_plays) == (0.25, 0)


def test_moves_after_which_something_is_out_of_reach_are_told():
    script = machine(WAYS)

    found = explore(script, budget=Budget())

    assert names(script, found.no_return) == [
        ("hello", "leave", GOOD_ENDING),
        ("hello", "rude", PASS),
        ("hello", "insult", PASS),
    ]


def test_a_loss_with_a_condition_is_a_mistake_only_where_it_holds():
    script = machine(
        """
        ## hello

        - [Look.](#pay) ^look
            - set: looked = yes
        - [Wait.](#pay) ^hurry

        ## pay

        - [There you are.](#end) ^pay
            - score: policy +4, close +2
            - score: policy -2 if not looked
        """,
        "vars: {looked: no}",
    )

    found = explore(script, budget=Budget())

    assert found.best.clean
    assert [choice.move.id for choice in found.best.choices] == ["look", "pay"]
    assert [choice.move.id for choice in found.best_flawed.choices] == ["hurry", "pay"]


def test_a_move_that_loses_only_sometimes_is_told_so():
    script = machine(
        """
        ## hello

        - [Good.](#bye) ^good
            - score: policy +4
        - [Fair.](#bye) ^fair
            - score: policy +3

        ## bye

        - [Bye.](#end) ^bye
            - score: close +2
        - [See you.](#end) ^see
            - score: close +1
        """,
        "pass: 70",
    )

    found = explore(script, budget=Budget())

    assert names(script, found.no_return, always=False) == [("bye", "see", PASS)]


def test_the_shortest_way_to_a_stuck_beat_is_told():
    script = machine(
        """
        ## hello

        - [Round.](#round) ^round
        - [Straight.](#last) ^straight

        ## round

        - [On.](#last) ^on

        ## last

        - [Bye.](#end) ^bye
            - if: chose(on)
        - [after 60s](#end) ^late
        """
    )

    (trail,) = explore(script, budget=Budget()).stuck

    assert script.beats[trail.beat].id == "last"
    assert keys(script, trail) == ("straight",)


CIRCLE = """
## hello

- [Turn.](#one) ^turn
- [Bye.](#end) ^bye

## one

- [go](#two) ^a
    - if: luck is bad
- [Bye.](#end) ^bye2

## two

- [go](#one) ^b
    - if: luck is bad
- [Bye.](#end) ^bye3
"""


def test_a_circle_that_goes_on_by_itself_is_told_with_the_way_to_it():
    script = machine(CIRCLE, "deal: {luck: [good, bad]}")

    (trail,) = explore(script, budget=Budget()).circles

    assert (script.beats[trail.beat].id, dict(trail.deal)) == ("hello", {"luck": "bad"})
    assert trail.choices == ()


def test_a_scenario_that_begins_in_a_circle_is_told_for_each_such_deal():
    script = machine(
        CIRCLE.split("## one")[1].join(("## one", "")), "deal: {luck: [good, bad]}"
    )

    found = explore(script, budget=Budget())

    assert [dict(trail.deal) for trail in found.circles] == [{"luck": "bad"}]
    assert len(found.by_deal) == 0 or found.by_deal[0].deal == {"luck": "good"}


def test_past_its_budget_the_rest_is_played_and_the_report_says_so():
    script = machine(WAYS)

    found = explore(script, budget=Budget(situations=3))

    assert not found.complete
    assert {script.moves[index].id for index in found.moves} == {
        "good",
        "rude",
        "insult",
        "leave",
        "bye",
        "see",
    }
    assert found.random_plays == 1000
    assert found.random_pass == pytest.approx(0.25, abs=0.04)
    assert found.no_return == ()
    assert (found.worst.exact, found.worst.lowest) == (False, Decimal(0))


def test_what_is_stuck_beyond_the_budget_is_found_by_play():
    script = machine(
        """
        ## hello

        - [On.](#last) ^on

        ## last

        - [Bye.](#end) ^bye
            - if: seen(end)
        """
    )

    (trail,) = explore(script, budget=Budget(situations=1)).stuck

    assert keys(script, trail) == ("on",)


def test_points_that_are_too_many_to_follow_are_played():
    script = machine(WAYS)

    found = explore(script, budget=Budget(weighed=0))

    assert found.complete
    assert found.random_plays == 1000
    assert (found.best_flawed.exact, found.best_flawed.highest) == (False, Decimal(100))
    assert {e.outcome for e in found.endings if e.random_share > 0.2} == {
        "lost",
        "resolved",
    }


def test_with_little_time_points_of_few_situations_are_followed():
    found = explore(machine(WAYS), budget=Budget(seconds=0.0001), now=lambda: 0.0)

    assert found.complete
    assert found.random_plays == 1000


def test_where_hopes_are_too_many_chances_are_played():
    found = explored(WAYS, budget=Budget(hopes=1))

    assert found.random_plays == 1000
    assert [p.lost for p in found.no_return] == [GOOD_ENDING]


def test_where_steps_are_too_many_bounds_are_honest():
    found = explored(WAYS, budget=Budget(steps=0))

    flawed = found.best_flawed
    assert flawed is None or flawed.lowest <= flawed.total <= flawed.highest


def test_where_points_add_up_in_too_many_ways_no_richer_conversation_is_told():
    moves = [f"- [{n}.](#hello) ^m{n}\n    - score: policy +1" for n in range(14)]

    script = "\n".join(["## hello", "", *moves, "- [Bye.](#end) ^bye"])

    found = explored(script, budget=Budget(hopes=1, steps=0))

    assert found.best.total == 100
    assert found.richest is None


def test_play_that_goes_round_for_ever_is_given_up():
    found = explored(
        """
        ## hello

        - [Round.](#again) ^round

        ## again

        - [Round.](#hello) ^back
        """,
        budget=Budget(situations=1),
    )

    assert found.worst is None
    assert [e.random_share for e in found.endings] == [0]


def test_seconds_are_told_by_the_clock_that_is_handed_in():
    times = iter(range(100))

    found = explore(
        machine(WAYS), budget=Budget(seconds=0), now=lambda: float(next(times))
    )

    assert not found.complete
    assert found.seconds > 0


def test_where_nothing_ends_well_there_is_no_best():
    found = explored(
        """
        ## hello

        - [Leave.](#gone) ^leave

        ## gone

        - outcome: lost
        """
    )

    assert (found.best, found.best_clean, found.best_flawed) == (None, None, None)
    assert found.worst.outcome == "lost"
    assert found.random_pass == 0


def test_where_only_a_mistake_ends_well_it_is_the_best():
    found = explored(
        """
        ## hello

        - [Bad.](#end) ^bad
            - score: policy -1
        """
    )

    assert found.best == found.best_flawed
    assert found.by_deal == ()


def test_where_nothing_ends_there_is_no_worst():
    found = explored(
        """
        ## hello

        - [Round.](#hello) ^round
        """
    )

    assert found.worst is None
    assert found.stuck == ()
    assert [e.reachable for e in found.endings] == [False]


def test_strategies_are_told_with_their_best_conversation():
    script = machine(
        """
        ## hello

        - [Yes, at once, whatever you want, of course.](#bye) ^nice
            - mood: +2
            - score: policy +4
        - [No.](#bye) ^no
            - means: refuse_refund
        - [Well.](#bye) ^well
            - mood: -1

        ## bye

        - [`issue_refund *`](#end) ^pay
            - score: close +2
        - [____ Say.](#end) ^w
            - model: "Sorry."
            - expect: apology = sorry
        """,
        "shuffle: no\nmeters: {mood: 3 in 0..9}\ncase: {paid: 9.00, tender: cash}",
    )

    found = explore(script, budget=Budget()).strategies

    ways = {name: keys(script, played.example) for name, played in found.items()}
    assert ways == {
        "first": ("nice", "pay"),
        "longest": ("nice", "pay"),
        "nicest": ("nice", "pay"),
        "never-asked": ("no", "w"),
    }
    assert [name for name, played in found.items() if played.passed] == [
        "first",
        "longest",
        "nicest",
    ]
    assert found["never-asked"].share == 0


def test_shuffled_replies_are_tried_in_several_orders():
    found = explored(WAYS).strategies["first"]

    assert 0 < found.share < 1


def test_a_strategy_ends_where_nothing_is_left_to_do():
    found = explored(
        """
        ## hello

        - [On.](#end) ^on
            - if: seen(end)
        """
    )

    assert found.strategies["first"].example.choices == ()


def test_where_the_best_replies_stand_is_counted():
    standing = explored(WAYS).standing

    assert (standing.asked, standing.first, standing.longest) == (2, 2, 0)


def test_a_look_up_by_itself_has_its_action_for_a_key():
    script = machine(
        """
        ## hello

        - [`issue_refund *`](#end) ^pay
            - score: policy +5
        """,
        "policy: parcels\ncase: {order: A-1, paid: 9.00, proof: yes, tender: cash}",
    )

    found = explore(script, budget=Budget())

    assert keys(script, found.best) == ("lookup_order", "pay")


def test_words_to_avoid_that_nobody_reads_are_the_smallest_mistake():
    script = machine(
        """
        ## hello

        - [____ Say.](#bye) ^w
            - model: "Sorry."
            - score: policy +4
            - expect: apology (close +2) = sorry
            - avoid: blame (close -1) = "your fault"
            - avoid: threat (policy -3) = police

        ## bye

        - [Bye.](#end) ^bye
        """
    )

    found = explore(script, budget=Budget())

    assert found.best_flawed.choices[0].hits == ("apology", "blame")
    assert found.worst.choices[0].hits == ("blame", "threat")
    assert found.random_pass == 0


def test_so_many_expectations_that_are_read_are_missed_one_by_one():
    wanted = "\n".join(f"            - expect: e{n} = word{n}" for n in range(9))
    asked = " or ".join(f"said(e{n})" for n in range(9))
    script = machine(
        f"""
        ## hello

        - [____ Say.](#bye) ^w
            - model: "{" ".join(f"word{n}" for n in range(9))}"
{wanted}

        ## bye

        - [Bye.](#end) ^bye
        - [Off.](#end) ^off
            - if: {asked}
        """
    )

    found = explore(script, budget=Budget())

    assert found.situations == 1 + 1 + 9 + 1 + 1
    assert not found.complete


def test_conditions_are_told_with_the_answers_they_had():
    script = machine(
        """
        ## hello

        **Dana (mood > 5):** Hm.

        - enter: mood -1 if mood > 2
        - [Good.](#last) ^good
            - mood: +1 if mood < 9
        - [Never.](#end) ^never
            - if: mood > 5

        ## last

        - [go](#end) ^g
            - if: told
        - [Back.](#hello) ^back
        - [Tell.](#last) ^tell
            - set: told = yes
            - score: policy +1 if told
        """,
        "meters: {mood: 3 in 0..5}\nvars: {told: no}",
    )

    asked = {
        (a.condition.fact, a.condition.text): (a.ever_true, a.ever_false)
        for a in explore(script, budget=Budget()).conditions
    }

    assert asked == {
        ("when", "mood > 5"): (False, True),
        ("enter", "mood > 2"): (True, False),
        ("if", "mood > 5"): (False, True),
        ("mood", "mood < 9"): (True, False),
        ("if", "told"): (True, True),
        ("score", "told"): (False, True),
    }
