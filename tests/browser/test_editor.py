"""The text editor of the studio, by keyboard, in a real browser."""

import gzip

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.browser.keys import Keys
from tests.browser.visit import axe, inspect, look_around, sign_in
from tests.services.authors import SIMPLE, viewer_of
from trainer import clock
from trainer.services import drafts

MOST = 130_000
"""Bytes of the page and all it loads, compressed, but for the letters."""


@pytest.fixture
def draft(site):
    """Begin a draft of its own: ``draft("greeting")``."""

    def begin(slug, body=SIMPLE):
        with Session(site.engine) as session:
            viewer = viewer_of(session, site.cast.supervisor)
            drafts.start(session, viewer=viewer, slug=slug, body=body, now=clock.now())
        return f"/studio/{slug}"

    return begin


@pytest.fixture
def author(page, site):
    sign_in(page, site.supervisor)
    return page


@pytest.fixture
def text(author):
    return author.get_by_role("textbox", name="The text of the scenario")


def test_what_is_typed_is_checked_completed_and_saved_by_keyboard(author, text, draft):
    author.goto(draft("typed") + "/text")
    text.focus()
    keys = Keys(author)
    keys.press("Control+End")
    keys.type("\n## more\n\n**Theo:** Hm.\n\n- [Go on.](#res")
    offered = author.get_by_role("option", name="#resolved")
    expect(offered).to_be_visible()
    # Enter takes what was there long enough to be read; by then the preview has come.
    expect(author.locator("#preview")).to_contain_text("Preview of “more”")
    keys.press("Enter")
    expect(text).to_contain_text("- [Go on.](#resolved")
    keys.type(")\n    - score: deescalate +1")
    beside = author.locator(".beside--error")
    expect(beside).to_contain_text("“deescalate” is not a criterion")
    expect(author.locator("#problems")).to_contain_text("Did you mean “deescalation”?")
    axe(author)
    keys.press("Control+s")
    author.wait_for_url("**/text?line=*")
    expect(text).to_contain_text("## more")


def test_the_text_is_left_by_escape_and_tab(author, text, draft):
    author.goto(draft("left") + "/text")
    expect(author.get_by_text("to leave the text, press Esc, then Tab")).to_be_visible()
    text.focus()
    keys = Keys(author)
    keys.press("Control+Home", "Tab")
    expect(text).to_contain_text("    ---")
    keys.press("Escape", "Tab")
    expect(author.get_by_role("button", name="Save", exact=True)).to_be_focused()


def test_a_problem_leads_to_its_line(author, text, draft):
    broken = SIMPLE.replace("(#lost)", "(#los)")
    author.goto(draft("broken", broken) + "/text")
    author.get_by_role("link", name="Line 18").click()
    expect(author.locator(".cm-activeLine")).to_contain_text("Go away.")
    expect(text).to_be_focused()
    Keys(author).press("Control+Home", "F8")
    expect(author.locator(".cm-activeLine")).to_contain_text("Go away.")


def test_the_page_is_light(author, draft):
    path, sizes = draft("light") + "/text", {}

    def weigh(response):
        if not response.url.endswith(".woff2"):
            sizes[response.url] = len(gzip.compress(response.body()))

    author.on("response", weigh)
    author.goto(path)
    expect(author.locator(".cm-content")).to_be_visible()
    author.wait_for_load_state("networkidle")
    assert any("codemirror" in url for url in sizes)
    assert sum(sizes.values()) <= MOST


def test_the_pages_of_a_draft_look_right(author):
    with_draft = "/studio/blender-stopped"
    author.goto("/studio/")
    author.locator(f"form[action='{with_draft}/draft'] button").click()
    author.wait_for_url(f"**{with_draft}*")
    for page in (
        "text?line=60",
        "map",
        "report",
        "preview/symptom",
        "play?beat=symptom",
    ):
        author.goto(f"{with_draft}/{page}")
        look_around(author)


def test_the_map_opens_steps_by_keyboard(author, draft):
    author.goto(draft("mapped") + "/map")
    keys = Keys(author)
    box = author.locator("a.station").first
    keys.reach(box)
    assert box.get_attribute("href") == "/studio/mapped/steps/start"


def test_a_draft_is_played_from_a_step(author, draft):
    author.goto(draft("played") + "/play?beat=start")
    author.get_by_role("button", name="Hello.").click()
    expect(author.get_by_text("De-escalation +1").first).to_be_visible()
    inspect(author)
    author.get_by_role("button", name="Back to this step").click()
    expect(author.get_by_role("button", name="Hello.")).to_be_visible()


def test_without_a_script_the_text_is_a_plain_box(visit, site, draft):
    page = visit(javascript=False)
    sign_in(page, site.supervisor)
    page.goto(draft("plain") + "/text")
    box = page.get_by_label("The text of the scenario")
    box.fill(SIMPLE.replace("(#lost)", "(#los)"))
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("“los” is not a beat.", exact=True)).to_be_visible()
    box.fill(SIMPLE.replace("Hello.", "Good morning."))
    page.get_by_role("button", name="Save", exact=True).click()
    assert (
        "Good morning." in page.get_by_label("The text of the scenario").input_value()
    )
