"""Plays in the studio: kept while playing, without a script, and looked at."""

from playwright.sync_api import expect

from tests.browser.visit import look_around, sign_in

PLAYS = "/studio/blender-stopped/plays"


def test_a_conversation_is_kept_as_a_play_without_a_script(visit, site):
    page = visit(javascript=False)
    sign_in(page, site.supervisor)
    page.goto("/studio/blender-stopped")
    if page.get_by_role("button", name="Make a draft").count():
        page.get_by_role("button", name="Make a draft").click()
    page.goto("/studio/blender-stopped/play")
    page.locator("#answer button[name=move]").first.click()
    page.get_by_text("This conversation as a test").click()
    page.get_by_label("What it shows").fill("first words")
    page.get_by_role("button", name="Keep this as a play").click()
    kept = page.get_by_role("listitem").filter(has_text="first words")
    expect(kept).to_contain_text("passes")


def test_the_plays_are_fit_to_look_at(page, site, watch):
    watch.allow("409")
    sign_in(page, site.supervisor)
    page.goto("/studio/third-call")
    if page.get_by_role("button", name="Make a draft").count():
        page.get_by_role("button", name="Make a draft").click()
    page.goto("/studio/third-call/plays")
    look_around(page)
    box = page.get_by_label("The text of the plays")
    box.fill(box.input_value() + "\nplay: odd\n    take zz\n    expect passed\n")
    page.get_by_role("button", name="Save the plays").click()
    expect(page.get_by_text("goes differently").first).to_be_visible()
    page.locator("#coverage summary").click()
    look_around(page)
    page.goto("/studio/third-call/report")
    look_around(page)
    page.goto("/studio/third-call/play")
    page.locator("#answer button[name=move]").first.click()
    page.get_by_text("This conversation as a test").click()
    expect(page.get_by_role("button", name="Keep this as a play")).to_be_visible()
    look_around(page)
