import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter import Mapping, Scalar, Sequence, split
from trainer.content.frontmatter_mend import explain

SETTINGS = """---
id: double-charge
price: 34.90
open: no
code: "007"
rubric: {policy: 60, close: 40}
good: [resolved, escalated]
note: |
  two
  lines
empty:
---

# Charged twice
"""


def read(text):
    report = Report()
    settings, body = split(text, "a.md", report)
    return settings, body, report


def plain(node):
    match node:
        case Mapping(entries=entries):
            return {key.text: plain(value) for key, value in entries}
        case Sequence(items=items):
            return [plain(item) for item in items]
        case Scalar(text=text):
            return text


def test_settings_stay_the_text_they_were_written_as():
    settings, body, report = read(SETTINGS)

    assert plain(settings) == {
        "id": "double-charge",
        "price": "34.90",
        "open": "no",
        "code": "007",
        "rubric": {"policy": "60", "close": "40"},
        "good": ["resolved", "escalated"],
        "note": "two\nlines\n",
        "empty": "",
    }
    assert body == 13
    assert not report.diagnostics


def test_every_value_knows_its_place_and_whether_it_was_quoted():
    settings, _, _ = read(SETTINGS)

    assert settings.key("price").place == Place("a.md", 3, 1)
    assert settings.get("price").place == Place("a.md", 3, 8)
    assert settings.get("rubric").get("close").place == Place("a.md", 6, 29)
    assert settings.get("good").items[1].place == Place("a.md", 7, 18)
    assert [settings.get(k).quoted for k in ("price", "code", "note")] == [0, 1, 1]


def test_a_key_that_is_not_there_gives_nothing():
    settings, _, _ = read(SETTINGS)

    assert settings.get("colour") is None
    assert settings.key("colour") is None
    assert settings.keys[:2] == ("id", "price")


def test_empty_settings_are_settings():
    settings, body, report = read("---\n---\ntext")

    assert (settings.entries, body) == ((), 3)
    assert not report.diagnostics


def test_windows_line_ends_and_a_byte_order_mark_change_nothing():
    settings, body, _ = read("\ufeff" + SETTINGS.replace("\n", "\r\n"))

    assert (len(settings.entries), body) == (8, 13)


@pytest.mark.parametrize(
    ("yaml_", "code", "line", "column", "kept"),
    [
        ("title: a: b", "settings-syntax", 2, 9, None),
        ("x: `a`", "settings-syntax", 2, 4, None),
        ("x:\n\ty: 1", "settings-syntax", 3, 1, None),
        ("a: 1\nx: [a, b", "settings-syntax", 3, 4, None),
        ("x: 'a\nb: c", "settings-syntax", 2, 4, None),
        ('x: "a\\qb"', "settings-syntax", 2, 6, None),
        ("- a\nb: 1", "settings-syntax", 3, 1, None),
        ("%YAML 1.1", "settings-syntax", 3, 1, None),
        ("x: &a 1", "settings-reference", 2, 4, {"x": "1"}),
        ("x: *a", "settings-reference", 2, 4, {"x": ""}),
        ("x: !!int 3", "settings-reference", 2, 4, {"x": "3"}),
        ("x: ! 3", "settings-reference", 2, 4, {"x": "3"}),
        ("a: 1\nb: 2\na: 3", "settings-twice", 4, 1, {"a": "1", "b": "2"}),
        ("x: {b: 1, b: 2}", "settings-twice", 2, 11, {"x": {"b": "1"}}),
        ("[a]: b", "settings-key", 2, 1, {}),
        ('"": b', "settings-key", 2, 1, {}),
        ("a: 1\n--- b: 1", "settings-too-many", 3, 1, None),
        ("just words", "settings-no-keys", 2, 1, None),
        ("- a\n- b", "settings-no-keys", 2, 1, None),
    ],
)
def test_what_yaml_allows_and_we_do_not_is_shown_where_it_stands(
    yaml_, code, line, column, kept
):
    settings, _, report = read(f"---\n{yaml_}\n---\n")

    problem = report.errors[0]
    assert (problem.code, problem.place) == (code, Place("a.md", line, column))
    assert problem.suggestion
    assert plain(settings) == (kept or {})


