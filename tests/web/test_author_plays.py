"""The plays of a draft in the studio: shown, written, and kept while playing."""

from tests.services.authors import viewer_of
from tests.services.role_plays import LATE_PARCEL
from tests.web.test_author_preview import fields, say
from trainer import clock
from trainer.services.plays_kept import LONGEST, save_plays
from trainer.web.database import db

PLAYS = "/studio/late-parcel/plays"
PLAY = "/studio/late-parcel/play"
TEXT = "/studio/late-parcel/text"
LOST = "play: gone\n    take s1 d3\n    expect outcome lost\n"
FAILS = LOST.replace("outcome lost", "outcome resolved")


def write(studio, plays, status=303):
    studio.get(PLAYS)
    studio.submit(PLAYS, plays=plays, status=status)
    return studio.get(PLAYS) if status == 303 else studio.page


def test_without_plays_it_says_what_one_is_for_and_how_to_make_one(studio):
    page = studio.get(PLAYS)
    assert "a good way stays a good way" in page.text
    assert "There are no plays, so none of its" in page.text
    assert PLAY in page.values("a", "href")


def test_a_play_that_passes_is_shown_with_its_moves(studio, stored):
    page = write(studio, LOST)
    assert "gone passes" in page.text
    assert "Moves: s1 d3" in page.text
    assert "of 100." in page.text
    assert stored().plays == LOST


def test_a_play_that_goes_differently_says_what_and_where(studio):
    page = write(studio, FAILS)
    assert "gone goes differently" in page.text
    assert "The conversation is lost." in page.text
    assert page.elements("li", id="line-3")
    assert "1 play goes differently" in page.text


def test_moves_nobody_plays_lead_to_their_steps(studio):
    page = write(studio, LOST)
    assert "2 of " in page.text
    assert "moves are played by 1 play." in page.text
    assert "/studio/late-parcel/steps/blamed" in page.values("a", "href")


def test_what_cannot_be_read_is_kept_and_told(studio, stored):
    page = write(studio, f"take s1\n{LOST}    tack s2\n")
    assert "stands before the first play" in page.text
    assert "is not a step of a play" in page.text
    assert "tack s2" in stored().plays


def test_a_play_that_does_nothing_or_stops_early_says_so(studio):
    page = write(studio, "play: idle\n    expect beat start\n")
    assert "Nothing is done in it." in page.text
    assert "It stops before the conversation ends." in page.text


def test_every_kind_of_step_is_named(studio):
    steps = (
        '    take s2\n    write b1 "Sorry."\n    wait\n    do lookup_purchase card=1\n'
    )
    page = write(studio, f"play: all\n{steps}    expect mood 0\n")
    assert "Moves: s2 b1 after lookup_purchase" in page.text


def test_plays_of_a_draft_with_errors_wait(studio):
    write(studio, LOST)
    studio.get(TEXT)
    studio.submit(TEXT, body=LATE_PARCEL.replace("(#desk) ^s1", "(#desc) ^s1"))
    page = studio.get(PLAYS)
    assert "not played: the scenario has errors" in page.text
    assert "What the plays try" not in page.text


def test_typed_text_is_not_lost_when_somebody_changed_the_same_lines(
    studio, app, people, stored
):
    write(studio, LOST)
    page = studio.get(PLAYS)
    with app.app_context():
        save_plays(
            db.session(),
            viewer=viewer_of(db.session(), people.manager),
            slug="late-parcel",
            version=stored().version,
            plays=LOST.replace("gone", "away"),
            now=clock.now(),
        )
    mine = LOST.replace("gone", "off")

    page = studio.post(
        PLAYS, status=409, data={**fields(page, "plays-text"), "plays": mine}
    )

    assert "play: off" in page.elements("textarea", id="plays")[0].text
    assert "play: away" in page.text
    assert stored().plays == LOST.replace("gone", "away")
    studio.post(PLAYS, status=303, data={**fields(page, "plays-text"), "plays": mine})
    assert stored().plays == mine


def test_changes_of_other_lines_are_merged_and_told(studio, app, people, stored):
    two = f"{LOST}\n{LOST.replace('gone', 'gone too')}"
    write(studio, two)
    page = studio.get(PLAYS)
    with app.app_context():
        save_plays(
            db.session(),
            viewer=viewer_of(db.session(), people.manager),
            slug="late-parcel",
            version=stored().version,
            plays=two.replace("gone too", "gone as well"),
            now=clock.now(),
        )
    mine = two.replace("play: gone\n", "play: off\n")
    studio.post(PLAYS, status=303, data={**fields(page, "plays-text"), "plays": mine})
    assert "changed in other lines meanwhile" in studio.get(PLAYS).text
    assert ("play: off" in stored().plays, "as well" in stored().plays) == (True, True)


def test_too_long_plays_stay_in_the_box(studio, stored):
    page = studio.get(PLAYS)
    sent = {**fields(page, "plays-text"), "plays": "#" * LONGEST}
    page = studio.post(PLAYS, status=422, data=sent)
    assert "can be saved" in page.text
    assert stored().plays == ""


def test_what_was_played_can_be_kept_as_a_play(studio, stored):
    page = say(studio, studio.get(PLAY), "let me look")
    assert "Keep this as a play" in page.text
    form = fields_of_keeping(page)

    studio.post(f"{PLAY}/keep", status=303, data={**form, "name": "She waits"})

    page = studio.get(PLAYS)
    assert "“She waits” is one of the plays now." in page.text
    assert "She waits passes" in page.text
    assert "take s1" in stored().plays


def fields_of_keeping(page):
    (form,) = page.elements("form", action=f"{PLAY}/keep")
    return {e.get("name"): e.get("value") for e in form.iter("input")}


def test_nothing_played_is_no_play(studio):
    page = studio.get(PLAY)
    studio.post(f"{PLAY}/keep", status=400, data=fields(page))


def test_a_draft_that_cannot_be_played_keeps_no_play(studio):
    page = studio.get(PLAY)
    studio.get(TEXT)
    studio.submit(TEXT, body=LATE_PARCEL.replace("(#desk) ^s1", "(#desc) ^s1"))
    studio.post(f"{PLAY}/keep", status=303, data=fields(page))


def test_a_failing_play_blocks_publishing_in_the_report_and_the_review(studio):
    write(studio, FAILS)
    for page in (
        studio.get("/studio/late-parcel/report"),
        studio.get("/studio/late-parcel/review"),
    ):
        assert "Cannot be published yet" in page.text
        assert f"{PLAYS}#line-3" in page.values("a", "href")


def test_the_report_tells_how_much_the_plays_try(studio):
    write(studio, LOST)
    assert (
        "moves are played by 1 play." in studio.get("/studio/late-parcel/report").text
    )


def test_a_difference_tells_which_plays_changed(studio):
    write(studio, LOST)

    page = studio.get("/studio/late-parcel/difference?from=1&to=draft")

    assert "Conversation tests" in page.text
    assert "Play ‘gone’ is new." in page.text
    assert "take s1 d3; expect outcome lost" in page.text
    review = studio.get("/studio/late-parcel/review")
    assert "Play ‘gone’ is new." in review.text
