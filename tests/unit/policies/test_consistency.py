from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.policies.policies import policy, policy_text
from trainer.content.actions import ACTIONS
from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Report
from trainer.content.types import Flag, Whole
from trainer.policies.bound import bound_rules
from trainer.policies.cases import find
from trainer.policies.consistency import check_consistency
from trainer.policies.module import RuleKind
from trainer.policies.reader import read_policy
from trainer.policies.scope import declared

HEAD = """id: returns
title: Returns
effective: 2026-09-01
settings:
  window: 3 days
  limit: 50.00
  last_day: 2026-12-24
  far: 9999-12-31
  basic: "Basic plan"
facts:
  proof: yes | no
  gift: yes | no
  days: 0..6
  hours: 0..6
  condition: unused | used | faulty
  before: unused | used | faulty
  worth: money
  bought: day
"""
COUNTRIES = HEAD.replace("facts:", "settings for DE:\n  window: 5 days\nfacts:")


def problems(*rules, head=HEAD, most=200_000):
    """What the check says of a policy with one clause of these rules."""
    lines = [f"- rule: {rule}" if " " in rule else rule for rule in rules]
    report = Report()
    found = policy(*lines, head=head)
    check_consistency(found, report, most)
    return report.in_order()


def told(*rules, head=HEAD):
    return [(problem.code, problem.message) for problem in problems(*rules, head=head)]


def test_two_ways_forbidden_in_different_cases_contradict_nothing():
    rules = (
        "owe issue_refund or exchange_item if proof",
        "forbid issue_refund if days > window",
        "forbid exchange_item if days <= window",
    )

    assert told(*rules) == []


@pytest.mark.parametrize(
    ("rules", "case"),
    [
        (("owe issue_refund", "forbid issue_refund"), "in every case"),
        (
            ("owe issue_refund if proof", "forbid issue_refund if days > window"),
            "for example where proof is yes, days is 4",
        ),
        (
            ("owe issue_refund if days >= 2", "forbid issue_refund if days >= 6"),
            "for example where days is 6",
        ),
        (
            (
                "owe issue_refund or exchange_item if condition is faulty",
                "forbid issue_refund if gift",
                "forbid exchange_item if not proof",
            ),
            "for example where condition is faulty, gift is yes, proof is no",
        ),
        (
            (
                "owe issue_refund if proof",
                "forbid issue_refund if tender is cash and gift",
                "forbid issue_refund if tender is not cash",
            ),
            "for example where proof is yes, gift is yes",
        ),
        (
            ("owe issue_refund if days < hours", "forbid issue_refund if hours < 2"),
            "for example where days is 0, hours is 1",
        ),
        (
            (
                "owe issue_refund if days + 1 > window",
                "forbid issue_refund if days < 4",
            ),
            "for example where days is 3",
        ),
        (
            (
                "owe issue_refund if worth > limit",
                "forbid issue_refund if worth < 60.00",
            ),
            "for example where worth is 50.01",
        ),
        (
            ("owe issue_refund if condition is before", "forbid issue_refund if gift"),
            "for example where condition is unused, before is unused, gift is yes",
        ),
        (
            ("owe issue_refund if bought > last_day", "forbid issue_refund if proof"),
            "for example where bought is 2026-12-25, proof is yes",
        ),
        (
            ("owe issue_refund if bought < far", "forbid issue_refund if proof"),
            "for example where bought is 2026-08-31, proof is yes",
        ),
        (
            ("owe issue_refund if bought is far", "forbid issue_refund if proof"),
            "for example where bought is 9999-12-31, proof is yes",
        ),
        (
            ("owe change_plan if case.plan is not basic", "forbid change_plan"),
            "for example where case.plan is text 1",
        ),
        (
            (
                "owe refund_charge if proof",
                "forbid refund_charge if count <= 6",
                "forbid refund_charge if count > 5",
            ),
            "for example where proof is yes",
        ),
    ],
)
def test_what_is_owed_and_forbidden_in_the_same_case_is_told_with_the_case(rules, case):
    [problem] = problems(*rules)

    assert problem.code == "rules-contradict"
    assert case in problem.message
    assert problem.place.line == max(
        rule.place.line
        for rule in policy(*(f"- rule: {r}" for r in rules), head=HEAD).clauses[0].rules
    )


@pytest.mark.parametrize(
    "rules",
    [
        ("owe issue_refund if proof", "forbid issue_refund if not proof"),
        ("owe issue_refund or exchange_item", "forbid issue_refund"),
        ("owe issue_refund", "forbid issue_refund if tender is cash"),
        ("owe issue_refund", "require proof for issue_refund"),
        ("owe issue_refund if days > 3", "forbid issue_refund if days <= 3"),
        # the amount of a promise may be left open, and then it is not judged
        ("owe promise_refund", "forbid promise_refund if amount >= 0.00"),
        # the values tried might miss a way out
        (
            "owe issue_refund if case.paid > 50.00",
            "forbid issue_refund if amount > case.paid - case.refunded",
            "forbid issue_refund if amount < case.paid - case.refunded",
        ),
        (
            "owe issue_refund if case.paid > 50.00",
            "forbid issue_refund if amount > case.paid",
            "forbid issue_refund if amount < case.paid",
        ),
    ],
)
def test_rules_that_leave_a_way_are_fine(rules):
    assert told(*rules) == []


