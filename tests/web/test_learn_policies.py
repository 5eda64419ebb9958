"""Policies: the list, the search, reading, what changed, the check and signing."""

import pytest

from tests.services import role_plays
from tests.services.role_plays import RETURNS
from tests.services.test_study import CHECKED
from trainer import clock
from trainer.web.database import db


@pytest.fixture
def publish(app, tmp_path):
    """Publish the policy anew: ``publish(text)``."""

    def again(text, note=""):
        with app.app_context():
            folder = role_plays.write(
                tmp_path / "library", {"policies/returns.md": text}
            )
            role_plays.load(db.session(), folder, now=clock.now(), note=note)

    return again


def test_a_policy_is_read_and_signed(learner):
    page = learner.get("/policies/returns")
    assert page.elements("article", id="cash-proof")
    assert page.elements("span", id="1.1")
    assert "Breaking this is a critical error" in page.text
    assert "I have read revision 1 of “Returns”, and I will work by it." in page.text

    learner.submit("/policies/returns")

    assert "Signed: you have read revision 1 of “Returns”." in learner.get("/").text
    assert "You read and signed revision 1 on" in learner.get("/policies/returns").text
    assert "1 of 1 read" in learner.get("/").text
    assert "Read and signed" in learner.get("/policies").text


def test_a_clause_can_be_linked_to_from_everywhere(learner):
    page = learner.get("/policies/returns")

    assert {"#cash-proof", "#look-first"} <= set(page.values("a", "href"))


def test_a_policy_can_be_printed(learner):
    page = learner.get("/policies/returns")

    (button,) = [b for b in page.elements("button") if "data-print" in b.attrib]
    assert button.text == "Print this policy"


def test_a_wrong_answer_shows_the_clause_and_is_not_kept(learner, publish):
    publish(CHECKED)
    page = learner.get("/policies/returns")
    assert "No receipt. May you pay 50.00 EUR in cash?" in page.text

    page = learner.submit("/policies/returns", status=422, **{"answer-0": "x"})

    assert "2 answers are not what the policy says." in page.text
    assert "Read this once more: 1.1 Cash needs proof" in page.text
    assert "1.2 Look first" in page.text
    assert "Not read yet" in learner.get("/policies").text


def test_right_answers_are_kept_while_the_wrong_ones_are_tried_again(learner, publish):
    publish(CHECKED)
    page = learner.get("/policies/returns")
    right = {
        f"answer-{place}": value
        for place, words in enumerate(("No", "After a look"))
        for label in page.elements("label")
        if label.text == words
        for value in page.values("input", "value", id=label.get("for"))
        if label.get("for").startswith(f"answer-{place}-")
    }
    one = {"answer-0": right["answer-0"]}

    page = learner.submit("/policies/returns", status=422, **one)
    assert "One answer is not what the policy says." in page.text
    checked = [e for e in page.elements("input") if "checked" in e.attrib]
    assert [e.get("name") for e in checked] == ["answer-0"]

    learner.submit("/policies/returns", **right)
    assert "Signed:" in learner.get("/").text


def test_what_changed_is_shown_word_by_word(learner, publish):
    learner.get("/policies/returns")
    learner.submit("/policies/returns")
    changed = RETURNS.replace("50.00", "40.00").replace("only against", "just for")
    publish(changed + "\n### 1.3 More {#more}\n\nNew.\n", note="Less to give.")

    assert "Changed since you read it" in learner.get("/policies").text
    page = learner.get("/policies/returns")

    assert "What changed since you read it" in page.text
    assert "Less to give." in page.text
    assert "until now 50.00 EUR → from now on 40.00 EUR" in page.text
    assert "gone: only against end of gone." in page.text
    assert "new: just for end of new." in page.text
    assert page.elements("ins")
    assert page.elements("del")
    assert "You read revision 1." in page.text


def test_a_new_and_a_lost_clause_are_named(learner, publish):
    learner.get("/policies/returns")
    learner.submit("/policies/returns")
    publish(RETURNS.replace("### 1.2 Look first {#look-first}", "### 1.2 Ask {#ask}"))

    page = learner.get("/policies/returns")

    chips = [" ".join(c.itertext()).strip() for c in page.elements("summary")]
    assert [chip.split()[0] for chip in chips] == ["New", "Gone"]


def test_an_old_revision_says_that_it_does_not_hold(learner, publish):
    publish(RETURNS.replace("50.00", "40.00"))

    page = learner.get("/policies/returns?revision=1")

    assert "This is revision 1. It is not in force." in page.text
    assert "Revision 1, no longer in force" in page.text
    assert "/policies/returns" in page.values("a", "href")
    assert "I have read revision" not in page.text


