"""The one table of facts."""

from dataclasses import replace

import pytest

from tests.unit.scenarios.forms.sheets import FILE
from trainer.paths import CONTENT
from trainer.scenarios.forms.facts import (
    FactRow,
    Kind,
    Shape,
    facts_in,
    name_of,
    shape_of_field,
    with_facts,
    words_of_row,
)
from trainer.scenarios.forms.sheet import open_sheet

TEXT = """\
---
id: kettle
meters: {mood: 3 in 0..10}
vars:
  proof: no
  offered: [nothing, credit]
  tries: 0 in 0..3
  odd: {a: b}
  strange: perhaps
deal:
  record: [missing, found]
  one: word
case:
  customer: Dana
  loyalty: "2207 615"
  paid: 34.90
  tender: card
  days: 9
  bought: 2026-09-01
  gift: no
  list: [a, b]
  colour: red
---

## a
"""


def rows_of(text):
    return facts_in(open_sheet(text, FILE).document.settings)


def put(rows, text=TEXT):
    return with_facts(text, open_sheet(text, FILE).document.settings, rows)


def row(name):
    return next(one for one in rows_of(TEXT) if one.name == name)


def with_row(changed):
    """Return the lines that come into the text with one row changed or added."""
    rows = [changed if one.was == changed.was else one for one in rows_of(TEXT)]
    rows += [] if changed.was else [changed]
    after = put(rows)
    assert after is not None
    return [line for line in after.split("\n") if line not in TEXT.split("\n")]


@pytest.mark.parametrize(
    ("name", "kind", "shape", "value"),
    [
        ("mood", Kind.MOOD, Shape.NUMBER, "3"),
        ("proof", Kind.CHANGES, Shape.FLAG, "no"),
        ("offered", Kind.CHANGES, Shape.WORDS, "nothing, credit"),
        ("tries", Kind.CHANGES, Shape.NUMBER, "0"),
        ("odd", Kind.CHANGES, Shape.WRITTEN, "{a: b}"),
        ("strange", Kind.CHANGES, Shape.WRITTEN, "perhaps"),
        ("record", Kind.DRAWN, Shape.WORDS, "missing, found"),
        ("one", Kind.DRAWN, Shape.WRITTEN, "word"),
        ("customer", Kind.FIXED, Shape.TEXT, "Dana"),
        ("loyalty", Kind.FIXED, Shape.TEXT, "2207 615"),
        ("paid", Kind.FIXED, Shape.MONEY, "34.90"),
        ("tender", Kind.FIXED, Shape.TEXT, "card"),
        ("days", Kind.FIXED, Shape.NUMBER, "9"),
        ("bought", Kind.FIXED, Shape.DAY, "2026-09-01"),
        ("gift", Kind.FIXED, Shape.FLAG, "no"),
        ("list", Kind.FIXED, Shape.WRITTEN, "[a, b]"),
    ],
)
def test_every_fact_is_a_row(name, kind, shape, value):
    found = row(name)

    assert (found.kind, found.shape, found.value) == (kind, shape, value)


@pytest.mark.parametrize(
    "path", sorted((CONTENT / "scenarios").glob("*.md")), ids=lambda path: path.stem
)
def test_a_shipped_table_nobody_changed_leaves_the_text(path):
    text = path.read_text("utf-8")

    assert put(rows_of(text), text) == text


def test_a_table_nobody_changed_leaves_the_text():
    assert put(rows_of(TEXT)) == TEXT


@pytest.mark.parametrize(
    ("changed", "lines"),
    [
        (replace(row("mood"), value="4"), ["meters: {mood: 4 in 0..10}"]),
        (replace(row("proof"), value="yes"), ["  proof: yes"]),
        (replace(row("offered"), value="a,b"), ["  offered: [a, b]"]),
        (replace(row("tries"), high="5"), ["  tries: 0 in 0..5"]),
        (replace(row("odd"), value="no"), ["  odd: no"]),
        (replace(row("record"), value="x, y "), ["  record: [x, y]"]),
        (replace(row("loyalty"), value="0450"), ["  loyalty: 0450"]),
        (replace(row("colour"), value="12"), ['  colour: "12"']),
        (replace(row("colour"), value="a: b"), ['  colour: "a: b"']),
        (
            FactRow(name="Lid's colour", kind=Kind.FIXED, value="red"),
            ["  lid_s_colour: red"],
        ),
        (
            FactRow(name="count", kind=Kind.CHANGES, shape=Shape.NUMBER),
            ["  count: 5 in 0..10"],
        ),
        (FactRow(name="side", kind=Kind.DRAWN, value="l, r"), ["  side: [l, r]"]),
        (
            FactRow(name="trust", kind=Kind.MOOD),
            ["meters: {mood: 3 in 0..10, trust: 5 in 0..10}"],
        ),
        (FactRow(name="", kind=Kind.FIXED, value="x"), []),
    ],
)
def test_a_row_is_written_as_its_kind_and_shape_want(changed, lines):
    assert with_row(changed) == lines


def test_a_fact_can_be_deleted_or_become_another_kind():
    rows = [
        replace(one, kind=Kind.CHANGES) if one.name == "gift" else one
        for one in rows_of(TEXT)
        if one.name not in ("record", "one")
    ]

    after = put(rows)

    assert "deal:" not in after
    assert after.index("  gift: no") < after.index("case:")


def test_settings_that_no_form_can_change_are_left_alone():
    text = "---\n{id: a, case: {paid: 1.00}}\n---\n\n## a\n\nHm.\n"

    rows = [FactRow(name="x", kind=Kind.FIXED, value="y")]

    assert put(rows, text) is None


def test_names_and_shapes():
    assert name_of("Colour of the lid") == "colour_of_the_lid"
    assert shape_of_field("paid") is Shape.MONEY
    assert shape_of_field("colour") is None
    assert words_of_row(row("proof")) == ("yes", "no")
    assert words_of_row(row("offered")) == ("nothing", "credit")
    assert words_of_row(row("paid")) == ()