def test_the_message_names_the_clauses_and_stands_at_the_later_one():
    body = (
        "## 2 Rules\n\n### 2.1 Yes {#yes}\n\n- rule: owe issue_refund if proof\n\n"
        "### 2.2 No {#no}\n\n- rule: forbid issue_refund if gift\n\n"
        "### 2.3 Cash {#never}\n\n- rule: forbid exchange_item\n"
    )
    report = Report()
    check_consistency(policy(head=HEAD, body=body), report)

    [problem] = report.errors
    assert problem.message == (
        "“yes” owes issue_refund, and “no” forbids it, for example where proof is yes, "
        "gift is yes."
    )
    assert problem.suggestion == (
        "Leave this case out of one of them, with “and not …” in its condition."
    )
    assert (
        policy_text(head=HEAD, body=body)
        .splitlines()[problem.place.line - 1]
        .startswith("- rule: forbid issue_refund")
    )


def test_several_clauses_that_forbid_together_are_all_named():
    body = (
        "## 2 Rules\n\n### 2.1 Yes {#yes}\n\n"
        "- rule: owe issue_refund or exchange_item\n\n"
        "### 2.2 No {#no}\n\n- rule: forbid issue_refund if gift\n\n"
        "### 2.3 Cash {#never}\n\n- rule: forbid exchange_item\n"
    )
    report = Report()
    check_consistency(policy(head=HEAD, body=body), report)

    assert "“no” and “never” forbid it" in report.errors[0].message


def test_a_contradiction_in_one_country_says_which():
    rules = ("owe issue_refund if days > window", "forbid issue_refund if days is 4")
    rules_de = (
        "owe issue_refund if days <= window",
        "forbid issue_refund if days is 5",
    )

    assert "in DE" not in told(*rules, head=COUNTRIES)[0][1]
    assert (
        "it in DE, for example where days is 5" in told(*rules_de, head=COUNTRIES)[0][1]
    )


def test_a_clause_of_one_country_contradicts_only_there():
    body = (
        "## 2 Rules\n\n### 2.1 Yes {#yes}\n\n- rule: owe issue_refund\n"
        "- only: DE, AT\n\n"
        "### 2.2 No {#no}\n\n- rule: forbid issue_refund\n- only: {0}\n"
    )
    apart, together = Report(), Report()
    check_consistency(policy(head=HEAD, body=body.replace("{0}", "FR")), apart)
    check_consistency(policy(head=HEAD, body=body.replace("{0}", "AT")), together)

    assert apart.in_order() == []
    assert "in AT" in together.in_order()[0].message


@pytest.mark.parametrize(
    "rule",
    [
        "forbid issue_refund if days > 6",
        "forbid issue_refund if days > window and days < 3",
        "forbid issue_refund if proof and not proof",
        "forbid issue_refund if tender is cash and tender is card",
        "require proof for issue_refund if condition is used and condition is faulty",
        "before issue_refund, inspect_item if days < hours and hours < days",
        "limit issue_refund.amount to limit if worth < 0.00",
        "owe issue_refund if days + 2 < window and days > 0",
        "forbid issue_refund if window > 3",
    ],
)
def test_a_rule_whose_condition_holds_in_no_case_is_told(rule):
    [problem] = problems(rule)

    assert (problem.code, problem.severity) == ("rule-never-applies", "warning")
    condition = rule.split(" if ")[1]
    assert f"no case is “{condition}”" in problem.message


@pytest.mark.parametrize(
    "rule",
    [
        "forbid issue_refund",
        "forbid issue_refund if days >= 6",
        "forbid issue_refund if amount > limit",
        "forbid issue_refund if days < hours and hours < 2",
        "forbid issue_refund if condition in (used, faulty)",
        "forbid issue_refund if case.item is case.offered_item",
        "forbid issue_refund if case.item is not case.offered_item",
        # nobody can tell, as three facts are added up
        "forbid issue_refund if days + days + hours is 17",
        "forbid issue_refund if days + 1 + 1 + 1 + 1 + 1 > 15",
    ],
)
def test_a_rule_that_holds_somewhere_is_fine(rule):
    assert told(rule) == []


def test_a_rule_that_holds_in_one_country_is_fine():
    rule = "forbid issue_refund if days is 4 and days < window"

    assert [code for code, _ in told(rule)] == ["rule-never-applies"]
    assert told(rule, head=COUNTRIES) == []


def test_a_rule_about_purchases_before_the_policy_applies_never_does():
    head = HEAD.replace("facts:", "  start: 2026-09-01\nfacts:").replace(
        "settings:", "applies: purchases from 2026-09-01\nsettings:", 1
    )

    [problem] = problems("forbid issue_refund if case.purchased < start", head=head)

    assert problem.code == "rule-never-applies"
    assert told("forbid issue_refund if case.purchased is start", head=head) == []


