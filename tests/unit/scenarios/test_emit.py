from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.scenarios.examples import FRAGMENTS, FULL, body, tidy_bodies
from trainer.content.diagnostics import Report
from trainer.content.merging import merge
from trainer.paths import CONTENT
from trainer.scenarios.emit import emit, format_text
from trainer.scenarios.emit_ids import MOVE, with_own_ids
from trainer.scenarios.reader import read_document

FILE = "scenarios/kettle.md"


def formatted(text):
    result, report = format_text(text, FILE)
    assert not report.errors, report.errors
    return result


def lines_of_beat(*lines):
    return formatted(body("## a", "", *lines)).split("\n")[9:-1]


def front_of(*lines):
    text = "\n".join(["---", *lines, "---", "", "## a", "", "- outcome: lost", ""])
    return formatted(text).split("\n---\n")[0].split("\n")[1:]


def test_a_canonical_file_stays_as_it_is():
    assert formatted(FULL) == FULL


@pytest.mark.parametrize(
    "path", sorted((CONTENT / "scenarios").glob("*.md")), ids=lambda path: path.stem
)
def test_a_shipped_scenario_loses_nothing_and_settles_at_once(path):
    text = path.read_text("utf-8")

    once = formatted(text)

    assert formatted(once) == once
    assert Counter(once.split()) == Counter(text.split())


def test_settings_come_in_their_order_with_their_comments():
    assert front_of(
        "# of the title",
        "title: A",
        "",
        "vars:",
        "  # of b",
        "  b: no",
        "id: a",
        "# end",
    ) == [
        "id: a",
        "# of the title",
        "title: A",
        "vars:",
        "  # of b",
        "  b: no",
        "# end",
    ]


def test_settings_that_do_not_stand_on_lines_of_their_own_stay():
    assert front_of("{title: A, id: a}") == ["{title: A, id: a}"]
    assert front_of("# nothing") == ["# nothing"]


def test_settings_that_would_say_something_else_stay():
    lines = ["title: |+", "  A", "", "id: a"]

    assert front_of(*lines) == lines


def test_settings_nobody_knows_come_last():
    assert front_of("zzz: 1", "id: a") == ["id: a", "zzz: 1"]


def test_lists_of_settings_are_moved_whole():
    assert front_of("good:", "  - lost", "  - {a: b}", "id: a") == [
        "id: a",
        "good:",
        "  - lost",
        "  - {a: b}",
    ]


def test_paragraphs_come_first_then_facts_then_moves():
    assert lines_of_beat(
        '- review: ★ "No."', "- coach: c", "*Late.*", "- tag: t", "- [Yes](#a) ^s1"
    ) == [
        "*Late.*",
        "",
        "- coach: c",
        "- tag: t",
        '- review: ★ "No."',
        "",
        "- [Yes](#a) ^s1",
    ]


def test_facts_come_in_their_order_but_what_acts_in_turn_keeps_its_turn():
    assert lines_of_beat(
        "- [____ Say it](#a) ^s1",
        "\t- hint: h",
        "  - mood: +1",
        "  - expect: x = y",
        "  - set: z = a",
        "  - model: m",
        "  - mood: -1",
        "  - if: x",
    ) == [
        "- [____ Say it](#a) ^s1",
        "    - if: x",
        "    - model: m",
        "    - mood: +1",
        "    - expect: x = y",
        "    - set: z = a",
        "    - mood: -1",
        "    - hint: h",
    ]


def test_comments_stay_with_what_they_stand_above():
    assert lines_of_beat(
        "- [Yes](#a) ^s1",
        "    - why: w",
        "  <!-- of the mood,",
        "",
        "well -->",
        "    - mood: +1",
        "<!-- of no -->",
        "- [No](#a) ^s2",
        "",
        "<!-- of all -->",
    ) == [
        "- [Yes](#a) ^s1",
        "    <!-- of the mood,",
        "",
        "    well -->",
        "    - mood: +1",
        "    - why: w",
        "<!-- of no -->",
        "- [No](#a) ^s2",
        "",
        "<!-- of all -->",
    ]


def test_values_run_on_below_their_first_letter():
    assert lines_of_beat(
        "- coach: a", " b", "- [Yes](#a) ^s1", "  - why: c", "     d"
    ) == [
        "- coach: a",
        "    b",
        "",
        "- [Yes](#a) ^s1",
        "    - why: c",
        "      d",
    ]


def test_a_speech_keeps_its_lines():
    assert lines_of_beat("  **D ( x ):**  a  ", "b", "**E:**", "c", "- tag: t") == [
        "**D (x):** a",
        "b",
        "",
        "**E:**",
        "c",
        "",
        "- tag: t",
    ]


def test_every_kind_of_move_is_written_one_way():
    assert lines_of_beat(
        "- [ Yes ]( #a )   ^s1",
        "- [____Say it](#a) ^s2",
        "- [ after  5 s ](#a) ^s3",
        "- [`ring_up *`](x.md#a) ^s4",
        "- [go](#return) ^s5",
    ) == [
        "- [Yes](#a) ^s1",
        "- [____ Say it](#a) ^s2",
        "- [after 5s](#a) ^s3",
        "- [`ring_up *`](x.md#a) ^s4",
        "- [go](#return) ^s5",
    ]


def ids_of(text):
    report = Report()
    document = read_document(formatted(text), FILE, report)
    return [move.id for beat in document.beats for move in beat.moves]


