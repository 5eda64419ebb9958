"""Verdicts worked out by hand from the text of the rules."""

from datetime import date

import pytest

from tests.unit.policies.policies import HEAD, policy
from trainer.content.diagnostics import Place, Report
from trainer.content.expressions import Binding
from trainer.content.types import Day, Flag, Money, Text, Whole, Words
from trainer.policies.judge import Judge, Outcome, bind
from trainer.policies.module import Gate, Severity
from trainer.policies.scope import RuleScope

KEPT, BROKEN, NOT_JUDGED = Outcome.KEPT, Outcome.BROKEN, Outcome.NOT_JUDGED
BOUGHT = date(2026, 10, 1)
FACTS = {
    "proof": (Flag(), False),
    "days": (Whole(0, 90), 40),
    "condition": (Words(("unused", "used")), "used"),
    "case.paid": (Money(), 4000),
    "case.refunded": (Money(), 0),
    "case.purchased": (Day(), BOUGHT),
    "case.item": (Text(), "kettle"),
}


class Facts:
    """A scenario that knows these facts; a test may change or leave out some."""

    def __init__(self, *without, **types):
        self.names = [name for name in FACTS if name not in without]
        self.types = types

    def name(self, name):
        if name not in self.names:
            return None
        slot = list(FACTS).index(name)
        return Binding(type=self.types.get(name, FACTS[name][0]), slot=slot)

    def field(self, owner, name):
        return self.name(f"{owner}.{name}")


def slots(**changed):
    return [changed.get(n.replace(".", "_"), value) for n, (_, value) in FACTS.items()]


def judged(rule, action, arguments=None, *, did=(), sums=None, **facts):
    judge = bind([policy(f"- rule: {rule}")], Facts(), Report())
    return judge.judge(action, arguments or {}, slots(**facts), did, sums or {})


CASH = "forbid issue_refund if tender is cash and not proof"
CREDIT = "limit issue_store_credit.amount to credit_limit if not proof"
PAID = "limit issue_refund.amount to case.paid"
PHOTO = "require id is checked for issue_store_credit if not proof"
LOOK = "before refuse_return, lookup_purchase"
LATE = "forbid issue_refund if days > window and condition is unused"
CREDITED = ("issue_store_credit", "amount")


def refund(tender="cash", amount=4000):
    return {"tender": tender, "amount": amount}


