from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.policies.policies import HEAD, policy
from trainer.errors import ContentError
from trainer.policies.trial import Trial, read_act, read_done, read_facts, try_out

CASH = "- rule: forbid issue_refund if tender is cash and not proof"
OWED = "- rule: owe issue_refund if proof"
KNOWN = policy(CASH)
COUNTRY = HEAD.replace("facts:", "settings for DE:\n  window: 14 days\nfacts:")


def judged(*clause, head=HEAD, **trial):
    verdicts = try_out(policy(*clause, head=head), Trial(**trial))
    return [(str(verdict.outcome), verdict.because) for verdict in verdicts]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"proof": False}, ("broken", "tender is cash, proof is no")),
        ({"proof": True}, ("kept", "tender is cash, proof is yes")),
        ({}, ("not-judged", "proof is not known here")),
    ],
)
def test_an_act_is_judged_on_the_facts_that_are_given(facts, expected):
    arguments = {"tender": "cash", "amount": 3490}

    assert judged(CASH, facts=facts, action="issue_refund", arguments=arguments) == [
        expected
    ]


def test_what_was_done_before_counts():
    rule = "- rule: before issue_refund, lookup_purchase"

    assert judged(rule, action="issue_refund")[0][0] == "broken"
    found = judged(rule, action="issue_refund", did=[("lookup_purchase", {})])
    assert found[0][0] == "kept"


@pytest.mark.parametrize(
    ("did", "because"),
    [
        ("issue_store_credit id=checked", "amount 30.00 < credit_limit 50.00"),
        (
            "issue_store_credit amount=15.00, issue_store_credit amount=15.00",
            "amount 60.00 in all > credit_limit 50.00",
        ),
    ],
)
def test_a_limit_adds_up_what_was_done_before(did, because):
    rule = "- rule: limit issue_store_credit.amount to credit_limit"
    asked = {"action": "issue_store_credit", "arguments": {"amount": 3000}}

    assert judged(rule, **asked, did=read_done(did))[0][1] == because


def test_an_ending_is_judged_by_what_is_owed():
    facts = {"proof": True}

    assert judged(OWED, facts=facts, outcome="resolved")[0][0] == "broken"
    assert judged(OWED, facts=facts, outcome="escalated") == []
    given_back = judged(
        OWED, facts=facts, outcome="resolved", did=[("issue_refund", {})]
    )
    assert given_back[0][0] == "kept"


def test_an_act_counts_for_the_ending_that_follows_it():
    found = judged(
        *(CASH, OWED),
        facts={"proof": True},
        action="issue_refund",
        arguments={"tender": "cash"},
        outcome="resolved",
    )

    assert [outcome for outcome, _ in found] == ["kept", "kept"]


def test_nothing_done_and_no_ending_gives_no_verdict():
    assert judged(CASH, facts={"proof": False}) == []


def test_a_country_brings_its_settings():
    rule = "- rule: forbid issue_refund if days > window"
    asked = {"facts": {"days": 20}, "action": "issue_refund"}

    assert judged(rule, head=COUNTRY, **asked)[0][0] == "kept"
    assert judged(rule, head=COUNTRY, **asked, country="DE")[0][0] == "broken"


def test_a_case_field_is_known_under_its_name():
    rule = "- rule: forbid issue_refund if amount > case.paid"
    asked = {"action": "issue_refund", "arguments": {"amount": 200}}

    assert judged(rule, facts={"case.paid": 100}, **asked)[0][0] == "broken"
    assert judged(rule, **asked) == [("not-judged", "case.paid is not known here")]


@pytest.mark.parametrize(
    ("written", "facts"),
    [
        ("", {}),
        ("proof=no days=12", {"proof": False, "days": 12}),
        ("proof = yes, condition=used", {"proof": True, "condition": "used"}),
        ("case.paid=60.00 stock=3", {"case.paid": 6000, "case.stock": 3}),
        ('item="Blender 200" ', {"case.item": "Blender 200"}),
        ("case.purchased=2026-11-24", {"case.purchased": date(2026, 11, 24)}),
    ],
)
def test_facts_are_read_as_they_are_declared(written, facts):
    assert read_facts(KNOWN, written) == facts


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("proof=maybe", "proof: “maybe” is not yes or no. Write yes or no."),
        ("days=-1", "days: “-1” is not a number from 0 to 3650."),
        ('proof="yes"', "Take the quotes away"),
        ("prof=no", "knows no fact “prof”. Did you mean “proof”?"),
        ("zzz=1", "Known: proof, days, condition."),
        ("proof", "“proof” cannot be read."),
        ('proof=no item="Blender', '“item="Blender” cannot be read.'),
    ],
)
def test_what_is_wrong_with_a_fact_is_a_sentence(written, said):
    with pytest.raises(ContentError) as error:
        read_facts(KNOWN, written)

    assert said in str(error.value)


def test_an_act_is_read_with_its_arguments():
    assert read_act(" inspect_item ") == ("inspect_item", {})
    assert read_act('issue_refund tender=cash amount=34.90 reason="a b"') == (
        "issue_refund",
        {"tender": "cash", "amount": 3490, "reason": "a b"},
    )


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "“” is not an action. Known: lookup_purchase"),
        ("isue_refund", "Did you mean “issue_refund”?"),
        ("issue_refund tendr=cash", "has no blank “tendr”. Did you mean “tender”?"),
        ("issue_refund tender=coins", "tender: “coins” is not one of"),
        ("list_charges a=1", "“list_charges” has no blank “a”. It has none."),
    ],
)
def test_what_is_wrong_with_an_act_is_a_sentence(written, said):
    with pytest.raises(ContentError) as error:
        read_act(written)

    assert said in str(error.value)


def test_what_was_done_is_a_list_of_actions():
    assert read_done("lookup_purchase, issue_store_credit amount=30.00,") == (
        ("lookup_purchase", {}),
        ("issue_store_credit", {"amount": 3000}),
    )
    with pytest.raises(ContentError, match="Did you mean “inspect_item”"):
        read_done("inspct_item")


@given(st.text(alphabet='abcpro=f". ,120', max_size=30))
def test_any_text_is_facts_or_a_sentence(text):
    with suppress(ContentError):
        assert all(read_facts(KNOWN, text))
