from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.content.diagnostics import Place, Report
from trainer.paths import CONTENT
from trainer.scenarios.plays import (
    Do,
    Expectation,
    ExpectationKind,
    Take,
    Wait,
    Write,
    read_plays,
)
from trainer.scenarios.plays_syntax import plays_file, scenario_file

FILE = "scenarios/kettle.play"
END = "    expect passed"


def read(*lines):
    report = Report()
    plays = read_plays("\n".join(lines), FILE, report)
    assert not report.diagnostics, report.in_order()
    return plays


def steps(*lines):
    return read("play: a", *lines, END)[0].steps


def expectations(line):
    return [
        (e.kind.value, e.text, e.comparison, e.number, e.wanted)
        for e in read("play: a", f"    expect {line}")[0].expectations
    ]


def told(*lines):
    report = Report()
    read_plays("\n".join(lines), FILE, report)
    return [(d.place.line, d.code, d.suggestion) for d in report.in_order()]


def test_a_file_is_a_list_of_plays():
    plays = read(
        "# Conversations with Dana.",
        "play: the good way",
        "    deal record missing, second posted",
        "    take s1 n1, d1/v4",
        '    write b1 "I am "sorry"."',
        "    expect outcome resolved",
        "",
        "play: another",
        "  wait",
        "  expect not passed",
    )

    assert [(p.name, p.place.line) for p in plays] == [
        ("the good way", 2),
        ("another", 8),
    ]
    assert dict(plays[0].deal) == {"record": "missing", "second": "posted"}
    assert plays[0].deal_places["second"] == Place(FILE, 3, 26)


def test_moves_are_taken_by_their_keys():
    assert steps("    take s1 d1/v4") == (
        Take(
            moves=("s1", "d1/v4"),
            places=(Place(FILE, 2, 10), Place(FILE, 2, 13)),
            place=Place(FILE, 2, 5),
        ),
    )


def test_own_words_may_hold_quotes():
    assert steps('    write b1 "I am "sorry"."') == (
        Write(move="b1", text='I am "sorry".', place=Place(FILE, 2, 5)),
    )


def test_the_desk_is_worked_by_a_move_or_an_action():
    assert steps("  do c3 loyalty=1", '  do ring_up item="a b"') == (
        Do(
            move="c3",
            arguments=(("loyalty", "1", Place(FILE, 2, 17)),),
            place=Place(FILE, 2, 3),
        ),
        Do(
            action="ring_up",
            arguments=(("item", '"a b"', Place(FILE, 3, 19)),),
            place=Place(FILE, 3, 3),
        ),
    )


def test_the_clock_may_run_out():
    assert steps("wait", "wait c5") == (
        Wait(place=Place(FILE, 2)),
        Wait(move="c5", place=Place(FILE, 3)),
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("outcome resolved", ("outcome", "resolved", "==", 0, True)),
        ("not outcome lost", ("outcome", "lost", "==", 0, False)),
        ("total 100", ("total", "", "==", 100, True)),
        ("total >= 87.5", ("total", "", ">=", Decimal("87.5"), True)),
        ("total>80%", ("total", "", ">", 80, True)),
        ("passed", ("passed", "", "==", 0, True)),
        ("not passed", ("passed", "", "==", 0, False)),
        (
            "critical returns#cash-proof",
            ("critical", "returns#cash-proof", "==", 0, True),
        ),
        ('critical "Cash, and more"', ("critical", "Cash, and more", "==", 0, True)),
        ("not critical", ("critical", "", "==", 0, False)),
        ("mood >= 6", ("meter", "mood", ">=", 6, True)),
        ("mood 3", ("meter", "mood", "==", 3, True)),
        ("mood != -2", ("meter", "mood", "!=", -2, True)),
        ("said apology", ("said", "apology", "==", 0, True)),
        ("not said apology", ("said", "apology", "==", 0, False)),
        ("beat no-receipt", ("beat", "no-receipt", "==", 0, True)),
        ("beat 3", None),
    ],
)
def test_an_expectation_is_about_the_end_or_the_way(line, expected):
    if expected is None:
        assert told("play: a", f"expect {line}")[-1][1] == "unknown-expectation"
    else:
        assert expectations(line) == [expected]


def test_several_expectations_stand_on_a_line():
    assert [kind for kind, *_ in expectations('critical "a, b", mood 3, passed')] == [
        "critical",
        "meter",
        "passed",
    ]


