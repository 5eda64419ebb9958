"""What is owed at the end, worked out by hand from the text of the rules."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.policies.policies import HEAD, policy
from tests.unit.policies.test_judge import BROKEN, KEPT, NOT_JUDGED, Facts, slots
from trainer.content.diagnostics import Report
from trainer.content.types import Whole, Words
from trainer.policies.judge import HANDED_OVER, bind
from trainer.policies.module import Gate, RuleKind, Severity

REFUND = "owe issue_refund if proof and days <= window"
EITHER = "owe exchange_item or issue_refund if proof and condition is used"
ALWAYS = "owe state_rights"
PAID = "owe issue_refund if case.refunded < case.paid and proof"
NEITHER = "neither exchange_item nor issue_refund was done"


def concluded(rule, *did, outcome="resolved", head=HEAD, facts=None, **changed):
    judge = bind([policy(f"- rule: {rule}", head=head)], facts or Facts(), Report())
    return judge.conclude(outcome, slots(**changed), did)


@pytest.mark.parametrize(
    ("rule", "did", "facts", "outcome", "because"),
    [
        pytest.param(
            REFUND,
            (),
            {"proof": True, "days": 12},
            BROKEN,
            "issue_refund was not done, days 12 < window 30, proof is yes",
            id="a right that was withheld",
        ),
        pytest.param(
            REFUND,
            ("issue_refund",),
            {"proof": True, "days": 12},
            KEPT,
            "issue_refund was done, days 12 < window 30, proof is yes",
            id="a right that was given",
        ),
        pytest.param(
            REFUND,
            ("exchange_item", "lookup_purchase"),
            {"proof": True, "days": 12},
            BROKEN,
            "issue_refund was not done, days 12 < window 30, proof is yes",
            id="something else was given",
        ),
        pytest.param(
            REFUND,
            (),
            {"proof": True, "days": 30},
            BROKEN,
            "issue_refund was not done, days 30 = window 30, proof is yes",
            id="on the last day",
        ),
        pytest.param(
            REFUND,
            (),
            {"proof": True, "days": 31},
            KEPT,
            "days 31 > window 30, proof is yes",
            id="a day late, nothing is owed",
        ),
        pytest.param(
            REFUND,
            (),
            {"proof": False, "days": 12},
            KEPT,
            "days 12 < window 30, proof is no",
            id="without proof, nothing is owed",
        ),
        pytest.param(
            EITHER,
            (),
            {"proof": True},
            BROKEN,
            f"{NEITHER}, proof is yes, condition is used",
            id="neither of two",
        ),
        pytest.param(
            EITHER,
            ("issue_refund",),
            {"proof": True},
            KEPT,
            "issue_refund was done, proof is yes, condition is used",
            id="the second of two",
        ),
        pytest.param(
            EITHER,
            ("exchange_item",),
            {"proof": True},
            KEPT,
            "exchange_item was done, proof is yes, condition is used",
            id="the first of two",
        ),
        pytest.param(
            EITHER,
            ("issue_refund", "exchange_item"),
            {"proof": True},
            KEPT,
            "exchange_item and issue_refund were done, proof is yes, condition is used",
            id="both, in the order of the rule",
        ),
        pytest.param(
            EITHER,
            (),
            {"proof": True, "condition": "unused"},
            KEPT,
            "proof is yes, condition is unused",
            id="another case",
        ),
        pytest.param(
            ALWAYS, (), {}, BROKEN, "state_rights was not done", id="always, not said"
        ),
        pytest.param(
            ALWAYS,
            ("state_rights",),
            {},
            KEPT,
            "state_rights was done",
            id="always, by saying it",
        ),
        pytest.param(
            PAID,
            (),
            {"proof": True},
            BROKEN,
            "issue_refund was not done, case.refunded 0.00 < case.paid 40.00, "
            "proof is yes",
            id="fields of the case",
        ),
        pytest.param(
            PAID,
            (),
            {"proof": True, "case_refunded": 4000},
            KEPT,
            "case.refunded 40.00 = case.paid 40.00, proof is yes",
            id="the facts at the end, not before",
        ),
        pytest.param(
            "owe promise_callback or transfer_warm or call_supervisor if not proof",
            (),
            {},
            BROKEN,
            "neither promise_callback nor transfer_warm nor call_supervisor was done, "
            "proof is no",
            id="none of three",
        ),
        pytest.param(
            "owe promise_callback or transfer_warm or call_supervisor if not proof",
            ("call_supervisor",),
            {},
            KEPT,
            "call_supervisor was done, proof is no",
            id="the last of three",
        ),
    ],
)
def test_an_ending_is_judged_by_what_is_owed(rule, did, facts, outcome, because):
    (verdict,) = concluded(rule, *did, **facts)

    assert (verdict.outcome, verdict.because) == (outcome, because)


@pytest.mark.parametrize("outcome", ["resolved", "lost", "failed", "walked_off"])
def test_every_outcome_but_a_hand_over_is_judged(outcome):
    assert [v.outcome for v in concluded(ALWAYS, outcome=outcome)] == [BROKEN]
    assert concluded(ALWAYS, outcome=HANDED_OVER) == ()


def test_a_verdict_on_an_ending_names_its_clause_and_the_first_that_was_owed():
    judge = bind(
        [
            policy(
                f"- rule: {EITHER}",
                "- severity: customer-critical",
                "- criterion: close",
            )
        ],
        Facts(),
        Report(),
    )

    (verdict,) = judge.conclude("lost", slots(proof=True), ())

    assert (verdict.clause, verdict.number) == ("returns#clause", "2.1")
    assert (verdict.kind, verdict.rule) == (RuleKind.OWE, EITHER)
    assert verdict.action == "exchange_item"
    assert (verdict.severity, verdict.gate) == (Severity.CRITICAL, Gate.CUSTOMER)
    assert verdict.criterion == "close"


def test_an_unknown_fact_leaves_an_ending_unjudged_and_the_author_is_warned():
    report = Report()
    judge = bind([policy(f"- rule: {REFUND}")], Facts("proof", "days"), report)

    (verdict,) = judge.conclude("lost", slots(), ())

    assert verdict.outcome is NOT_JUDGED
    assert verdict.because == "proof is not known here; days is not known here"
    assert [p.code for p in report.in_order()] == ["fact-unbound", "fact-unbound"]
    assert judge.needs_did == frozenset()


def test_a_fact_that_an_act_is_judged_by_too_is_missed_once():
    report = Report()
    found = policy(f"- rule: {REFUND}", "- rule: forbid issue_refund if not proof")

    bind([found], Facts("proof"), report)

    assert [p.code for p in report.in_order()] == ["fact-unbound"]


def test_a_fact_of_another_kind_is_told_for_an_ending_too():
    report = Report()

    judge = bind([policy(f"- rule: {REFUND}")], Facts(days=Words(("few",))), report)

    assert [p.code for p in report.in_order()] == ["fact-type"]
    assert judge.conclude("lost", slots(), ())[0].outcome is NOT_JUDGED


def test_all_that_could_be_owed_is_kept_in_mind():
    judge = bind([policy(f"- rule: {EITHER}")], Facts(), Report())

    assert judge.needs_did == {"exchange_item", "issue_refund"}


FROM = HEAD + "applies: purchases from 2026-09-15\n"


@pytest.mark.parametrize(
    ("bought", "outcome"),
    [
        (date(2026, 9, 15), BROKEN),
        (date(2026, 9, 14), NOT_JUDGED),
        (date(2026, 10, 1), BROKEN),
    ],
)
def test_a_purchase_before_a_policy_applies_is_not_judged_at_the_end(bought, outcome):
    (verdict,) = concluded(REFUND, head=FROM, proof=True, days=3, case_purchased=bought)

    assert verdict.outcome is outcome


def test_without_a_day_of_purchase_an_ending_is_not_judged():
    (verdict,) = concluded(REFUND, head=FROM, facts=Facts("case.purchased"))

    assert verdict.because == "case.purchased is not known here"


@pytest.mark.parametrize(("country", "judged"), [("DE", 1), ("AT", 0), ("", 0)])
def test_a_clause_for_one_country_owes_nothing_elsewhere(country, judged):
    found = policy(f"- rule: {ALWAYS}", "- only: DE")

    judge = bind([found], Facts(), Report(), country=country)

    assert len(judge.conclude("lost", slots(), ())) == judged


ACTIONS = ("issue_refund", "exchange_item", "issue_store_credit", "state_rights")


@given(
    owed=st.lists(st.sampled_from(ACTIONS), min_size=1, max_size=3, unique=True),
    did=st.sets(st.sampled_from(ACTIONS)),
    proof=st.booleans(),
    days=st.integers(0, 90),
    condition=st.sampled_from(("unused", "used")),
)
def test_a_right_is_broken_just_where_it_holds_and_nothing_owed_was_done(
    owed, did, proof, days, condition
):
    text = f"owe {' or '.join(owed)} if (proof or days < 7) and condition is not used"
    facts = {"proof": proof, "days": days, "condition": condition}

    (verdict,) = concluded(text, *did, facts=Facts(days=Whole(0, 90)), **facts)

    holds = (proof or days < 7) and condition != "used"
    assert (verdict.outcome is BROKEN) is (holds and did.isdisjoint(owed))
    assert verdict.outcome in {KEPT, BROKEN}
