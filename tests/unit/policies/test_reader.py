from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.policies.policies import HEAD, first_problem, policy, reading
from trainer.content.diagnostics import Report
from trainer.content.types import Flag, Whole, Words
from trainer.policies.module import Gate, RuleKind, Severity
from trainer.policies.reader import read_policy

RETURNS = """---
id: returns
title: Returns, refunds and exchanges
effective: 2026-09-01
applies: purchases from 2026-09-01
currency: EUR
owner: Store operations
settings:
  window: 30 days
  credit_limit: 50.00
settings for DE:
  window: 14 days
facts:
  proof: yes | no
  days: 0..3650 # since purchase
  condition: unused | used | faulty
---

# Returns, refunds and exchanges

People come back because something went wrong.

## 2 Finding the purchase

Before anything else.

### 2.1 Look before you refuse {#look-first}

Look it up by card first.

- by loyalty number
- by order number

- rule: before refuse_return, lookup_purchase
- severity: note
- criterion: process

### 2.2 Forms {#forms}

- rule: before issue_refund, open_return_form
- only: DE, AT

## 3 Paying back

### 3.1 Cash needs proof {#cash-proof}

Up to {credit_limit}, within {returns.window}.

<!-- ask legal
- rule: nonsense
-->

```
- rule: this is an example
## 9 So is this
```

- rule: forbid issue_refund if tender is cash and not proof
- rule: require proof for issue_refund
- severity: critical

#### Small print

- rule: owe issue_refund or exchange_item if proof and days <= window
- authority: supervisor up to 500.00 with reason
- authority: manager up to 12
"""


def returns():
    report = Report()
    found = read_policy(RETURNS, "policies/returns.md", report)
    assert not report.diagnostics
    return found


def test_a_policy_says_who_it_is():
    found = returns()

    assert (found.id, found.title) == ("returns", "Returns, refunds and exchanges")
    assert found.effective == found.applies_from == date(2026, 9, 1)
    assert (found.currency, found.owner) == ("EUR", "Store operations")
    assert found.intro.startswith("People come back")
    assert found.facts == {
        "proof": Flag(),
        "days": Whole(0, 3650),
        "condition": Words(("unused", "used", "faulty")),
    }


def test_sections_and_clauses_come_in_written_order():
    found = returns()

    assert [(s.number, s.title) for s in found.sections] == [
        ("2", "Finding the purchase"),
        ("3", "Paying back"),
    ]
    assert found.sections[0].prose == "Before anything else."
    assert [c.name for c in found.clauses] == ["look-first", "forms", "cash-proof"]


def test_a_clause_has_prose_rules_and_weight():
    look, forms, cash = returns().clauses

    assert look.prose == (
        "Look it up by card first.\n\n- by loyalty number\n- by order number"
    )
    assert (look.severity, look.criterion) == (Severity.NOTE, "process")
    assert (forms.severity, forms.criterion) == (Severity.ERROR, "policy")
    assert forms.only == ("DE", "AT")
    assert (cash.severity, cash.gate) == (Severity.CRITICAL, Gate.UNSAID)
    assert [rule.kind for rule in cash.rules] == [
        RuleKind.FORBID,
        RuleKind.REQUIRE,
        RuleKind.OWE,
        RuleKind.AUTHORITY,
        RuleKind.AUTHORITY,
    ]


@pytest.mark.parametrize("gate", ["customer", "business", "compliance"])
def test_a_critical_clause_may_say_whom_it_harms(gate):
    [clause] = policy(f"- severity: {gate}-critical").clauses

    assert (clause.severity, clause.gate) == (Severity.CRITICAL, Gate(gate))


def test_comments_are_left_out_and_code_is_left_alone():
    prose = returns().clause("cash-proof").prose

    assert "ask legal" not in prose
    assert "- rule: this is an example\n## 9 So is this" in prose
    assert "#### Small print" in prose