def test_an_expectation_holds_where_it_stands():
    (play,) = read("play: a", "take s1", "expect mood 3", "take s2", "expect passed")

    assert [e.after for e in play.expectations] == [1, 2]
    assert play.expectations[0] == Expectation(
        kind=ExpectationKind.METER,
        text="mood",
        number=Decimal(3),
        after=1,
        place=Place(FILE, 3, 8),
    )


FAULTS = [
    ("take", "empty-step", "take s1 n1"),
    ("take S1", "bad-move-id", "“s1”"),
    ("take ^s1", "bad-move-id", "“s1”"),
    ("take " + "a " * 501, "too-many-moves", "several lines"),
    ("take s1?", "bad-move-id", "d1/v1"),
    ("take a/b/c/d/e/f", "bad-move-id", "d1/v1"),
    ("write", "empty-step", "I am sorry"),
    ('write B! "x"', "bad-move-id", "stand behind"),
    ("write b1 sorry", "missing-quote", "write b1"),
    ("write b1 “sorry”", "curly-quote", "write b1"),
    ('write b1 "sorry', "unclosed-quote", 'closing "'),
    ("do", "empty-step", "loyalty=1"),
    ("do C3", "bad-move-id", "“c3”"),
    ("do c3 loyalty", "action-syntax", "name=value"),
    ("wait C5", "bad-move-id", "“c5”"),
    ("deal", "deal-syntax", "deal record missing"),
    ("deal record", "deal-syntax", "deal record missing"),
    ("deal record=missing x", "deal-syntax", "deal record missing"),
    ("deal record missing record found", "deal-twice", "Keep one"),
    ("tke s1", "unknown-step", "“take”"),
    ("say s1", "unknown-step", "begins with"),
    ("expect", "empty-step", "outcome resolved"),
    ("expect passed,", "empty-expectation", "outcome resolved"),
    ('expect critical "x', "unclosed-quote", 'closing "'),
    ("expect outcom resolved", "unknown-expectation", "“outcome”"),
    ("expect happiness", "unknown-expectation", "mood 3"),
    ("expect outcome 100", "unknown-expectation", ""),
    ("expect passed well", "unknown-expectation", ""),
    ("expect not mood 3", "unknown-expectation", ""),
    ("expect mood = 3", "bad-comparison", "mood == 3"),
    ("expect mood => 3", "bad-comparison", "mood >= 3"),
    ('write b1: "x"', "bad-move-id", "“b1”"),
    ("play", "play-name", "the good way"),
    ("play: ", "play-name", "the good way"),
    ("play b", "play-name", "play: b"),
    ("play: a", "duplicate-play", "another name"),
]


@pytest.mark.parametrize(("line", "code", "suggestion"), FAULTS)
def test_a_slip_in_a_play_is_told_with_its_line_and_cure(line, code, suggestion):
    found = told("play: a", END, line, END)

    assert any(
        (where, what) == (3, code) and suggestion in mend for where, what, mend in found
    ), found


def test_a_step_stands_below_a_play():
    assert told("take s1")[0][:2] == (1, "step-before-play")


def test_a_play_must_expect_something():
    assert told("play: a", "take s1") == [
        (1, "play-without-expect", "Add a line “expect outcome resolved”, say.")
    ]


def test_a_file_has_twenty_thousand_lines_at_most():
    found = told("play: a", END, *["take a"] * 20_000)

    assert [(line, code) for line, code, _ in found] == [(20_001, "too-many-lines")]


def test_nothing_more_is_read_after_two_hundred_problems():
    assert len(told("play: a", *["nonsense"] * 900)) == 201


@pytest.mark.parametrize(
    "path", sorted((CONTENT / "scenarios").glob("*.play")), ids=lambda path: path.stem
)
def test_every_shipped_play_is_read_without_a_problem(path):
    assert read(*path.read_text("utf-8").split("\n"))


WORDS = """\
play: play take write do wait deal expect s1 " x= , not passed critical total >= 3 said
ring_up = “"""
words = st.sampled_from([*WORDS.split(), "\n"])


@given(st.lists(words | st.text(max_size=5), max_size=30))
@settings(max_examples=300, deadline=None)
def test_whatever_is_written_is_read_without_a_crash(parts):
    report = Report()

    read_plays(" ".join(parts), FILE, report)

    assert all(d.message for d in report.diagnostics)


def test_plays_stand_beside_their_scenario():
    assert plays_file("scenarios/a.md") == "scenarios/a.play"
    assert scenario_file("scenarios/a.play") == "scenarios/a.md"
