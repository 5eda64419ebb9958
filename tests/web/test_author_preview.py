"""One step by itself, and playing a draft from anywhere."""

import json

from sqlalchemy import func, select

from tests.services.role_plays import LATE_PARCEL
from trainer.store.attempts import Attempt
from trainer.web.database import db

PLAY = "/studio/late-parcel/play"
TEXT = "/studio/late-parcel/text"


def fields(page, form="answer"):
    """The hidden fields of a form, wherever they stand."""
    (element,) = page.elements("form", id=form)
    inside = list(element.iter("input"))
    outside = page.elements("input", form=form)
    return {e.get("name"): e.get("value") for e in (*inside, *outside)}


def reply(page, words):
    (token,) = [
        button.get("value")
        for button in page.elements("button", name="move")
        if words in " ".join(button.itertext())
    ]
    return token


def say(browser, page, label, status=200, **more):
    sent = {**fields(page), "move": reply(page, label), **more}
    return browser.post(PLAY, status=status, data=sent)


def break_it(studio):
    studio.get(TEXT)
    studio.submit(TEXT, body=LATE_PARCEL.replace("(#desk) ^s1", "(#desc) ^s1"))


def test_a_step_can_be_looked_at_by_itself(studio):
    page = studio.get("/studio/late-parcel/preview/desk")
    assert "There is nothing I can do." in page.text
    assert "The clock runs out: after 30s" in page.text
    assert "/studio/late-parcel/play?beat=desk" in page.values("a", "href")
    studio.get("/studio/late-parcel/preview/nowhere", status=404)


def test_playing_shows_numbers_and_verdicts(studio):
    page = say(studio, studio.get(PLAY), "let me look")
    assert "Mood 6" in page.text
    assert "De-escalation +2" in page.text
    assert "You heard her first." in page.text
    assert "Well?" in page.text


def test_playing_from_a_step_says_how_one_gets_there(studio):
    page = studio.get(f"{PLAY}?beat=found")
    assert "Played from “found”" in page.text
    assert "How one gets here" in page.text
    assert "And now?" in page.text


def test_own_words_are_matched_and_kept_in_the_page_only(studio):
    page = studio.get(f"{PLAY}?beat=blamed")
    page = say(studio, page, "Send", words="I am sorry, that was not fair.")
    assert "I am sorry, that was not fair." in page.text
    assert "De-escalation +1" in page.text
    steps = json.loads(fields(page)["steps"])
    assert [step["text"] for step in steps] == ["I am sorry, that was not fair."]


def test_what_is_done_at_the_desk_is_done(studio):
    page = studio.get(f"{PLAY}?beat=desk")
    sent = {**fields(page, "act-lookup_purchase"), "card": "4471"}
    page = studio.post(PLAY, status=200, data=sent)
    assert "And now?" in page.text
    assert "proof yes" in page.text


def test_a_wrong_blank_is_told_and_what_was_typed_is_kept(studio):
    page = studio.get(f"{PLAY}?beat=found")
    sent = {**fields(page, "act-issue_refund"), "amount": "lots"}
    page = studio.post(PLAY, status=422, data=sent)
    assert "lots" in page.values("input", "value", name="amount")


def test_empty_words_are_asked_for_again(studio):
    page = studio.get(f"{PLAY}?beat=blamed")
    page = say(studio, page, "Send", status=422, words="")
    assert "Type your answer first." in page.text


def test_the_clock_runs_out_when_its_button_is_pressed(studio):
    page = studio.get(f"{PLAY}?beat=desk")
    page = say(studio, page, "Let the 30 seconds run out")
    assert "You said nothing for a while." in page.text


def test_turns_are_undone_and_the_step_begun_again(studio):
    page = say(studio, studio.get(PLAY), "let me look")
    page = say(studio, page, "There is nothing")
    assert page.elements("button", name="back", value="1")
    back = studio.post(PLAY, status=200, data={**fields(page), "back": "1"})
    assert "Well?" in back.text
    begun = studio.post(PLAY, status=200, data={**fields(page), "back": "0"})
    assert "You heard her first." not in begun.text


def test_what_is_dealt_can_be_chosen(studio):
    page = studio.get(f"{PLAY}?beat=desk&deal-record=missing")
    assert fields(page)["deal-record"] == "missing"
    other = studio.get(f"{PLAY}?beat=desk&deal-record=nonsense")
    assert fields(other)["deal-record"] == "found"


def test_htmx_gets_the_stage_only(studio):
    page = studio.get(PLAY, HX_Request="true")
    assert not page.elements("html")
    assert page.elements("div", id="stage")


def test_steps_that_no_longer_fit_are_left_out(studio):
    page = say(studio, studio.get(PLAY), "let me look")
    stale = json.dumps([{"move": "gone"}])
    page = studio.post(
        PLAY, status=409, data={**fields(page), "steps": stale, "move": "x"}
    )
    assert json.loads(fields(page)["steps"]) == []


def test_a_draft_with_errors_says_what_to_mend_first(studio):
    break_it(studio)
    page = studio.get(PLAY)
    assert "This cannot be played yet." in page.text
    assert "“desc” is not a beat." in page.text
    studio.post(PLAY, status=409, data={"beat": "start"})


def test_nothing_is_stored_of_playing(studio, app):
    page = studio.get(PLAY)
    for words in ("let me look", "There is nothing"):
        page = say(studio, page, words)
    with app.app_context():
        stored = db.session().scalar(select(func.count()).select_from(Attempt))
    assert stored == 0


def test_what_was_played_can_be_kept_as_a_conversation_test(studio):
    page = say(studio, studio.get(PLAY), "let me look")
    (block,) = page.elements("pre")
    assert "take s1" in block.text
    assert "expect beat desk, mood 6" in block.text


def test_what_is_remembered_is_named_in_words_with_its_name_beside(studio):
    page = studio.get("/studio/late-parcel/play?beat=start")

    terms = ["".join(term.itertext()).split() for term in page.elements("dt")]

    assert ["Proof", "of", "purchase", "proof"] in terms
    assert ["Mood", "mood"] in terms
