"""The examples of the guide are whole files that work."""

import re

import pytest

from tests.structure.source import ROOT, text_of
from trainer.assessments.rehearsal import dealt, rehearse
from trainer.content.diagnostics import Report
from trainer.library import Library
from trainer.scenarios.emit import format_text
from trainer.scenarios.exploration.references import find_reference

GUIDE = ROOT / "docs" / "guide"
RETURNS = ROOT / "content" / "policies" / "returns.md"


def blocks(page):
    return re.findall(r"(?ms)^```\w*\n(.*?)^```$", text_of(GUIDE / page))


def files(page, folder):
    for block in blocks(page):
        if block.startswith("---\n"):
            name = re.search(r"(?m)^id: (\S+)$", block)[1]
            yield f"{folder}/{name}.md", block


SCENARIOS = dict(files("writing-scenarios.md", "scenarios"))
POLICIES = dict(files("writing-policies.md", "policies"))
PLAYS = [b for b in blocks("writing-scenarios.md") if b.startswith("play:")]


@pytest.fixture(scope="module")
def library():
    texts = {**SCENARIOS, **POLICIES, "policies/returns.md": text_of(RETURNS)}
    return Library({**texts, "scenarios/torn-bag.play": "".join(PLAYS)})


def test_the_guide_has_examples():
    assert len(SCENARIOS) >= 6
    assert len(POLICIES) >= 1
    assert len(PLAYS) == 1


@pytest.mark.parametrize("file", SCENARIOS)
def test_an_example_scenario_is_written_as_the_formatter_writes_it(file):
    written, _ = format_text(SCENARIOS[file], file)
    assert written == SCENARIOS[file]


def test_nothing_in_the_examples_is_wrong(library):
    machines = [library.machine(file) for file in library.scenarios()]
    assert library.report.errors == []
    assert all(machines)


def test_an_example_policy_has_its_clauses(library):
    clauses = library.policy("deposits").citable
    assert {"look", "1.2", "worn", "late"} <= set(clauses)


def test_the_example_plays_hold(library):
    machine, report = library.machine("scenarios/torn-bag.md"), Report()
    plays = library.plays("scenarios/torn-bag.md")
    for play in plays:
        reference = find_reference(machine, dealt(machine, play)).points
        rehearse(machine, play, reference, report)
    assert len(plays) == 3
    assert report.errors == []


def test_every_page_of_the_guide_is_found_from_its_first():
    index = text_of(GUIDE / "index.md")
    lost = [p.name for p in GUIDE.glob("*.md") if f"({p.name})" not in index]
    assert lost == ["index.md"]
