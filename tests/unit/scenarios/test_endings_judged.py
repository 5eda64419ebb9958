"""What is left owed at the end, and what authority allows, from play to exploration."""

import pytest

from tests.unit.scenarios.scripts import Talk, machine
from trainer.assessments.scoring import score
from trainer.scenarios import conversation as talking
from trainer.scenarios.choices import choices, says_why
from trainer.scenarios.exploration import Budget, explore
from trainer.scenarios.states import dumped

RIGHTS = """\
---
id: rights
title: Rights
effective: 2026-01-01
facts:
  broken: yes | no
  asked: yes | no
---

# Rights

## 1 What is owed

### 1.1 Broken is a right {{#broken}}

A broken kettle is a right.

- rule: owe issue_refund or exchange_item if broken
- severity: {severity}

### 1.2 A gesture has an edge {{#edge}}

- rule: limit apply_goodwill_credit.amount to 20.00
- authority: supervisor up to 50.00 with reason
"""

SETTINGS = """
policy: rights
vars: {broken: no, asked: no}
case: {item: kettle, paid: 34.90, stock: 4}
"""

BEATS = """
## start

- [Show me.](#desk) ^show
    - set: broken = yes
    - score: close +2
- [It will be fine.](#end) ^fine
    - score: close +1

## desk

- [`exchange_item`](#desk) ^swap
    - score: policy +2
- [That is how they are. Bye.](#end) ^bye
    - score: close +1
- [I cannot take it back. Bye.](#end) ^rude
    - score: policy -5
- [I'll hand you over.](#handed) ^hand
- [Never mind.](#gone) ^gone

## handed

- outcome: escalated

## gone

- outcome: lost
"""


def rights(severity="error"):
    return {"rights": RIGHTS.format(severity=severity)}


def scripted(severity="error"):
    return machine(BEATS, SETTINGS, policies=rights(severity))


@pytest.mark.parametrize(
    ("keys", "outcomes"),
    [
        (("fine",), ["kept"]),
        (("show", "bye"), ["broken"]),
        (("show", "gone"), ["broken"]),
        (("show", "hand"), []),
        (("show", "swap", "bye"), ["kept"]),
    ],
)
def test_an_ending_is_judged_on_its_facts_and_all_that_was_done(keys, outcomes):
    talk = Talk(scripted())

    for key in keys:
        talk = talk.do("exchange_item") if key == "swap" else talk.take(key)

    assert [str(v.outcome) for v in talk.last.step.verdicts] == outcomes
    assert all(not turn.step.verdicts for turn in talk.now.turns[:-1])


def test_what_was_left_owed_costs_three_points_in_the_last_turn():
    now = Talk(scripted()).take("show", "bye").now

    assert [v.clause for v in now.turns[-1].broken] == ["rights#broken"]
    assert now.ledger.losses == {"policy": 3}
    card = score(now, {"policy": 2, "close": 3})
    (evidence,) = card.criteria[0].evidence
    assert (evidence.seq, evidence.source, evidence.cite) == (
        2,
        "verdict",
        "rights#broken",
    )
    assert evidence.why == (
        "neither issue_refund nor exchange_item was done, broken is yes"
    )


def test_a_larger_loss_of_the_last_move_stands_for_it():
    now = Talk(scripted()).take("show", "rude").now

    assert now.ledger.losses == {"policy": 5}


def test_a_note_costs_nothing_and_a_critical_clause_the_pass():
    noted = Talk(scripted("note")).take("show", "bye").now
    grave = Talk(scripted("customer-critical")).take("show", "bye").now

    assert (noted.ledger.losses, noted.ledger.critical) == ({}, ())
    assert grave.ledger.critical == ("rights#broken",)


def test_a_judged_ending_replays_to_the_same_bytes():
    played = Talk(scripted()).take("show", "bye").now

    again = talking.fold(scripted(), {}, [turn.event for turn in played.turns])

    assert dumped(again) == dumped(played)


def test_the_best_conversation_gives_what_is_owed_and_the_worst_does_not():
    found = explore(scripted(), budget=Budget())

    taken = [c.move.id for c in found.best_clean.choices]
    assert taken == ["show", "swap", "bye"]
    assert [c.move.id for c in found.best_flawed.choices] == ["show", "bye"]
    assert found.best_flawed.total < found.best_clean.total


def test_an_ending_that_leaves_something_owed_is_no_move_that_earns_by_breaking():
    assert explore(scripted(), budget=Budget()).rewarded == {}


def test_an_ending_right_at_the_start_is_not_judged():
    found = machine(
        "## start\n\n- outcome: lost\n",
        SETTINGS.replace("broken: no", "broken: yes"),
        policies=rights(),
    )

    assert talking.begin(found, {}).opening.verdicts == ()


GIVING = """
## start

- [`call_supervisor`](#desk) ^call
    - set: asked = yes
- [I'll do it myself.](#desk) ^alone

## desk

- [`apply_goodwill_credit amount=40.00`](#end) ^give
    - score: policy +2
- [Bye.](#gone) ^bye

## gone

- outcome: lost
"""


def giving():
    return machine(GIVING, SETTINGS, policies=rights())


@pytest.mark.parametrize(
    ("called", "reason", "outcome"),
    [
        (True, "late twice", "kept"),
        (True, "", "broken"),
        (False, "late twice", "broken"),
        (False, "", "broken"),
    ],
)
def test_beyond_the_limit_takes_a_call_and_a_reason(called, reason, outcome):
    talk = Talk(giving())

    talk = talk.do("call_supervisor") if called else talk.take("alone")
    talk.do("apply_goodwill_credit", amount=4000, reason=reason)

    (limit, _) = talk.last.step.verdicts
    assert (limit.clause, str(limit.outcome)) == ("rights#edge", outcome)


def test_the_best_conversation_calls_and_says_why():
    found = explore(giving(), budget=Budget())

    best = found.best_clean
    assert [c.move.id for c in best.choices] == ["call", "give"]
    assert says_why(best.choices[1])


def test_play_at_random_says_no_reason():
    found = explore(giving(), budget=Budget())

    assert found.random_pass == 0


def test_giving_without_a_call_earns_by_breaking_and_without_a_reason_is_a_slip():
    alone = machine(
        GIVING.replace("- [`call_supervisor`](#desk) ^call", "- [Hm.](#desk) ^call"),
        SETTINGS,
        policies=rights(),
    )

    rewarded = explore(alone, budget=Budget()).rewarded
    moves = {alone.moves[index].id: clauses for index, clauses in rewarded.items()}
    assert moves == {"give": {"rights#edge"}}


def test_a_reason_is_not_thought_up_where_the_move_gives_one_or_none_is_asked():
    named = GIVING.replace("amount=40.00", 'amount=40.00 reason="late twice"')
    reasons = {}
    for name, beats in (("named", named), ("open", GIVING)):
        found = machine(beats, SETTINGS, policies=rights())
        here = Talk(found).take("alone").now.situation
        reasons[name] = [
            dict(choice.arguments).get("reason")
            for choice in choices(found, here)
            if choice.action
        ]

    assert reasons == {"named": ["late twice"], "open": [None, "exception"]}


def test_a_right_whose_fact_is_missing_is_not_judged_and_not_kept_in_mind():
    found = machine(
        GIVING, SETTINGS.replace("broken: no, ", ""), policies=rights("critical")
    )

    talk = Talk(found).take("alone", "bye")

    assert [str(v.outcome) for v in talk.last.step.verdicts] == ["not-judged"]
    assert explore(found, budget=Budget()).situations == 5
    assert {*found.acted} == {"call_supervisor", "transfer_warm"}
