import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.unit.scenarios.examples import BODY, FULL, HEAD, any_lines, body
from trainer.content.diagnostics import Place, Report
from trainer.content.text import without_controls
from trainer.paths import CONTENT
from trainer.scenarios.reader import read_document
from trainer.scenarios.reader_lines import OPEN
from trainer.scenarios.reader_text import (
    Piece,
    escape,
    pieces,
    slug,
    split_outside_quotes,
    unescape,
)
from trainer.scenarios.syntax import BlockKind, MoveKind, Target

FILE = "scenarios/kettle.md"


def read(text):
    report = Report()
    document = read_document(text, FILE, report)
    assert not report.diagnostics, report.diagnostics
    return document


def problems(text):
    report = Report()
    read_document(text, FILE, report)
    return report.in_order()


def a_move(line):
    return read(body("## start", "", line)).beats[0].moves[0]


def a_block(*lines):
    return (
        read(body("## start", "", *lines, "", "- [Yes](#start) ^s1")).beats[0].blocks[0]
    )


def test_a_file_is_settings_a_briefing_and_beats():
    document = read(HEAD + "# Kettle\n\nIt is Saturday.\n\n" + BODY)

    assert document.file == FILE
    assert document.settings.keys == ("id", "title", "language", "meters")
    assert document.briefing == "# Kettle\n\nIt is Saturday."
    assert [(beat.id, beat.place.line, beat.last_line) for beat in document.beats] == [
        ("start", 12, 17),
        ("end", 19, 23),
    ]


def test_the_authors_notes_are_kept_but_never_shown():
    document = read(FULL)
    start = document.beats[0]

    assert "Saturday" not in document.briefing
    assert "not a fill" in document.briefing
    assert [block.kind for block in document.introduction] == [
        BlockKind.STAGE,
        BlockKind.STAGE,
        BlockKind.COMMENT,
        BlockKind.CODE,
    ]
    assert start.blocks[0].kind is BlockKind.COMMENT
    assert start.facts[1].comments == ("<!-- for the desk -->",)
    assert start.moves[0].comments == ("<!-- the good one -->",)
    assert start.moves[0].facts[2].comments == ("<!-- points -->",)
    assert start.comments == ("<!-- no more moves -->",)


def test_every_kind_of_move_is_told_apart():
    moves = read(FULL).beats[0].moves

    assert [move.kind for move in moves] == [
        MoveKind.SAY,
        MoveKind.ACT,
        MoveKind.ACT,
        MoveKind.WRITE,
        MoveKind.WAIT,
    ]
    assert read(FULL).beats[2].moves[0].kind is MoveKind.GO


def test_words_to_say_stay_escaped_until_they_are_compiled():
    move = a_move(r"- [Take \[it\] \{now\}, {name}.](#start) ^s1")

    assert move.label == r"Take \[it\] \{now\}, {name}."
    assert move.label_place == Place(FILE, 10, 4)
    assert unescape(move.label) == "Take [it] {now}, {name}."


@given(
    words=st.text(
        alphabet=st.one_of(st.sampled_from("[](){}*_`\\ ^#-a"), st.characters())
    )
)
def test_escaped_words_are_read_as_exactly_these_words(words):
    words = " ".join(without_controls(words).split())
    assume(words and OPEN not in words)

    move = a_move(f"- [Well: {escape(words)}](#start) ^s1")

    assert (move.kind, unescape(move.label)) == (MoveKind.SAY, f"Well: {words}")


def test_an_action_has_arguments_with_their_places():
    move = a_move('- [`issue_refund amount=case.paid note="a ] b" *`](#start) ^s1')

    assert move.action.action == "issue_refund"
    assert move.action.anything
    assert move.action.arguments == (
        ("amount", "case.paid", Place(FILE, 10, 25)),
        ("note", '"a ] b"', Place(FILE, 10, 40)),
    )


def test_a_timer_has_seconds_and_a_blank_a_prompt():
    assert a_move("- [after 60s](#start) ^s1").seconds == 60
    assert a_move("- [____ Tell her.](#start) ^s1").label == "Tell her."
    assert a_move("- [After you, please.](#start) ^s1").kind is MoveKind.SAY


