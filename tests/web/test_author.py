"""The studio: its list, a new scenario, and two authors at once."""

import pytest

from tests.services import role_plays
from tests.services.authors import viewer_of
from tests.services.role_plays import LATE_PARCEL
from trainer import clock
from trainer.services import drafts
from trainer.web.database import db


@pytest.fixture
def author(app, supervisor, tmp_path):
    """A supervisor, with the small library published."""
    with app.app_context():
        role_plays.publish(db.session(), tmp_path / "library", clock.now())
    return supervisor


@pytest.fixture
def draft(author):
    """The same, with a draft of the late parcel."""
    author.get("/studio/")
    author.submit("/studio/late-parcel/draft")
    return author


@pytest.fixture
def save(app, people):
    """Saves as somebody else: ``save("manager", "old words", "new words")``."""

    def change(person, old, new):
        with app.app_context():
            viewer = viewer_of(db.session(), getattr(people, person))
            draft = drafts.open_draft(db.session(), viewer=viewer, slug="late-parcel")
            assert old in draft.body
            drafts.save(
                db.session(),
                viewer=viewer,
                slug="late-parcel",
                version=draft.version,
                body=draft.body.replace(old, new),
                now=clock.now(),
            )

    return change


@pytest.fixture
def templates(config):
    folder = config.content_dir / "templates"
    return sorted(path.stem for path in folder.glob("*.md"))


def test_an_empty_studio_says_what_to_do(supervisor):
    page = supervisor.get("/studio/")

    assert "No scenarios" in page.text
    assert "/studio/new" in page.values("a", "href")


def test_the_list_shows_state_health_and_use(author):
    page = author.get("/studio/?check=1")

    assert "A late parcel" in page.text
    assert "Published, revision 1" in page.text
    assert "nobody has begun it yet" in page.text
    assert "problem" not in page.text
    assert "/studio/late-parcel/draft" in page.values("form", "action")


def test_the_list_is_there_at_once_and_checks_when_asked(author):
    first = author.get("/studio/")
    asked = author.get("/studio/?check=1", **{"HX-Request": "true"})
    then = author.get("/studio/")

    assert "Not checked yet" in first.text
    assert "Check them" in first.text
    assert "Skip to the page" not in asked.text
    assert "Not checked yet" not in asked.text
    assert "Check them" not in then.text


def test_the_list_leads_to_a_draft_that_is_being_written(draft, save):
    assert "Can be published" in draft.get("/studio/?check=1").text
    save("manager", "(#blamed)", "(#blame)")

    page = draft.get("/studio/?check=1")

    assert "Saved" in page.text
    assert "by Person M1" in page.text
    assert "1 problem" in page.text
    assert "/studio/late-parcel" in page.values("a", "href")


@pytest.mark.parametrize("number", ["S1", "M1", "A1"])
def test_those_who_lead_find_the_studio_in_the_top_bar(arrive, number):
    browser = arrive(number)
    page = browser.get("/studio/")

    (nav,) = page.elements("nav")
    links = [(a.get("href"), a.get("aria-current")) for a in nav.iter("a")]
    assert ("/studio/", "page") in links
    assert len(links) == 5


def test_a_trainee_is_told_that_the_studio_is_for_others(trainee):
    assert "not part of your role" in trainee.get("/studio/", status=403).text


def test_a_scenario_is_begun_like_a_published_one(author):
    author.get("/studio/new?from=published:late-parcel")

    answer = author.submit(
        "/studio/new", source="published", like="late-parcel", title="Cold soup"
    )

    assert answer.location == "/studio/cold-soup"
    assert "Cold soup" in author.get("/studio/").text


def test_a_scenario_without_a_title_is_asked_for_one_and_the_rest_is_kept(author):
    author.get("/studio/new")

    page = author.submit(
        "/studio/new", status=422, source="published", like="exam-parcel", title=" "
    )

    assert page.elements("p", id="title-error")
    assert page.form("/studio/new")["like"] == "exam-parcel"


def test_something_has_to_be_chosen_to_begin_from(author):
    author.get("/studio/new")

    page = author.post("/studio/new", status=422, data={"title": "Soup"})

    assert "Choose what to begin from." in page.text


def test_without_templates_and_scenarios_there_is_nothing_to_begin_from(
    supervisor, templates
):
    page = supervisor.get("/studio/new")

    assert ("no template to begin from" in page.text) is not bool(templates)


