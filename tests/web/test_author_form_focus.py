"""Where the focus goes when something of a form is taken away, without JavaScript."""

import pytest

HOME = "/studio/late-parcel"
START = f"{HOME}/steps/start"


def focused(page):
    """Return the ids of what gets the focus when the page is there."""
    return [e.get("id") for e in page.root.iter() if "autofocus" in e.attrib]


@pytest.mark.parametrize(
    ("gone", "lands"), [("0", "r0-title"), ("1", "r1-title"), ("2", "r1-title")]
)
def test_after_a_reply_is_deleted_the_next_one_has_the_focus(studio, gone, lands):
    studio.get(START)
    form = studio.page.form(START)

    page = studio.post(START, status=200, data={**form, "do": f"drop:{gone}"})

    assert focused(page) == [lands]


def test_after_the_last_reply_and_paragraph_their_headings_have_the_focus(studio):
    studio.get(START)
    for _reply in range(3):
        form = studio.page.form(START)
        page = studio.post(START, status=200, data={**form, "do": "drop:0"})
    assert focused(page) == ["replies"]

    form = page.form(START)
    page = studio.post(START, status=200, data={**form, "do": "drop-paragraph:0"})

    assert focused(page) == ["scene"]


def test_after_a_paragraph_is_taken_away_another_one_has_the_focus(studio):
    studio.get(START)
    form = studio.page.form(START)
    studio.post(START, status=200, data={**form, "do": "add-paragraph:stage"})
    form = studio.page.form(START)

    page = studio.post(START, status=200, data={**form, "do": "drop-paragraph:0"})

    assert focused(page) == ["p0-text"]


def test_after_a_step_is_deleted_the_note_that_says_so_has_the_focus(studio):
    studio.get(f"{HOME}/steps/blamed/delete")

    answer = studio.submit(f"{HOME}/steps/blamed/delete", instead="desk")

    assert answer.location == f"{HOME}#said"
    (note,) = studio.get(HOME).elements("p", id="said")
    assert "is gone" in "".join(note.itertext())
    assert note.get("tabindex") == "-1"