@pytest.mark.parametrize(
    ("written", "beat", "path", "returns"),
    [
        ("#look", "look", "", False),
        ("check-caller.md", "", "check-caller.md", False),
        ("sub/check.md#find", "find", "sub/check.md", False),
        ("#return", "", "", True),
    ],
)
def test_a_target_is_a_beat_a_file_or_the_way_back(written, beat, path, returns):
    assert a_move(f"- [Yes]({written}) ^s1").target == Target(
        written=written,
        beat=beat,
        path=path,
        returns=returns,
        place=Place(FILE, 10, 9),
    )


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "        ", "\t", "\t\t"])
def test_facts_may_be_indented_by_two_to_eight_columns(indent):
    document = read(body("## a", "- [Yes](#a) ^s1", f"{indent}- mood: +1"))

    fact = document.beats[0].moves[0].facts[0]
    assert (fact.key, fact.value) == ("mood", "+1")
    assert fact.value_place.column == len(indent) + len("- mood: ") + 1


def test_a_fact_may_run_on_over_several_lines():
    document = read(
        body("## a", "- [Yes](#a) ^s1", "    - why: It was", "      kind. <!-- x -->")
    )

    fact = document.beats[0].moves[0].facts[0]
    assert fact.value == "It was kind."
    assert fact.written == "It was\nkind. <!-- x -->"


def test_a_speech_has_a_speaker_and_a_condition():
    block = a_block("**Dana (said(sorry) and mood > 1):** No.", "Not today.")

    assert (block.name, block.when) == ("Dana", "said(sorry) and mood > 1")
    assert block.text == "No.\nNot today."
    assert block.when_place == Place(FILE, 10, 9)
    assert block.text_place == Place(FILE, 10, 38)


def test_a_speech_without_a_blank_line_above_it_is_a_speech_of_its_own():
    beat = read(
        body("## a", "**A (mood > 1):** x", "**A (otherwise):** y", "- [Yes](#a) ^s1")
    ).beats[0]

    assert [block.text for block in beat.blocks] == ["x", "y"]


def test_notes_inside_a_paragraph_are_not_shown():
    block = a_block("**Dana:** Well <!-- sigh --> then.", "<!-- or", "-->", "No.")

    assert block.text == "Well then."
    assert block.written == "Well <!-- sigh --> then."


def test_notes_inside_narration_are_not_shown():
    block = a_block("One <!-- a", "b -->", "two", "")

    assert block.text == "One"
    assert block.written == "One <!-- a\nb -->"


def test_code_is_opaque():
    block = a_block("```", "## not a beat", "- [not](a move", "<!-- {shown}", "```")

    assert block.kind is BlockKind.CODE
    assert block.text == "```\n## not a beat\n- [not](a move\n<!-- {shown}\n```"


@pytest.mark.parametrize(
    "text",
    [
        "*Note: she waits.*",
        "*[A sign]: closed*",
        "-- a",
        "# Two words",
        "- outcome of it",
    ],
)
def test_narration_may_look_a_little_like_a_fact(text):
    assert a_block(text).text == text


def test_lists_pictures_and_quotes_are_narration():
    beat = read(
        body("## a", "- one", "  - two", "", "![x](x.png)", "", "> q", "- tag: a")
    ).beats[0]

    assert [block.text for block in beat.blocks] == [
        "- one\n  - two",
        "![x](x.png)",
        "> q",
    ]
    assert beat.facts[0].value == "a"


def test_windows_line_ends_and_a_byte_order_mark_are_fine():
    assert read("\ufeff" + FULL.replace("\n", "\r\n")).beats == read(FULL).beats


def test_escapes_and_fills_are_cut_apart():
    assert pieces("{a}") == (Piece(text="a", fill=True, offset=1),)
    assert pieces(r"\{a} {b} {c.d}{E}") == (
        Piece(text=r"\{a} ", fill=False, offset=0),
        Piece(text="b", fill=True, offset=6),
        Piece(text=" ", fill=False, offset=8),
        Piece(text="c.d", fill=True, offset=10),
        Piece(text="{E}", fill=False, offset=14),
    )