def test_a_draft_is_renamed(author):
    author.get("/studio/new")
    author.submit("/studio/new", source="published", like="late-parcel", title="Soup")
    author.get("/studio/soup/name")

    answer = author.submit("/studio/soup/name", title="Cold soup", slug="cold-soup")

    assert answer.location == "/studio/cold-soup"
    assert "It is called “Cold soup” now." in author.get("/studio/").text


def test_a_name_that_is_taken_is_said_at_its_field(author):
    author.get("/studio/new")
    author.submit("/studio/new", source="published", like="late-parcel", title="Soup")
    author.get("/studio/soup/name")

    page = author.submit("/studio/soup/name", status=422, slug="late-parcel")

    assert page.elements("p", id="slug-error")


def test_a_published_short_name_is_not_offered_for_change(draft):
    page = draft.get("/studio/late-parcel/name")

    assert "slug" not in page.form("/studio/late-parcel/name")
    assert "What is published stays" in page.text


def test_a_draft_is_thrown_away(draft):
    draft.get("/studio/late-parcel/name")
    draft.submit("/studio/late-parcel/discard")

    page = draft.get("/studio/")
    assert "is gone" in page.text
    assert "/studio/late-parcel/draft" in page.values("form", "action")


def mine(**more):
    text = LATE_PARCEL.replace("Where is my parcel?", "Where is it?")
    return {"version": "1", "seen": "1", "mine": text, **more}


def test_two_who_changed_the_same_line_see_both_and_the_second_chooses(draft, save):
    save("manager", "Where is my parcel?", "My parcel.")

    draft.get("/studio/late-parcel/name")

    page = draft.post("/studio/late-parcel/merge", status=409, data=mine())

    assert "Person M1 saved while you were writing." in page.text
    assert [e.text for e in page.elements("pre")][:2] == [
        "**Ada:** Where is it?",
        "**Ada:** My parcel.",
    ]
    answer = draft.submit("/studio/late-parcel/merge", **{"choice-0": "both"})
    assert answer.location == "/studio/late-parcel"
    assert "as you chose" in draft.get("/studio/").text


def test_a_reply_that_two_changed_is_told_in_words_and_by_its_step(draft, save):
    save("manager", "[It must be the carrier.]", "[It must be \\{them\\}.]")
    draft.get("/studio/late-parcel/name")
    text = LATE_PARCEL.replace("[It must be the carrier.]", "[It was the carrier.]")

    page = draft.post("/studio/late-parcel/merge", status=409, data=mine(mine=text))

    assert "In the step “start”" in page.text
    ours, theirs = ("".join(one.itertext()) for one in page.elements("mark"))
    assert "was the carrier." in ours
    assert "must be {them}." in theirs
    assert "As it stands in the text" in page.text


def test_two_titles_cannot_both_stay(draft, save):
    save("manager", "title: ", "title: Our ")
    draft.get("/studio/late-parcel/name")
    text = LATE_PARCEL.replace("title: ", "title: My ")
    page = draft.post("/studio/late-parcel/merge", status=409, data=mine(mine=text))
    assert page.values("input", "value", name="choice-0") == ["mine", "theirs"]
    assert "Only one of them can stand here" in page.text

    answer = draft.post(
        "/studio/late-parcel/merge",
        status=409,
        data=mine(mine=text, seen="2", **{"choice-0": "both"}),
    )

    assert "You both changed the same lines" in answer.text


def test_a_title_that_two_changed_stands_above_all_steps(draft, save):
    save("manager", "title: ", "title: Our ")
    draft.get("/studio/late-parcel/name")
    text = LATE_PARCEL.replace("title: ", "title: My ")

    page = draft.post("/studio/late-parcel/merge", status=409, data=mine(mine=text))

    assert "Above all steps" in page.text


def test_a_choice_left_open_is_asked_again_with_everything_kept(draft, save):
    save("manager", "Where is my parcel?", "My parcel.")
    draft.get("/studio/late-parcel/name")
    draft.post("/studio/late-parcel/merge", status=409, data=mine())

    page = draft.submit("/studio/late-parcel/merge", status=409)

    assert "Where is it?" in page.form("/studio/late-parcel/merge")["mine"]


@pytest.mark.parametrize("numbers", [{"version": "x"}, {"seen": ""}])
def test_a_merge_without_its_numbers_is_refused(draft, numbers):
    draft.get("/studio/late-parcel/name")

    draft.post("/studio/late-parcel/merge", status=400, data=mine(**numbers))


def test_a_page_about_nothing_is_not_found(author):
    author.get("/studio/nothing/name", status=404)


def test_a_published_scenario_without_a_draft_leads_to_its_revisions(author):
    page = author.get("/studio/late-parcel/name", status=303)

    assert page.location == "/studio/late-parcel/revisions"
