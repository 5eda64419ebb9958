"""Every message has a page, with an example that gives it and one that does not."""

import pytest

from tests.content import examples_of_messages as guide
from tests.structure.messages import messages
from trainer.content.diagnostics import Report
from trainer.policies.reader import read_policy
from trainer.scenarios.exploration import Budget
from trainer.services.checking import check_library, examine

BUDGET = Budget(situations=3_000)
"""Enough for every example but the one that is about having too many."""

EXAMPLES = list(guide.examples())


def told(parts, folder):
    """What is said about an example, in the order of the files."""
    library = guide.open_written(parts, folder / "library")
    pinned = {
        policy.id: policy
        for part in parts
        if part.kind == "before"
        and (policy := read_policy(part.text, part.file, Report()))
    }
    if pinned:
        examined = examine(library, guide.SCENARIO, budget=BUDGET, pinned=pinned)
        return examined.diagnostics
    return check_library(library, budget=BUDGET).in_order()


def test_nothing_is_wrong_with_what_the_examples_are_parts_of(tmp_path):
    assert told((), tmp_path) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_an_example_gives_its_message_at_its_line_and_no_other(example, tmp_path):
    found = told(example.wrong, tmp_path)

    assert {one.code for one in found} == {example.code} | example.along
    assert {
        (one.place.file, one.place.line) for one in found if one.code == example.code
    } == set(guide.marked(guide.composed(example.wrong)))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_nothing_is_said_about_an_example_once_it_is_mended(example, tmp_path):
    assert [str(one) for one in told(example.mended, tmp_path)] == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code)
def test_an_example_comes_with_words_of_its_own(example):
    [text] = [
        sections[example.code]
        for page in guide.areas()
        if example.code in (sections := guide.sections(page))
    ]

    said = text.strip().split("\n\n")[0]
    assert len(said.split()) >= 5
    assert said.endswith(".")


def test_every_message_has_one_page_and_no_page_is_left_over():
    codes = [example.code for example in EXAMPLES]

    assert sorted(codes) == sorted(messages())
