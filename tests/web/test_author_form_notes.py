"""Words that would end or hide a part of the text are told at their field."""

import pytest

from tests.web.test_author_form import HOME, START, step

SETTINGS = f"{HOME}/settings"
OPENS = "begins a note to other authors"


@pytest.mark.parametrize("field", ["r0-why", "r0-hint", "s-coach"])
def test_words_that_open_a_note_are_refused_at_their_field(studio, stored, field):
    before = stored().body

    page = studio.post(START, status=422, data={**step(studio), field: "<!-- x"})

    (area,) = page.elements("textarea", id=field)
    assert area.get("aria-invalid") == "true"
    assert area.text.strip() == "<!-- x"
    assert OPENS in page.text
    assert stored().body == before


@pytest.mark.parametrize(
    ("typed", "told"),
    [("Hello <!-- x", OPENS), ("## start", "begins like a heading")],
)
def test_a_briefing_that_would_break_the_text_is_refused_at_its_field(
    studio, stored, typed, told
):
    before = stored().body
    studio.get(SETTINGS)

    page = studio.submit(SETTINGS, status=422, briefing=typed)

    (area,) = page.elements("textarea", id="briefing")
    assert area.get("aria-invalid") == "true"
    assert area.text.strip() == typed
    assert told in page.text
    assert "cannot change safely" not in page.text
    assert stored().body == before


def test_notes_of_a_template_have_a_field_of_their_own(studio, stored, meanwhile):
    meanwhile("\n---\n\n", "\n---\n\n<!-- Replace the names. -->\n\n")
    studio.get(SETTINGS)
    sent = studio.page.form(SETTINGS)
    assert sent["notes"].strip() == "Replace the names."
    assert "<!--" not in sent["briefing"]

    page = studio.post(SETTINGS, status=422, data={**sent, "notes": "a --> b"})
    assert page.elements("p", id="notes-error")
    studio.post(SETTINGS, data={**sent, "notes": "All done.", "briefing": "Read."})

    assert "---\n\n<!-- All done. -->\n\nRead.\n\n## start" in stored().body
