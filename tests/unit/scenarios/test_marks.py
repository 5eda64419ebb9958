"""What exactly a step reports: every part of every mark, turn and ledger."""

import pytest

from tests.unit.scenarios.scripts import Talk, machine
from trainer.errors import ContentError
from trainer.scenarios.desk import Change
from trainer.scenarios.engine import Mark
from trainer.scenarios.ledger import Counted

FILE = "scenarios/late-parcel.md"

WORDS = machine(
    """
    ## hello

    - [____ Say.](#end) ^w
        - model: "Sorry."
        - expect: apology (close +2) = sorry
        - avoid: blame (policy -1) = "your fault"
        - score: policy +3
    """
)


def test_own_words_are_marked_by_name_as_wanted_or_not():
    talk = Talk(WORDS).write("w", "apology", "blame")
    entry = WORDS.moves[0].scores[0].mark

    assert talk.last.step.marks == (
        entry,
        Mark(f"{FILE}^w:expect:apology", "close", 2, "expect", "apology"),
        Mark(f"{FILE}^w:avoid:blame", "policy", -1, "avoid", "blame"),
    )
    assert entry[1:] == ("policy", 3, "score", "")
    assert talk.last.counted == (
        Counted("policy", 3, "score", ""),
        Counted("close", 2, "expect", "apology"),
        Counted("policy", -1, "avoid", "blame"),
    )


def test_a_goal_is_marked_by_its_field_beside_what_the_move_scores():
    script = machine(
        """
        ## hello

        - [`issue_refund *`](#end) ^pay
            - score: close +1
        """,
        "case: {paid: 9.00, tender: cash}\ngoal: {refunded: 9.00}",
    )
    talk = Talk(script).do("issue_refund", amount=900, tender="cash")

    assert talk.last.step.marks == (
        script.moves[0].scores[0].mark,
        Mark("goal:refunded", "policy", 2, "goal", "refunded"),
    )


def test_a_conversation_that_ends_at_once_counts_its_goal():
    script = machine(
        """
        ## hello

        - [go](#end) ^g
            - if: case.refunded == 9.00
        - [Bye.](#end) ^b
        """,
        "case: {refunded: 9.00, paid: 9.00}\ngoal: {refunded: 9.00}",
    )

    assert Talk(script).now.ledger.gains == {"policy": 2}


def test_a_look_up_by_itself_is_judged_answered_and_remembered():
    script = machine(
        """
        ## hello

        - [Bye.](#end) ^b
            - if: did(lookup_order)
        """,
        "policy: parcels\ncase: {order: A-1, proof: no}",
    )
    step = Talk(script).do("lookup_order", order="A-1").last.step

    assert isinstance(step.result, Change)
    assert step.verdicts == ()
    assert Talk(script).do("lookup_order", order="A-1").take("b").now.outcome


def test_every_act_of_a_move_is_judged():
    script = machine(
        """
        ## hello

        - [Both.](#end) ^b
            - means: issue_refund amount=5.00 tender=cash
            - means: apply_goodwill_credit amount=60.00
        """,
        "policy: parcels\ncase: {proof: no, paid: 9.00}",
    )

    clauses = [v.clause for v in Talk(script).take("b").last.broken]

    assert clauses == ["parcels#look-first", "parcels#proof", "parcels#most"]


def test_sums_are_kept_for_each_action_and_argument():
    script = machine(
        """
        ## hello

        - [`apply_goodwill_credit *`](#hello) ^a
        - [`issue_refund *`](#hello) ^r
        - [Bye.](#end) ^b
        """,
        "policy: parcels\ncase: {proof: yes, paid: 99.00}",
    )
    talk = Talk(script).do("issue_refund", amount=6000, tender="cash")

    assert talk.do("apply_goodwill_credit", amount=5000).last.broken == ()


def chain(length):
    """A conversation whose first move sets off so many automatic ones."""
    beats = "".join(
        f"## b{n}\n\n- [go](#b{n + 1}) ^g{n}\n    - if: on\n- [S.](#end) ^s{n}\n\n"
        for n in range(length)
    )
    start = "## hello\n\n- [Go.](#b0) ^a\n- [E.](#end) ^e\n\n"
    return machine(
        f"{start}{beats}## b{length}\n\n- [Bye.](#end) ^bye\n", "vars: {on: yes}"
    )


def test_twenty_automatic_moves_in_a_row_are_followed():
    assert Talk(chain(20)).take("a").now.beat == "b20"


def test_more_are_a_circle():
    with pytest.raises(ContentError, match="more than 20 times"):
        Talk(chain(21)).take("a")


def test_every_beat_on_the_way_was_entered_as_it_stood_then():
    script = machine(
        """
        ## hello

        - [Go.](#mid) ^a

        ## mid

        - enter: mood -2, mood -1 if mood >= 5

        - [go](#last) ^g
            - if: mood <= 3
            - mood: +4
        - [S.](#end) ^s

        ## last

        - [Bye.](#end) ^b
        """,
        "meters: {mood: 5 in 0..10}",
    )
    step = Talk(script).take("a").last.step

    moods = [entered.slots[script.meters["mood"]] for entered in step.entered]

    assert moods == [2, 6]
    assert step.entered[-1] == step.after


def test_an_automatic_move_can_call_a_sub_scene_and_a_sub_scene_return_by_itself():
    script = machine(
        """
        ## hello

        - [Go.](#mid) ^a

        ## mid

        - [go](check.md) ^g
            - if: on
            - then: #last
        - [S.](#end) ^s

        ## last

        - [Bye.](#end) ^b
        """,
        "vars: {on: yes}",
        check="""\
        ---
        id: check
        title: Check
        kind: subscene
        shared: [on]
        ---

        ## start

        - [Ask.](#done) ^v1
            - set: on = no

        ## done

        - [go](#return) ^v2
            - if: not on
        - [Stay.](#start) ^v3
        """,
    )
    talk = Talk(script).take("a")

    assert (talk.now.beat, len(talk.now.situation.stack)) == ("start", 1)
    assert talk.take("g/v1").now.beat == "last"
    assert talk.now.situation.stack == ()


def test_equal_losses_of_move_and_clause_count_once():
    script = machine(
        """
        ## hello

        - [Pay.](#end) ^pay
            - means: issue_refund amount=5.00 tender=cash
            - score: policy -2, policy -1
        """,
        "policy: parcels\ncase: {proof: yes, paid: 9.00}",
    )
    talk = Talk(script).take("pay")

    assert talk.now.ledger.losses == {"policy": 3}
    assert talk.now.ledger.gains == {}
    assert [line.covered for line in talk.last.counted if line.points < 0] == [
        False,
        False,
        True,
    ]
