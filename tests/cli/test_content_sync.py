"""``trainer content load`` and ``export``."""

import json

import pytest

from trainer.cli.content_sync import _why_kept
from trainer.cli.installation import session as opened
from trainer.cli.installation import settings
from trainer.services.health import healths
from trainer.store import revisions


@pytest.fixture
def installed(trainer):
    trainer("upgrade")
    return trainer


def test_what_is_published_is_written_back(installed, tmp_path):
    result = installed("content", "export", tmp_path / "git")

    assert "3 written, 0 unchanged." in result.stdout
    assert (tmp_path / "git" / "scenarios" / "late-parcel.md").exists()
    marks = json.loads((tmp_path / "git" / "exported.json").read_text("utf-8"))
    scenario = {"scenarios/late-parcel.md", "scenarios/late-parcel.play"}
    assert set(marks) == {"policies/parcels.md", *scenario}


def test_exporting_again_changes_nothing(installed, tmp_path):
    installed("content", "export", tmp_path / "git")

    assert (
        "0 written, 3 unchanged."
        in installed("content", "export", tmp_path / "git").stdout
    )


def test_a_file_changed_in_the_folder_is_named_and_kept(installed, tmp_path):
    installed("content", "export", tmp_path / "git")
    file = tmp_path / "git" / "policies" / "parcels.md"
    file.write_text("mine\n", encoding="utf-8")

    result = installed("content", "export", tmp_path / "git", code=1)

    assert "policies/parcels.md: changed in the folder; what it says was never" in (
        result.stderr
    )
    assert "on the web" not in result.stderr
    assert file.read_text(encoding="utf-8") == "mine\n"


def test_a_file_with_errors_is_not_said_to_be_published_on_the_web(installed, tmp_path):
    installed("content", "export", tmp_path / "git")
    file = tmp_path / "git" / "scenarios" / "late-parcel.md"
    file.write_text("---\nid: late-parcel\n", encoding="utf-8")

    result = installed("content", "export", tmp_path / "git", code=1)

    assert "late-parcel.md: changed in the folder; what it says" in result.stderr
    assert "on the web" not in result.stderr


def test_plays_that_are_published_no_more_are_taken_away(installed, tmp_path):
    installed("content", "export", tmp_path / "git")
    (installed.folder / "scenarios" / "late-parcel.play").unlink()
    installed("content", "load", installed.folder)

    result = installed("content", "export", tmp_path / "git")

    assert "scenarios/late-parcel.play removed: " in result.stdout
    assert not (tmp_path / "git" / "scenarios" / "late-parcel.play").exists()


def test_both_sides_are_named_only_where_both_changed():
    changed, both = (_why_kept("a.md", overtaken=on) for on in (False, True))

    assert "web" not in changed
    assert "published on the web" in both


def test_the_studio_knows_how_what_was_loaded_is(installed):
    installed("content", "load", installed.folder)

    with opened(settings()) as found:
        texts = [(r.file, r.body, r.plays) for r in revisions.last(found)]
        health = healths(found, texts)

    assert texts
    assert None not in health.values()


def test_loading_says_what_was_published(installed):
    installed.scenario("\n## hello\n\n- outcome: resolved\n\n- [Bye.](#hello) ^b\n")

    result = installed("content", "load", installed.folder, code=1)

    assert "0 published" in result.stdout
    assert "late-parcel.md" in result.stderr
