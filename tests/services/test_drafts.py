"""Writing a draft, alone and with others."""

import json
from itertools import count

import pytest
from sqlalchemy import select

from tests.services.authors import SIMPLE, Author, viewer_of
from tests.services.cast import add
from trainer.errors import NotAllowedError, NotFoundError, WrongDetailError
from trainer.services import drafts, starting, studio
from trainer.services.drafts import DraftChangedError, Mine, Name, NotADraftError
from trainer.services.proving import Moment
from trainer.services.starting import Wish
from trainer.store.audit import AuditEntry
from trainer.store.people import Role


@pytest.fixture
def author(session, cast, now):
    return Author(session, cast.supervisor, now)


@pytest.fixture
def other(session, cast, now):
    return Author(session, add(session, "S2", cast.store, Role.SUPERVISOR, now), now)


@pytest.fixture
def draft(author):
    return author.start()


def acts(session):
    rows = session.scalars(select(AuditEntry).order_by(AuditEntry.id))
    return [(row.action, json.loads(row.detail)) for row in rows]


def test_a_draft_is_there_as_soon_as_it_is_begun(author, draft):
    assert author.open() == draft
    assert (draft.title, draft.state, draft.version) == ("Simple", "draft", 1)
    assert (draft.file, draft.changed_by) == ("scenarios/simple.md", "Person S1")


def test_what_is_done_to_a_draft_is_written_down_without_names(session, author, draft):
    drafts.discard(session, viewer=author.viewer, slug=draft.slug, now=author.now)

    assert acts(session) == [
        ("draft.started", {"slug": "simple"}),
        ("draft.discarded", {"slug": "simple"}),
    ]


def test_a_trainee_writes_no_scenarios(session, cast, now):
    with pytest.raises(NotAllowedError, match="those who lead a team"):
        Author(session, cast.trainee, now).start()


def test_the_text_gets_the_id_of_its_draft(author):
    draft = author.start("kettle", title="The kettle: again")

    assert draft.body.startswith('---\nid: kettle\ntitle: "The kettle: again"\n')
    assert draft.title == "The kettle: again"


@pytest.mark.parametrize("slug", ["", "Two Words", "-a", "a" * 41, "new"])
def test_a_short_name_that_is_no_id_is_refused(author, slug):
    with pytest.raises(WrongDetailError) as refused:
        author.start(slug)

    assert refused.value.field == "slug"


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("slug", ["simple", "late-parcel"])
def test_a_short_name_is_used_once(author, draft, slug):
    assert draft
    with pytest.raises(WrongDetailError, match="already"):
        author.start(slug)


def test_a_save_counts_up_and_names_its_author(other, draft):
    saved = other.replace(draft, "Hello.](", "Good morning.](")

    assert (saved.version, saved.changed_by, saved.merged_with) == (2, "Person S2", "")
    assert "Good morning." in saved.body


def test_a_save_that_changes_nothing_is_no_save(author, draft):
    assert author.save(draft, draft.body.replace("\n", "\r\n")).version == 1


def test_a_text_is_saved_in_canonical_form(author, draft):
    saved = author.save(draft, SIMPLE.replace("    - score", "  - score"))

    assert saved.body == SIMPLE


def test_a_text_that_cannot_be_read_is_saved_as_it_is(author, draft):
    broken = SIMPLE.replace("## start", "# start").replace("outcome: lost", "outcom")

    assert author.save(draft, broken).body == broken


def test_a_text_that_is_too_long_is_not_saved(author, draft):
    with pytest.raises(WrongDetailError, match="1000000"):
        author.save(draft, "x" * 1_000_001)


def test_changes_of_different_lines_are_merged_and_told(author, other, draft):
    author.replace(draft, "**Theo:** Hello.", "**Theo:** Good evening.")

    saved = other.replace(draft, "[Go away.]", "[We are closed.]")

    assert saved.merged_with == "Person S1"
    assert "Good evening." in saved.body
    assert "We are closed." in saved.body


