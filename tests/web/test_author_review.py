"""Publishing on the page: notes, kinds, approval, history, and who is under way."""

import pytest

from tests.pages import Browser
from tests.services import role_plays
from tests.services.authors import OTHER_POINTS, OTHER_WORDS, viewer_of
from tests.services.cast import add
from tests.services.role_plays import LATE_PARCEL
from trainer import clock
from trainer.services import drafts
from trainer.store.people import Role
from trainer.web.database import db

REVIEW = "/studio/late-parcel/review"
ONLY_LOSSES = LATE_PARCEL.replace("deescalation +", "deescalation -")


@pytest.fixture
def author(app, supervisor, tmp_path):
    """A supervisor, with the small library published."""
    with app.app_context():
        role_plays.publish(db.session(), tmp_path / "library", clock.now())
    supervisor.get("/studio/")
    return supervisor


@pytest.fixture
def colleague(app, author, people):
    """Another supervisor of the same store."""
    assert author
    with app.app_context():
        add(db.session(), "S2", people.store, Role.SUPERVISOR, clock.now())
        db.session().commit()
    return Browser(app).sign_in("S2")


@pytest.fixture
def strict(admin, people):
    """The store wants approval."""
    admin.get("/studio/approval")
    admin.post("/studio/approval", data={"team": people.store, "needed": "yes"})


@pytest.fixture
def write(app, author, people):
    """Makes a draft of the late parcel with a text, and opens the review page."""

    def written(body=OTHER_WORDS):
        author.get("/studio/")
        author.post("/studio/late-parcel/draft")
        with app.app_context():
            viewer = viewer_of(db.session(), people.supervisor)
            draft = drafts.open_draft(db.session(), viewer=viewer, slug="late-parcel")
            drafts.save(
                db.session(),
                viewer=viewer,
                slug="late-parcel",
                version=draft.version,
                body=body,
                now=clock.now(),
            )
        return author.get(REVIEW)

    return written


def decide(browser, do, status=303, **typed):
    offered = browser.page.elements("form", action=REVIEW)
    filled = browser.page.form(REVIEW) if len(offered) == 1 else {}
    return browser.post(REVIEW, status=status, data={**filled, "do": do, **typed})


def offered(page):
    """Return what the buttons of a page would do."""
    return page.values("button", "value", name="do")


def test_a_change_of_words_is_proposed_as_editorial(write):
    page = write()

    assert "Can be published" in page.text
    assert "what Ada says reads differently" in page.text
    assert page.form(REVIEW)["version"] == "2"
    checked = [e for e in page.elements("input", name="kind") if "checked" in e.attrib]
    assert [e.get("value") for e in checked] == ["editorial"]


def test_less_than_what_is_true_is_not_offered(author, write):
    page = write(OTHER_POINTS)

    assert page.values("input", "value", name="kind") == ["major"]
    assert "It is at least “Major”" in page.text
    answer = decide(author, "publish", status=422, note="Points.", kind="minor")
    assert "Choose major" in answer.text


def test_a_draft_is_published_with_its_note(author, write):
    write()

    answer = decide(author, "publish", note="Shorter.", kind="editorial")
    page = author.get(answer.location)

    assert "is published as revision 2" in page.text
    assert "Open it as a trainee sees it" in page.text
    assert any(one.startswith("/practice/") for one in page.values("a", "href"))
    assert "Shorter." in page.text
    assert "by Person S1" in page.text
    assert "Make a draft" in page.text


def test_a_first_revision_shows_its_note_and_needs_one(author):
    author.get("/studio/new")
    author.submit("/studio/new", source="published", like="late-parcel", title="Soup")
    page = author.get("/studio/soup/review")
    (note,) = page.elements("textarea", id="note")
    assert note.text.strip() == "First version."

    answer = author.submit(
        "/studio/soup/review", status=422, note=" ", do="publish", kind=""
    )

    assert answer.elements("p", id="note-error")
    (note,) = answer.elements("textarea", id="note")
    assert not note.text.strip()


def test_without_a_note_nothing_is_published_and_the_choice_is_kept(author, write):
    write()

    page = decide(author, "publish", status=422, note=" ", kind="minor")

    assert page.elements("p", id="note-error")
    checked = [e for e in page.elements("input", name="kind") if "checked" in e.attrib]
    assert [e.get("value") for e in checked] == ["minor"]


def test_what_is_wrong_is_said_and_not_published(author, write):
    page = write(LATE_PARCEL.replace("(#blamed)", "(#blame)"))

    assert "Cannot be published yet" in page.text
    assert "In the step “start”" in page.text
    assert "/studio/late-parcel/steps/start#r1-words" in page.values("a", "href")
    assert offered(page) == []
    assert "as soon as what is in the way has been mended" in page.text
    answer = decide(author, "practice", status=422, note="Try it.", version="2")
    assert "cannot be published as it is" in answer.text


