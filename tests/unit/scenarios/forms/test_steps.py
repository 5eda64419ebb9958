"""One step as a form and back: nothing is lost, only what was edited changes."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.scenarios.examples import FULL, any_lines, body, tidy_bodies
from tests.unit.scenarios.forms.sheets import FILE, one_step, saved, sheet
from trainer.paths import CONTENT
from trainer.scenarios.forms.parts import parts_of
from trainer.scenarios.forms.reading import step_of
from trainer.scenarios.forms.rows import beat_rows, facts_of, move_rows
from trainer.scenarios.forms.sheet import is_whole, open_sheet, with_beat
from trainer.scenarios.forms.steps import KEPT, Paragraph, Reply, Row, Step
from trainer.scenarios.forms.writing import beat_of
from trainer.scenarios.syntax import BlockKind, MoveKind

SHIPPED = sorted(
    (*(CONTENT / "scenarios").glob("*.md"), *(CONTENT / "templates").glob("*.md"))
)


def through_the_form(beat):
    """Return the beat as the form gives it back when nothing was changed."""
    step = step_of(beat)
    replies = tuple(replace(reply, rows=parts_of(reply).rows) for reply in step.replies)
    return beat_of(replace(step, replies=replies), beat)


def with_rows(step, *rows):
    """Return the step with the rows of its first reply replaced."""
    first, *others = step.replies
    return replace(step, replies=(replace(first, rows=rows), *others))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_step_comes_back_to_the_byte(path):
    text = path.read_text("utf-8")
    found = open_sheet(text, f"scenarios/{path.name}")

    for beat in found.document.beats:
        assert is_whole(found, beat)
        assert with_beat(found, beat.id, through_the_form(beat)) == text


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_no_form_of_a_shipped_step_leaves_anything_to_the_text(path):
    found = open_sheet(path.read_text("utf-8"), f"scenarios/{path.name}")

    steps = [step_of(beat) for beat in found.document.beats]

    rows = [row for step in steps for row in step.rows]
    rows += [row for step in steps for reply in step.replies for row in reply.rows]
    assert [row for row in rows if row.key == KEPT] == []


@settings(max_examples=150, deadline=None)
@given(tidy_bodies)
def test_a_step_nobody_changed_comes_back_however_it_is_laid_out(lines):
    found = open_sheet(body(*lines), FILE)

    for beat in found.document.beats:
        if all(move.id for move in beat.moves):
            text = with_beat(found, beat.id, through_the_form(beat))
            assert text == found.text


@settings(max_examples=150, deadline=None)
@given(st.one_of(any_lines, tidy_bodies), st.text(alphabet="ab c", max_size=8))
def test_saving_one_step_leaves_the_lines_of_all_others(lines, words):
    found = open_sheet(body(*lines), FILE)
    if found is None or not all(is_whole(found, b) for b in found.document.beats):
        return
    beat = found.document.beats[0]
    step = step_of(beat)
    new = Paragraph(kind=BlockKind.STAGE, text=f"New {words}")

    changed = replace(step, paragraphs=(*step.paragraphs, new))
    text = with_beat(found, beat.id, beat_of(changed, beat))

    assert text.startswith(found.text[: found.text.index("## ")])
    after = "".join(found.lines[beat.last_line :])
    assert text.endswith(after)
    assert f"New {words}".strip() in text


def test_every_construct_of_the_language_comes_back():
    found = open_sheet(FULL, FILE)

    for beat in found.document.beats:
        assert with_beat(found, beat.id, through_the_form(beat)) == FULL


def test_tabs_and_narrow_indents_are_repaired_in_the_step_that_is_saved():
    found = sheet(
        "## a",
        "",
        "- [Yes](#b) ^s1",
        "\t- why: so",
        "  - mood: +1",
        "",
        "## b",
        "",
        "- [No](#a) ^b1",
        "  - why: kept as it is",
    )
    step = step_of(found.beat("a"))

    text = with_beat(
        found,
        "a",
        beat_of(replace(step, rows=(Row(key="coach", value="x"),)), found.beat("a")),
    )

    assert "\n    - mood: +1\n    - why: so\n" in text
    assert "\n  - why: kept as it is\n" in text


def test_a_reply_is_changed_fact_by_fact():
    found, step = one_step(
        "- [Yes](#a) ^s1",
        "    - mood: +1",
        "    <!-- why so much -->",
        "    - score: policy +2,close +1 <!-- agreed -->",
        "    - why: Because.",
    )
    rows = [
        replace(row, value="+3") if row.name == "close" else row
        for row in step.replies[0].rows
        if row.key != "why"
    ]

    assert saved(found, with_rows(step, *rows)) == [
        "- [Yes](#a) ^s1",
        "    - mood: +1",
        "    <!-- why so much -->",
        "    <!-- agreed -->",
        "    - score: policy +2, close +3",
    ]


def test_new_points_join_the_line_of_points_that_always_count():
    found, step = one_step(
        "- [Yes](#a) ^s1", "    - score: policy +2", "    - score: close +1 if x"
    )
    rows = step.replies[0].rows
    new = [Row(key="score", name=name, value="+1") for name in ("process", "policy")]
    new.append(Row(key="score", name="discovery", value="-1", when="mood  > 1"))

    assert saved(found, with_rows(step, *rows, *new)) == [
        "- [Yes](#a) ^s1",
        "    - score: policy +2, process +1",
        "    - score: close +1 if x",
        "    - score: policy +1",
        "    - score: discovery -1 if mood > 1",
    ]


def test_points_under_different_conditions_are_parted():
    found, step = one_step("- [Yes](#a) ^s1", "    - score: policy +2, close +1")
    one, two = step.replies[0].rows

    rows = (one, replace(two, when="mood > 1"))

    assert saved(found, with_rows(step, *rows))[1:] == [
        "    - score: policy +2",
        "    - score: close +1 if mood > 1",
    ]


WRITTEN = [
    ("if", Row(key="if", value="mood > 1")),
    ("set", Row(key="set", name="proof", value="yes", when="a")),
    ("go", Row(key="go", value="#b", when="a")),
    ("reveal", Row(key="reveal", value="paid, days")),
    ("means", Row(key="means", value="refuse_return", when="a")),
    ("critical", Row(key="critical", value="Gave it away")),
    ("model", Row(key="model", value='I am "sorry".')),
    ("good", Row(key="good", value="Sorry.")),
    ("expect", Row(key="expect", name="a", value="x | y")),
    (
        "avoid",
        Row(key="avoid", name="a", value="x", criterion="policy", points="-2"),
    ),
    ("mood", Row(key="mood", value="+1", when="a")),
]


@pytest.mark.parametrize(
    "row", [row for _, row in WRITTEN], ids=[n for n, _ in WRITTEN]
)
def test_a_new_row_is_read_as_it_was_meant(row):
    facts = facts_of((row,), ())

    again = move_rows(facts)

    meant = replace(row, at=0, value=row.value.replace('"', "”"))
    assert again == (meant,)


@pytest.mark.parametrize(
    "line",
    [
        "critical: Gave it away if nobody looked",
        "once: no",
        "once: perhaps",
        "model: no quotes",
        'model: "one" or "two"',
        "score: policy much",
        "set: proof == yes",
        "go: a b",
        "means:",
        "means: if a",
        "reveal: Paid",
        "expect: nothing",
        "mood: 3",
        "outcome: lost",
        "Zzz: +1",
    ],
)
def test_what_a_form_cannot_express_is_kept(line):
    found, step = one_step("- [Yes](#a) ^s1", f"    - {line}")

    (row,) = step.replies[0].rows
    changed = replace(step.replies[0], words="No")

    assert row.key == KEPT
    assert row.value.rstrip() == line
    kept = saved(found, replace(step, replies=(changed,)))
    assert kept == ["- [No](#a) ^s1", f"    - {line}"]


@pytest.mark.parametrize(
    "line", ["review: ★★ no quotes", "enter: mood", "nonsense: 1", "mood: +1"]
)
def test_what_a_form_cannot_express_of_a_step_is_kept(line):
    _, step = one_step(f"- {line}")

    assert [row.key for row in step.rows] == [KEPT]


def test_the_facts_of_a_step_are_rows():
    found, step = one_step(
        "- coach: c",
        "- enter: mood -1, proof = yes if x",
        "- outcome: lost",
        '- review: ★★ "Hm." if mood > 1',
    )
    coach, change, assigned, outcome, review = step.rows
    rows = (
        replace(coach, value="d"),
        change,
        replace(assigned, value="no"),
        outcome,
        replace(review, name="★★★", value='So "so"'),
        Row(key="review", name="★", value="No."),
        Row(key="tag", value=""),
    )

    assert step.text("outcome") == "lost"
    assert step.text("tag") == ""
    assert step.of("review") == (review,)
    assert saved(found, replace(step, rows=rows)) == [
        "- coach: d",
        "- enter: mood -1, proof = no if x",
        "- outcome: lost",
        '- review: ★★★ "So ”so”" if mood > 1',
        '- review: ★ "No."',
    ]


def test_a_row_of_a_fact_that_is_gone_is_left_out():
    _, step = one_step("- [Yes](#a) ^s1", "    - why: so")
    lost = replace(step.replies[0].rows[0], at=7)

    assert facts_of((lost,), ()) == ()
    assert beat_rows(()) == ()


def test_paragraphs_are_changed_added_and_taken_away():
    found, step = one_step(
        "*One.*",
        "",
        "**Dana (mood > 1):** Two.",
        "",
        "<!-- three -->",
        "",
        "```",
        "f",
        "```",
    )
    one, two, three, four = step.paragraphs
    paragraphs = (
        one,
        replace(two, text="Two,\r\n\r\nand more.\n", when=""),
        three,
        replace(four, text="```\ng\n```"),
        Paragraph(kind=BlockKind.SPEECH, name="Bo", when="otherwise", text=" Five. "),
        Paragraph(kind=BlockKind.STAGE, text="  "),
    )

    assert saved(found, replace(step, paragraphs=paragraphs)) == [
        "*One.*",
        "",
        "**Dana:** Two,",
        "and more.",
        "",
        "<!-- three -->",
        "",
        "```",
        "g",
        "```",
        "",
        "**Bo (otherwise):** Five.",
    ]


def test_a_paragraph_of_a_place_that_is_gone_is_new():
    found, step = one_step("*One.*")
    lost = Paragraph(kind=BlockKind.STAGE, text="*Two.*", at=5)

    assert saved(found, replace(step, paragraphs=(lost,))) == ["*Two.*"]


NEW_REPLIES = [
    (Reply(kind=MoveKind.SAY, words="No [never]", target="#a"), r"[No \[never\]](#a)"),
    (Reply(kind=MoveKind.SAY, words=r"No \[ok\]", target="#a"), r"[No \[ok\]](#a)"),
    (Reply(kind=MoveKind.SAY, words="`x", target="#a"), r"[\`x](#a)"),
    (Reply(kind=MoveKind.WRITE, words="Tell  her", target="#a"), "[____ Tell her](#a)"),
    (Reply(kind=MoveKind.ACT, words="ring_up *", target="#a"), "[`ring_up *`](#a)"),
    (Reply(kind=MoveKind.WAIT, words="60", target="#a"), "[after 60s](#a)"),
    (Reply(kind=MoveKind.WAIT, words="soon", target="#a"), "[after 0s](#a)"),
    (Reply(kind=MoveKind.GO, target="b.md"), "[go](b.md)"),
]


@pytest.mark.parametrize(("reply", "line"), NEW_REPLIES)
def test_a_new_reply_gets_an_id_nobody_has(reply, line):
    found, step = one_step("- [Yes](#a) ^a1")

    lines = saved(found, replace(step, replies=(*step.replies, reply)))

    assert lines == ["- [Yes](#a) ^a1", f"- {line} ^a2"]


def test_replies_are_told_as_a_form_shows_them():
    _, step = one_step(
        "- [____ Say it](#a) ^s1",
        "- [`ring_up  item=x`](#a) ^s2",
        "- [after 60s](#a) ^s3",
        "- [go](#a) ^s4",
        "    - if: x",
        "    - score: policy +1",
    )

    words = [reply.words for reply in step.replies]

    assert words == ["Say it", "ring_up  item=x", "60", ""]
    assert step.replies[3].text("if") == "x"
    assert step.replies[3].text("why") == ""
    assert [row.name for row in step.replies[3].of("score")] == ["policy"]


def test_another_place_or_order_of_replies_is_kept():
    found, step = one_step("- [Yes](#a) ^s1", "    - why: so", "- [No](#a) ^s2")

    lines = saved(found, replace(step, replies=step.replies[::-1]))

    assert lines == ["- [No](#a) ^s2", "- [Yes](#a) ^s1", "    - why: so"]


def test_a_step_that_is_new_has_nothing_before_it():
    beat = beat_of(
        Step(id="n", paragraphs=(Paragraph(kind=BlockKind.STAGE, text="Hm."),)), None
    )

    assert beat.id == "n"
    assert [block.text for block in beat.blocks] == ["Hm."]


def test_a_reply_falls_into_the_parts_of_its_form():
    _, step = one_step(
        "- [____ Say it](#a) ^s1",
        "    - if: x",
        "    - cite: r#1",
        "    - cite: r#2",
        "    - once: no",
        '    - good: "Yes."',
        '    - bad: "No."',
        "    - expect: a = b",
        "    - mood: +1",
        "    - mood: -1 if x",
        "    - score: policy +1",
        "    - score: policy +2 if x",
        "    - go: #b if x",
    )

    parts = parts_of(step.replies[0])

    assert parts.points["policy"].value == "+1"
    assert parts.changes["mood"].value == "+1"
    assert {key: row.value for key, row in parts.single.items()} == {
        "if": "x",
        "cite": "r#1",
    }
    assert [row.key for row in parts.also] == ["mood", "score", "go"]
    assert [row.value for row in (*parts.good, *parts.bad)] == ["Yes.", "No."]
    assert [row.name for row in parts.listening] == ["a"]
    assert [row.value for row in parts.kept] == ["r#2", "once: no"]
    assert sorted(map(str, parts.rows)) == sorted(map(str, step.replies[0].rows))


@pytest.mark.parametrize(
    "typed", ["a ](# b) [x]", "[x]", "_quiet_", "`word`", r"one \ two [x]", "plain"]
)
def test_words_of_a_reply_are_shown_as_they_were_typed(typed):
    found = sheet("## a", "", "- [Old.](#a) ^r1")
    beat = found.document.beats[0]
    (reply,) = step_of(beat).replies
    meant = replace(step_of(beat), replies=(replace(reply, words=typed),))

    text = with_beat(found, "a", beat_of(meant, beat))

    (again,) = step_of(open_sheet(text, FILE).document.beats[0]).replies
    assert again.words == typed