def test_rules_keep_what_later_readers_need():
    rules = returns().clause("3.1").rules

    assert rules[0].text == "forbid issue_refund if tender is cash and not proof"
    assert (rules[0].actions, rules[0].reads) == (("issue_refund",), ("proof",))
    assert rules[0].place.line == 58
    assert rules[0].condition.place.column == 32
    assert rules[2].actions == ("issue_refund", "exchange_item")
    assert rules[2].reads == ("proof", "days")
    assert (rules[3].role, rules[3].demand.text) == ("supervisor", "500.00")
    assert (rules[3].needs_reason, rules[4].needs_reason) == (True, False)


def test_a_clause_is_cited_by_number_or_id():
    found = returns()

    assert found.citable == {
        *("2.1", "look-first", "2.2", "forms", "3.1", "cash-proof"),
    }
    assert found.clause("3.1") is found.clause("cash-proof")
    assert found.clause("9.9") is None
    assert found.clause("") is None


def test_a_clause_is_in_force_where_it_says():
    look, forms, _ = returns().clauses

    assert look.in_force("")
    assert look.in_force("PL")
    assert forms.in_force("DE")
    assert not forms.in_force("PL")
    assert not forms.in_force("")


@pytest.mark.parametrize(
    ("prose", "country", "filled"),
    [
        ("within {window}", "", "within 30 days"),
        ("within {window}", "DE", "within 14 days"),
        ("within {returns.window}", "PL", "within 30 days"),
        ("up to {credit_limit}", "", "up to 50.00 EUR"),
        ("a \\{window} brace", "", "a \\{window} brace"),
        ("{other.window} and {nothing}", "", "{other.window} and {nothing}"),
    ],
)
def test_settings_are_filled_into_prose(prose, country, filled):
    assert returns().fill(prose, country=country) == filled


def test_a_reader_may_show_settings_in_another_way():
    found = returns()

    shown = found.fill(
        "{credit_limit}, {window}",
        show=lambda setting, money: f"{setting.name}/{money}",
    )

    assert shown == "credit_limit/EUR, window/EUR"


def test_amounts_without_a_currency_and_plain_numbers_stay_bare():
    assert policy().fill("{credit_limit} {most}") == "50.00 3"


def test_another_text_has_another_digest_and_line_ends_do_not_count():
    windows = read_policy(RETURNS.replace("\n", "\r\n"), "returns.md", Report())
    changed = read_policy(RETURNS.replace("30 days", "31 days"), "returns.md", Report())

    assert returns().digest == windows.digest
    assert returns().digest != changed.digest


@pytest.mark.parametrize(
    ("body", "line", "code", "said"),
    [
        ("## Rules\n", 19, "section-heading", "Write “## 2 Title”."),
        ("##\n", 19, "section-heading", "no number"),
        ("## 2 A\n## 2 B\n", 20, "clause-twice", "section “2” on line 19"),
        ("### 2.1 A {#a}\n", 19, "clause-alone", "before the first section"),
        ("## 2 A\n### Title {#a}\n", 20, "clause-heading", "### 2.1 Title {#name}"),
        ("## 2 A\n### 2.1 T {#A b}\n", 20, "id-form", "“A b” cannot be an id"),
        ("## 2 A\n### 2.1 T\n", 20, "clause-id-missing", "has no id"),
        ("## 2 A\n### 3.1 T {#a}\n", 20, "clause-elsewhere", "stands in section 2"),
        (
            "## 2 A\n### 2.1 T {#a}\n### 2.1 U {#b}\n",
            21,
            "clause-twice",
            "clause “2.1” on line 20",
        ),
        ("## 2 A\n### 2.1 T {#a}\n### 2.2 U {#a}\n", 21, "clause-twice", "“a”"),
        ("- severity: note\n", 19, "rule-without-clause", "belongs to no clause"),
        ("## 2 A\n- rule: x\n", 20, "rule-without-clause", "belongs to no clause"),
        ("## 2 A\n### 2.1 T {#a}\n- rule:\n", 21, "fact-empty", "says nothing"),
        ("## 2 A\n<!-- a\n", 20, "comment-open", "Write “-->” behind it."),
        ("## 2 A\nWithin {widow}.\n", 20, "unknown-setting", "“window”?"),
        ("## 2 A\nWithin {zither}.\n", 20, "unknown-setting", "a backslash before"),
        ("## 2 A\nWithin {other.window}.\n", 20, "unknown-setting", "Add it under"),
    ],
)
def test_a_mistake_in_the_body_is_shown_where_it_stands(body, line, code, said):
    problem = first_problem(body=body)

    assert (problem.place.line, problem.code) == (line, code)
    assert said in f"{problem.message} {problem.suggestion}"


