"""Where steps stand on the map, and how little an edit moves them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.scenarios.examples import FULL
from trainer.content.diagnostics import Report
from trainer.paths import DATA
from trainer.scenarios.layout import lay_out
from trainer.scenarios.layout_lines import HEIGHT, WIDTH
from trainer.scenarios.links import links
from trainer.scenarios.reader import read_document

A_TENTH = 0.1


def cells(layout):
    return {box.id: (box.row, box.column) for box in layout.boxes}


def test_steps_stand_below_those_that_lead_to_them():
    layout = lay_out("abcd", [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")])
    assert cells(layout) == {"a": (0, 0), "b": (1, 0), "c": (1, 1), "d": (2, 0)}


def test_a_single_step_is_a_map():
    layout = lay_out(["start"], [])
    assert len(layout.boxes) == 1
    assert layout.width > WIDTH
    assert layout.height > HEIGHT


def test_links_of_unknown_steps_are_left_out_and_repeated_ones_drawn_once():
    layout = lay_out("ab", [("a", "b"), ("a", "b"), ("a", "x"), ("", "b")])
    assert [(line.source, line.target) for line in layout.lines] == [("a", "b")]


def test_steps_nothing_leads_to_stand_below_all_others():
    layout = lay_out("axyb", [("a", "b"), ("x", "y"), ("y", "b")])
    assert {box.id for box in layout.boxes if not box.linked} == {"x", "y"}
    assert cells(layout)["x"] == (2, 0)
    assert cells(layout)["y"] == (3, 0)


def test_what_is_open_anywhere_begins_a_tree_of_its_own():
    layout = lay_out("abzs", [("a", "b"), ("z", "s")], starts="az")
    assert all(box.linked for box in layout.boxes)
    assert cells(layout)["z"] == (0, 1)


def test_a_step_that_only_later_ones_lead_to_is_no_second_beginning():
    layout = lay_out("abcd", [("a", "c"), ("c", "b"), ("c", "d")])
    assert cells(layout)["b"] == (2, 0)


def test_a_link_back_is_marked_as_one():
    layout = lay_out("ab", [("a", "b"), ("b", "a"), ("b", "b")])
    assert [line.back for line in layout.lines] == [False, True, True]


def test_a_link_along_a_row_runs_below_it():
    layout = lay_out("abc", [("a", "b"), ("a", "c"), ("c", "b")])
    across = layout.lines[-1].path
    lowest = max(float(y) for y in re.findall(r"-?[\d.]+ (-?[\d.]+)", across))
    assert lowest > layout.boxes[1].y + HEIGHT


def points(path):
    """Where each curve of a path begins or ends."""
    parts = re.findall(r"[MCQ][^MCQ]+", path)
    return [tuple(map(float, part[1:].split()[-2:])) for part in parts]


@given(
    st.integers(2, 12).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))),
        )
    )
)
def test_no_link_bends_inside_a_box(drawn):
    number, pairs = drawn
    names = [f"s{at}" for at in range(number)]
    layout = lay_out(names, [(names[a], names[b]) for a, b in pairs])
    for line in layout.lines:
        for x, y in points(line.path):
            for box in layout.boxes:
                inside_x = box.x < x < box.x + WIDTH
                assert not (inside_x and box.y < y < box.y + HEIGHT)


@st.composite
def maps(draw):
    """Steps, links among them, and one more link."""
    names = [f"s{at}" for at in range(draw(st.integers(2, 25)))]
    pairs = st.tuples(st.sampled_from(names), st.sampled_from(names))
    down = [(names[max(0, at - draw(st.integers(1, 4)))], names[at])
            for at in range(1, len(names))]  # fmt: skip
    return names, [*down, *draw(st.lists(pairs, max_size=20))], draw(pairs)


@given(maps())
def test_no_two_steps_stand_on_each_other(drawn):
    names, pairs, _more = drawn
    found = cells(lay_out(names, pairs))
    assert len(set(found.values())) == len(names)


@given(maps())
def test_a_reply_that_leads_back_or_further_down_moves_no_box(drawn):
    names, pairs, (source, target) = drawn
    before = cells(lay_out(names, pairs))
    down = before[target][0] - before[source][0]
    back = names.index(target) <= names.index(source)
    after = cells(lay_out(names, [*pairs, (source, target)]))
    assert after == before or not (back or down > 1)


@given(maps())
def test_a_reply_moves_only_steps_that_come_after_its_goal_or_beside_it(drawn):
    names, pairs, (source, target) = drawn
    before = cells(lay_out(names, pairs))
    after = cells(lay_out(names, [*pairs, (source, target)]))
    lower = [name for name in names if after[name][0] != before[name][0]]
    assert all(names.index(name) >= names.index(target) for name in lower)


SHIPPED = sorted((DATA / "content" / "scenarios").glob("*.md"))


def graph(text):
    document = read_document(text, "scenarios/any.md", Report())
    names = [beat.id for beat in document.beats]
    return names, [(link.source, link.target) for link in links(document)]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_one_more_reply_moves_few_boxes_of_a_shipped_scenario(path):
    names, pairs = graph(path.read_text(encoding="utf-8"))
    before = cells(lay_out(names, pairs))
    moved = []
    for at, source in enumerate(names):
        for target in names[max(0, at - 6) : at + 7]:
            after = cells(lay_out(names, [*pairs, (source, target)]))
            moved += [after[name] != before[name] for name in names]
    assert sum(moved) / len(moved) < A_TENTH


def test_links_are_those_of_moves_of_their_go_facts_and_through_sub_scenes():
    text = FULL.replace(
        "- why: You showed", "- go: #end if mood > 3\n    - why: You showed"
    )
    document = read_document(text, "scenarios/kettle.md", Report())
    found = [(link.source, link.target, link.file) for link in links(document)]
    assert found == [
        ("start", "look", ""),
        ("start", "end", ""),
        ("start", "look", ""),
        ("start", "look", "check.md"),
        ("start", "look", ""),
        ("start", "look", ""),
        ("look", "", ""),
        ("anywhere", "look", ""),
    ]
