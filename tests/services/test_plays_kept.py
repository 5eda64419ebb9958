"""Plays: kept with drafts and revisions, and played before publishing."""

import pytest

from tests.services.authors import OTHER_WORDS, SIMPLE
from tests.services.cast import add
from tests.services.role_plays import TEXTS, publish
from tests.services.test_revisions import Publisher, newest
from trainer.errors import NotAllowedError, WrongDetailError
from trainer.services import catching_up, starting, syncing
from trainer.services.exporting import export
from trainer.services.plays_kept import (
    LONGEST,
    PlaysChangedError,
    keep_play,
    save_plays,
)
from trainer.services.publish import load
from trainer.services.publishing import NotReadyError
from trainer.services.starting import Wish
from trainer.store import revisions as stored
from trainer.store.people import Role, Team

MD, PLAY = "scenarios/late-parcel.md", "scenarios/late-parcel.play"
LOST = "play: gone\n    take s1 d3\n    expect outcome lost\n"
WON = "play: found\n    deal record found\n    take s1 d1\n    expect beat found\n"
FAILS = "play: gone\n    take s1 d3\n    expect outcome resolved\n"
WITH = {PLAY: LOST}


class Keeper(Publisher):
    """An author who keeps plays."""

    def keep(self, draft, plays):
        return self._do(save_plays, slug=draft.slug, version=draft.version, plays=plays)

    def add(self, draft, block, name=""):
        return self._do(keep_play, slug=draft.slug, block=block, name=name)

    def next(self):
        return self._do(starting.revise, slug="late-parcel")


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "library"


@pytest.fixture
def author(session, cast, now):
    return Keeper(session, cast.supervisor, now)


@pytest.fixture
def other(session, cast, now):
    second = add(session, "S2", cast.store, Role.SUPERVISOR, now)
    return Keeper(session, second, now)


@pytest.fixture
def put(session, folder, now):
    return lambda texts: publish(session, folder, now, {**TEXTS, **texts})


@pytest.fixture
def strict_team(session, cast):
    session.get(Team, cast.store).needs_approval = True
    session.flush()


# Loading and exporting


def test_plays_are_published_with_their_scenario(session, put):
    assert put(WITH).problems == []
    assert newest(session).plays == LOST


def test_loading_the_same_plays_twice_changes_nothing(put):
    put(WITH)
    assert (put(WITH).added, put(WITH).unchanged) == ([], len(TEXTS))


def test_other_plays_are_an_editorial_change(session, put):
    put(WITH)

    assert put({PLAY: WON}).added == [MD]

    assert (newest(session).change_kind, newest(session).plays) == ("editorial", WON)


def test_plays_taken_out_of_a_folder_are_gone(session, put, folder, now):
    put(WITH)
    (folder / PLAY).unlink()

    assert load(session, folder, now=now).added == [MD]
    assert newest(session).plays == ""


def test_a_scenario_whose_plays_cannot_be_read_is_not_published(session, put):
    done = put({PLAY: "play: gone\n    tack s1\n    expect outcome lost\n"})
    assert done.problems
    assert newest(session) is None


def test_plays_are_exported_and_loaded_as_unchanged(session, put, folder, now):
    put(WITH)
    other = folder.parent / "git"

    first = export(session, other)

    assert PLAY in first.written
    assert (other / PLAY).read_text(encoding="utf-8") == LOST
    assert export(session, other).written == []
    assert load(session, other, now=now).added == []


def test_plays_taken_out_on_the_web_are_taken_out_of_the_folder(
    session, author, put, folder, now
):
    put(WITH)
    author.publish(author.keep(author.next(), ""))

    done = export(session, folder)

    assert (done.removed, done.kept) == ([PLAY], [])
    assert not (folder / PLAY).exists()
    again = export(session, folder)
    assert (again.removed, again.written) == ([], [])
    loaded = load(session, folder, now=now)
    assert (loaded.added, loaded.conflicts) == ([], [])


def test_plays_changed_in_the_folder_stay_though_the_web_has_none(
    session, author, put, folder
):
    put(WITH)
    author.publish(author.keep(author.next(), ""))
    (folder / PLAY).write_text(WON, encoding="utf-8")

    done = export(session, folder)

    assert (done.removed, done.kept, done.overtaken) == ([], [PLAY], [PLAY])
    assert (folder / PLAY).read_text(encoding="utf-8") == WON


def test_first_plays_written_beside_what_was_exported_are_loaded(
    session, author, put, folder, now
):
    put({})
    author.publish(author.revise(OTHER_WORDS))
    export(session, folder)
    (folder / PLAY).write_text(LOST, encoding="utf-8")

    kept = export(session, folder)
    done = load(session, folder, now=now)

    assert (kept.kept, kept.overtaken) == ([PLAY], [])
    assert (done.added, done.conflicts) == ([MD], [])
    assert newest(session).plays == LOST


def test_an_empty_file_of_plays_is_no_change(session, put, folder):
    put({})
    (folder / PLAY).write_text("", encoding="utf-8")

    done = export(session, folder)

    assert (done.removed, done.kept) == ([], [])


def test_plays_of_the_web_are_not_overwritten_by_a_folder(session, author, put):
    put(WITH)
    author.publish(author.keep(author.next(), WON))

    done = put({PLAY: FAILS})

    assert [conflict.file for conflict in done.conflicts] == [PLAY]
    assert newest(session).plays == WON


def test_older_plays_in_a_folder_are_left_alone_quietly(session, author, put):
    put(WITH)
    author.publish(author.keep(author.next(), WON))

    done = put(WITH)

    assert [c.reported for c in done.conflicts] == [False]
    assert newest(session).plays == WON


