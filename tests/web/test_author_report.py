"""The report on a draft."""

from tests.services.role_plays import LATE_PARCEL

REPORT = "/studio/late-parcel/report"
TEXT = "/studio/late-parcel/text"


def save(studio, body):
    studio.get(TEXT)
    studio.submit(TEXT, body=body)
    return studio.get(REPORT)


def test_a_sound_draft_can_be_published(studio):
    page = studio.get(REPORT)
    assert "Can be published" in page.text


def test_what_blocks_publishing_stands_with_its_step(studio):
    page = save(studio, LATE_PARCEL.replace("(#desk) ^s1", "(#desc) ^s1"))
    assert "Cannot be published yet" in page.text
    (problem,) = page.elements("li", **{"data-severity": "error"})
    told = " ".join("".join(problem.itertext()).split())
    assert "leads to the step “desc”, which does not exist" in told
    assert "Choose another step under “Leads to”" in told
    assert "In the step “start”" in told
    assert "/studio/late-parcel/steps/start#r0-words" in page.values("a", "href")
    assert "Once it can be played" in page.text


def test_endings_and_what_cannot_be_undone_lead_to_their_place_in_the_form(studio):
    addresses = studio.get(REPORT).values("a", "href")

    assert "/studio/late-parcel/steps/lost" in addresses
    assert "/studio/late-parcel/steps/desk#r2-words" in addresses
    assert not [one for one in addresses if "text?line" in one]


def test_what_cannot_be_played_is_mended_in_the_form(studio, meanwhile):
    meanwhile("(#desk) ^s1", "(#desc) ^s1")

    page = studio.get("/studio/late-parcel/play")

    assert "/studio/late-parcel/steps/start#r0-words" in page.values("a", "href")
    assert "Choose another step under “Leads to”" in page.text


def test_what_is_wrong_above_the_first_step_leads_to_the_settings(studio, meanwhile):
    meanwhile("level: 2", "level: 9")

    assert "/studio/late-parcel/settings" in studio.get(REPORT).values("a", "href")


def test_a_reply_without_an_id_is_given_one_by_saving_its_step(studio, meanwhile):
    meanwhile("(#desk) ^w1", "(#desk)\n    - no fact here")

    page = studio.get(REPORT)

    assert "content fmt" not in page.text
    assert "Save this step once: that gives it one." in page.text


def test_the_best_conversation_is_told_turn_by_turn(studio):
    page = studio.get(REPORT)
    assert "The best conversation" in page.text
    assert "100 of 100, a pass needs 75" in page.text
    assert "You heard her first." in page.text


def test_it_tells_how_far_guessing_gets_and_where_it_ends(studio):
    page = studio.get(REPORT)
    assert "Every conversation that can happen" in page.text
    assert "Clicking at random passes" in page.text
    assert "Always the first reply" in page.text
    assert "No way back after" in page.text
    assert "Best reply stands first" in page.text
