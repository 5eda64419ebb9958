"""The guided form of a sub-scene: its replies lead back to where it was called."""

import pytest

from trainer.content.diagnostics import Diagnostic, Place, Severity
from trainer.web.form_problems import form_wording

HOME = "/studio/late-parcel"
START = f"{HOME}/steps/start"
BACK = "back to where it was called"


def targets(page, name="r0-target"):
    """Return what a reply can lead to, as sent and as read."""
    (select,) = page.elements("select", id=name)
    return {one.get("value"): one.text for one in select.iter("option")}


@pytest.fixture
def subscene(studio, meanwhile):
    meanwhile("title: A late parcel\n", "title: A late parcel\nkind: subscene\n")
    return studio


def test_every_reply_of_a_sub_scene_can_lead_back_to_where_it_was_called(
    subscene, stored
):
    page = subscene.get(START)
    assert targets(page)["#return"] == BACK

    subscene.submit(START, **{"r0-target": "#return"})

    assert "(#return) ^s1" in stored().body


def test_a_reply_of_a_scenario_cannot_lead_back(studio):
    assert "#return" not in targets(studio.get(START))


def test_a_sub_scene_that_nothing_leads_out_of_is_told_in_words(app):
    found = Diagnostic(
        severity=Severity.ERROR,
        place=Place("scenarios/ask.md", 7, 1),
        code="never-returns",
        message="…",
        suggestion="Lead at least one of them to “(#return)”.",
    )

    with app.test_request_context():
        told = form_wording(found)

    assert "Lead at least one of them back to where it was called" in told.mend
    assert "#return" not in told.words + told.mend