@pytest.mark.parametrize(
    ("rule", "action", "arguments", "facts", "outcome", "because"),
    [
        (CASH, "issue_refund", refund(), {}, BROKEN, "tender is cash, proof is no"),
        (
            CASH,
            "issue_refund",
            refund(),
            {"proof": True},
            KEPT,
            "tender is cash, proof is yes",
        ),
        (CASH, "issue_refund", refund("card"), {}, KEPT, "tender is card, proof is no"),
        (
            "forbid insult_customer",
            "insult_customer",
            {},
            {},
            BROKEN,
            "insult_customer was done",
        ),
        (
            LATE,
            "issue_refund",
            refund(),
            {"condition": "unused"},
            BROKEN,
            "days 40 > window 30, condition is unused",
        ),
        (
            LATE,
            "issue_refund",
            refund(),
            {"condition": "unused", "days": 30},
            KEPT,
            "days 30 = window 30, condition is unused",
        ),
        (
            LATE,
            "issue_refund",
            refund(),
            {"days": 3},
            KEPT,
            "days 3 < window 30, condition is used",
        ),
        (
            "forbid issue_refund if days > 30",
            "issue_refund",
            refund(),
            {},
            BROKEN,
            "days is 40",
        ),
        (
            "forbid issue_store_credit if amount > credit_limit",
            "issue_store_credit",
            {"amount": 6000},
            {},
            BROKEN,
            "amount 60.00 > credit_limit 50.00",
        ),
        (
            "forbid issue_store_credit if amount > credit_limit",
            "issue_store_credit",
            {"amount": 5000},
            {},
            KEPT,
            "amount 50.00 = credit_limit 50.00",
        ),
        (
            "forbid issue_refund if case.refunded + amount > case.paid",
            "issue_refund",
            refund(amount=1),
            {"case_refunded": 4000},
            BROKEN,
            "case.refunded is 40.00, amount is 0.01, case.paid is 40.00",
        ),
        (
            "forbid issue_refund if case.item == case.item",
            "issue_refund",
            refund(),
            {},
            BROKEN,
            "case.item is kettle",
        ),
        (
            "forbid issue_refund if days > window or days > most",
            "issue_refund",
            refund(),
            {},
            BROKEN,
            "days 40 > window 30, days 40 > most 3",
        ),
        (
            "forbid promise_callback if hours not in (24, 48)",
            "promise_callback",
            {"hours": 72},
            {},
            BROKEN,
            "hours is 72",
        ),
        (
            "forbid promise_callback if hours not in (24, 48)",
            "promise_callback",
            {"hours": 48},
            {},
            KEPT,
            "hours is 48",
        ),
        (
            "forbid promise_refund if tender is cash",
            "promise_refund",
            {},
            {},
            NOT_JUDGED,
            "tender was not given",
        ),
        (
            "forbid promise_refund if tender is cash and amount > 5.00",
            "promise_refund",
            {},
            {},
            NOT_JUDGED,
            "amount and tender were not given",
        ),
        (
            PHOTO,
            "issue_store_credit",
            {"amount": 1, "id": "checked"},
            {},
            KEPT,
            "id is checked, proof is no",
        ),
        (
            PHOTO,
            "issue_store_credit",
            {"amount": 1, "id": "unchecked"},
            {},
            BROKEN,
            "id is unchecked, proof is no",
        ),
        (
            PHOTO,
            "issue_store_credit",
            {"amount": 1},
            {},
            BROKEN,
            "id is unchecked, proof is no",
        ),
        (
            PHOTO,
            "issue_store_credit",
            {"amount": 1},
            {"proof": True},
            KEPT,
            "proof is yes",
        ),
        (
            "require proof for issue_refund",
            "issue_refund",
            refund(),
            {},
            BROKEN,
            "proof is no",
        ),
        (
            "require proof for issue_refund",
            "issue_refund",
            refund(),
            {"proof": True},
            KEPT,
            "proof is yes",
        ),
        (
            "require amount <= case.paid for issue_refund",
            "issue_refund",
            refund(amount=4001),
            {},
            BROKEN,
            "amount 40.01 > case.paid 40.00",
        ),
        (
            CREDIT,
            "issue_store_credit",
            {"amount": 5000},
            {},
            KEPT,
            "amount 50.00 = credit_limit 50.00, proof is no",
        ),
        (
            CREDIT,
            "issue_store_credit",
            {"amount": 5001},
            {},
            BROKEN,
            "amount 50.01 > credit_limit 50.00, proof is no",
        ),
        (
            CREDIT,
            "issue_store_credit",
            {"amount": 9999},
            {"proof": True},
            KEPT,
            "proof is yes",
        ),
        (CREDIT, "issue_store_credit", {}, {}, NOT_JUDGED, "amount was not given"),
        (
            PAID,
            "issue_refund",
            refund(amount=4000),
            {},
            KEPT,
            "amount 40.00 = case.paid 40.00",
        ),
        (
            PAID,
            "issue_refund",
            refund(amount=9000),
            {},
            BROKEN,
            "amount 90.00 > case.paid 40.00",
        ),
        (
            "limit issue_refund.amount to credit_limit - 20.00",
            "issue_refund",
            refund(amount=3000),
            {},
            KEPT,
            "amount 30.00 = 30.00 (credit_limit - 20.00)",
        ),
        (
            "limit refund_charge.count to 1",
            "refund_charge",
            {"amount": 1},
            {},
            KEPT,
            "count 1 = 1",
        ),
        (
            "limit refund_charge.count to 1",
            "refund_charge",
            {"amount": 1, "count": 2},
            {},
            BROKEN,
            "count 2 > 1",
        ),
        (
            "limit set_payment_plan.instalments to most",
            "set_payment_plan",
            {"instalments": 2},
            {},
            KEPT,
            "instalments 2 < most 3",
        ),
    ],
)
def test_an_act_is_judged_on_the_values_before_it(
    rule, action, arguments, facts, outcome, because
):
    (verdict,) = judged(rule, action, arguments, **facts)

    assert (verdict.outcome, verdict.because) == (outcome, because)


@pytest.mark.parametrize(
    ("rule", "did", "outcome", "because"),
    [
        (LOOK, (), BROKEN, "lookup_purchase was not done before"),
        (LOOK, ("lookup_purchase",), KEPT, "lookup_purchase was done before"),
        (LOOK, ("lookup_order",), BROKEN, "lookup_purchase was not done before"),
        (
            f"{LOOK} if not proof",
            (),
            BROKEN,
            "lookup_purchase was not done before, proof is no",
        ),
        (f"{LOOK} if proof", (), KEPT, "proof is no"),
        (
            f"{LOOK} if days > window",
            ["lookup_purchase"],
            KEPT,
            "lookup_purchase was done before, days 40 > window 30",
        ),
    ],
)
def test_before_asks_what_was_done_earlier(rule, did, outcome, because):
    (verdict,) = judged(rule, "refuse_return", did=did)

    assert (verdict.outcome, verdict.because) == (outcome, because)


