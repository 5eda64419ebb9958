"""Hands that play a role-play in the browser, the way a person does."""

import re

from playwright.sync_api import expect
from sqlalchemy import func, select

from trainer.store.attempts import Attempt, AttemptEvent

TWO_LINES = "two-lines-one-order"

MOST_STARTS = 40
"""Enough for any deal to come up: one in two is missed once in 2**40."""


class RolePlay:
    """One attempt on one page; every move waits until its answer is there."""

    def __init__(self, page):
        self.page = page
        self.stage = page.locator("#stage")
        self.log = page.get_by_role("log")
        self.now = page.locator(".composer input[name=now]")

    @property
    def number(self):
        """The attempt's id."""
        return int(re.search(r"/attempts/(\d+)", self.page.url).group(1))

    def say(self, start):
        """Choose the reply that begins with these words."""
        with self.answering():
            self.reply(start).click()

    def reply(self, start):
        name = re.compile(rf"^\s*\d?\s*{re.escape(start)}")
        return self.page.locator("button.reply").filter(has_text=name)

    def write(self, words):
        """Answer in own words."""
        self.words.fill(words)
        with self.answering():
            self.page.get_by_role("button", name="Send", exact=True).click()

    @property
    def words(self):
        return self.page.locator("textarea[name=words]")

    def do(self, action, **blanks):
        """Open a form of the desk, fill it in by label and send it."""
        form = self.open(action)
        for label, value in blanks.items():
            field = form.get_by_label(label.replace("_", " "))
            if field.evaluate("e => e.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        with self.answering():
            form.get_by_role("button", name=action, exact=True).click()

    def open(self, action):
        """Unfold a form of the desk and return it."""
        sheet = self.page.locator("details.sheet")
        bar = sheet.locator(":scope > summary")
        if bar.is_visible() and sheet.get_attribute("open") is None:
            bar.click()
        fold = self.fold(action)
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()
        return fold.locator("form")

    def fold(self, action):
        name = re.compile(rf"^\s*{action}\s*$")
        summary = self.page.locator("summary", has_text=name)
        return self.page.locator("details.desk__act").filter(has=summary)

    def pause(self):
        with self.answering():
            self.page.get_by_role("button", name="Pause").click()

    def go_on(self):
        with self.answering():
            self.page.get_by_role("button", name="Go on").click()

    def heard(self, words):
        """Expect these words in the conversation."""
        expect(self.log).to_contain_text(words)

    def debrief(self):
        self.page.get_by_role("link", name="See how it went").click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("Debrief")

    def answering(self):
        return Answered(self.page, self.now)


class Answered:
    """Waits until the page shows what follows: its form is another one, or gone."""

    def __init__(self, page, now):
        self.page, self.now = page, now

    def __enter__(self):
        self.before = self.now.get_attribute("value")
        return self

    def __exit__(self, kind, *_rest):
        if kind is None:
            old = f'.composer input[name=now][value="{self.before}"]'
            expect(self.page.locator(old)).to_have_count(0)


def begin(page, slug):
    """Start a role-play from its briefing."""
    page.goto(f"/practice/{slug}")
    start = page.get_by_role("button", name=re.compile("^Start (the role-play|anew)$"))
    start.click()
    page.wait_for_url("**/attempts/*")
    return RolePlay(page)


def begin_with(page, site, slug, **deal):
    """Start a role-play again and again until this was dealt."""
    for _start in range(MOST_STARTS):
        role_play = begin(page, slug)
        if deal_of(site, role_play.number) == deal:
            return role_play
    raise AssertionError(f"{deal} was not dealt in {MOST_STARTS} starts of {slug}")


def deal_of(site, attempt):
    """Return what an attempt was dealt, as the database has it."""
    with site.engine.connect() as connection:
        asked = select(Attempt.deal).where(Attempt.id == attempt)
        return connection.scalars(asked).one()


def call_about_two_lines(page, site, second="pending"):
    """Start the billing call that several tests use."""
    return begin_with(page, site, TWO_LINES, second=second)


def verify(call):
    """Say and do there what opens the account."""
    call.say("Refused at the pump")
    call.say("It keeps strangers out of your account.")
    call.say("That doesn't match.")
    call.do("Verify the caller", Postcode="4050-290", Last_four_digits="2218")
    return call


def up_to_own_words(page, site):
    """Play the billing call up to where the trainee answers in own words."""
    call = verify(call_about_two_lines(page, site))
    call.do("List the charges")
    return call


def events_of(site, call):
    """Return how many events of an attempt there are."""
    with site.engine.connect() as connection:
        asked = select(func.count()).where(AttemptEvent.attempt_id == call.number)
        return connection.scalars(asked).one()
