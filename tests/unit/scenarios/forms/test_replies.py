"""A reply moved to another step, with its lines as they are."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.scenarios.forms.sheets import FILE, HEAD, sheet
from trainer.scenarios.forms.reading import step_of
from trainer.scenarios.forms.replies import with_replies_moved, with_reply_moved
from trainer.scenarios.forms.sheet import open_sheet

TWO = """\
## a

*A.*

- [one](#b) ^a1
    - mood: +1
<!-- Why two.
     In two lines. -->

<!-- And more. -->
- [two](#a)  ^a2
    <!-- a note -->
    - why: Because
        of this.
- [three](#b) ^a3

## b

*B.*

- [back](#a) ^b1

<!-- The end of b. -->

## c
- coach: Go on.

<!-- The end of c. -->
"""
NOTED = """\
<!-- Why two.
     In two lines. -->

<!-- And more. -->
- [two](#a)  ^a2
    <!-- a note -->
    - why: Because
        of this.
"""


def moved(text, *where, newline="\n"):
    found = open_sheet((HEAD + text).replace("\n", newline), FILE)
    return with_reply_moved(found, *where).removeprefix(HEAD.replace("\n", newline))


def test_a_reply_goes_behind_the_last_one_with_its_notes_untouched():
    after = TWO.replace(NOTED, "").replace(" ^b1\n", f" ^b1\n{NOTED}")

    assert moved(TWO, "a", 1, "b") == after


def test_a_step_without_replies_gets_its_first_above_the_notes_at_its_end():
    after = TWO.replace("- [back](#a) ^b1\n\n", "")
    after = after.replace("Go on.\n", "Go on.\n\n- [back](#a) ^b1\n")

    assert moved(TWO, "b", 0, "c") == after


def test_a_reply_may_move_up_too():
    assert moved(TWO, "b", 0, "a") == TWO.replace("- [back](#a) ^b1\n\n", "").replace(
        " ^a3\n", " ^a3\n- [back](#a) ^b1\n"
    )


def test_the_last_reply_of_a_step_takes_the_blank_line_above_it_along():
    text = "## a\n\n*A.*\n\n- [x](#b) ^a1\n\n## b\n\n*B.*"

    assert moved(text, "a", 0, "b") == "## a\n\n*A.*\n\n## b\n\n*B.*\n\n- [x](#b) ^a1\n"


def test_a_note_on_the_line_of_a_reply_is_not_looked_for_above_it():
    text = "## a\n\n*A.*\n\n- [x](#b) ^a1 <!-- n -->\n- [y](#b) ^a2\n\n## b\n\n*B.*\n"

    after = moved(text, "a", 0, "b")

    assert after.startswith("## a\n\n*A.*\n\n- [y](#b) ^a2\n\n## b\n")
    assert after.endswith("*B.*\n\n- [x](#b) ^a1 <!-- n -->\n")


def test_lines_end_as_they_did():
    text = "## a\n\n*A.*\n\n## b\n\n- [x](#a) ^b1"
    after = "## a\n\n*A.*\n\n- [x](#a) ^b1\n\n## b\n"

    assert moved(text, "b", 0, "a", newline="\r\n") == after.replace("\n", "\r\n")


@pytest.mark.parametrize("to", ["a", "nowhere"])
def test_a_reply_that_goes_nowhere_changes_nothing(to):
    assert moved(TWO, "a", 0, to) == TWO


def test_a_step_that_is_not_there_has_no_reply_to_move():
    assert moved(TWO, "nowhere", 0, "b") == TWO


def test_several_replies_of_a_step_go_in_their_order():
    found = open_sheet(HEAD + TWO, FILE)
    step = step_of(found.beat("a"))
    goals = zip(step.replies, ("b", "", "b"), strict=True)
    replies = tuple(replace(reply, to=to) for reply, to in goals)

    again = open_sheet(with_replies_moved(found, replace(step, replies=replies)), FILE)

    assert [move.id for move in again.beat("a").moves] == ["a2"]
    assert [move.id for move in again.beat("b").moves] == ["b1", "a1", "a3"]


@given(st.data())
def test_a_moved_reply_is_the_same_and_so_is_every_other(draws):
    kinds = ["- [x](#a)", "- [y](#b)\n    - why: W.", "<!-- n -->\n- [z](#c)\n"]
    steps = draws.draw(
        st.lists(st.lists(st.sampled_from(kinds), max_size=3), min_size=2, max_size=4)
    )
    found = sheet(*_written(steps))
    full = [name for name, of in zip("abcd", steps, strict=False) if of]
    if not full:
        return
    step = draws.draw(st.sampled_from(full))
    to = draws.draw(st.sampled_from([x for x in found.ids if x != step]))
    reply = draws.draw(st.integers(0, len(found.beat(step).moves) - 1))

    again = open_sheet(with_reply_moved(found, step, reply, to), FILE)

    assert again.beat(to).moves[-1].id == found.beat(step).moves[reply].id
    assert told(again) == told(found)
    assert "\n\n\n\n" not in again.text


def _written(steps):
    for name, replies in zip("abcd", steps, strict=False):
        yield from (f"## {name}", "", f"*{name}*", "")
        for number, reply in enumerate(replies):
            yield reply.replace(")", f") ^{name}{number}", 1)


def told(found):
    moves = (move for beat in found.document.beats for move in beat.moves)
    return sorted(
        (m.id, m.label, m.target.written, m.comments, tuple(f.value for f in m.facts))
        for m in moves
    )