@pytest.mark.parametrize(
    ("amount", "earlier", "outcome", "because"),
    [
        (2000, 3000, KEPT, "amount 50.00 in all = credit_limit 50.00, proof is no"),
        (2001, 3000, BROKEN, "amount 50.01 in all > credit_limit 50.00, proof is no"),
        (1, 0, KEPT, "amount 0.01 < credit_limit 50.00, proof is no"),
        (1, 5000, BROKEN, "amount 50.01 in all > credit_limit 50.00, proof is no"),
    ],
)
def test_a_limit_adds_up_over_the_attempt(amount, earlier, outcome, because):
    (verdict,) = judged(
        CREDIT, "issue_store_credit", {"amount": amount}, sums={CREDITED: earlier}
    )

    assert (verdict.outcome, verdict.because) == (outcome, because)


def test_sums_of_other_acts_count_for_nothing():
    (verdict,) = judged(
        CREDIT,
        "issue_store_credit",
        {"amount": 100},
        sums={("issue_refund", "amount"): 9_000},
    )

    assert verdict.outcome is KEPT


def test_an_act_without_rules_has_no_verdicts():
    assert judged(CASH, "issue_store_credit", {"amount": 1}) == ()
    assert Judge().judge("issue_refund", {}, [], (), {}) == ()


def test_a_verdict_cites_its_clause_and_carries_its_weight():
    found = policy(
        f"- rule: {CASH}", "- severity: customer-critical", "- criterion: process"
    )
    judge = bind([found], Facts(), Report())

    (verdict,) = judge.judge("issue_refund", refund(), slots(), (), {})

    assert verdict.clause == "returns#clause"
    assert (verdict.number, verdict.title, verdict.rule) == ("2.1", "Clause", CASH)
    assert (verdict.severity, verdict.criterion) == (Severity.CRITICAL, "process")
    assert verdict.gate is Gate.CUSTOMER


def test_every_rule_about_an_act_gives_a_verdict_in_written_order():
    found = policy(f"- rule: {PAID}", f"- rule: {CASH}", f"- rule: {CREDIT}")
    judge = bind([found, found], Facts(), Report())

    verdicts = judge.judge("issue_refund", refund(), slots(), (), {})

    assert [v.rule for v in verdicts] == [PAID, CASH, PAID, CASH]


def test_the_judge_says_which_histories_it_needs():
    found = policy(f"- rule: {LOOK}", f"- rule: {CREDIT}", f"- rule: {CASH}")

    judge = bind([found], Facts(), Report())

    assert judge.needs_did == {"lookup_purchase"}
    assert judge.needs_sum == {CREDITED}


def test_what_is_owed_and_who_has_authority_is_no_rule_about_an_act():
    found = policy(
        "- rule: owe issue_refund if proof",
        "- authority: supervisor up to 500.00",
    )

    assert bind([found], Facts("proof"), Report()).rulings == {}


def bound(*clause, scope, **kwargs):
    report = Report()
    return bind([policy(*clause, **kwargs)], scope, report), report.in_order()


def test_a_rule_with_an_unknown_fact_is_not_judged_and_the_author_is_warned():
    judge, problems = bound(
        f"- rule: {CASH}", f"- rule: {CREDIT}", scope=Facts("proof")
    )

    (verdict,) = judge.judge("issue_refund", refund(), slots(), (), {})

    assert (verdict.outcome, verdict.because) == (NOT_JUDGED, "proof is not known here")
    assert [(p.code, p.severity) for p in problems] == [("fact-unbound", "warning")]
    assert problems[0].suggestion == "Add “proof” to vars, deal or case."


def test_an_unknown_field_of_the_case_is_named():
    judge, problems = bound(f"- rule: {PAID}", scope=Facts("case.paid"))

    (verdict,) = judge.judge("issue_refund", refund(), slots(), (), {})

    assert verdict.because == "case.paid is not known here"
    assert problems[0].suggestion == "Add “paid” to the case."


def test_a_warning_stands_where_the_scenario_names_its_policies():
    report, place = Report(), Place("scenarios/a.md", 4, 9)

    bind([policy(f"- rule: {CASH}")], Facts("proof"), report, place=place)

    assert report.diagnostics[0].place == place


def test_a_fact_may_stand_in_the_case():
    class Case(Facts):
        def name(self, name):
            return None if "." not in name else super().name(name)

        def field(self, owner, name):
            return super().name(name) if owner == "case" else None

    judge, problems = bound(f"- rule: {CASH}", scope=Case())

    assert not problems
    assert judge.judge("issue_refund", refund(), slots(), (), {})[0].outcome is BROKEN


