import json

import pytest

from trainer import paths

RETURNS = paths.CONTENT / "policies" / "returns.md"
CASH = "issue_refund tender=cash amount=34.90"


def verdicts(trainer, *arguments):
    found = trainer("policy", "judge", RETURNS, *arguments, "--json")
    return json.loads(found.stdout)["verdicts"]


def test_the_verdicts_on_an_action_are_one_json_document(trainer):
    found = verdicts(trainer, "--action", CASH, "--facts", "proof=no days=12")

    assert found[0] == {
        "clause": "returns#cash-proof",
        "rule": "forbid issue_refund if not proof",
        "verdict": "broken",
        "severity": "critical",
        "because": "proof is no",
    }
    assert {one["verdict"] for one in found[1:]} == {"not-judged"}


def test_what_was_done_before_is_taken_into_account(trainer):
    asked = ("--action", "exchange_item", "--facts", "here=yes")

    without = verdicts(trainer, *asked)
    looked = verdicts(trainer, *asked, "--did", "inspect_item")

    assert [one["verdict"] for one in without] == ["broken"]
    assert [one["verdict"] for one in looked] == ["kept"]


@pytest.mark.parametrize(
    "asked",
    [("--action", "end"), ("--outcome", "resolved"), ("--action", "end", "--did", "")],
)
def test_an_ending_is_judged_by_what_is_owed(trainer, asked):
    facts = "wants_back=yes proof=yes gift=no days=12 condition=unused"

    found = verdicts(trainer, *asked, "--facts", facts)

    assert [(one["clause"], one["verdict"]) for one in found] == [
        ("returns#entitled", "broken"),
        ("returns#entitled", "kept"),
        ("returns#faulty", "kept"),
        ("returns#faulty", "kept"),
    ]


def test_after_a_hand_over_nothing_is_owed(trainer):
    facts = "wants_back=yes proof=yes gift=no days=12 condition=unused"

    assert verdicts(trainer, "--outcome", "escalated", "--facts", facts) == []


def test_without_json_the_verdicts_can_be_read(trainer):
    found = trainer("policy", "judge", RETURNS, "--action", CASH, "--facts", "proof=no")

    assert found.stdout.startswith(
        "broken  3.1 Cash needs proof (critical)\n"
        "  forbid issue_refund if not proof\n"
        "  proof is no\n"
    )


def test_an_action_no_rule_is_about_is_said_to_be_so(trainer):
    found = trainer("policy", "judge", RETURNS, "--action", "cancel_plan")

    assert found.stdout == "No rule of this policy is about that.\n"


def test_a_rule_without_a_reason_says_none(trainer):
    file = trainer.write(
        "policies/short.md",
        "---\nid: short\ntitle: Short\neffective: 2026-09-01\nfacts:\n  a: yes | no\n"
        "---\n\n## 1 A\n\n### 1.1 B {#b}\n\n- rule: require yes for issue_refund\n"
        "- severity: customer-critical\n",
    )

    found = trainer("policy", "judge", file, "--action", "issue_refund")

    assert found.stdout == (
        "kept  1.1 B (customer-critical)\n  require yes for issue_refund\n"
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ((), "Say what is done with --action, or how it ends with --outcome."),
        (("--action", "isue_refund"), "Did you mean “issue_refund”?"),
        (("--action", "issue_refund amount=3"), "amount: “3” is not an amount"),
        (("--action", CASH, "--facts", "prof=no"), "Did you mean “proof”?"),
        (("--action", CASH, "--did", "lookup"), "“lookup” is not an action."),
    ],
)
def test_a_wrong_question_is_answered_with_a_sentence(trainer, asked, said):
    found = trainer("policy", "judge", RETURNS, *asked, code=2)

    assert said in found.stderr


def test_a_policy_with_errors_is_not_judged_by(trainer):
    file = trainer.write("policies/broken.md", "---\nid: broken\n---\n")

    found = trainer("policy", "judge", file, "--action", CASH, code=1)

    assert "does not say its “title”" in found.stderr


def test_a_file_that_is_no_text_is_not_judged_by(trainer):
    file = trainer.folder / "policies" / "odd.md"
    file.write_bytes(b"\xff\xfe\x00")

    assert trainer("policy", "judge", file, "--action", CASH, code=1).stderr
