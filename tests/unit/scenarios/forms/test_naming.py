"""Giving the customer another name wherever people read it."""

import pytest

from tests.unit.scenarios.forms.sheets import sheet
from trainer.scenarios.forms.naming import called_otherwise, in_the_way, named_in

LINES = (
    "---",
    "title: Mateo",
    "---",
    "",
    "Mateo Ortega calls.",
    "",
    "## start",
    "",
    "**Kim:** Mateo's blender? Mateology, img/Mateo.png.",
    "Mr Ortega waits.",
    "",
    "- coach: Ask Mateo.",
    "- tag: Mateo",
    "",
    "- [_Tell Mateo what holds._](#end) ^w1",
    "    - hint: Mateo",
    "      is tired.",
    "    - expect: name Mateo",
    "- [`look_up name=Mateo`](#end) ^a1",
    "",
    "## end",
    "",
    "- outcome: resolved",
)


def lines_after(old, new):
    return called_otherwise(sheet(*LINES, head=""), old, new).split("\n")


def test_a_new_name_stands_wherever_people_read_it_as_a_whole_word():
    lines = lines_after("Mateo Ortega", "Samira Haddad")

    changed = [line for line in lines if line not in LINES and line]
    assert changed == [
        "Samira Haddad calls.",
        "**Kim:** Samira's blender? Mateology, img/Mateo.png.",
        "Mr Haddad waits.",
        "- coach: Ask Samira.",
        "- [_Tell Samira what holds._](#end) ^w1",
        "    - hint: Samira",
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("Mateo Ortega", "Samira", "Mr Ortega waits."),
        ("Mateo Ortega", "Mateo Haddad", "- coach: Ask Mateo."),
    ],
)
def test_a_part_of_a_name_without_another_stays(old, new, line):
    assert line in lines_after(old, new)


def test_where_a_name_still_stands_is_known():
    assert named_in(sheet(*LINES, head=""), "Mateo Ortega") == ("", "start")
    assert named_in(sheet(*LINES, head=""), "Samira") == ()
    assert named_in(sheet(*LINES, head=""), "") == ()


def test_a_text_without_settings_has_a_briefing_all_the_same():
    found = sheet("Mateo calls.", "", "## a", "", "x", head="")

    text = called_otherwise(found, "Mateo", "Sam Hill")

    assert text.startswith("Sam calls.\n")


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        ("Zoë O’Neil-Brook, M. D.", ""),
        ("Zoë: {O'Neil}, #1", ":"),
        ("Zoë {O'Neil}", "{"),
        ("Zoë #1", "#"),
        ("[Zoë]", "["),
        ("", ""),
    ],
)
def test_a_name_has_no_characters_that_mean_something_in_the_text(name, mark):
    assert in_the_way(name) == mark