def test_changes_of_the_same_line_are_both_kept_for_a_choice(author, other, draft):
    author.replace(draft, "Go away.", "Leave.")

    with pytest.raises(DraftChangedError) as clash:
        other.replace(draft, "Go away.", "We are closed.")

    assert author.open().body.count("Leave.") == 1
    assert "We are closed." in clash.value.mine
    (piece,) = clash.value.merged.disputes
    assert piece.mine == ("- [We are closed.](#lost) ^s2",)
    assert piece.theirs == ("- [Leave.](#lost) ^s2",)


@pytest.mark.parametrize(
    ("choice", "kept"), [("mine", "We are closed."), ("theirs", "Leave.")]
)
def test_the_second_author_chooses(session, author, other, draft, choice, kept):
    theirs = author.replace(draft, "Go away.", "Leave.")
    mine = SIMPLE.replace("Go away.", "We are closed.").replace("Simple", "Easy")

    chosen = Mine(version=1, body=mine, choices={0: choice}, seen=theirs.version)
    saved = drafts.settle(
        session, viewer=other.viewer, slug="simple", mine=chosen, now=other.now
    )

    assert kept in saved.body
    assert saved.title == "Easy"


def test_a_choice_about_an_older_text_is_asked_again(session, author, other, draft):
    theirs = author.replace(draft, "Go away.", "Leave.")
    author.replace(theirs, "Leave.", "Not today.")
    mine = SIMPLE.replace("Go away.", "We are closed.")

    chosen = Mine(version=1, body=mine, choices={0: "mine"}, seen=theirs.version)
    with pytest.raises(DraftChangedError) as clash:
        drafts.settle(
            session, viewer=other.viewer, slug="simple", mine=chosen, now=other.now
        )

    assert clash.value.merged.disputes[0].theirs == ("- [Not today.](#lost) ^s2",)


def test_a_page_older_than_all_saves_that_are_kept_loses_nothing(
    author, other, draft, monkeypatch
):
    monkeypatch.setattr("trainer.store.drafts.MOST_SAVES", 1)
    author.replace(draft, "Go away.", "Leave.")

    with pytest.raises(DraftChangedError) as clash:
        other.replace(draft, "**Theo:** Hello.", "**Theo:** Good evening.")

    assert "Good evening." in clash.value.mine


@pytest.mark.usefixtures("published")
def test_something_published_is_opened_as_a_draft_of_its_next_revision(session, author):
    with pytest.raises(NotADraftError, match="Make a draft first"):
        author.open("late-parcel")

    made = starting.revise(
        session, viewer=author.viewer, slug="late-parcel", now=author.now
    )
    again = starting.revise(
        session, viewer=author.viewer, slug="late-parcel", now=author.now
    )

    assert made == again == author.open("late-parcel")
    assert made.based_on is not None


def test_what_does_not_exist_is_not_found(session, author):
    with pytest.raises(NotFoundError, match="no scenario “nothing”"):
        author.open("nothing")
    with pytest.raises(NotFoundError):
        starting.revise(session, viewer=author.viewer, slug="nothing", now=author.now)
    for service in (drafts.discard,):
        with pytest.raises(NotFoundError):
            service(session, viewer=author.viewer, slug="nothing", now=author.now)


def test_a_draft_that_was_never_published_can_be_renamed(session, author, draft):
    wish = Name(title="Bread and butter", slug="bread")

    renamed = drafts.rename(
        session, viewer=author.viewer, slug=draft.slug, wish=wish, now=author.now
    )

    assert (renamed.slug, renamed.title) == ("bread", "Bread and butter")
    assert renamed.file == "scenarios/bread.md"
    assert "id: bread\ntitle: Bread and butter\n" in renamed.body
    with pytest.raises(NotFoundError):
        author.open("simple")


@pytest.mark.usefixtures("published")
def test_what_is_published_keeps_its_short_name(session, author):
    made = starting.revise(
        session, viewer=author.viewer, slug="late-parcel", now=author.now
    )
    wish = Name(title="Later", slug="later")

    with pytest.raises(NotAllowedError, match="stays"):
        drafts.rename(
            session, viewer=author.viewer, slug=made.slug, wish=wish, now=author.now
        )


def test_a_draft_is_not_renamed_to_nothing(session, author, draft):
    with pytest.raises(WrongDetailError, match="title"):
        drafts.rename(
            session,
            viewer=author.viewer,
            slug=draft.slug,
            wish=Name(title=" ", slug="simple"),
            now=author.now,
        )


