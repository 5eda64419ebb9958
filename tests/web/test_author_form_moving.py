"""A reply goes to another step, with one save."""

from tests.web.test_author_form import START, beat, step
from tests.web.test_author_form_action import DESK

HINT = """- [It must be the carrier.](#blamed) ^s2
    - mood: -2
    - score: deescalation -1
    - hint: Whose parcel is it?"""


def test_a_reply_can_go_to_every_other_step_that_does_not_end(studio):
    step(studio)
    (chosen,) = studio.page.elements("select", id="r0-to")

    values = [option.get("value") for option in chosen]

    assert values == ["", "blamed", "desk", "waited", "found"]


def test_a_reply_goes_behind_the_last_of_the_other_step_with_what_it_does(
    studio, stored
):
    before = stored()
    sent = step(studio) | {"r1-to": "waited", "r0-words": "Sorry."}

    studio.post(START, data={**sent, "do": "save"})
    studio.get(START)
    after = stored()

    assert after.version == before.version + 1
    assert HINT not in beat(after.body, "start")
    assert "\n\n\n" not in after.body
    assert beat(after.body, "waited").endswith(f"^w1\n{HINT}")
    assert "- [Sorry.](#desk) ^s1" in after.body
    assert "The reply stands in the step “waited” now." in studio.page.text


def test_two_replies_go_in_their_order(studio, stored):
    sent = step(studio) | {"r0-to": "found", "r2-to": "found"}

    studio.post(START, data=sent)
    lines = beat(stored().body, "found").split("\n")

    ids = [line.rsplit("^", 1)[1] for line in lines if line.startswith("- [")]
    assert ids == ["f1", "f2", "s1", "s3"]


def test_a_reply_that_is_not_saved_yet_can_go_too(studio, stored):
    studio.post(DESK, status=200, data={**step(studio, "desk"), "do": "copy:2"})
    sent = studio.page.form(DESK) | {"r3-words": "Not today.", "r3-to": "start"}

    studio.post(DESK, data={**sent, "do": "save"})

    assert "- [Not today.](#lost) ^" in beat(stored().body, "start")


def test_a_step_that_is_gone_meanwhile_leaves_the_reply_where_it_is(studio, stored):
    before = stored().version
    sent = step(studio) | {"r1-to": "nowhere"}

    studio.post(START, data=sent)
    studio.get(START)

    assert stored().version == before
    assert "Nothing had changed" in studio.page.text
    assert "The reply stands" not in studio.page.text


def test_lines_somebody_else_changed_meanwhile_are_shown_and_not_lost(
    studio, stored, meanwhile
):
    sent = step(studio) | {"r1-to": "waited"}
    meanwhile("It must be the carrier.", "It is the carrier.")

    page = studio.post(START, status=409, data=sent)

    assert "It is the carrier." in page.text
    assert "It is the carrier." in beat(stored().body, "start")