def test_what_comes_into_force_later_says_what_holds_until_then(learner, publish):
    publish(RETURNS.replace("2026-01-01", "2096-01-01"))

    page = learner.get("/policies/returns")
    assert "Revision 2, in force from 1 Jan 2096" in page.text
    assert "revision 1 holds" in page.text

    page = learner.get("/policies/returns?revision=1")
    assert "Revision 2 is published already and comes into force later." in page.text


@pytest.mark.parametrize(
    "path",
    [
        "/policies/lost",
        "/policies/a%00b",
        "/policies/returns?revision=7",
    ],
)
def test_what_is_not_there_is_not_found(learner, path):
    learner.get(path, status=404)


def test_a_strange_revision_is_the_newest(learner):
    page = learner.get("/policies/returns?revision=x")

    assert "revision 1" in page.text


def test_a_search_marks_the_words_and_leads_to_the_clause(learner):
    page = learner.get("/policies?q=Proof")

    assert "1 clause mentions “Proof”." in page.text
    assert "/policies/returns#cash-proof" in page.values("a", "href")
    assert {mark.text for mark in page.elements("mark")} == {"proof"}


def test_a_search_that_finds_nothing_says_what_to_do(learner):
    page = learner.get("/policies?q=xyz")

    assert "No policy mentions “xyz”. Ask your supervisor or" in page.text
    assert "/policies?q=xyz&all=yes" in page.values("a", "href")

    page = learner.get("/policies?q=xyz&all=yes")
    assert "No version of a policy mentions “xyz”." in page.text


def test_older_revisions_are_found_when_asked_for(learner, publish):
    publish(RETURNS.replace("only against", "just for"))

    assert "No policy mentions" in learner.get("/policies?q=only+against").text
    page = learner.get("/policies?q=only+against&all=yes")

    assert "revision 1, replaced by a newer one" in page.text
    assert "/policies/returns?revision=1#cash-proof" in page.values("a", "href")


@pytest.mark.parametrize(
    "sought", ["<script>alert(1)</script>", '"', "x\x00y", "'; DROP", "k" * 10_000]
)
def test_whatever_is_searched_for_is_answered_safely(learner, sought):
    page = learner.get("/policies", query_string={"q": sought})

    assert "<script>alert" not in page.html
    assert "mentions" in page.text


def test_an_empty_search_is_the_list(learner):
    assert "Not read yet" in learner.get("/policies?q=+").text


def test_a_leader_finds_who_signed_from_the_policy(app, supervisor, tmp_path):
    with app.app_context():
        role_plays.publish(db.session(), tmp_path / "library", clock.now())

    page = supervisor.get("/policies/returns")

    assert "/people/policies/returns" in page.values("a", "href")


@pytest.fixture
def player(learner):
    """The learner in the late parcel, and the address of the attempt."""
    learner.get("/practice/late-parcel")
    page = learner.submit("/practice/late-parcel", mode="practice")
    learner.get(page.location)
    return learner, page.location


def test_a_clause_opened_beside_the_conversation_is_noted_quietly(player):
    learner, attempt = player
    assert learner.page.elements("details", **{"data-lookup": "returns#cash-proof"})

    answer = learner.post(
        f"{attempt}/clauses", 204, {"clause": "returns#cash-proof"}, X_Quiet="yes"
    )

    assert answer.html == ""


def test_without_a_script_a_button_opens_the_clause_and_leads_back(player):
    learner, attempt = player
    number = attempt.rsplit("/", 1)[1]
    names = learner.page.values("button", "value", name="clause", form="lookups")
    assert "returns#cash-proof" in names

    answer = learner.submit(f"{attempt}/clauses", clause="returns#cash-proof")

    assert answer.location == (
        f"/policies/returns?revision=1&attempt={number}#cash-proof"
    )
    page = learner.get(answer.location)
    assert attempt in page.values("a", "href")


def test_a_clause_that_is_not_there_cannot_be_opened(player):
    learner, attempt = player

    learner.post(f"{attempt}/clauses", 404, {"clause": "returns#lost"})


def test_the_debrief_names_what_was_looked_up(player):
    learner, attempt = player
    learner.post(f"{attempt}/clauses", 303, {"clause": "returns#look-first"})
    for words in ("I am sorry, let me look.", "There is nothing I can do."):
        page = learner.get(attempt)
        form = page.form(attempt)
        (move,) = [
            button.get("value")
            for button in page.elements("button", name="move")
            if words in "".join(button.itertext())
        ]
        learner.post(attempt, 303, {**form, "move": move})

    page = learner.get(f"{attempt}/debrief")

    assert "What you looked up" in page.text
    assert "1.2 Look first before you answered in turn 1" in page.text
