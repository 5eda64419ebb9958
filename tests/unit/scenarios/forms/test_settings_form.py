"""The settings and the briefing as a form."""

from dataclasses import replace

import pytest

from tests.unit.scenarios.forms.sheets import FILE
from trainer.paths import CONTENT
from trainer.scenarios.forms.settings import outcomes_of, settings_in, with_settings
from trainer.scenarios.forms.sheet import open_sheet

TEXT = """\
---
id: kettle
title: The kettle
topics: returns, faults
policy: returns
good: [resolved, ended]
outcomes: [ended, lost]
rubric: {policy: 60, close: 40}
persona:
  name: Dana
  shoes: red
---

# The kettle

Read this.

## a

*A.*
"""


def opened(text=TEXT):
    return open_sheet(text, FILE)


def lines(form, text=TEXT):
    """Return the lines that go and those that come."""
    after = with_settings(opened(text), form)
    assert after is not None
    one, two = text.split("\n"), after.split("\n")
    return [x for x in one if x not in two], [x for x in two if x not in one]


@pytest.fixture
def form():
    return settings_in(opened())


@pytest.mark.parametrize(
    "path", sorted((CONTENT / "scenarios").glob("*.md")), ids=lambda path: path.stem
)
def test_settings_nobody_changed_leave_the_text(path):
    found = open_sheet(path.read_text("utf-8"), f"scenarios/{path.name}")

    assert with_settings(found, settings_in(found)) == found.text


def test_settings_are_told_as_typed(form):
    assert form.single["title"] == "The kettle"
    assert form.single["level"] == ""
    assert form.many["topics"] == ("returns", "faults")
    assert form.many["good"] == ("resolved", "ended")
    assert form.rubric["policy"] == "60"
    assert form.rubric["process"] == ""
    assert form.persona["name"] == "Dana"
    assert form.briefing == "# The kettle\n\nRead this."
    assert outcomes_of(form) == ("resolved", "escalated", "lost", "failed", "ended")


def single(form, **more):
    return replace(form, single={**form.single, **more})


def many(form, **more):
    return replace(form, many={**form.many, **more})


def test_a_new_title_changes_the_heading_that_repeats_it(form):
    assert lines(single(form, title="Tea: or not")) == (
        ["title: The kettle", "# The kettle"],
        ['title: "Tea: or not"', "# Tea: or not"],
    )


def test_a_heading_alone_follows_the_title_too():
    text = TEXT.replace("\nRead this.\n", "")

    gone, come = lines(single(settings_in(opened(text)), title="Tea"), text)

    assert come == ["title: Tea", "# Tea"]
    assert len(gone) == 2


def test_another_heading_stays(form):
    changed = replace(single(form, title="Tea"), briefing="# Hm\n\nRead this.")

    assert lines(changed) == (
        ["title: The kettle", "# The kettle"],
        ["title: Tea", "# Hm"],
    )


@pytest.mark.parametrize(
    ("change", "gone", "come"),
    [
        ({"topics": ("a", "b")}, ["topics: returns, faults"], ["topics: a, b"]),
        ({"topics": ("a",)}, ["topics: returns, faults"], ["topics: a"]),
        ({"topics": ()}, ["topics: returns, faults"], []),
        ({"good": ("lost",)}, ["good: [resolved, ended]"], ["good: [lost]"]),
    ],
)
def test_lists_keep_their_layout(form, change, gone, come):
    assert lines(many(form, **change)) == (gone, come)


def test_single_settings_come_and_go(form):
    assert lines(single(form, level="2")) == ([], ["level: 2"])
    text = TEXT.replace("title: The kettle\n", "title: The kettle\nlevel: 2\n")
    assert lines(single(settings_in(opened(text)), level=""), text) == (
        ["level: 2"],
        [],
    )


def test_weights_that_are_empty_do_not_count(form):
    changed = replace(form, rubric={**form.rubric, "policy": "100", "close": ""})

    assert lines(changed)[1] == ["rubric: {policy: 100}"]


def test_what_the_form_does_not_ask_about_the_customer_stays(form):
    changed = replace(form, persona={"name": "", "talks": "fast, dry"})

    assert lines(changed) == (["  name: Dana"], ['  talks: "fast, dry"'])


def test_a_customer_is_introduced_where_there_was_none():
    text = TEXT.replace("persona:\n  name: Dana\n  shoes: red\n", "")
    form = settings_in(opened(text))

    changed = replace(form, persona={**form.persona, "name": "Dana"})

    assert lines(changed, text) == ([], ["persona:", "  name: Dana"])


def test_the_briefing_is_replaced_and_nothing_around_it(form):
    changed = replace(form, briefing="Only this.\r\n")

    after = with_settings(opened(), changed)

    assert "---\n\nOnly this.\n\n## a\n" in after


def test_a_briefing_is_added_where_there_was_none():
    text = TEXT.replace("# The kettle\n\nRead this.\n\n", "")
    form = settings_in(opened(text))

    after = with_settings(opened(text), replace(form, briefing="Now."))

    assert form.briefing == ""
    assert "---\n\nNow.\n\n## a\n" in after


@pytest.mark.parametrize("briefing", ["Hm.\n## b", "```\nnever closed"])
def test_a_briefing_that_would_begin_a_step_is_not_written(form, briefing):
    after = with_settings(opened(), replace(form, briefing=briefing))

    assert after is None or "## a" in after


def test_settings_no_form_can_change_are_left_alone():
    text = "---\n{id: a, title: b}\n---\n\n## a\n\nHm.\n"
    form = settings_in(opened(text))

    assert with_settings(opened(text), single(form, title="c", level="2")) is None
    assert form.single["title"] == "b"


def test_a_text_without_settings_has_an_empty_form():
    form = settings_in(opened("Hm.\n\n## a\n\nHm.\n"))

    assert form.single["title"] == ""
    assert form.briefing == "Hm."


NOTED = TEXT.replace("Read this.\n", "<!-- Hear them\nout. -->\n\nRead this.\n")


def test_notes_to_other_authors_stand_apart_from_the_briefing():
    form = settings_in(opened(NOTED))

    assert form.briefing == "# The kettle\n\nRead this."
    assert form.notes == "Hear them\nout."
    assert with_settings(opened(NOTED), form) == NOTED


@pytest.mark.parametrize(
    ("changed", "above"),
    [
        ({"briefing": "Read that."}, "<!-- Hear them\nout. -->\n\nRead that."),
        ({"notes": ""}, "# The kettle\n\nRead this."),
        (
            {"briefing": "Read.", "notes": "One.\n\n\nTwo."},
            "<!-- One. -->\n\n<!-- Two. -->\n\nRead.",
        ),
        ({"briefing": "", "notes": "One."}, "<!-- One. -->"),
    ],
)
def test_notes_and_briefing_are_written_one_above_the_other(changed, above):
    form = replace(settings_in(opened(NOTED)), **changed)

    after = with_settings(opened(NOTED), form)

    assert f"---\n\n{above}\n\n## a\n" in after
    again = settings_in(opened(after))
    assert (again.briefing, again.notes) == (
        form.briefing,
        form.notes.replace("\n\n\n", "\n\n"),
    )


def test_a_note_beside_text_that_is_shown_as_written_stays_where_it_is():
    text = TEXT.replace("Read this.", "```\n<!-- x -->\n```")

    form = settings_in(opened(text))

    assert form.briefing == "# The kettle\n\n```\n<!-- x -->\n```"
    assert form.notes == ""
