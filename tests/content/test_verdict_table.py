"""Every verdict a reader worked out from the prose is the one the machine gives."""

import json
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.content.tables import rows_of
from trainer import paths
from trainer.cli.policy import policy as command
from trainer.content.diagnostics import Report
from trainer.policies.module import RuleKind
from trainer.policies.reader import read_policy
from trainer.policies.trial import Trial, read_act, read_done, read_facts, try_out

TABLES = sorted(Path(__file__).with_name("verdicts").glob("[!R]*.md"))
WRITTEN = [row for table in TABLES for row in rows_of(table)]
ROWS = [row for row in WRITTEN if not row.beyond]
BEYOND = [row for row in WRITTEN if row.beyond]
MODULES = sorted((paths.CONTENT / "policies").glob("*.md"))


@cache
def module(name):
    file = paths.CONTENT / "policies" / f"{name}.md"
    return read_policy(file.read_text("utf-8"), file.name, Report())


def one_word(found):
    """What a clause says whose rules say these: broken, not judged or kept."""
    words = {str(word).replace("-", " ") for word in found}
    return next((word for word in ("broken", "not judged") if word in words), "kept")


def verdicts(row):
    policy = module(row.module)
    name, arguments = ("", {}) if row.ending else read_act(row.act)
    trial = Trial(
        facts=read_facts(policy, row.facts),
        action=name,
        arguments=arguments,
        did=read_done(row.before),
        outcome=row.ending,
    )
    return try_out(policy, trial)


def of_the_clause(row):
    cited = f"{row.module}#{row.clause}"
    return [one for one in verdicts(row) if one.clause == cited]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_clause_says_what_its_prose_says(row):
    found = of_the_clause(row)

    said = one_word(one.outcome for one in found)
    assert said == row.verdict, [(one.rule, one.because) for one in found]


@pytest.mark.parametrize("row", BEYOND, ids=lambda row: row.name)
def test_what_no_rule_can_say_is_still_missed(row):
    found = of_the_clause(row)

    assert one_word(one.outcome for one in found) != row.verdict


@pytest.mark.parametrize("row", ROWS[::12], ids=lambda row: row.name)
def test_the_command_says_the_same(row):
    file = paths.CONTENT / "policies" / f"{row.module}.md"
    told = ["--facts", row.facts, "--did", row.before]
    asked = ["--action", "end" if row.ending else row.act, "--outcome", row.ending]

    said = CliRunner().invoke(
        command,
        ["judge", str(file), *asked, *told, "--json"],
        catch_exceptions=False,
    )

    found = json.loads(said.stdout)["verdicts"]
    own = [o["verdict"] for o in found if o["clause"] == f"{row.module}#{row.clause}"]
    assert one_word(own) == row.verdict


def test_every_module_every_clause_with_a_rule_and_every_kind_is_in_the_tables():
    broken = [row for row in ROWS if row.verdict == "broken"]

    proven = Counter(one.kind for row in broken for one in verdicts(row))
    ruled = {
        (policy.id, clause.id)
        for policy in (module(file.stem) for file in MODULES)
        for section in policy.sections
        for clause in section.clauses
        if clause.rules
    }
    assert ruled - {(row.module, row.clause) for row in broken} == set()
    assert set(proven) == set(RuleKind) - {RuleKind.AUTHORITY}


def test_authority_is_tried_with_and_without_somebody_and_a_reason():
    tried = {
        (row.verdict, "call_supervisor" in row.before, "reason=" in row.act)
        for row in ROWS
        if any(ground for one in of_the_clause(row) for ground in one.grounds)
    }

    assert {
        ("kept", True, True),
        ("broken", True, False),
        ("broken", False, True),
        ("broken", True, True),
    } <= tried


def test_the_tables_hold_every_verdict_in_number():
    found = Counter(row.verdict for row in ROWS)

    assert set(found) == {"broken", "kept", "not judged"}
    assert sum(found.values()) >= 120
    assert min(found.values()) >= 10