def test_a_move_without_an_id_gets_one_of_its_beat():
    moves = ["- [A](#ask-for-id)", "- [B](#ask-for-id) ^afi7", "- [C](#ask-for-id)"]

    assert ids_of(body("## ask-for-id", *moves)) == ["afi8", "afi7", "afi9"]


@pytest.mark.parametrize(
    ("beat", "used", "given"),
    [
        ("look", ["l01"], "l1"),
        ("b-2", ["b1"], "b2"),
        ("l", ["l9999", "l10000"], "l10001"),
        ("very-long-name-of-a-beat", [], "vlno1"),
    ],
)
def test_no_id_is_given_twice(beat, used, given):
    moves = [f"- [A](#{beat}) ^{one}" for one in used]

    assert ids_of(body(f"## {beat}", *moves, f"- [A](#{beat})")) == [*used, given]


def test_a_file_with_errors_is_left_alone():
    text = body("## A", "- mood: +1", "text   ")

    result, report = format_text(text, FILE)

    assert result == text
    assert report.errors


def test_a_file_without_a_beat_is_left_alone():
    assert format_text("", FILE)[0] == ""


def test_what_is_read_from_the_canonical_form_is_written_again():
    report = Report()

    assert emit(read_document(FULL, FILE, report)) == FULL


def letters(text):
    return Counter(text.replace(" ", "").replace("\n", "").replace("\t", ""))


def assert_settled(text):
    once, report = format_text(text, FILE)
    if report.errors:
        return
    twice, again = format_text(once, FILE)
    assert not again.errors
    assert twice == once
    assert not letters(text) - letters(once)
    assert set(letters(once) - letters(text)) <= set("^0123456789") | set(
        "abcdefghijklmnopqrstuvwxyz"
    )


@given(tidy_bodies)
@settings(max_examples=100, deadline=None)
def test_every_readable_layout_settles_at_once_and_loses_nothing(lines):
    assert_settled(body(*lines))


edits = st.tuples(
    st.integers(0, 100),
    st.sampled_from(["cut", "double", "put", "swap"]),
    st.sampled_from([*FRAGMENTS, ""]),
)


@given(st.lists(edits, max_size=6))
@settings(max_examples=100, deadline=None)
def test_whatever_an_editor_does_to_a_file_it_settles_at_once(edits):
    lines = FULL.split("\n")
    for at, how, fragment in edits:
        here, there = at % len(lines), (at + 3) % len(lines)
        if how == "cut":
            del lines[here : here + 1]
        elif how == "swap":
            lines[here], lines[there] = lines[there], lines[here]
        else:
            lines.insert(here, lines[here] if how == "double" else fragment)

    assert_settled("\n".join(lines))


def test_the_second_move_of_an_id_gets_one_of_its_own():
    text = body(
        "## a", "", "- [Yes](#b) ^s1", "- [No](#b) ^s1", "- [Hm](#b)", "", "## b", ""
    )

    assert with_own_ids(text, FILE) == text.replace("[No](#b) ^s1", "[No](#b) ^a1")


def test_a_text_without_settings_keeps_its_ids():
    text = "- [Yes](#b) ^s1\n- [No](#b) ^s1\n"

    assert with_own_ids(text, FILE) == text


BOTH_BEGAN_WITH = formatted(
    body(
        "## a",
        "",
        "- [Yes](#a) ^s1",
        "    - flag: open",
        "    - why: Because.",
        "- [No](#b) ^s2",
        "    - why: So.",
        "",
        "## b",
        "",
        "- [Hm](#a) ^b1",
    )
)
EDITS = st.lists(
    st.sampled_from(
        [
            ("[Yes]", "[Yea]"),
            ("[Yes]", "[Yeah]"),
            ("[No]", "[Nay]"),
            ("Because.", "For that."),
            ("So.", "Thus."),
            ("    - why: So.\n", ""),
            ("    - flag: open\n", "    - flag: done\n"),
            ("- [No](#b) ^s2\n    - why: So.\n", ""),
            ("## b\n\n", "## b\n\n- [Well](#a)\n"),
            ("- [No]", "- [Maybe](#b)\n    - why: Who knows.\n- [No]"),
            ("- [Yes]", "- [Once](#b)\n- [Yes]"),
        ]
    ),
    max_size=4,
)


def edited(edits):
    text = BOTH_BEGAN_WITH
    for old, new in edits:
        text = text.replace(old, new)
    return formatted(text)


@given(ours=EDITS, others=EDITS, choice=st.sampled_from(["mine", "theirs", "both"]))
def test_a_merge_of_two_edits_reads_well_and_has_every_id_once(ours, others, choice):
    mine, theirs = edited(ours), edited(others)
    merged = merge(base=BOTH_BEGAN_WITH, mine=mine, theirs=theirs, heads=MOVE)

    text = merged.text(dict.fromkeys(range(len(merged.disputes)), choice))

    assert formatted(with_own_ids(text, FILE)).count(" ^") == text.count("- [")


def test_both_versions_of_a_reply_keep_all_that_is_said_about_it():
    mine, theirs = (BOTH_BEGAN_WITH.replace("Yes", new) for new in ("Yea", "Yeah"))
    merged = merge(base=BOTH_BEGAN_WITH, mine=mine, theirs=theirs, heads=MOVE)

    text = with_own_ids(merged.text({0: "both"}), FILE)

    facts = "    - flag: open\n    - why: Because.\n"
    both = f"- [Yea](#a) ^s1\n{facts}- [Yeah](#a) ^a1\n{facts}"
    assert text == BOTH_BEGAN_WITH.replace(f"- [Yes](#a) ^s1\n{facts}", both)
