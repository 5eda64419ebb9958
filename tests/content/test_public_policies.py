"""Policies and procedures of others, retold in our language, and verdicts by hand."""

from functools import cache
from pathlib import Path

import pytest

from tests.content.tables import rows_of
from tests.content.test_verdict_table import one_word
from trainer.content.diagnostics import Report
from trainer.policies.reader import read_policy
from trainer.policies.trial import Trial, read_act, read_done, read_facts, try_out

PUBLIC = Path(__file__).with_name("public")
FILES = sorted(PUBLIC.glob("[!R]*.md"))
WHOLE = {"retail", "telecom"}
ROWS = [row for file in FILES for row in rows_of(PUBLIC / "verdicts" / file.name)]


@cache
def read(name):
    report = Report()
    file = PUBLIC / f"{name}.md"
    return read_policy(file.read_text("utf-8"), file.name, report), report.in_order()


def clauses(policy):
    return [clause for section in policy.sections for clause in section.clauses]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_is_read_with_nothing_wrong_and_has_rules_and_verdicts(file):
    policy, problems = read(file.stem)

    assert [str(problem) for problem in problems] == []
    assert any(clause.rules for clause in clauses(policy))
    assert len([row for row in ROWS if row.module == file.stem]) >= 3


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_clause_says_what_was_worked_out_by_hand(row):
    policy, _ = read(row.module)
    name, arguments = ("", {}) if row.ending else read_act(row.act)
    trial = Trial(
        facts=read_facts(policy, row.facts),
        action=name,
        arguments=arguments,
        did=read_done(row.before),
        outcome=row.ending,
    )

    found = try_out(policy, trial)

    cited = f"{row.module}#{row.clause}"
    said = [one for one in found if one.clause == cited]
    assert one_word(one.outcome for one in said) == row.verdict


def test_two_policies_and_twenty_procedures_are_told():
    procedures = {file.stem for file in FILES} - WHOLE

    assert {file.stem for file in FILES} > WHOLE
    assert len(procedures) >= 20


def test_the_counts_of_what_is_expressed_are_those_written_down():
    parts = {
        "retail": ["retail"],
        "telecom": ["telecom"],
        "procedures": sorted({file.stem for file in FILES} - WHOLE),
    }
    written = (PUBLIC / "README.md").read_text("utf-8")

    for part, names in parts.items():
        found = [clause for name in names for clause in clauses(read(name)[0])]
        ruled = sum(bool(clause.rules) for clause in found)
        assert f"| {part} | {len(found)} | {ruled} |" in written
