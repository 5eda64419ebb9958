"""From a template to a published scenario, and an edit while somebody plays it."""

from playwright.sync_api import expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.browser.playing import begin
from tests.browser.visit import inspect, look_around, sign_in
from trainer.store.attempts import Attempt
from trainer.store.content import Revision

SLUG = "the-wardrobe-that-never-came"
STUDIO = f"/studio/{SLUG}"
HEARD = "Two days off, and nobody came."
FRIDAY = "So Friday counts."
BY_NAME = "Then ask for me by name"


def save_step(page):
    page.get_by_role("button", name="Save this step").first.click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.get_by_role("link", name="All steps").click()


def publish(page, note):
    page.get_by_role("link", name="Publish", exact=True).click()
    page.get_by_label("What changed, and why").fill(note)
    inspect(page)
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("On offer").first).to_be_visible()


def change_the_line(page, step, words):
    page.goto(STUDIO)
    if page.get_by_role("button", name="Make a draft").count():
        page.get_by_role("button", name="Make a draft").first.click()
    page.get_by_role("link", name=f"Edit the step “{step}”").click()
    page.get_by_label("What they say").last.fill(words)
    save_step(page)


def begin_from_a_template(page):
    page.goto("/studio/")
    page.get_by_role("link", name="New scenario").click()
    look_around(page)
    page.get_by_label("Title").fill("The wardrobe that never came")
    page.get_by_label("Angry caller").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Nothing is in the way of publishing.")).to_be_visible()


def lead_a_reply_nowhere(page):
    page.get_by_role("link", name="Edit the step “told”").click()
    reply = page.locator("article.reply").nth(1)
    reply.get_by_label("Leads to").select_option("+")
    reply.get_by_label("If it is a new step").fill("nobody rings")
    save_step(page)


def end_it_there(page):
    page.get_by_role("link", name="Edit the step “nobody-rings”").click()
    page.get_by_label("What they say").last.fill("Then I know enough.")
    page.get_by_label("After it", exact=True).select_option("lost")
    save_step(page)


def test_a_scenario_is_begun_mended_and_published_without_the_text(visit, site):
    author, player = visit(), visit()
    sign_in(author, site.supervisor)
    sign_in(player, site.newcomer())

    begin_from_a_template(author)
    lead_a_reply_nowhere(author)
    expect(author.locator("#nobody-rings .trouble").first).to_be_visible()
    expect(author.get_by_text("to mend before it can be published")).to_be_visible()
    end_it_there(author)
    expect(author.get_by_text("Nothing is in the way of publishing.")).to_be_visible()
    publish(author, "Our wardrobe story, for the new team.")
    talk = begin(player, SLUG)
    talk.heard("Two days off work.")
    talk.say(HEARD)
    change_the_line(author, "plan", "Four o'clock. And if my phone stays silent?")
    publish(author, "She says the hour herself.")

    finish_on_the_old_words(talk, player)
    old, new = talk.attempt, begin_on_the_new_words(player).number
    assert revisions_of(site, old, new) == [1, 2]


def finish_on_the_old_words(talk, player):
    talk.attempt = talk.number
    talk.say(FRIDAY)
    talk.heard("By four. And if you don't ring?")
    talk.say(BY_NAME)
    talk.debrief()
    expect(player.get_by_text("100").first).to_be_visible()
    inspect(player)


def begin_on_the_new_words(player):
    talk = begin(player, SLUG)
    talk.say(HEARD)
    talk.say(FRIDAY)
    talk.heard("Four o'clock. And if my phone stays silent?")
    return talk


def revisions_of(site, *attempts):
    """Return the number of the revision each attempt is pinned to."""
    asked = select(Revision.number).join(Attempt, Attempt.revision_id == Revision.id)
    with Session(site.engine) as session:
        return [
            session.scalars(asked.where(Attempt.id == attempt)).one()
            for attempt in attempts
        ]