def test_a_bar_in_quotes_does_not_part_alternatives():
    assert split_outside_quotes('sorry | "yes | no"| ', "|") == [
        (0, "sorry"),
        (8, '"yes | no"'),
        (20, ""),
    ]


@pytest.mark.parametrize(
    ("text", "near"), [("Start Here!", "start-here"), ("2nd", "nd"), ("***", "")]
)
def test_the_nearest_id_is_suggested(text, near):
    assert slug(text) == near


HEADINGS = [
    (["## Start here"], 8, "bad-beat-id", "## start-here"),
    (["## 1st"], 8, "bad-beat-id", "## st"),
    (["##"], 8, "bad-beat-id", "## start"),
    (["##start"], 8, "heading-space", "## start"),
    (["## start <!-- x -->"], 8, "comment-in-heading", "line of its own"),
    (["## a", "x", "## b", "x", "## a"], 12, "duplicate-beat", "a-2"),
    (["## return"], 8, "reserved-id", "another id"),
    (["## anywhere", "- [go](#a) ^a", "    - if: yes"], 8, "no-start", "## start"),
    (["Only a briefing."], 8, "no-beats", "## start"),
    (["- [Yes](#a) ^s1", "## a"], 8, "move-before-beat", "## start"),
]
MOVES = [
    ("- [Yes (#a) ^s1", "missing-bracket", "“]” before “(#a)"),
    ("- [Yes, and so on", "missing-bracket", "on one line"),
    ("- [Yes]", "missing-target", "(#beat)"),
    ("- [Yes]() ^s1", "missing-target", "(#beat)"),
    ("- [Yes](#) ^s1", "missing-target", "(#beat)"),
    ("- [Yes] (#a) ^s1", "space-before-target", "](”"),
    ("- [Yes](#a ^s1", "missing-bracket", "(#a)"),
    ("- [Yes](a) ^s1", "missing-hash", "(#a)"),
    ("- [Yes](My Beat) ^s1", "missing-hash", "(#my-beat)"),
    ("- [Yes](?) ^s1", "missing-hash", "(#beat)"),
    ("- [Yes](#My Beat) ^s1", "bad-target", "#my-beat"),
    ("- [Yes](#?) ^s1", "bad-target", "small letters"),
    ("- [Yes](#anywhere) ^s1", "reserved-id", "open in every beat"),
    ("- [Yes](../secret.md) ^s1", "bad-path", "folder of scenarios"),
    ("- [Yes](/etc/passwd.md) ^s1", "bad-path", "folder of scenarios"),
    ("- [Yes](a..md) ^s1", "bad-path", "folder of scenarios"),
    ("- [Yes](a#b) ^s1", "bad-path", "folder of scenarios"),
    ("* [Yes](#a) ^s1", "move-dash", "- ["),
    ("[Yes](#a) ^s1", "move-dash", "- ["),
    ("1. [Yes](check.md) ^s1", "move-dash", "- ["),
    ("- [Go](#a) ^s1", "go-spelling", "“go”"),
    ("- [Yes\u202e](#a) ^s1", "direction-mark", "Delete it"),
    ("- [Yes](#\u200ba) ^s1", "bad-target", "#a”"),
    ("-[Yes](#a) ^s1", "move-dash", "- ["),
    ("- [Yes [now]](#a) ^s1", "unescaped-bracket", "\\["),
    ("- [Yes](#a) s1", "after-target", "^id"),
    ("- [Yes](#a) ^S 1", "bad-move-id", "^s-1"),
    ("- [Yes](#a) ^?", "bad-move-id", "small letters"),
    ("- [Yes](#a) {#s1}", "bad-move-id", "^s1"),
    ("- [Yes](#a) ^abcdefghijklmnopq", "bad-move-id", "^abcdefghijklmnop”"),
    ("- [Yes](#a) ^s1 <!-- x -->", "comment-in-move", "above the move"),
    ("- [](#a) ^s1", "empty-label", "own words"),
    ("- [Yes {Name}](#a) ^s1", "unescaped-brace", "\\{"),
    ("- [Yes {](#a) ^s1", "unescaped-brace", "\\{"),
    ("- [____ {x y}](#a) ^s1", "unescaped-brace", "\\{"),
    ("- [___ Say it](#a) ^s1", "blank-length", "____"),
    ("- [after 60](#a) ^s1", "timer-unit", "after 60s"),
    ("- [after 2 minutes](#a) ^s1", "timer-unit", "after 120s"),
    ("- [after a minute](#a) ^s1", "timer-unit", "after 60s"),
    ("- [after 90 sec.](#a) ^s1", "timer-unit", "after 90s"),
    ("- [after 9000s](#a) ^s1", "timer-bounds", "3600"),
    ("- [`ring_up](#a) ^s1", "unclosed-backtick", "`ring_up`"),
    ("- [`ring_up` it](#a) ^s1", "after-action", "move of their own"),
    ("- [`ring_up item`](#a) ^s1", "action-syntax", "name=value"),
    ("- [`ring_up item kettle`](#a) ^s1", "action-syntax", "item=kettle"),
    ("- [`ring_up(item)`](#a) ^s1", "action-syntax", "without brackets"),
    ("- [`RingUp`](#a) ^s1", "action-syntax", "small letters"),
    ("- [``](#a) ^s1", "action-syntax", "lookup_purchase"),
    ('- [`ring_up item="a`](#a) ^s1', "unclosed-quote", 'closing "'),
    ('- [`ring_up item="`](#a) ^s1', "unclosed-quote", 'closing "'),
    ("- [`ring_up item=`](#a) ^s1", "argument-value", "case.paid"),
    ("- [`ring_up item=A-1`](#a) ^s1", "argument-value", "quoted"),
    ("- [`ring_up item=a item=b`](#a) ^s1", "argument-twice", "Keep one"),
]
FACTS = [
    ("- mood: +1", "fact-not-indented", "four spaces"),
    ("- coach: kind", "beat-fact-after-moves", "above the first move"),
    (" - mood: +1", "fact-indent", "four spaces"),
    ("          - mood: +1", "fact-indent", "four spaces"),
    ("    * mood: +1", "fact-dash", "- mood: …"),
    ("    -mood: +1", "fact-dash", "- mood: …"),
    ("    mood: +1", "fact-dash", "- mood: …"),
    ("    - mood +1", "fact-syntax", "- mood: +1"),
    ("    - once yes", "fact-syntax", "- once: yes"),
    ("    - be kind", "fact-syntax", "- key: value"),
    ("    - http://x", "fact-syntax", "- key: value"),
    ("    -", "fact-syntax", "- key: value"),
    ("    - mood:", "empty-fact", "delete the line"),
    ("    - <!-- x --> mood: +1", "comment-in-fact", "above the fact"),
    ('    - expect: a = "b', "unclosed-quote", 'closing "'),
    ("    - model: “b”", "curly-quote", "straight"),
    ("    some words", "text-after-moves", "new beat"),
    ("**Dana:** Wait.", "text-after-moves", "new beat"),
    ("```\n```", "text-after-moves", "new beat"),
    ("<!-- a\n--> b", "text-after-moves", "new beat"),
]
PROSE = [
    ("**Dana (otherwise):** x", "otherwise-alone", "(mood >= 4)"),
    ("**Dana:**", "empty-speech", "behind the colon"),
    ("**Dana ():** x", "empty-condition", "otherwise"),
    ("**Dana (mood:** x", "speech-head", "**Dana (condition):**"),
    ("**(mood > 1):** x", "speech-head", "**Name (condition):**"),
    ("**Dana <!-- x -->:** x", "comment-in-speech", "above the speech"),
    ("**Dana**: x", "almost-speech", "**Dana:**"),
    ("*Dana:* x", "almost-speech", "**Dana:**"),
    ("__Dana:__ x", "almost-speech", "**Dana:**"),
    ("**Dana (mood > 1)**: x", "almost-speech", "**Dana (mood > 1):**"),
    ("**Dana (else):** x", "otherwise-spelling", "“otherwise”"),
    ("**Dana (Otherwhise):** x", "otherwise-spelling", "“otherwise”"),
    ("### look", "heading-level", "## look"),
    ("- outcome lost", "fact-syntax", "- outcome: lost"),
    ("- enter mood -1", "fact-syntax", "- enter: mood -1"),
    ("**Dana:** {x", "unescaped-brace", "\\{"),
    ("**{her name} (mood > 1):** Yes.", "unescaped-brace", "\\{"),
    ("Some {} words", "unescaped-brace", "\\{"),
    ("```", "unclosed-code", "```"),
    ("a <!-- b", "unclosed-comment", "-->"),
    ("- mod: +1", "unknown-beat-fact", "A beat has coach"),
    ("- outcom: lost", "unknown-beat-fact", "“outcome”"),
    ("- score: policy +1", "fact-not-indented", "four spaces"),
    ("    - mood: +1", "fact-without-move", "below its move"),
    ("- outcome: a\n- outcome: b", "fact-twice", "Keep one"),
]