def test_all_that_is_refused_is_reported_not_only_the_first():
    _, _, report = read("---\nx: &a 1\ny: *a\nx: !t 2\n---\n")

    assert [d.code for d in report.errors] == [
        "settings-reference",
        "settings-reference",
        "settings-twice",
        "settings-reference",
    ]


def test_a_file_without_settings_says_how_to_begin():
    settings, body, report = read("# Title\n")

    assert (settings.entries, body) == ((), 1)
    assert [d.code for d in report.errors] == ["settings-missing"]


def test_settings_without_an_end_are_read_up_to_the_first_heading():
    settings, body, report = read("---\nid: a\n\n## start\n")

    assert (plain(settings), body) == ({"id": "a"}, 4)
    assert [d.code for d in report.errors] == ["settings-open"]


def test_settings_without_an_end_or_heading_leave_no_body():
    settings, body, _ = read("---\nid: a\n")

    assert (plain(settings), body) == ({"id": "a"}, 3)


def test_a_parser_that_says_something_new_still_gives_a_message():
    line, column, message, suggestion = explain(yaml.YAMLError("?"), [])

    assert (line, column) == (0, 0)
    assert message
    assert suggestion


@pytest.mark.parametrize(
    ("yaml_", "line", "column", "said", "mend"),
    [
        (
            "id: kettle\ntitle The kettle\nlevel: 2",
            3,
            6,
            "A “:” is missing after “title”.",
            "Write “title: The kettle”.",
        ),
        ("id: a\ntitle\nlevel: 2", 3, 6, "“:” is missing after “title”", "“title: ”"),
        ("p:\n  name: Wanjiru\n\tage: 34", 4, 1, "A tab indents", "with spaces."),
        ("p:\n  name: Wanjiru\n \tage: 34", 4, 2, "A tab indents", "with spaces."),
    ],
)
def test_a_slip_that_breaks_the_next_line_is_shown_on_its_own(
    yaml_, line, column, said, mend
):
    _, _, report = read(f"---\n{yaml_}\n---\n")

    problem = report.errors[0]
    assert problem.place == Place("a.md", line, column)
    assert said in problem.message
    assert mend in problem.suggestion


LAUGHS = "a: &a [x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 9)}]\n"
    for i in range(20)
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("x" * 10_000_000, "file-too-long", id="10 MB line"),
        pytest.param("---\n" + LAUGHS + "---\n", "settings-reference", id="bomb"),
        pytest.param(
            "---\na: " + "[" * 900 + "\n---\n", "settings-too-many", id="deep"
        ),
        pytest.param(
            "---\na: " + "[" * 60_000 + "\n---\n", "line-too-long", id="deeper"
        ),
        pytest.param(
            "---\n" + "".join("  " * i + "a:\n" for i in range(200)) + "---\n",
            "settings-too-many",
            id="deep mappings",
        ),
        pytest.param(
            "---\n" + "- " * 2_000 + "\n---", "settings-too-many", id="dashes"
        ),
        pytest.param("---\na: \0\0\n---\n", "control-character", id="NUL"),
        pytest.param(
            "---\n" + "".join(f"k{i}: 1\n" for i in range(100_000)) + "---\n",
            "settings-too-long",
            id="100,000 keys",
        ),
        pytest.param(
            "---\n" + "".join(f"k{i}: 1\n" for i in range(5_000)) + "---\n",
            "settings-too-many",
            id="5,000 keys",
        ),
        pytest.param("\0\n" * 400_000, "control-character", id="NUL lines"),
    ],
)
def test_hostile_files_give_a_message_in_time(text, code):
    start = time.process_time()

    settings, _, report = read(text)

    assert code in [d.code for d in report.errors]
    assert time.process_time() - start < 2
    assert len(settings.entries) < 50


@given(st.text(alphabet="ab:-[]{}&*!|>'\"#%@`,? \n\t\0\ud800é", max_size=60))
def test_any_text_is_read_with_places_inside_the_file(text):
    settings, body, report = read(f"---\n{text}\n---\nend")

    last = text.replace("\r", "\n").count("\n") + 4
    assert 1 <= body <= last + 1
    assert all(1 <= d.place.line <= last for d in report.diagnostics)
    assert all(1 <= key.place.line <= last for key, _ in settings.entries)
