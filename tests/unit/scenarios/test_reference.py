import pytest

from tests.unit.scenarios.scripts import machine
from trainer.scenarios.chance import all_deals
from trainer.scenarios.cycles import strongly_connected
from trainer.scenarios.exploration import Budget
from trainer.scenarios.exploration.references import find_reference, find_references


def best(beats, settings="", **others):
    return find_reference(machine(beats, settings, **others), {})


def moves(reference):
    return [c.move.id if c.move else c.action for c in reference.choices]


def test_the_best_conversation_earns_most_and_fewer_moves_win_a_tie():
    found = best(
        """
        ## hello

        - [Round.](#round) ^round
            - score: policy +2
        - [Straight.](#last) ^straight
            - score: policy +2

        ## round

        - [On.](#last) ^on

        ## last

        - [Bye.](#end) ^bye
            - score: close +1
        - [Off.](#end) ^off
        """
    )

    assert moves(found) == ["straight", "bye"]
    assert found.points == {"policy": 2, "close": 1}


def test_a_mistake_is_never_part_of_the_reference():
    found = best(
        """
        ## hello

        - [Greedy.](#end) ^greedy
            - score: policy +9, close -1
        - [Fair.](#end) ^fair
            - score: policy +2
        """
    )

    assert moves(found) == ["fair"]


def test_a_conversation_that_breaks_a_clause_is_not_clean():
    found = best(
        """
        ## hello

        - [`issue_refund *`](#end) ^pay
            - score: policy +5
        - [Explain.](#end) ^tell
            - score: policy +1
        """,
        "policy: parcels\ncase: {paid: 9.00, proof: no, tender: cash}",
    )

    assert moves(found) == ["tell"]


def test_a_look_up_that_a_clause_asks_for_is_part_of_the_best_way():
    found = best(
        """
        ## hello

        - [`issue_refund *`](#end) ^pay
            - score: policy +5
        """,
        "policy: parcels\ncase: {order: A-1, paid: 9.00, proof: yes, tender: cash}",
    )

    assert moves(found) == ["lookup_order", "pay"]


def test_the_clock_never_runs_out_and_own_words_are_the_models():
    found = best(
        """
        ## hello

        - [____ Say.](#end) ^w
            - model: "Sorry."
            - expect: apology (close +2) = sorry
            - avoid: blame (close -2) = "your fault"
        - [after 60s](#end) ^slow
            - score: policy +9
        """
    )

    assert moves(found) == ["w"]
    assert found.points == {"close": 2}


def test_an_entry_on_a_cycle_counts_once():
    found = best(
        """
        ## hello

        - [Nice.](#hello) ^nice
            - score: policy +2
        - [Bye.](#end) ^bye
            - score: close +1
        """
    )

    assert found.points == {"policy": 2, "close": 1}
    assert moves(found) == ["nice", "bye"]


def test_only_a_good_ending_counts():
    found = best(
        """
        ## hello

        - [Give in.](#gone) ^in
            - score: policy +9
        - [Bye.](#end) ^bye
            - score: policy +1

        ## gone

        - outcome: lost
        """
    )

    assert moves(found) == ["bye"]


def test_where_no_clean_way_ends_well_nothing_is_found():
    found = best(
        """
        ## hello

        - [Bad.](#end) ^bad
            - score: policy -1
        """
    )

    assert (found.found, found.points, found.choices) == (False, {}, ())


def test_criteria_are_compared_by_their_own_maximum():
    found = best(
        """
        ## hello

        - [Much policy.](#end) ^p
            - score: policy +9
        - [Some of both.](#end) ^both
            - score: policy +6, close +1
        """
    )

    assert moves(found) == ["both"]
    assert found.maxima == {"policy": 9, "close": 1}


def test_each_deal_has_its_own_reference():
    script = machine(
        """
        ## hello

        - [Good.](#end) ^g
            - if: luck is good
            - score: policy +3
        - [Bad.](#end) ^b
            - if: luck is bad
            - score: policy +1
        """,
        "deal: {luck: [good, bad]}",
    )

    points = [find_reference(script, deal).points for deal in all_deals(script)]

    assert points == [{"policy": 3}, {"policy": 1}]


def test_the_final_state_of_the_case_is_part_of_the_reference():
    found = best(
        """
        ## hello

        - [`issue_refund *`](#end) ^pay
        - [Bye.](#end) ^bye
        """,
        "case: {paid: 9.00, tender: cash}\ngoal: {refunded: 9.00}",
    )

    assert (moves(found), found.points) == (["pay"], {"policy": 2})


def test_a_sub_scene_reached_twice_scores_once():
    found = best(
        """
        ## hello

        - [Check.](check.md) ^d1
            - then: #again

        ## again

        - [Check.](check.md) ^d2
            - then: #end
        - [Bye.](#end) ^bye
        """,
        check="""\
        ---
        id: check
        title: Check
        kind: subscene
        ---

        ## start

        - [Ask.](#return) ^v1
            - score: policy +2
        """,
    )

    assert found.points == {"policy": 2}
    assert moves(found) == ["d1", "v1", "bye"]


def test_past_its_budget_the_search_says_so():
    script = machine("## hello\n\n- [Go.](#b) ^a\n\n## b\n\n- [Bye.](#end) ^c\n")

    (found,) = find_references(script, [{}], budget=Budget(situations=1))

    assert not found.complete


@pytest.mark.parametrize(
    ("links", "components"),
    [
        ([], []),
        ([[]], [[0]]),
        ([[1], [0]], [[1, 0]]),
        ([[1, 2], [], [1]], [[1], [2], [0]]),
        ([[1], [2], [0, 3], []], [[3], [2, 1, 0]]),
    ],
)
def test_components_come_after_everything_they_lead_to(links, components):
    assert strongly_connected(links) == components