def told(text):
    return [(d.place.line, d.code, d.suggestion) for d in problems(text)]


def assert_told(text, line, code, suggestion):
    found = told(text)
    assert any(
        where == line and what == code and suggestion in mend
        for where, what, mend in found
    ), found


@pytest.mark.parametrize(("lines", "line", "code", "suggestion"), HEADINGS)
def test_a_slip_in_a_beat_is_told_with_its_line_and_cure(lines, line, code, suggestion):
    assert_told(body(*lines), line, code, suggestion)


@pytest.mark.parametrize(("move", "code", "suggestion"), MOVES)
def test_a_slip_in_a_move_is_told_with_its_line_and_cure(move, code, suggestion):
    assert_told(body("## a", "", move), 10, code, suggestion)


@pytest.mark.parametrize(("fact", "code", "suggestion"), FACTS)
def test_a_slip_below_a_move_is_told_with_its_line_and_cure(fact, code, suggestion):
    line = 11 if fact.startswith("<!--") else 10
    assert_told(
        body("## a", "- [Yes](#a) ^s1", *fact.split("\n")), line, code, suggestion
    )


@pytest.mark.parametrize(("text", "code", "suggestion"), PROSE)
def test_a_slip_in_a_paragraph_is_told_with_its_line_and_cure(text, code, suggestion):
    line = 11 if "\n" in text else 10
    assert_told(body("## a", "", *text.split("\n")), line, code, suggestion)


