"""One setting is changed, and every other line stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.diagnostics import Report
from trainer.content.frontmatter import split
from trainer.scenarios.forms.front import (
    list_on_a_line,
    node_on_a_line,
    says,
    value_on_a_line,
    with_entry,
)

FRONT = """\
---
# the kettle's own
id: kettle
title: The kettle
good: [resolved, "lost"]
# of the customer
persona:
  name: Dana
  # as she says
  age: 41
  voice: tired, dry
meters: {mood: 3 in 0..10}
# the end
---

## a
"""


def changed(key, value, text=FRONT):
    """Return the lines that went and those that came."""
    new = with_entry(text, key, value)
    assert new is not None
    before, after = text.split("\n"), new.split("\n")
    gone = [line for line in before if line not in after]
    return gone, [line for line in after if line not in before]


def persona(**more):
    return {"name": "Dana", "age": "41", "voice": "tired, dry", **more}


@pytest.mark.parametrize(
    ("key", "value", "gone", "come"),
    [
        ("title", "Hm", ["title: The kettle"], ["title: Hm"]),
        ("title", None, ["title: The kettle"], []),
        ("level", "2", [], ["level: 2"]),
        ("zzz", "2", [], ["zzz: 2"]),
        ("good", "[lost]", ['good: [resolved, "lost"]'], ["good: [lost]"]),
        ("persona", persona(age="42"), ["  age: 41"], ["  age: 42"]),
        ("persona", persona(talks="fast"), [], ["  talks: fast"]),
        (
            "meters",
            {"mood": "4 in 0..10", "trust": "1 in 0..3"},
            ["meters: {mood: 3 in 0..10}"],
            ["meters: {mood: 4 in 0..10, trust: 1 in 0..3}"],
        ),
        ("rubric", {"policy": "100"}, [], ["rubric: {policy: 100}"]),
        ("deal", {"a": "[b, c]"}, [], ["deal:", "  a: [b, c]"]),
    ],
)
def test_only_the_lines_of_a_setting_change(key, value, gone, come):
    assert changed(key, value) == (gone, come)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "The kettle"),
        ("title", '"The kettle"'),
        ("persona", persona()),
        ("good", "[resolved, lost]"),
        ("deal", {}),
        ("level", None),
    ],
)
def test_what_says_the_same_leaves_the_text_as_it_is(key, value):
    assert with_entry(FRONT, key, value) == FRONT


def test_settings_come_in_their_order():
    text = with_entry(FRONT, "level", "2")
    first = with_entry(text.replace("# the kettle's own\nid: kettle\n", ""), "id", "k")

    assert 'kettle\nlevel: 2\ngood: [resolved, "lost"]\n# of the customer' in text
    assert first.startswith("---\nid: k\ntitle: The kettle\n")


def test_a_part_that_goes_takes_its_note_along():
    gone, come = changed("persona", {"name": "Dana", "voice": "tired, dry"})

    assert gone == ["  # as she says", "  age: 41"]
    assert come == []


def test_a_mapping_that_is_emptied_goes():
    gone, come = changed("persona", {})

    assert "persona:" in gone
    assert come == []


def test_windows_line_ends_stay():
    text = FRONT.replace("\n", "\r\n")

    assert with_entry(text, "level", "2") == text.replace(
        "The kettle\r\n", "The kettle\r\nlevel: 2\r\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "## a\n",
        "---\n- a\n---\n",
        "---\n{id: a, title: b}\n---\n",
        "---\nid: [a\n---\n",
        "---\nid: a\n",
    ],
)
def test_settings_no_form_can_change_are_left_alone(text):
    assert with_entry(text, "level", "2") is None


def test_a_value_that_would_say_something_else_is_not_written():
    assert with_entry(FRONT, "title", "a: b") is None
    assert with_entry(FRONT, "title", "[a") is None


def test_one_long_block_of_text_is_replaced_whole():
    text = FRONT.replace("title: The kettle", "title: |\n  The\n  kettle")

    gone, come = changed("title", "Hm", text)

    assert gone == ["title: |", "  The", "  kettle"]
    assert come == ["title: Hm"]


@given(
    st.text(alphabet=st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Z")))
)
def test_a_value_means_itself_wherever_it_stands(text):
    meant = " ".join(text.split())

    for written in (
        value_on_a_line(text, inside=False),
        list_on_a_line([text]),
        f"{{k: {value_on_a_line(text)}}}",
    ):
        report = Report()
        settings, _ = split(f"---\na: {written}\n---\n", "", report)
        node = settings.get("a")
        while not hasattr(node, "text"):
            node = node.items[0] if hasattr(node, "items") else node.entries[0][1]
        assert node.text == meant


@pytest.mark.parametrize(
    "written", ["a", '"2"', "[a, [b]]", "{a: b, c: {d: [e]}}", "34.90"]
)
def test_a_value_is_told_on_one_line(written):
    settings, _ = split(f"---\na: {written}\n---\n", "", Report())

    assert node_on_a_line(settings.get("a")) == written


def test_digits_that_are_meant_as_text_get_quotes():
    assert value_on_a_line("0450", as_text=True) == '"0450"'
    assert says(None) is None
