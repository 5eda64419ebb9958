"""Where a problem is shown, and whether words are read as they were meant."""

from dataclasses import replace

import pytest

from tests.unit.scenarios.forms.sheets import FILE, one_step, sheet
from trainer.scenarios.forms.proofreading import misread
from trainer.scenarios.forms.sheet import with_beat
from trainer.scenarios.forms.spots import Spot, beat_at, spot_of
from trainer.scenarios.forms.steps import Paragraph, Reply, Row
from trainer.scenarios.forms.writing import beat_of
from trainer.scenarios.syntax import BlockKind, MoveKind

LINES = (
    "## a",  # line 12
    "",
    "*One.*",
    "",
    "**Dana:** Two",
    "and more.",
    "",
    "- coach: c",
    "",
    "- [x](#a) ^s1",
    "    - why: so",
    "    - mood: +1",
)


@pytest.mark.parametrize(
    ("line", "spot"),
    [
        (12, Spot()),
        (14, Spot(paragraph=0)),
        (17, Spot(paragraph=1)),
        (19, Spot(fact=0)),
        (21, Spot(reply=0)),
        (22, Spot(reply=0, fact=0)),
        (23, Spot(reply=0, fact=1)),
    ],
)
def test_a_line_belongs_to_a_part_of_its_step(line, spot):
    assert spot_of(sheet(*LINES).document.beats[0], line) == spot


def test_a_line_belongs_to_the_step_above_it():
    beats = sheet("## a", "", "*A.*", "", "## b", "", "*B.*").document.beats

    found = [beat_at(beats, line) for line in (1, 14, 16)]

    assert [beat.id if beat else None for beat in found] == [None, "a", "b"]


def read_again(step, found):
    meant = beat_of(step, found.beat("a"))
    return misread(meant, with_beat(found, "a", meant), FILE, found.ids)


def test_what_is_read_as_meant_is_no_spot():
    found, step = one_step("*One.*", "", "- [x](#a) ^s1")
    said = Paragraph(kind=BlockKind.SPEECH, name="Dana", text="Two.")

    assert read_again(replace(step, paragraphs=(*step.paragraphs, said)), found) is None


@pytest.mark.parametrize(
    "text", ["- [Yes](#b)", "## b", "Hm.\n- mood: +1", "**Dana:** x", "<!-- x -->"]
)
def test_a_paragraph_that_looks_like_something_else_is_found(text):
    found, step = one_step("*One.*", "", "- [x](#a) ^s1")
    said = Paragraph(kind=BlockKind.STAGE, text=text)

    spot = read_again(replace(step, paragraphs=(*step.paragraphs, said)), found)

    assert spot == Spot(paragraph=1)


def test_a_reply_that_looks_like_something_else_is_found():
    found, step = one_step("- [x](#a) ^s1")
    reply = Reply(kind=MoveKind.SAY, words="go", target="#a")

    assert read_again(replace(step, replies=(*step.replies, reply)), found) == Spot(
        reply=1
    )


def test_a_fact_that_looks_like_something_else_is_found():
    found, step = one_step("- coach: c", "", "- [x](#a) ^s1")

    rows = (replace(step.rows[0], value="a <!-- b --> c"),)

    assert read_again(replace(step, rows=rows), found) == Spot(fact=0)


def test_a_new_row_of_a_reply_is_found_with_its_reply():
    found, step = one_step("- [x](#a) ^s1")
    reply = replace(step.replies[0], rows=(Row(key="why", value="<!-- a --> b"),))

    assert read_again(replace(step, replies=(reply,)), found) == Spot(reply=0)


def test_a_step_that_is_gone_or_more_than_one_is_found():
    found, step = one_step("- [x](#a) ^s1")
    meant = beat_of(step, found.beat("a"))

    assert misread(meant, "nothing", FILE, ("a",)) == Spot()
    assert misread(meant, found.text.replace("## a", "## b"), FILE, ("a",)) == Spot()
    assert misread(meant, found.text, FILE, ("a", "b")) == Spot()
