"""Whether a mistake can be made good, and what the settings name in vain."""

import pytest

from tests.unit.scenarios.checks.parcel import beat, checked, settings
from tests.unit.scenarios.scripts import machine
from trainer.content.diagnostics import Report
from trainer.scenarios.checks.mistakes import check_mistakes
from trainer.scenarios.exploration import Budget, explore
from trainer.scenarios.reach import Reach, reach_of

STRICT = """
    ## start

    - [Yes.](#two) ^a1
        - score: policy +2
    - [No.](#two) ^a2
        - score: policy -{loss}

    ## two

    - [Yes.](#three) ^b1
        - score: policy +2
    - [No.](#three) ^b2
        - score: policy -4

    ## three

    - [Yes.](#four) ^c1
        - score: policy +2
    - [No.](#four) ^c2
        - score: policy -5

    ## four

    - [Bye.](#resolved) ^d1
        - score: policy +{more}

    ## resolved

    - outcome: resolved
"""


def told(script, budget=None):
    made = machine(script)
    report = Report()
    found = explore(made, budget=budget or Budget())
    check_mistakes(made, found, report)
    return [one.message for one in report.in_order()]


def test_nobody_who_slips_once_can_pass_and_the_gentlest_slip_says_why():
    (message,) = told(STRICT.format(loss=4, more=2))

    assert message == (
        "After any one mistake nobody can pass any more. Even after a2, “policy” "
        "falls to 25, and 50 is needed."
    )


def test_a_part_that_no_slip_touches_is_not_the_reason():
    script = STRICT.format(loss=4, more=2).replace("+2\n", "+2, close +1\n", 1)

    (message,) = told(script)

    assert "“policy” falls to 25" in message
    assert "close" not in message


def test_one_mistake_that_can_be_made_good_is_enough():
    assert told(STRICT.format(loss=4, more=40)) == []


def test_where_no_part_alone_is_too_low_only_the_fact_is_told():
    script = STRICT.format(loss=1, more=2)
    script = script.replace("policy -4", "policy -1").replace("policy -5", "policy -1")

    assert told(script) == ["After any one mistake nobody can pass any more."]


@pytest.mark.parametrize(
    "script",
    [
        STRICT.format(loss=4, more=2).replace("[No.](#three)", "[No.](#resolved)"),
        STRICT.format(loss=4, more=2).replace("outcome: resolved", "outcome: lost"),
    ],
)
def test_a_short_way_and_one_nobody_can_pass_at_all_are_no_pattern(script):
    assert told(script) == []


def test_where_not_everything_was_looked_at_nothing_is_claimed():
    assert told(STRICT.format(loss=4, more=2), Budget(hopes=1)) == []


def test_a_good_ending_that_no_beat_has_is_named():
    found = checked(settings("good: [resolved, escalated]"))

    assert "“escalated” counts as a good ending" in (
        found.only("good-without-ending").message
    )


def test_a_policy_that_nothing_here_touches_is_named():
    found = checked(settings("policy: parcels, claims"), beat(QUIET))

    assert found.only("policy-judges-nothing").message.endswith(
        "nothing done or said here is judged by it."
    )


def test_the_reach_of_a_policy_is_told_in_clauses():
    (reach,) = reach_of(checked().machine).values()

    assert isinstance(reach, Reach)
    assert 0 < reach.decided <= reach.clauses


QUIET = """
## found

**Ines:** So what now?

- [It goes out again today.](#offer) ^f1
    - score: policy +1
"""