def test_plays_of_the_web_stay_where_a_folder_has_none(session, author, put):
    put({})
    author.publish(author.keep(author.next(), WON))

    assert put({}).added == []
    assert newest(session).plays == WON


def test_plays_that_somebody_changes_on_the_web_wait(session, author, put):
    put(WITH)
    author.keep(author.next(), WON)

    done = put({PLAY: FAILS.replace("resolved", "lost, mood 6")})

    assert [conflict.file for conflict in done.conflicts] == [PLAY]
    assert newest(session).plays == LOST


def test_plays_of_something_withdrawn_are_told_with_it(author, put):
    put(WITH)
    author.withdraw("late-parcel")

    assert [conflict.file for conflict in put({PLAY: WON}).conflicts] == [MD]


def test_a_file_of_plays_is_known_by_its_name():
    assert syncing.is_plays(PLAY)
    assert not syncing.is_plays(MD)


# Drafts


def test_a_draft_takes_the_plays_of_its_revision_along(session, author, put):
    put(WITH)
    draft = author.next()
    assert draft.plays == LOST
    author.publish(author.replace(draft, "Well?", "And?"))
    assert newest(session).plays == LOST


def test_a_new_scenario_takes_the_plays_of_what_it_is_like(author, put, folder):
    put(WITH)
    wish = Wish(source="published:late-parcel", title="Another")
    draft = author._do(starting.begin, wish=wish, folder=folder)
    assert draft.plays == LOST


def test_a_template_brings_the_plays_beside_it(author, tmp_path):
    (tmp_path / "templates").mkdir()
    plays = "play: hello\n    take s1\n    expect outcome resolved\n"
    (tmp_path / "templates" / "plain.md").write_text(SIMPLE, encoding="utf-8")
    (tmp_path / "templates" / "plain.play").write_text(plays, encoding="utf-8")
    wish = Wish(source="template:plain", title="Another")
    draft = author._do(starting.begin, wish=wish, folder=tmp_path)
    assert draft.plays == plays


def test_saved_plays_are_another_version_of_the_draft(author):
    draft = author.start()
    saved = author.keep(draft, "\r\nplay: x\r\n    expect beat start\r\n\r\n")
    assert saved.plays == "play: x\n    expect beat start\n"
    assert (saved.version, saved.body) == (draft.version + 1, draft.body)
    assert author.keep(saved, saved.plays).version == saved.version
    assert author.keep(saved, " \n").plays == ""


def test_text_and_plays_saved_at_once_are_both_kept(author, other):
    draft = author.start()
    other.keep(draft, LOST)
    both = author.replace(draft, "Somebody waits.", "Nobody waits.")
    assert (both.plays, "Nobody waits." in both.body) == (LOST, True)


def test_plays_that_two_change_elsewhere_are_merged(author, other):
    draft = author.keep(author.start(), f"{LOST}\n{WON}")
    other.keep(draft, f"{LOST}\n{WON}".replace("beat found", "passed"))
    saved = author.keep(draft, f"{LOST}\n{WON}".replace("play: gone", "play: off"))
    assert ("play: off" in saved.plays, "passed" in saved.plays) == (True, True)
    assert saved.merged_with == "Person S2"


def test_plays_that_two_change_in_one_place_are_both_there(author, other):
    draft = author.keep(author.start(), LOST)
    other.keep(draft, LOST.replace("gone", "away"))
    with pytest.raises(PlaysChangedError) as told:
        author.keep(draft, LOST.replace("gone", "off"))
    assert "play: away" in told.value.theirs.plays


def test_too_many_plays_are_refused(author):
    with pytest.raises(WrongDetailError):
        author.keep(author.start(), "#" * LONGEST)


def test_a_play_that_is_kept_gets_a_name_of_its_own(author):
    draft = author.start()
    assert author.add(draft, LOST)[1] == "gone"
    assert author.add(draft, LOST)[1] == "gone 2"
    kept, name = author.add(draft, LOST, name="  the worst\nway ")
    assert name == "the worst way"
    assert kept.plays.count("play:") == 3


@pytest.mark.usefixtures("strict_team")
def test_kept_plays_take_a_draft_back_from_review(author):
    draft = author.start()
    author.submit(draft)
    assert author.keep(author.open(), "play: x\n expect beat start\n").state == "draft"


def test_what_was_published_meanwhile_brings_its_plays(author, put):
    put(WITH)
    draft = author.next()
    put({PLAY: f"{LOST}\n{WON}"})
    caught = author._do(catching_up.catch_up, slug=draft.slug)
    assert caught.plays == f"{LOST}\n{WON}"


# Publishing


def test_a_failing_play_blocks_publishing_with_its_line(author, put):
    put(WITH)
    draft = author.keep(author.next(), FAILS)
    with pytest.raises(NotReadyError) as told:
        author.publish(draft)
    (problem,) = told.value.problems
    assert (problem.place.file, problem.place.line) == (PLAY, 3)
    assert "The conversation is lost." in problem.message


def test_plays_alone_can_be_published(session, author, put):
    put(WITH)
    author.publish(author.keep(author.next(), WON))
    last, _first = stored.history(session, "late-parcel")
    assert (last.plays, last.change_kind) == (WON, "editorial")


def test_who_writes_no_scenarios_keeps_no_plays(session, cast, now, author):
    draft = author.start()
    with pytest.raises(NotAllowedError):
        Keeper(session, cast.trainee, now).keep(draft, LOST)