@pytest.mark.parametrize("most", range(12))
def test_a_check_that_was_cut_short_says_so_and_claims_nothing(most):
    rules = (
        "owe issue_refund if days > 6",
        "forbid issue_refund if tender is not card",
    )

    found = problems(*rules, most=most)

    assert all(p.code == "policy-too-many-cases" for p in found) or most > 3
    assert found[-1].severity == "warning"


def test_authority_is_no_rule_about_an_act():
    report = Report()
    check_consistency(policy("- authority: supervisor up to 500.00"), report)

    assert report.in_order() == []


def test_an_arguments_name_means_one_kind_of_thing():
    types = {}
    for signature in ACTIONS.values():
        for argument in signature.arguments:
            kind = types.setdefault(argument.name, argument.type)
            assert isinstance(argument.type, type(kind))


ATOMS = st.sampled_from(
    [
        *("proof", "not proof", "gift is proof", "days + 2 > window", "days in (1, 4)"),
        *("days > 3", "days <= window", "hours < days", "hours is days", "hours >= 5"),
        *("condition is used", "condition is not faulty", "3 < days < hours"),
        *("condition in (unused, used)", "not (days > hours)", "days is not 2"),
    ]
)
GIVEN = st.sampled_from(
    ["tender is cash", "tender is not cash", "tender in (card, check)", "not gift"]
)
COUNTED = st.sampled_from(["count > days", "count <= 4", "count is not hours", "gift"])


def joined(atoms):
    return st.recursive(
        atoms,
        lambda part: st.builds(
            "({} {} {})".format, part, st.sampled_from(["and", "or"]), part
        ),
        max_leaves=4,
    ).map(lambda text: text.strip())


def rules():
    facts = joined(ATOMS)
    return st.lists(
        st.one_of(
            st.builds("owe issue_refund if {}".format, facts),
            st.builds("owe issue_refund or refund_charge if {}".format, facts),
            st.builds("forbid issue_refund if {}".format, joined(ATOMS | GIVEN)),
            st.builds("forbid refund_charge if {}".format, joined(ATOMS | COUNTED)),
        ),
        min_size=2,
        max_size=6,
    )


def everything(found, bound):
    """Every case of the declared facts, without any cutting."""
    facts = declared(found.facts)
    read = {
        name: b.slot
        for one in bound
        for name, b in (one.condition.explain if one.condition else ())
        if b.slot is not None
    }
    domains = []
    for name in read:
        match found.facts[name]:
            case Flag():
                domains.append((False, True))
            case Whole(low, high):
                domains.append(range(low, high + 1))
            case words:
                domains.append(words.options)
    for values in product(*domains):
        slots = [False] * (len(facts) + len(CASE_FIELDS))
        for slot, value in zip(read.values(), values, strict=True):
            slots[slot] = value
        yield slots


GIVEN_WITH = {
    "issue_refund": [
        {"tender": t} for t in ACTIONS["issue_refund"].argument("tender").type.options
    ],
    "refund_charge": [{"count": n} for n in range(1, 13)],
}


def is_forbidden(bound, action, slots):
    rules_ = [b for b in bound if b.forbids(action)]
    return all(any(b.holds(slots, a) for b in rules_) for a in GIVEN_WITH[action])


@settings(max_examples=60, deadline=None)
@given(rules())
def test_the_values_that_are_tried_find_what_all_values_would(written):
    if any(len(rule) > 190 for rule in written):
        return
    report = Report()
    text = policy_text(*(f"- rule: {rule}" for rule in written), head=HEAD)
    found = read_policy(text, "policies/returns.md", report)
    assert found, report.in_order()
    bound = [*bound_rules(found, declared(found.facts), "")]
    cases = [*everything(found, bound)]

    contradicted = {
        b.rule.place
        for b in bound
        if b.rule.kind is RuleKind.OWE
        and any(
            b.holds(slots, {})
            and all(is_forbidden(bound, action, slots) for action in b.rule.actions)
            for slots in cases
        )
    }
    idle = {
        b.rule.place
        for b in bound
        if not any(
            b.holds(slots, a) for slots in cases for a in GIVEN_WITH[b.rule.actions[0]]
        )
    }

    findings = find(found)
    assert {c.owed.place for c in findings.contradictions} == contradicted
    assert {rule.place for _, rule in findings.idle} == idle
    for one in findings.contradictions:
        slots = [False] * len(cases[0])
        for fact in one.case:
            slots[declared(found.facts)[fact.name].slot] = fact.value
        owed = next(b for b in bound if b.rule.place == one.owed.place)
        forbidding = {rule.place for _, rule in one.forbidding}
        left = [b for b in bound if b.rule.place in forbidding]
        assert owed.holds(slots, {})
        assert all(is_forbidden(left, action, slots) for action in one.owed.actions)