def test_only_the_buttons_that_can_work_are_offered(write):
    assert offered(write()) == ["publish", "submit", "practice"]

    page = write(ONLY_LOSSES)

    assert "Can be published for practice" in page.text
    assert offered(page) == ["practice"]


def test_only_a_publication_for_everything_asks_about_those_under_way(arrive, write):
    trainee = arrive("T1")
    trainee.get("/practice/late-parcel")
    trainee.submit("/practice/late-parcel")

    assert write(OTHER_POINTS).elements("input", name="under_way")
    assert not write(ONLY_LOSSES).elements("input", name="under_way")


def test_an_old_page_publishes_nothing(author, write):
    write()

    page = decide(author, "publish", status=409, note="Old.", version="1")

    assert "Look at it again" in page.text


def test_a_form_that_asks_for_nothing_changes_nothing(author, write):
    write()

    decide(author, "dance", status=400)


def test_practice_only_is_told_apart_in_the_list(author, write):
    write(OTHER_POINTS)
    decide(author, "practice", note="To try out.")

    assert "Practice only" in author.get("/studio/").text
    assert "Practice only" in author.get("/studio/late-parcel/revisions").text


def test_a_trainee_is_told_that_it_is_for_practice_only(author, arrive, write):
    told = "For practice only; it counts for no assessment."
    assert told not in arrive("T1").get("/practice/late-parcel").text
    write(OTHER_POINTS.replace("level: 2", "level: 2\npass: 75"))
    decide(author, "practice", note="To try out.")

    page = arrive("T1").get("/practice/late-parcel")

    assert told in page.text
    assert "Practice only: this version was published for practice" in page.text
    assert "Passed from" not in page.text


@pytest.mark.usefixtures("strict")
def test_where_approval_is_needed_another_supervisor_gives_it(author, colleague, write):
    page = write()
    assert "Submit for review" in page.text
    decide(author, "submit", note="Shorter.")
    assert "It waits for approval" in author.get(REVIEW).text
    assert "In review" in author.get("/studio/").text

    page = colleague.get(REVIEW)
    assert "Person S1 asks for your approval" in page.text
    assert "Shorter." in page.text
    answer = decide(colleague, "approve")

    assert "approved by Person S2" in colleague.get(answer.location).text


@pytest.mark.usefixtures("strict")
def test_where_approval_is_needed_nobody_publishes_alone(author, write):
    write()

    answer = decide(author, "publish", status=403, note="Shorter.")

    assert "another supervisor to approve" in answer.text


def test_a_reviewer_sends_it_back_with_a_note(author, colleague, write):
    write()
    decide(author, "submit", note="Shorter.")
    colleague.get(REVIEW)
    assert decide(colleague, "send-back", status=422, answer="").elements(
        "p", id="answer-error"
    )

    decide(colleague, "send-back", answer="Ada is called Ada Brook.")

    page = author.get(REVIEW)
    assert "Person S2 sent it back:" in page.text
    assert "Ada is called Ada Brook." in page.text


def test_an_author_takes_a_submitted_draft_back(author, write):
    write()
    decide(author, "submit", note="Shorter.")
    author.get(REVIEW)

    decide(author, "take-back")

    assert "It is a draft again" in author.get(REVIEW).text


def test_the_rule_of_a_team_is_changed_by_its_manager(arrive, people):
    manager = arrive("M1")
    manager.get("/studio/approval")

    manager.submit("/studio/approval", needed="yes", team=str(people.store))

    assert "Approval needed" in manager.get("/studio/approval").text


def test_a_supervisor_reads_who_decides_about_approval(supervisor):
    assert "whoever manages your team" in supervisor.get("/studio/approval").text


# Revisions and their difference


def test_a_difference_is_told_in_sentences_and_line_by_line(author, write):
    write(OTHER_POINTS)

    page = author.get("/studio/late-parcel/difference?from=1&to=draft")

    assert "now earns 3 instead of 2 points for de-escalation" in page.text
    assert "put in - score: deescalation +3" in page.text
    assert author.get("/studio/late-parcel/difference?from=1&to=1").text.count(
        "Both texts are the same."
    )


def test_a_difference_of_notes_alone_is_no_change(author, write):
    write(LATE_PARCEL.replace("## desk", "<!-- long ago -->\n\n## desk"))

    page = author.get("/studio/late-parcel/difference?from=1&to=draft")

    assert "Nothing that plays or reads differently" in page.text


@pytest.mark.parametrize("which", ["", "?from=1&to=7", "?from=x&to=draft"])
def test_a_difference_of_nothing_is_not_found(author, which):
    author.get(f"/studio/late-parcel/difference{which}", status=404)


def test_an_older_text_can_be_begun_with_again(author, write):
    write()
    decide(author, "publish", note="Shorter.")
    author.get("/studio/late-parcel/revisions")

    author.post("/studio/late-parcel/draft", data={"number": "1"})

    page = author.get("/studio/late-parcel/difference?from=1&to=draft")
    assert "Both texts are the same." in page.text


