"""The templates: each is a whole scenario that nothing is wrong with."""

from functools import cache

import pytest

from trainer import paths
from trainer.content.diagnostics import Report
from trainer.library import Library, read_texts
from trainer.scenarios.emit import emit
from trainer.scenarios.syntax import BlockKind
from trainer.services import starting
from trainer.services.checking import examine

TEMPLATES = {one.slug: one for one in starting.templates(paths.CONTENT)}


@cache
def library(slug):
    texts = read_texts(paths.CONTENT, Report())
    policies = {file: text for file, text in texts.items() if "policies/" in file}
    return Library({file(slug): TEMPLATES[slug].body, **policies})


def file(slug):
    return f"scenarios/{slug}.md"


def test_there_are_twelve():
    assert len(TEMPLATES) == 12


@pytest.mark.parametrize("slug", TEMPLATES)
def test_nothing_is_wrong_with_a_template_and_all_of_it_was_looked_at(slug):
    examined = examine(library(slug), file(slug))

    problems = [*library(slug).report.in_order(), *examined.diagnostics]
    assert [str(problem) for problem in problems] == []
    assert examined.exploration.complete


@pytest.mark.parametrize("slug", TEMPLATES)
def test_a_template_is_rarely_passed_by_chance_and_never_by_habit(slug):
    found = examine(library(slug), file(slug)).exploration

    assert found.random_pass <= 0.06
    assert all(played.share <= 0.1 for played in found.strategies.values())


@pytest.mark.parametrize("slug", TEMPLATES)
def test_a_template_is_small_and_written_as_the_formatter_writes(slug):
    document = library(slug).document(file(slug))

    assert 5 <= len(document.beats) <= 9
    assert emit(document) == TEMPLATES[slug].body


@pytest.mark.parametrize("slug", TEMPLATES)
def test_a_template_says_what_it_is_for_and_what_to_replace(slug):
    template = TEMPLATES[slug]
    document = library(slug).document(file(slug))

    notes = [b.text for b in document.introduction if b.kind is BlockKind.COMMENT]

    assert 20 <= len(template.summary) <= 160
    assert template.summary in " ".join(notes[0].split())
    assert any("Replace" in note for note in notes)
    assert template.title.casefold().replace(" ", "-") == slug
