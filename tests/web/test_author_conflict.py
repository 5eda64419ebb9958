"""Two versions side by side: in the words of the form, with what differs marked."""

import pytest

from tests.pages import Page
from tests.web.test_author_form import HOME, START, step

BLAMED = f"{HOME}/steps/blamed"


@pytest.fixture
def without(stored, meanwhile):
    """Delete a step as somebody else: ``without("blamed")``."""

    def delete(name):
        body = stored().body
        start = body.index(f"## {name}\n")
        meanwhile(body[start : body.index("## ", start + 3)], "")

    return delete


def marks(page: Page):
    return ["".join(one.itertext()) for one in page.elements("mark")]


def test_a_reply_that_two_changed_is_told_as_the_form_tells_it(studio, meanwhile):
    clause = "returns#cash-proof"
    sent = step(studio) | {"r0-points-deescalation": "1", "r0-change-mood": "+1"}
    meanwhile("score: deescalation +2", f"score: deescalation +3\n    - cite: {clause}")

    page = studio.post(START, status=409, data=sent)
    (facts, _theirs, *_more) = page.elements("dl", **{"class": "facts"})

    told = " ".join("".join(facts.itertext()).split())
    assert told.startswith("Leads to desk Mood")
    assert any("differs: a little" in one for one in marks(page))
    assert "1.1 Cash needs proof" in page.text
    assert "deescalation" not in told
    assert any("differs: +1" in one for one in marks(page))


def test_only_the_words_that_differ_are_marked(studio, meanwhile):
    sent = step(studio) | {"r0-words": "I am sorry, let me search."}
    meanwhile("I am sorry, let me look.", "I am sorry, let me see.")

    page = studio.post(START, status=409, data=sent)

    assert marks(page) == [
        "differs: search. end of what differs.",
        "differs: see. end of what differs.",
    ]


def test_a_step_that_was_deleted_meanwhile_can_stay_as_its_author_has_it(
    studio, stored, without
):
    sent = step(studio, "blamed") | {"p0-text": "Whose fault is it, then?"}
    without("blamed")

    page = studio.post(BLAMED, status=409, data=sent)

    assert "In the step “blamed”" in page.text
    assert "Person M1 deleted this step while you were changing it." in page.text
    assert page.values("input", "value", name="choice-0") == ["mine", "theirs"]
    assert "Keep the step as you have it" in page.text
    assert "Delete it" in page.text
    assert "Both stay" not in page.text

    studio.submit(f"{HOME}/merge", **{"choice-0": "mine"})
    assert "## blamed\n\n" in stored().body
    assert "Whose fault is it, then?" in stored().body


def test_a_step_one_deletes_while_somebody_changed_it_is_asked_about_too(
    studio, stored, meanwhile
):
    address = f"{BLAMED}/delete"
    studio.get(address)
    sent = studio.page.form(address)
    old = stored().body.split("## blamed\n\n")[1].split("\n")[0]
    meanwhile(old, "**Ada:** Whose fault is it, then?")

    page = studio.post(address, status=409, data=sent)

    assert "In the step “blamed”" in page.text
    assert "You deleted this step while Person M1 was changing it." in page.text
    assert "Keep the step as Person M1 has it" in page.text