@pytest.mark.parametrize(
    ("fact", "type_", "said"),
    [
        ("proof", Whole(0, 1), "a number from 0 to 1 here, but yes or no"),
        ("condition", Words(("unused", "broken")), "one of unused, broken here"),
        ("condition", Text(), "“condition” is text here"),
        ("days", Money(), "an amount of money here"),
    ],
)
def test_a_fact_of_another_kind_is_an_error(fact, type_, said):
    rule = "forbid issue_refund if proof and days > 1 and condition is used"

    judge, problems = bound(f"- rule: {rule}", scope=Facts(**{fact: type_}))

    wrong = [p for p in problems if p.severity == "error"]
    assert [p.code for p in wrong] == ["fact-type"]
    assert said in wrong[0].message
    (verdict,) = judge.judge("issue_refund", refund(), slots(), (), {})
    assert verdict.because == f"{fact} is of another kind here"


def test_words_that_the_scenario_leaves_out_are_named_and_the_rule_is_judged():
    scope = Facts(condition=Words(("unused",)))

    judge, problems = bound(
        "- rule: forbid issue_refund if condition is unused", scope=scope
    )

    assert [(p.code, p.severity) for p in problems] == [("fact-narrower", "warning")]
    assert "used" in problems[0].message
    assert not judge.rulings["issue_refund"][0].unknown


def test_text_in_the_case_may_be_one_of_a_list_of_words():
    rule = "forbid issue_refund if case.item == case.item"

    judge, problems = bound(
        f"- rule: {rule}", scope=Facts(**{"case.item": Words(("kettle",))})
    )

    assert not problems
    assert judge.judge("issue_refund", refund(), slots(), (), {})[0].outcome is BROKEN


APPLIES = HEAD + "applies: purchases from 2026-09-15\n"


@pytest.mark.parametrize(
    ("purchased", "outcome", "because"),
    [
        (
            date(2026, 9, 14),
            NOT_JUDGED,
            "case.purchased 2026-09-14 is before 2026-09-15",
        ),
        (date(2026, 9, 15), BROKEN, "tender is cash, proof is no"),
        (date(2026, 10, 1), BROKEN, "tender is cash, proof is no"),
    ],
)
def test_a_policy_may_apply_to_purchases_from_a_day_on(purchased, outcome, because):
    judge, problems = bound(f"- rule: {CASH}", scope=Facts(), head=APPLIES)

    (verdict,) = judge.judge(
        "issue_refund", refund(), slots(case_purchased=purchased), (), {}
    )

    assert not problems
    assert (verdict.outcome, verdict.because) == (outcome, because)


@pytest.mark.parametrize(
    "scope", [Facts("case.purchased"), Facts(**{"case.purchased": Text()})]
)
def test_without_a_day_of_purchase_nothing_of_such_a_policy_is_judged(scope):
    judge, problems = bound(f"- rule: {CASH}", scope=scope, head=APPLIES)

    (verdict,) = judge.judge("issue_refund", refund(), slots(), (), {})

    assert [p.code for p in problems] == ["purchase-unknown"]
    assert verdict.outcome is NOT_JUDGED
    assert verdict.because == "case.purchased is not known here"


@pytest.mark.parametrize(
    ("country", "rules", "outcome"),
    [("", 1, BROKEN), ("DE", 2, KEPT), ("PL", 1, BROKEN)],
)
def test_a_country_has_its_own_settings_and_clauses(country, rules, outcome):
    head = HEAD + "settings for DE:\n  credit_limit: 80.00\n"
    body = (
        f"## 2 A\n### 2.1 B {{#b}}\n- rule: {CREDIT}\n"
        "### 2.2 C {#c}\n- rule: forbid issue_store_credit if proof\n- only: DE\n"
    )
    judge = bind([policy(head=head, body=body)], Facts(), Report(), country=country)

    verdicts = judge.judge("issue_store_credit", {"amount": 6000}, slots(), (), {})

    assert len(verdicts) == rules
    assert verdicts[0].outcome is outcome


def test_a_fact_the_scenario_fixes_is_judged_too():
    class Fixed(Facts):
        def name(self, name):
            return Binding(type=Flag(), constant=False) if name == "proof" else None

    judge, _ = bound(f"- rule: {CASH}", scope=Fixed())

    assert judge.judge("issue_refund", refund(), [], (), {})[0].outcome is BROKEN


def test_a_rule_asks_nothing_about_the_conversation():
    scope = RuleScope(policy="returns", signature=None, facts={}, settings={})

    assert scope.call("did", "ring_up") is None
    assert scope.candidates("did") == []
