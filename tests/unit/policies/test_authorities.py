"""Who may go beyond a limit, worked out by hand from the text of the clause."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.policies.policies import policy
from tests.unit.policies.test_judge import BROKEN, KEPT, Facts, slots
from trainer.content.diagnostics import Report
from trainer.content.types import Money
from trainer.policies.because import Beyond, Fact, Lack
from trainer.policies.judge import bind

CREDIT = "- rule: limit issue_store_credit.amount to credit_limit"
SUM = ("issue_store_credit", "amount")
BOSS = "- authority: supervisor up to 500.00"
BOSS_WHY = "- authority: supervisor up to 500.00 with reason"
OWN = "- authority: agent up to 80.00"
OWN_WHY = "- authority: agent up to 80.00 with reason"
HEAD = "- authority: manager up to 900.00"
CALLED = ("call_supervisor",)
PASSED_ON = ("lookup_purchase", "transfer_warm")
OVER = "amount 60.00 > credit_limit 50.00"


def judge_of(*lines, rule=CREDIT):
    return bind([policy(rule, *lines)], Facts(), Report())


def judged(*lines, amount, did=(), before=0, **arguments):
    judge = judge_of(*lines)
    given = {"amount": amount, **arguments}
    (verdict,) = judge.judge(
        "issue_store_credit", given, slots(), did, {SUM: before} if before else {}
    )
    return verdict


@pytest.mark.parametrize(
    ("lines", "amount", "did", "reason", "outcome", "because"),
    [
        ((BOSS,), 5000, (), "", KEPT, "amount 50.00 = credit_limit 50.00"),
        (
            (BOSS,),
            6000,
            (),
            "",
            BROKEN,
            f"{OVER}, a supervisor may go up to 500.00, and nobody was called",
        ),
        (
            (BOSS,),
            6000,
            CALLED,
            "",
            KEPT,
            f"{OVER}, a supervisor may go up to 500.00",
        ),
        (
            (BOSS,),
            6000,
            PASSED_ON,
            "",
            KEPT,
            f"{OVER}, a supervisor may go up to 500.00",
        ),
        (
            (BOSS,),
            6000,
            ("lookup_purchase", "refuse_supervisor"),
            "",
            BROKEN,
            f"{OVER}, a supervisor may go up to 500.00, and nobody was called",
        ),
        (
            (BOSS,),
            50000,
            CALLED,
            "",
            KEPT,
            "amount 500.00 > credit_limit 50.00, a supervisor may go up to 500.00",
        ),
        (
            (BOSS,),
            50001,
            CALLED,
            "",
            BROKEN,
            (
                "amount 500.01 > credit_limit 50.00, even a supervisor may only go up "
                "to 500.00"
            ),
        ),
        (
            (BOSS_WHY,),
            6000,
            CALLED,
            "",
            BROKEN,
            f"{OVER}, a supervisor may go up to 500.00, and no reason was given",
        ),
        (
            (BOSS_WHY,),
            6000,
            CALLED,
            "  ",
            BROKEN,
            f"{OVER}, a supervisor may go up to 500.00, and no reason was given",
        ),
        (
            (BOSS_WHY,),
            6000,
            CALLED,
            "damaged in the shop",
            KEPT,
            f"{OVER}, a supervisor may go up to 500.00",
        ),
        (
            (BOSS_WHY,),
            6000,
            (),
            "damaged in the shop",
            BROKEN,
            f"{OVER}, a supervisor may go up to 500.00, and nobody was called",
        ),
        (
            (BOSS_WHY,),
            6000,
            (),
            "",
            BROKEN,
            (
                f"{OVER}, a supervisor may go up to 500.00, and nobody was called, and "
                "no reason was given"
            ),
        ),
        ((OWN,), 6000, (), "", KEPT, f"{OVER}, an agent may go up to 80.00"),
        (
            (OWN,),
            8001,
            CALLED,
            "",
            BROKEN,
            "amount 80.01 > credit_limit 50.00, even an agent may only go up to 80.00",
        ),
        (
            (OWN_WHY,),
            6000,
            (),
            "",
            BROKEN,
            f"{OVER}, an agent may go up to 80.00, and no reason was given",
        ),
        (
            (OWN_WHY,),
            6000,
            (),
            "goodwill",
            KEPT,
            f"{OVER}, an agent may go up to 80.00",
        ),
        (
            (OWN_WHY, HEAD),
            6000,
            (),
            "",
            BROKEN,
            (
                f"{OVER}, an agent may go up to 80.00, and no reason was given, a "
                "manager may go up to 900.00, and nobody was called"
            ),
        ),
        (
            (OWN_WHY, HEAD),
            6000,
            CALLED,
            "",
            KEPT,
            f"{OVER}, a manager may go up to 900.00",
        ),
        (
            (OWN, HEAD),
            8001,
            CALLED,
            "",
            KEPT,
            "amount 80.01 > credit_limit 50.00, a manager may go up to 900.00",
        ),
        ((), 6000, CALLED, "because", BROKEN, OVER),
    ],
)
def test_an_act_beyond_a_limit_takes_authority(
    lines, amount, did, reason, outcome, because
):
    verdict = judged(*lines, amount=amount, did=did, reason=reason)

    assert (verdict.outcome, verdict.because) == (outcome, because)


def test_authority_is_for_all_acts_of_an_attempt_together():
    within = judged(BOSS, amount=10000, before=40000, did=CALLED)
    beyond = judged(BOSS, amount=10001, before=40000, did=CALLED)

    assert (within.outcome, beyond.outcome) == (KEPT, BROKEN)


def test_authority_of_one_clause_is_no_leave_to_break_another():
    found = policy(CREDIT, "- rule: forbid issue_store_credit if not proof", BOSS)
    judge = bind([found], Facts(), Report())

    verdicts = judge.judge("issue_store_credit", {"amount": 6000}, slots(), CALLED, {})

    assert [v.outcome for v in verdicts] == [KEPT, BROKEN]


def test_the_hand_overs_are_kept_in_mind_where_somebody_has_to_be_called():
    assert judge_of(BOSS).needs_did == {"call_supervisor", "transfer_warm"}
    assert judge_of(OWN_WHY).needs_did == frozenset()


def test_a_reason_is_asked_only_where_some_authority_asks_for_it():
    assert judge_of(BOSS_WHY).asks_why("issue_store_credit")
    assert not judge_of(BOSS).asks_why("issue_store_credit")
    assert not judge_of(BOSS_WHY).asks_why("issue_refund")


def test_an_action_whose_form_has_no_blank_for_it_needs_no_reason():
    judge = judge_of(
        "- authority: agent up to 80.00 with reason",
        rule="- rule: limit promise_credit.amount to credit_limit",
    )

    (verdict,) = judge.judge("promise_credit", {"amount": 6000}, slots(), (), {})

    assert verdict.outcome is KEPT


def test_a_number_is_no_amount_of_money():
    judge = judge_of("- authority: agent up to 80")

    (verdict,) = judge.judge("issue_store_credit", {"amount": 6000}, slots(), (), {})

    assert verdict.because == OVER


def test_authority_can_be_for_numbers():
    judge = judge_of(
        "- authority: agent up to 6",
        rule="- rule: limit set_payment_plan.instalments to most",
    )

    (kept,) = judge.judge("set_payment_plan", {"instalments": 6}, slots(), (), {})
    (broken,) = judge.judge("set_payment_plan", {"instalments": 7}, slots(), (), {})

    assert (kept.outcome, broken.outcome) == (KEPT, BROKEN)


def test_what_is_missing_is_kept_as_values_too():
    verdict = judged(BOSS_WHY, amount=6000)

    assert verdict.grounds[1:] == (
        Beyond("supervisor", Fact("", Money(), 50000), (Lack.HAND_OVER, Lack.REASON)),
    )


@given(
    amount=st.integers(1, 100_000),
    before=st.integers(0, 60_000),
    did=st.sets(st.sampled_from(("call_supervisor", "transfer_warm", "read_notes"))),
    reason=st.sampled_from(("", " ", "late", "x")),
    role=st.sampled_from(("agent", "supervisor", "manager")),
    with_reason=st.booleans(),
)
def test_an_act_is_kept_just_where_limit_or_authority_allows_it(
    amount, before, did, reason, role, with_reason
):
    line = f"- authority: {role} up to 500.00{' with reason' if with_reason else ''}"

    verdict = judged(line, amount=amount, before=before, did=did, reason=reason)

    called = role == "agent" or did & {"call_supervisor", "transfer_warm"}
    said_why = not with_reason or reason.strip()
    allowed = called and said_why and amount + before <= 50_000
    assert (verdict.outcome is KEPT) is (amount + before <= 5_000 or bool(allowed))
