"""Files and the web in step: what is loaded, what is left alone, what is written."""

import json

import pytest

from tests.services.authors import OTHER_POINTS, OTHER_WORDS, SIMPLE
from tests.services.role_plays import LATE_PARCEL, TEXTS, publish
from tests.services.test_revisions import Publisher, newest
from trainer.scenarios.emit import format_text
from trainer.services.exporting import export
from trainer.services.publish import load
from trainer.services.syncing import MARKS, is_safe, read_marks

FILE = "scenarios/late-parcel.md"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def author(session, cast, now, published):
    assert published.problems == []
    return Publisher(session, cast.supervisor, now)


@pytest.fixture
def put(session, folder, now):
    """Loads the library with some texts changed."""
    return lambda texts: publish(session, folder, now, texts)


def reported(done):
    return [(c.file, c.reported) for c in done.conflicts]


# Loading


def test_a_file_never_overwrites_what_was_published_on_the_web(session, author, put):
    author.publish(author.revise(OTHER_WORDS))

    done = put({FILE: OTHER_POINTS})

    assert reported(done) == [(FILE, True)]
    assert "Run “trainer content export”" in done.conflicts[0].message
    assert newest(session).body == OTHER_WORDS


def test_a_file_that_is_only_behind_is_left_alone_quietly(session, author, put):
    author.publish(author.revise(OTHER_WORDS))

    done = put({})

    assert reported(done) == [(FILE, False)]
    assert newest(session).body == OTHER_WORDS


def test_a_file_never_overtakes_a_draft_with_changes(session, author, put):
    author.revise(OTHER_WORDS)

    done = put({FILE: OTHER_POINTS})

    assert reported(done) == [(FILE, True)]
    assert "Person S1 is changing it" in done.conflicts[0].message
    assert newest(session).body == LATE_PARCEL


def test_a_file_that_says_what_the_draft_says_is_loaded(session, author, put):
    author.revise(OTHER_WORDS)

    done = put({FILE: OTHER_WORDS})

    assert (done.added, done.conflicts) == ([FILE], [])
    assert newest(session).source == "files"


def test_a_draft_under_the_name_of_a_new_file_is_no_scenario_yet(author, put):
    author.start()
    other = SIMPLE.replace("Somebody waits.", "Nobody waits.")

    done = put({"scenarios/simple.md": other})

    assert reported(done) == [("scenarios/simple.md", True)]
    assert put({"scenarios/simple.md": SIMPLE}).added == ["scenarios/simple.md"]


def test_what_was_withdrawn_stays_withdrawn(session, author, put):
    author.withdraw("late-parcel")

    same = put({})
    changed = put({FILE: OTHER_WORDS})

    assert reported(same) == [(FILE, False)]
    assert reported(changed) == [(FILE, True)]
    assert newest(session) is None


def test_a_file_in_another_layout_is_no_change(author, put):
    assert author
    done = put({FILE: LATE_PARCEL.replace("    - mood", "  - mood")})

    assert done.conflicts == []


# Exporting


def test_exporting_writes_canonical_files_and_twice_changes_nothing(
    session, author, tmp_path
):
    author.publish(author.revise(OTHER_WORDS))

    first = export(session, tmp_path / "git")
    again = export(session, tmp_path / "git")

    assert sorted(first.written) == sorted(TEXTS)
    assert (again.written, again.unchanged, again.kept) == ([], len(TEXTS), [])
    text = (tmp_path / "git" / FILE).read_text(encoding="utf-8")
    assert text == format_text(OTHER_WORDS, FILE)[0]


def test_what_was_exported_and_changed_in_git_is_loaded(session, author, put, folder):
    author.publish(author.revise(OTHER_WORDS))
    export(session, folder)

    done = put({FILE: OTHER_WORDS.replace("deescalation +2", "deescalation +3")})

    assert (done.added, done.conflicts) == ([FILE], [])
    assert newest(session).number == 3


def test_what_was_exported_is_loaded_as_unchanged(session, author, now, folder):
    author.publish(author.revise(OTHER_WORDS))
    export(session, folder)

    done = load(session, folder, now=now)

    assert (done.added, done.conflicts, done.unchanged) == ([], [], len(TEXTS))


def test_after_another_edit_on_the_web_the_export_is_no_longer_the_base(
    session, author, put, folder
):
    author.publish(author.revise(OTHER_WORDS))
    export(session, folder)
    author.publish(author.revise(OTHER_POINTS))

    done = put({FILE: OTHER_WORDS.replace("Well?", "And?")})

    assert reported(done) == [(FILE, True)]


def test_a_file_changed_in_the_folder_is_not_overwritten(session, author, folder):
    author.publish(author.revise(OTHER_WORDS))
    mine = OTHER_POINTS.replace("Well?", "And?")
    (folder / FILE).write_text(mine, encoding="utf-8")

    done = export(session, folder)

    assert (done.kept, done.overtaken) == ([FILE], [FILE])
    assert (folder / FILE).read_text(encoding="utf-8") == mine
    assert FILE not in read_marks(folder)


def test_a_file_changed_only_in_the_folder_is_told_apart(session, author, folder):
    author.publish(author.revise(OTHER_WORDS))
    export(session, folder)
    (folder / FILE).write_text(OTHER_POINTS.replace("Well?", "And?"), encoding="utf-8")

    done = export(session, folder)

    assert (done.kept, done.overtaken) == ([FILE], [])


def test_files_of_withdrawn_scenarios_are_named(session, author, folder):
    author.withdraw("late-parcel")

    assert export(session, folder).withdrawn == [FILE]
    assert (folder / FILE).exists()


@pytest.mark.parametrize("text", ["", "{", "[]"])
def test_marks_that_cannot_be_read_mark_nothing(tmp_path, text):
    (tmp_path / MARKS).write_text(text, encoding="utf-8")

    assert read_marks(tmp_path) == {}


def test_marks_say_what_was_exported(session, author, tmp_path):
    assert author
    export(session, tmp_path)

    marks = json.loads((tmp_path / MARKS).read_text(encoding="utf-8"))
    assert marks == read_marks(tmp_path)
    assert set(marks) == set(TEXTS)


@pytest.mark.parametrize(
    ("file", "safe"),
    [
        ("scenarios/a.md", True),
        ("policies/a.md", True),
        ("scenarios/../a.md", False),
        ("/scenarios/a.md", False),
        ("a.md", False),
        ("scenarios/a.txt", False),
    ],
)
def test_nothing_is_written_outside_a_library(file, safe):
    assert is_safe(file) is safe
