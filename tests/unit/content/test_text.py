import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.diagnostics import Place, Report
from trainer.content.text import LONGEST_FILE, LONGEST_LINE, decode, lines_of


def problems(report):
    return [(d.place.line, d.place.column, d.code) for d in report.in_order()]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        ("a", ["a"]),
        ("a\n", ["a"]),
        ("a\n\n", ["a", ""]),
        ("\ufeffa\r\nb\r\n", ["a", "b"]),
        ("a\rb", ["a", "b"]),
        ("Äther 🙂 שלום\n", ["Äther 🙂 שלום"]),
        ("a\tb", ["a\tb"]),
    ],
)
def test_lines_come_without_their_ends(text, lines):
    report = Report()

    assert lines_of(text, "a.md", report) == lines
    assert not report.diagnostics


def test_a_character_that_is_not_text_becomes_a_space_and_a_message():
    report = Report()

    lines = lines_of("ok\nbad\x00line\n", "a.md", report)

    assert lines == ["ok", "bad line"]
    assert problems(report) == [(2, 4, "control-character")]
    assert "U+0000" in report.diagnostics[0].message


def test_a_line_that_is_too_long_is_cut():
    report = Report()

    lines = lines_of("x" * (LONGEST_LINE + 1) + "\nok", "a.md", report)

    assert [len(line) for line in lines] == [LONGEST_LINE, 2]
    assert problems(report) == [(1, LONGEST_LINE + 1, "line-too-long")]


@pytest.mark.parametrize(
    ("line", "code"),
    [("\x07\n", "control-character"), ("x" * 5001 + "\n", "line-too-long")],
)
def test_many_problems_of_one_kind_are_counted_in_one_message(line, code):
    report = Report()

    lines_of(line * 30, "a.md", report)

    assert len(report.diagnostics) == 21
    assert report.diagnostics[-1].code == code
    assert "10 more lines" in report.diagnostics[-1].message


def test_a_file_that_is_too_long_has_no_lines():
    report = Report()

    assert lines_of("x" * (LONGEST_FILE + 1), "a.md", report) == []
    assert problems(report) == [(1, 1, "file-too-long")]


def test_bytes_are_read_as_utf_8():
    report = Report()

    assert decode("Grüße 🙂".encode(), "a.md", report) == "Grüße 🙂"
    assert not report.diagnostics


def test_a_byte_that_is_not_utf_8_is_shown_where_it_stands():
    report = Report()

    text = decode("é\nna".encode() + b"\xefve", "a.md", report)

    assert text == "é\nna�ve"
    assert problems(report) == [(2, 3, "not-utf-8")]


@pytest.mark.parametrize("content", ["a".encode("utf-16"), b"x" * (LONGEST_FILE + 1)])
def test_bytes_nobody_can_read_give_no_text(content):
    report = Report()

    assert decode(content, "a.md", report) == ""
    assert report.errors[0].place == Place("a.md")


@given(st.binary(max_size=300))
def test_any_bytes_give_lines_that_are_text(content):
    report = Report()

    lines = lines_of(decode(content, "a.md", report), "a.md", report)

    assert all("\x00" not in line and "\n" not in line for line in lines)