def test_text_below_a_move_does_not_run_on_from_the_move_before():
    lines = ["## a", "- [A](#a) ^a", "  - why: b", "- [B](#a) ^b", "      c"]

    assert_told(body(*lines), 12, "text-after-moves", "new beat")


def test_a_fact_given_twice_is_told_where_it_comes_again():
    lines = [
        "## a",
        "- [Yes](#a) ^s1",
        "    - if: x",
        "    - if: y",
        "    - set: z = a",
    ]

    assert_told(body(*lines, "    - set: z = b"), 11, "fact-twice", "with “and”")
    assert len(problems(body(*lines, "    - set: z = b"))) == 1


def test_an_id_is_used_once():
    lines = ["## a", "- [Yes](#a) ^s1", "- [No](#a) ^s1"]

    assert_told(body(*lines), 10, "duplicate-move-id", "another name")


def test_a_beat_asks_for_own_words_once():
    lines = ["## a", "- [____ A](#a) ^s1", "- [____ B](#a) ^s2"]

    assert_told(body(*lines), 10, "second-blank", "beat of its own")


def test_otherwise_closes_a_run_even_over_a_comment():
    beat = ["## a", "**D (x):** a", "", "<!-- n -->", "", "**D (otherwise):** b", ""]

    assert not told(body(*beat, "- outcome: lost"))


@pytest.mark.parametrize("between", ["*Silence.*", "**D:** b", "**D (otherwise):** b"])
def test_otherwise_does_not_reach_over_other_paragraphs(between):
    lines = ["## a", "**D (x):** a", "", between, "", "**D (otherwise):** c"]

    assert (13, "otherwise-alone") in [(n, c) for n, c, _ in told(body(*lines))]