@pytest.fixture
def templates(tmp_path):
    folder = tmp_path / "content" / "templates"
    folder.mkdir(parents=True)
    (folder / "simple.md").write_text(SIMPLE, encoding="utf-8")
    (folder / "broken.md").write_text("nothing", encoding="utf-8")
    return folder.parent


def test_a_scenario_begins_from_a_template(session, author, templates):
    (template,) = starting.templates(templates)
    wish = Wish(source="template:simple", title="Wrong change")

    draft = starting.begin(
        session, viewer=author.viewer, wish=wish, folder=templates, now=author.now
    )

    assert (template.title, template.steps) == ("Simple", 3)
    assert template.summary == "Somebody waits."
    assert (draft.slug, draft.title) == ("wrong-change", "Wrong change")


@pytest.mark.usefixtures("published")
def test_a_scenario_begins_like_a_published_one(session, author, tmp_path):
    wish = Wish(source="published:late-parcel", title="A late parcel")

    drafts_made = [
        starting.begin(
            session, viewer=author.viewer, wish=wish, folder=tmp_path, now=author.now
        )
        for _again in range(2)
    ]

    assert [d.slug for d in drafts_made] == ["a-late-parcel", "a-late-parcel-2"]
    assert ("late-parcel", "A late parcel") in starting.sources(session)
    assert drafts_made[0].based_on is None


@pytest.mark.parametrize(
    ("source", "title", "field"),
    [
        ("template:gone", "A title", "source"),
        ("published:gone", "A title", "source"),
        ("template:simple", "  ", "title"),
    ],
)
def test_a_wish_that_cannot_be_met_names_its_field(
    session, author, templates, source, title, field
):
    with pytest.raises(WrongDetailError) as refused:
        starting.begin(
            session,
            viewer=author.viewer,
            wish=Wish(source=source, title=title),
            folder=templates,
            now=author.now,
        )

    assert refused.value.field == field


def listed(session, author, seconds=studio.PROVING, **more):
    moment = Moment(at=author.now, ticks=more.pop("ticks", lambda: 0.0))
    entries = studio.drafts_of(
        session, viewer=author.viewer, moment=moment, seconds=seconds
    )
    return {entry.slug: entry for entry in entries}


@pytest.mark.usefixtures("published")
def test_the_list_shows_drafts_and_what_is_published(session, author, draft, desk):
    assert draft.version == desk.look().number == 1
    entries = listed(session, author)

    assert set(entries) == {"simple", "late-parcel", "exam-parcel", "warm-up"}
    assert (entries["simple"].state, entries["simple"].published) == ("draft", None)
    assert entries["simple"].health.publishable
    parcel = entries["late-parcel"]
    assert (parcel.state, parcel.published.number) == ("published", 1)
    assert (parcel.attempts, parcel.people) == (1, None)


def test_the_list_says_how_many_problems_there_are(session, author, draft):
    author.replace(draft, "(#lost)", "(#los)")

    health = listed(session, author)["simple"].health

    assert (health.errors, health.publishable, health.practice_only) == (
        1,
        False,
        False,
    )


def test_the_list_checks_no_longer_than_it_may_and_remembers(session, author, draft):
    assert draft
    hurried = listed(session, author, seconds=0)
    usual = listed(session, author)
    again = listed(session, author, seconds=0)

    assert hurried["simple"].health is None
    assert usual["simple"].health == again["simple"].health != None  # noqa: E711


@pytest.mark.usefixtures("published")
def test_each_visit_of_the_list_checks_one_more_text_at_least(session, author):
    visits = []
    for _visit in range(3):
        ticks = count(step=0.01).__next__
        visits.append(listed(session, author, ticks=ticks, seconds=0.015).values())

    unknown = [sum(entry.health is None for entry in visit) for visit in visits]
    assert unknown == [2, 1, 0]
    assert all(entry.health.publishable for entry in visits[-1])


def test_a_trainee_sees_no_list(session, cast, author):
    author.viewer = viewer_of(session, cast.trainee)
    with pytest.raises(NotAllowedError):
        listed(session, author)
