"""What a step looks like, from its text."""

from tests.services.role_plays import TEXTS
from trainer.content.diagnostics import Report
from trainer.library import Library
from trainer.scenarios.reader import read_document
from trainer.services import studio_preview

FILE = "scenarios/late-parcel.md"

MORE = """
## more

<!-- a note -->

**Ada (proof):** You paid {case.paid} \\{and\\} it is {returns.credit_limit}.

*She looks at the {record} record.*

- [Yes, {case.customer}.](#resolved) ^m1
    - if: proof
    - score: policy +1
    - score: policy +1
    - score: process -1 if proof
    - mood: -1
    - mood: +3 if proof
- [go](#lost) ^m2
    - if: mood <= 0
"""


def sketch(beat, text=TEXTS[FILE], *, compiles=True):
    document = read_document(text, FILE, Report())
    machine = Library({**TEXTS, FILE: text}).machine(FILE)
    assert (machine is not None) == compiles
    return studio_preview.preview(document, machine, beat)


def test_a_step_shows_what_is_said_and_what_replies_are_worth():
    found = sketch("start")
    assert [(one.name, one.text) for one in found.said] == [
        ("Ada", "Where is my parcel?")
    ]
    first, _blamed, locked = found.ways
    assert first.words == "I am sorry, let me look."
    assert [(m.criterion, m.points) for m in first.marks] == [("deescalation", 2)]
    assert first.moods == (("mood", 2),)
    assert (first.goal, first.ends, first.maybe) == ("desk", "", False)
    assert TEXTS[FILE].split("\n")[first.goal_line - 1] == "## desk"
    assert (locked.when, locked.ends) == ("proof", "resolved")
    assert found.coach == "She has waited for a week."


def test_blanks_are_filled_and_conditions_told():
    found = sketch("more", TEXTS[FILE] + MORE)
    spoken, stage = found.said
    assert spoken.when == "proof"
    assert "34.90" in spoken.text
    assert "50.00" in spoken.text
    assert "found record" in stage.text
    reply, goes = found.ways
    assert reply.words == "Yes, Ada Brook."
    assert reply.maybe
    assert [(m.criterion, m.points) for m in reply.marks] == [("policy", 2)]
    assert reply.moods == (("mood", -1),)
    assert (goes.kind, goes.when) == ("go", "mood <= 0")


def test_a_picture_is_shown_as_soon_as_it_is_named():
    asked = "**Ada:** Where is my parcel?\n"
    named = TEXTS[FILE].replace(asked, f'{asked}\n- show: slip.png "A slip."\n')
    half = TEXTS[FILE].replace(asked, f"{asked}\n- show: sli\n")

    assert [(one.kind, one.name, one.text) for one in sketch("start", named).said] == [
        ("speech", "Ada", "Where is my parcel?"),
        ("picture", "scenarios/slip.png", "A slip."),
    ]
    assert len(sketch("start", half, compiles=False).said) == 1


def test_a_text_with_errors_still_shows_what_replies_are_worth():
    broken = TEXTS[FILE].replace("#desk) ^s1", "#desc) ^s1")
    found = sketch("start", broken, compiles=False)
    assert found.ways[0].goal_line == 0
    assert found.ways[0].words == "I am sorry, let me look."
    assert found.ways[0].marks[0].points == 2
    assert found.ways[0].moods == (("mood", 2),)


def test_a_text_without_settings_has_no_moods():
    text = "## start\n\n- [Hm.](#start) ^s1\n    - mood: +1\n    - score: nothing +1\n"
    (way,) = sketch("start", text, compiles=False).ways
    assert (way.moods, way.marks) == ((), ())


def test_own_words_actions_and_the_clock_are_told_by_kind():
    desk = sketch("desk").ways
    assert [way.kind for way in desk] == ["act", "act", "say", "wait"]
    assert desk[0].words == "lookup_purchase card=case.card"
    (own,) = sketch("blamed").ways
    assert (own.kind, own.words) == ("write", "Answer Ada.")


def test_an_ending_tells_its_outcome():
    assert sketch("resolved").outcome == "resolved"


def test_there_is_no_preview_of_a_step_that_is_not_there():
    assert sketch("nowhere") is None


def test_a_line_belongs_to_the_step_above_it():
    document = read_document(TEXTS[FILE], FILE, Report())
    line = TEXTS[FILE].split("\n").index("**Ada:** So it is my fault?") + 1
    assert studio_preview.at_line(document, line) == "blamed"
    assert studio_preview.at_line(document, 1) == "start"
