import pytest

from tests.unit.policies.policies import HEAD, first_problem, policy, reading

SOUND = [
    "forbid issue_refund if tender is cash and not proof",
    "forbid insult_customer",
    "require id is checked for issue_store_credit if not proof",
    "require proof for issue_refund",
    "before refuse_return, lookup_purchase",
    "before refuse_return , lookup_purchase if days > window",
    "limit issue_store_credit.amount to credit_limit if not proof",
    "limit issue_store_credit.amount to credit_limit + 10.00",
    "limit issue_refund.amount to case.paid",
    "limit issue_refund.amount to returns.credit_limit",
    "limit refund_charge.count to 1",
    "owe issue_refund if proof and days <= window and condition is not used",
    "owe issue_refund or exchange_item",
    "forbid issue_refund if case.tender is card and tender is cash",
]


@pytest.mark.parametrize("rule", SOUND)
def test_every_form_of_rule_is_read(rule):
    found = policy(f"- rule: {rule}").clause("clause").rules[0]

    assert found.kind == rule.split()[0]
    assert found.text == rule


@pytest.mark.parametrize(
    ("rule", "column", "code", "said"),
    [
        ("allow issue_refund", 9, "unknown-rule", "Rules are forbid, require"),
        ("forbidd issue_refund", 9, "unknown-rule", "Did you mean “forbid”?"),
        ("if proof", 9, "unknown-rule", "“” is not a kind"),
        ("forbid", 9, "rule-form", "forbid ACTION if CONDITION"),
        ("require proof", 9, "rule-form", "require CONDITION for ACTION"),
        ("before refuse_return", 9, "rule-form", "before ACTION, EARLIER_ACTION"),
        ("limit issue_refund to 5.00", 9, "rule-form", "limit ACTION.argument"),
        ("owe issue_refund and exchange_item", 9, "rule-form", "owe ACTION or"),
        ("forbid issue_refnd", 16, "unknown-action", "Did you mean “issue_refund”?"),
        ("forbid zither", 16, "unknown-action", "every action"),
        ("before refuse_return, lokup_order", 31, "unknown-action", "“lookup_order”?"),
        ("limit issue_refund.amoun to 5.00", 28, "unknown-argument", "“amount”?"),
        ("limit issue_refund.tender to 5.00", 28, "unknown-argument", "It has amount."),
        ("limit cancel_plan.amount to 5.00", 27, "unknown-argument", "no number"),
        ("limit issue_refund.amount to 5", 38, "wrong-type", "Write 5.00."),
        ("limit refund_charge.count to most + xy", 45, "unknown-name", "“xy”"),
        ("forbid issue_refund if prof", 32, "unknown-name", "Did you mean “proof”?"),
        ("forbid issue_refund if days", 32, "wrong-type", "yes or no"),
        ("forbid issue_refund if condition is new", 45, "word-not-possible", "never"),
        ("forbid issue_refund if case.piad > 1.00", 32, "unknown-field", "“paid”?"),
        ("forbid issue_refund if cas.paid > 1.00", 32, "unknown-field", "“case”?"),
        ("forbid issue_refund if returns.x > 1", 32, "unknown-field", "Known here"),
        ("forbid issue_refund if other.x > 1", 32, "unknown-field", "no “other”"),
        ("forbid issue_refund if days > {window}", 39, "condition-sign", "braces"),
        ("forbid issue_refund if did(ring_up)", 32, "rule-asks-conversation", "before"),
        (
            "require id is checkedd for issue_store_credit",
            23,
            "word-not-possible",
            "“checked”?",
        ),
        ("owe issue_refund if tender is cash", 29, "unknown-name", "“tender”"),
    ],
)
def test_a_mistake_in_a_rule_is_shown_where_it_stands(rule, column, code, said):
    problem = first_problem(f"- rule: {rule}")

    assert (problem.place.column, problem.code) == (column, code)
    assert said in f"{problem.message} {problem.suggestion}"


def test_a_fact_named_like_an_argument_is_refused_where_a_rule_reads_it():
    head = HEAD + "  amount: money\n"

    problem = first_problem("- rule: forbid issue_refund if amount > 5.00", head=head)

    assert (problem.code, problem.place.column) == ("shadowed-name", 32)


def test_a_fact_named_like_an_argument_of_another_action_is_fine():
    head = HEAD + "  amount: money\n"

    assert policy("- rule: forbid cancel_plan if amount > 5.00", head=head)


def test_the_words_of_the_act_can_be_compared_with_its_arguments():
    assert policy("- rule: forbid take_payment if tender in (check, gift_card)")


def test_everything_wrong_with_a_rule_is_reported():
    _, problems = reading("- rule: require ids is x for issue_store_credit if prof")

    assert [p.code for p in problems] == [
        "unknown-name",
        "unknown-name",
        "unknown-name",
    ]