@pytest.mark.parametrize(
    ("fact", "column", "code", "said"),
    [
        ("- severity: bad", 13, "unknown-severity", "Known: note, error, critical, "),
        ("- severity: errr", 13, "unknown-severity", "Did you mean “error”?"),
        ("- criterion: kindness", 14, "unknown-criterion", "Known: policy"),
        ("- only: Germany", 9, "only-form", "DE, AT"),
        ("- severitee: error", 3, "unknown-fact", "Did you mean “severity”?"),
        ("- authority: boss", 14, "authority-form", "supervisor up to 500.00"),
        ("- authority: supervizor up to 5.00", 14, "unknown-role", "“supervisor”?"),
        ("- authority: king up to 5.00", 14, "unknown-role", "Known: agent"),
        ("- authority: manager up to lots", 28, "value-type", "amount of money"),
    ],
)
def test_a_mistake_in_a_fact_is_shown_where_it_stands(fact, column, code, said):
    problem = first_problem(fact)

    assert (problem.place.column, problem.code) == (column, code)
    assert said in f"{problem.message} {problem.suggestion}"


def test_a_fact_that_stands_once_cannot_stand_twice():
    assert first_problem("- severity: note", "- severity: error").code == "fact-twice"


def test_lists_in_prose_are_not_facts():
    found = policy(
        "- Note: bring it", "- colour: red", "    - rule: nested", "- https://x"
    )

    assert len(found.clause("clause").prose.splitlines()) == 4


def test_an_unknown_setting_is_told_once():
    _, problems = reading("{widow} {widow}", "{widow}")

    assert [p.code for p in problems] == ["unknown-setting"]


def test_all_problems_of_a_file_are_reported():
    _, problems = reading(
        "- rule: forbid issue_refnd", "- severity: bad", head=HEAD + "colour: red\n"
    )

    assert [p.code for p in problems] == [
        "unknown-setting",
        "unknown-action",
        "unknown-severity",
    ]


def test_a_file_with_broken_settings_gives_their_problem_only():
    report = Report()

    found = read_policy("---\na: b: c\n---\n## x\n", "returns.md", report)

    assert found is None
    assert [d.code for d in report.errors] == ["settings-syntax"]


def test_after_many_problems_the_rest_is_left_unread():
    _, problems = reading(body="## x\n" * 1_000)

    assert problems[-1].code == "too-many-problems"
    assert len(problems) == 201


def test_a_policy_with_too_many_rules_is_refused():
    _, problems = reading(*["- rule: forbid refuse_return"] * 2_100)

    assert [p.code for p in problems] == ["too-many-rules"]


@given(
    st.lists(
        st.sampled_from(
            [
                *("## 2 A", "### 2.1 T {#a}", "###", "# x", "text {window}", "{zz}"),
                *("- rule: forbid issue_refund if not proof", "- severity: note"),
                *("- rule: limit issue_refund.amount to", "- rule: owe", "- only: DE"),
                *("```", "<!--", "-->", "- authority: agent up to 5.00", "\x00", ""),
            ]
        )
        | st.text(max_size=30),
        max_size=12,
    )
)
def test_any_body_is_read_with_places_inside_the_file(lines):
    body = "\n".join(lines)
    found, problems = reading(body=body or "x")

    last = body.replace("\r", "\n").count("\n") + 19
    assert all(1 <= p.place.line <= last for p in problems)
    assert (found is None) == any(p.severity == "error" for p in problems)
