import gc

import pytest

from tests.services.role_plays import LATE_PARCEL, RETURNS, TEXTS, write
from trainer.library import Library, digest, open_library, root_of


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "content", TEXTS)


def codes(library):
    return [problem.code for problem in library.report.errors]


def test_a_folder_is_read_with_everything_in_it(folder):
    library = open_library(folder)

    assert codes(library) == []
    assert list(library.policies()) == ["returns"]
    assert library.asked == set(TEXTS)
    assert [file for file in library.scenarios() if library.machine(file) is None] == []


def test_a_file_brings_the_library_it_lies_in(folder):
    library = open_library(folder / "scenarios" / "late-parcel.md")

    assert library.asked == {"scenarios/late-parcel.md"}
    assert library.machine("scenarios/late-parcel.md").id == "late-parcel"


def test_the_library_is_the_nearest_folder_that_holds_scenarios(folder):
    assert root_of(folder / "scenarios" / "late-parcel.md") == folder
    assert root_of(folder / "scenarios") == folder


def test_a_lone_file_is_a_library_without_anything_else(tmp_path):
    alone = tmp_path / "alone.md"
    alone.write_text(LATE_PARCEL, encoding="utf-8")

    assert root_of(alone) == tmp_path
    assert open_library(alone).texts == {}


def test_a_link_that_leads_out_is_named_and_not_read(folder, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("nothing for you", encoding="utf-8")
    (folder / "scenarios" / "out.md").symlink_to(secret)

    library = open_library(folder)

    assert codes(library) == ["path-outside"]
    assert "scenarios/out.md" not in library.texts


def test_rules_that_contradict_each_other_are_told_when_a_policy_is_read(folder):
    file = folder / "policies" / "returns.md"
    rules = "- rule: owe issue_refund\n- rule: forbid issue_refund\n"
    clause = f"\n## 9 More\n\n### 9.1 Both {{#both}}\n\n{rules}"
    file.write_text(file.read_text(encoding="utf-8") + clause, encoding="utf-8")

    assert codes(open_library(folder)) == ["rules-contradict"]


def test_two_files_of_one_name_are_one_too_many(folder):
    (folder / "scenarios" / "more").mkdir()
    (folder / "scenarios" / "more" / "late-parcel.md").write_text(
        LATE_PARCEL, encoding="utf-8"
    )

    assert "duplicate-id" in codes(open_library(folder))


def test_pictures_are_known_by_their_files_where_there_is_a_folder(folder):
    (folder / "scenarios" / "letter.png").write_bytes(b"")

    library = open_library(folder)

    assert library.pictures == {"scenarios/letter.png"}
    assert library.beside({}).pictures == library.pictures
    assert Library({}).pictures is None


def test_plays_belong_to_their_scenario(folder):
    play = "play: the short way\n    take s1 d3\n    expect outcome lost\n"
    (folder / "scenarios" / "late-parcel.play").write_text(play, encoding="utf-8")

    library = open_library(folder)

    assert len(library.plays("scenarios/late-parcel.md")) == 1
    assert library.plays("scenarios/warm-up.md") == ()


def test_what_is_not_text_is_reported(folder):
    (folder / "policies" / "odd.md").write_bytes(b"\xff\xfe\x00")

    assert codes(open_library(folder)) == ["not-utf-8"]


@pytest.mark.parametrize("file", ["policies/odd.md", "scenarios/odd.md"])
def test_of_a_file_that_is_too_long_nothing_else_is_said(folder, file):
    (folder / file).write_text("x" * 1_000_001, encoding="utf-8")

    assert codes(open_library(folder)) == ["file-too-long"]
    assert codes(Library({file: "x" * 1_000_001})) == ["file-too-long"]


def test_a_file_that_cannot_be_read_is_there_all_the_same():
    policies = {"policies/returns.md": RETURNS, "policies/odd.md": "Nothing.\n"}

    library = Library({**policies, "scenarios/returns.md": "Nothing.\n"})

    assert [file for file in library.texts if library.is_broken(file)] == [
        "policies/odd.md",
        "scenarios/returns.md",
    ]
    assert not library.is_broken("policies/missing.md")


def test_an_unknown_file_has_no_machine():
    assert Library({"policies/returns.md": RETURNS}).machine("scenarios/x.md") is None


def test_a_digest_keeps_its_parts_apart():
    assert digest("ab", "c") != digest("a", "bc")
    assert digest("ab", "c") == digest("ab", "c")


@pytest.fixture
def collector():
    gc.collect()
    yield gc
    gc.unfreeze()
    gc.enable()


def test_reading_and_compiling_leaves_no_garbage_in_cycles(collector):
    machines(Library(TEXTS))  # whatever is made once is made now
    collector.collect()
    collector.disable()

    library = Library(TEXTS)

    assert machines(library)
    assert collector.collect() == 0


@pytest.mark.parametrize("running", [True, False])
def test_the_collector_runs_afterwards_if_it_ran_before(collector, running):
    collector.enable() if running else collector.disable()

    machines(Library(TEXTS))

    assert collector.isenabled() is running


def test_what_somebody_froze_stays_frozen(collector):
    collector.freeze()

    machines(Library(TEXTS))

    assert collector.get_freeze_count() > 0


def machines(library):
    return [library.machine(file) for file in library.scenarios()]
