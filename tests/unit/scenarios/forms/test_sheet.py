"""Whole steps: replaced, added, moved, copied and deleted, and nothing else changes."""

from dataclasses import replace

import pytest

from tests.unit.scenarios.forms.sheets import FILE, HEAD, sheet
from trainer.scenarios.forms.reading import step_of
from trainer.scenarios.forms.sheet import (
    duplicate_of,
    free_id,
    is_whole,
    open_sheet,
    with_beat,
    with_beat_moved,
    with_new_beat,
    without_beat,
)
from trainer.scenarios.forms.steps import Paragraph, Step
from trainer.scenarios.forms.writing import beat_of
from trainer.scenarios.syntax import BlockKind

THREE = ("## a", "", "*A.*", "", "", "## b", "*B.*", "", "## c", "", "- [x](#a) ^c1")


def bodies(text):
    return text.removeprefix(HEAD)


def new(id_):
    said = Paragraph(kind=BlockKind.STAGE, text="New.")
    return beat_of(Step(id=id_, paragraphs=(said,)), None)


def test_a_text_without_a_step_cannot_be_opened():
    assert open_sheet("Hello.", FILE) is None
    assert open_sheet("", FILE) is None


def test_a_step_is_found_with_its_lines():
    found = sheet(*THREE)

    assert found.ids == ("a", "b", "c")
    assert found.written(found.beat("b")) == "## b\n*B.*\n"
    assert found.beat("z") is None


def test_lines_end_as_they_did():
    found = open_sheet("---\r\nid: a\r\n---\r\n\r\n## a\r\n\r\n*A.*", FILE)
    step = step_of(found.beat("a"))
    said = Paragraph(kind=BlockKind.STAGE, text="*B.*")

    beat = beat_of(replace(step, paragraphs=(said,)), found.beat("a"))

    assert with_beat(found, "a", beat).endswith("---\r\n\r\n## a\r\n\r\n*B.*\r\n")


def test_a_step_with_a_reply_that_has_no_id_gets_one_when_it_is_saved():
    found = sheet("## a", "", "- [x](#a)")
    beat = found.beat("a")

    text = with_beat(found, "a", beat)

    assert bodies(text) == "## a\n\n- [x](#a) ^a1\n"


def test_a_new_step_comes_behind_another_or_last():
    found = sheet(*THREE)

    first = bodies(with_new_beat(found, "a", new("n")))
    last = bodies(with_new_beat(found, "z", new("n")))

    assert first.startswith("## a\n\n*A.*\n\n## n\n\nNew.\n\n\n## b\n")
    assert last.endswith("- [x](#a) ^c1\n\n## n\n\nNew.\n")


def test_a_new_step_behind_a_last_line_without_an_end():
    found = open_sheet(HEAD + "## a\n\n*A.*", FILE)

    assert with_new_beat(found, "a", new("n")).endswith("*A.*\n\n## n\n\nNew.\n")


def test_a_deleted_step_takes_the_space_behind_it_along():
    found = sheet(*THREE)

    assert bodies(without_beat(found, "a")).startswith("## b\n*B.*\n")
    assert bodies(without_beat(found, "c")).endswith("*B.*\n")


def test_steps_change_places_and_the_space_stays():
    found = sheet(*THREE)

    assert bodies(with_beat_moved(found, "b", -1)).startswith(
        "## b\n*B.*\n\n\n## a\n\n*A.*\n\n## c\n"
    )
    assert with_beat_moved(found, "a", 1) == with_beat_moved(found, "b", -1)
    assert with_beat_moved(found, "a", -1) == found.text
    assert with_beat_moved(found, "c", 1) == found.text


def test_the_last_step_can_move_though_its_line_has_no_end():
    found = open_sheet(HEAD + "## a\n\n*A.*\n\n## b\n\n*B.*", FILE)

    text = bodies(with_beat_moved(found, "b", -1))

    assert text == "## b\n\n*B.*\n\n## a\n\n*A.*\n"


def test_a_copy_has_ids_of_its_own():
    found = sheet(*THREE)

    copy = duplicate_of(found, "c")
    text = bodies(with_new_beat(found, "c", copy))

    assert text.endswith("## c-2\n\n- [x](#a) ^c2\n")


@pytest.mark.parametrize(
    ("wish", "given"),
    [("n", "n"), ("a", "a-2"), ("anywhere", "anywhere-2"), ("x" * 40, "x" * 40)],
)
def test_an_id_is_free_or_made_so(wish, given):
    assert free_id(sheet(*THREE), wish) == given


def test_a_long_id_makes_room_for_its_number():
    long = "x" * 40

    assert free_id(sheet(f"## {long}", "", "*A.*"), long) == "x" * 38 + "-2"


@pytest.mark.parametrize(
    "lines",
    [
        ("## a", "", "- [x](#a) ^s1", "    - no fact"),
        ("## a", "", "*A.*", "", "## a", "", "*B.*"),
        ("## A b", "", "*A.*"),
    ],
)
def test_a_step_that_was_not_understood_is_not_whole(lines):
    found = sheet(*lines)

    assert not is_whole(found, found.document.beats[0])