@pytest.mark.parametrize("line", ["Dana: No.", "**Dana** No."])
def test_narration_that_begins_with_a_speaker_is_asked_about(line):
    lines = ["## a", "**Dana:** x", "", line, "", "Nobody: y", "", "- outcome: lost"]

    assert told(body(*lines)) == [(11, "almost-speech", "Write “**Dana:** …”.")]


def test_all_problems_of_a_file_are_told_not_only_the_first():
    text = body("## A", "- [Yes]", "    - mood", "", "**D (otherwise):** {", "##b")

    assert [(line, code) for line, code, _ in told(text)] == [
        (8, "bad-beat-id"),
        (9, "missing-target"),
        (10, "fact-syntax"),
        (12, "text-after-moves"),
        (12, "otherwise-alone"),
        (12, "unescaped-brace"),
        (13, "heading-space"),
    ]


def test_a_file_has_two_thousand_beats_at_most():
    lines = [f"## b-{at}" for at in range(2_002)]

    assert_told(body(*lines), 2_008, "too-many-beats", "sub-scenes")
    report = Report()
    assert len(read_document(body(*lines), FILE, report).beats) == 2_000


def test_a_beat_has_fifty_moves_at_most():
    moves = [f"- [Yes](#a) ^s{at}" for at in range(52)]

    assert_told(body("## a", *moves), 59, "too-many-moves", "several beats")
    assert len(problems(body("## a", *moves))) == 1


def test_a_file_has_fifty_thousand_lines_at_most():
    report = Report()

    assert read_document(body("## a", *[""] * 50_000), FILE, report) is None
    assert report.diagnostics[-1].code == "too-many-lines"


def test_a_note_directly_above_the_first_fact_belongs_to_it():
    beat = read(body("## a", "", "<!-- x -->", "- tag: a", "")).beats[0]

    assert not beat.blocks
    assert beat.facts[0].comments == ("<!-- x -->",)


def test_problems_are_placed_by_column_too():
    (found,) = problems(body("## a", "- [Yes {X}](#a) ^s1"))

    assert (found.place.line, found.place.column) == (9, 8)


def test_a_later_fence_of_another_length_still_closes():
    document = read(body("## a", "````", "```", "````", "", "~~~", "~~~", "- tag: a"))

    assert len(document.beats[0].blocks) == 2


def test_each_fence_without_an_end_is_told():
    found = told(body("## a", "````", "x", "```", "y", "````x"))

    assert [(line, code) for line, code, _ in found] == [
        (9, "unclosed-code"),
        (11, "unclosed-code"),
        (13, "unclosed-code"),
    ]


def test_an_escaped_comment_is_text():
    assert a_block(r"a \<!-- b").text == r"a \<!-- b"


def test_nothing_more_is_read_after_two_hundred_problems():
    found = told(body("## a", *["- [Yes]"] * 500))

    assert len(found) == 201
    assert found[-1][1] == "too-many-problems"


def test_warnings_are_counted_too():
    found = told(body("## a", *["*Dana:* x", ""] * 300))

    assert [code for _, code, _ in found[199:]] == [
        "almost-speech",
        "too-many-problems",
    ]


def test_a_note_above_text_belongs_to_nothing():
    beat = read(
        body("## a", "<!-- x", "-->", "text", "<!-- y -->", "<!-- z -->")
    ).beats[0]

    assert [block.written for block in beat.blocks] == [
        "<!-- x\n-->",
        "text",
        "<!-- y -->\n<!-- z -->",
    ]


EXAMPLES = sorted((CONTENT / "scenarios").glob("*.md"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_shipped_scenario_is_read_without_a_problem(path):
    report = Report()

    document = read_document(path.read_text("utf-8"), f"scenarios/{path.name}", report)

    assert document is not None
    assert not report.diagnostics


@given(any_lines)
@settings(max_examples=300, deadline=None)
def test_whatever_is_written_is_read_without_a_crash(lines):
    report = Report()

    read_document(body(*lines), FILE, report)

    assert all(d.message and d.place.line >= 1 for d in report.diagnostics)