def test_a_scenario_is_withdrawn(author, arrive):
    author.get("/studio/late-parcel/revisions")

    author.submit("/studio/late-parcel/withdraw")

    page = author.get("/studio/late-parcel/revisions")
    assert "Withdrawn" in page.text
    offered = arrive("T1").get("/practice").values("a", "href")
    assert "/practice/late-parcel" not in offered
    assert "/practice/warm-up" in offered


def test_a_new_scenario_has_an_empty_history(author):
    author.get("/studio/new")
    author.submit("/studio/new", source="published", like="late-parcel", title="Soup")

    page = author.get("/studio/soup/revisions")

    assert "Nothing of this is published yet" in page.text
    assert "This is new" in author.get("/studio/soup/review").text


@pytest.fixture
def overtaken(app, author, write, tmp_path):
    """Begins a draft, publishes a text over it, and saves another one in the draft."""

    def happen(theirs, mine):
        author.post("/studio/late-parcel/draft")
        with app.app_context():
            texts = {"scenarios/late-parcel.md": theirs}
            folder = tmp_path / "library"
            done = role_plays.publish(db.session(), folder, clock.now(), texts)
            assert done.conflicts == []
        return write(mine)

    return happen


def test_what_was_published_meanwhile_is_brought_in(author, overtaken):
    page = overtaken(OTHER_POINTS, OTHER_WORDS)
    assert "Revision 2 was published after this draft was begun." in page.text
    decide(author, "publish", status=409, note="Shorter.")

    author.submit("/studio/late-parcel/catch-up")

    page = author.get(REVIEW)
    assert "has the changes that were published" in page.text
    assert page.values("input", "value", name="kind")[0] == "editorial"


def test_the_same_lines_published_meanwhile_are_chosen_from(author, overtaken):
    other = LATE_PARCEL.replace("deescalation +2", "deescalation +4")
    overtaken(OTHER_POINTS, other)

    page = author.submit("/studio/late-parcel/catch-up", status=409)
    assert "Revision 2 was published while you were writing." in page.text
    author.submit("/studio/late-parcel/merge", **{"choice-0": "theirs"})

    assert "Nothing plays or reads differently" in author.get(REVIEW).text


# Under way


def test_a_trainee_in_the_middle_finishes_the_old_revision(author, arrive, write):
    trainee = arrive("T1")
    trainee.get("/practice/late-parcel")
    address = trainee.submit("/practice/late-parcel").location
    trainee.get(address)
    write(OTHER_POINTS)
    assert "1 role-play is under way" in author.page.text

    answer = decide(author, "publish", note="Points.", under_way="finish")

    assert "1 under way is finished" in author.get(answer.location).text
    assert trainee.get(address).elements("textarea") or trainee.page.elements("button")


def test_a_trainee_is_led_to_the_new_version_and_keeps_what_was_typed(
    author, arrive, write
):
    trainee = arrive("T1")
    trainee.get("/practice/late-parcel")
    old = trainee.submit("/practice/late-parcel").location
    trainee.get(old)
    sent = {**trainee.page.form(old), "words": "I am sorry about"}
    write(OTHER_POINTS)
    answer = decide(author, "publish", note="Points.", under_way="replay")
    assert "1 role-play under way moved on" in author.get(answer.location).text

    lead = trainee.post(old, data=sent)
    htmx = trainee.post(old, status=200, data=sent, HX_Request="true")

    assert lead.location != old
    assert htmx.response.headers["HX-Redirect"] == lead.location
    assert trainee.get(old, status=303).location == lead.location
    page = trainee.get(lead.location)
    assert "so you go on in its new version. What you typed is kept." in page.text


def test_who_begins_again_is_told_so_and_has_not_given_up(author, arrive, write):
    trainee = arrive("T1")
    trainee.get("/practice/late-parcel")
    old = trainee.submit("/practice/late-parcel").location
    trainee.get(old)
    (token, *_others) = trainee.page.values("button", "value", name="move")
    trainee.submit(old, move=token)
    write(OTHER_POINTS)
    decide(author, "publish", note="Points.", under_way="restart")

    new = trainee.get(old, status=303).location

    assert "so you begin again in its new version" in trainee.get(new).text
    attempts = trainee.get("/attempts").text
    assert "Moved to the new version" in attempts
    assert "in the new version" in attempts
    assert "Ended early" not in attempts
    assert "from the middle" not in attempts


def test_a_role_play_that_was_given_up_leads_nowhere_else(author, arrive):
    assert author
    trainee = arrive("T1")
    trainee.get("/practice/late-parcel")
    address = trainee.submit("/practice/late-parcel").location
    trainee.get(address)
    trainee.post(f"{address}/leave")

    trainee.get(address)
