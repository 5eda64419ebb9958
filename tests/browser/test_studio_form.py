"""The guided form in a real browser: how it looks, live samples, and one whole edit."""

from itertools import count

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.browser.visit import NARROW, inspect, look_around, sign_in
from tests.services.authors import viewer_of
from trainer import clock
from trainer.paths import CONTENT
from trainer.services import drafts

_numbers = count(1)


@pytest.fixture
def begun(site):
    """Begin a draft like a shipped scenario; returns its address."""

    def begin(name):
        slug = f"{name[:30]}-{next(_numbers)}"
        body = (CONTENT / "scenarios" / f"{name}.md").read_text("utf-8")
        with Session(site.engine) as session:
            viewer = viewer_of(session, site.cast.supervisor)
            session.rollback()
            drafts.start(session, viewer=viewer, slug=slug, body=body, now=clock.now())
        return f"/studio/{slug}"

    return begin


@pytest.fixture
def author(page, site):
    sign_in(page, site.supervisor)
    return page


@pytest.mark.parametrize("part", ["", "/steps/advice", "/steps/symptom", "/facts"])
def test_a_page_of_the_form_in_every_look(author, begun, part):
    author.goto(begun("blender-stopped") + part)
    for fold in author.get_by_role("main").locator("summary").all():
        if fold.evaluate("e => !e.parentElement.open"):
            fold.click()
    author.evaluate("scrollTo(0, 0)")  # a bar that stays put would half cover a link
    look_around(author)


@pytest.mark.parametrize("part", ["/settings", "/steps/resolved", "/steps/runs/delete"])
def test_a_small_page_of_the_form_in_every_look(author, begun, part):
    author.goto(begun("blender-stopped") + part)
    look_around(author)


class Form:
    """The form of one step, filled in as a person does."""

    def __init__(self, page):
        self.page = page

    def write(self, step, said, replies):
        self.page.get_by_role("link", name=f"Edit the step “{step}”").click()
        self.page.get_by_label("What they say").last.fill(said)
        cards = self.page.locator("article.reply")
        for number, (words, to, *labelled) in enumerate(replies, 1):
            if cards.count() < number:
                self.page.get_by_role("button", name="words to say").click()
                expect(cards).to_have_count(number)
            self._reply(cards.nth(number - 1), words, to, dict(labelled))
        self.page.get_by_role("button", name="Save this step").first.click()
        expect(self.page.get_by_text("Saved.", exact=True)).to_be_visible()
        self.page.get_by_role("link", name="All steps").click()

    def _reply(self, card, words, to, labelled):
        card.get_by_label("The words", exact=True).fill(words)
        if to.startswith("#"):
            card.get_by_label("Leads to").select_option(to)
        else:
            card.get_by_label("Leads to").select_option("+")
            card.get_by_label("If it is a new step").fill(to)
        for label, value in labelled.items():
            card.get_by_label(label, exact=True).fill(value)


TEMPLATE = """---
id: jacket
title: A template
language: en
level: 1
minutes: 4
channel: counter
policy: returns
rubric: {deescalation: 60, discovery: 40}
meters: {mood: 5 in 0..10}
---

# A template

Somebody comes to the counter.

## start

**Kim:** Hello.

- [Hello. What can I do for you?](#resolved) ^s1
    - score: deescalation +1
- [Wait there, please.](#lost) ^s2

## resolved

- outcome: resolved

## lost

- outcome: lost
"""


HEARD = ("De-escalation", "2")
FOUND = ("Discovery", "2")
STORY = (
    (
        "start",
        "This jacket dyed my whole wash blue. Everything!",
        [
            ("Everything? I'm sorry. What was in with it?", "what was in it", HEARD),
            ("Did you read the label?", "accused", ("De-escalation", "-1")),
            ("We only sell them.", "#lost", ("Why (shown afterwards)", "We do more.")),
        ],
    ),
    ("accused", "So it is my fault?", [("No. What was in?", "#what-was-in-it")]),
    (
        "what-was-in-it",
        "Two shirts, and my daughter's dress. At forty degrees.",
        [("As the label says. The receipt?", "receipt", FOUND), ("Oh.", "#lost")],
    ),
    ("receipt", "Here.", [("You get your money back. And the dress?", "the dress")]),
    (
        "the-dress",
        "You will look at it?",
        [
            ("Bring it in and ask for me.", "#resolved", ("De-escalation", "1")),
            ("Somebody will call you.", "nobody called"),
        ],
    ),
)


def test_a_scenario_of_eight_steps_is_written_without_the_text(author, site):
    with Session(site.engine) as session:
        viewer = viewer_of(session, site.cast.supervisor)
        session.rollback()
        drafts.start(
            session, viewer=viewer, slug="jacket", body=TEMPLATE, now=clock.now()
        )
    page, form = author, Form(author)
    page.goto("/studio/jacket")

    for step, words, replies in STORY:
        form.write(step, words, replies)
    expect(page.locator("#nobody-called .trouble").first).to_be_visible()
    expect(page.get_by_text("to mend before it can be published")).to_be_visible()
    page.get_by_role("link", name="Edit the step “nobody-called”").click()
    page.get_by_label("After it", exact=True).select_option("lost")
    page.get_by_role("button", name="Save this step").first.click()
    page.get_by_role("link", name="All steps").click()

    expect(page.get_by_text("Nothing is in the way of publishing.")).to_be_visible()
    expect(page.locator(".step-card")).to_have_count(8)
    expect(page.get_by_text("of 100").first).to_be_visible()
    inspect(page)


def test_a_sample_answer_shows_what_it_meets_while_it_is_typed(author, begun):
    author.goto(begun("blender-stopped") + "/steps/advice")
    first = author.get_by_label("Good answers 1")

    first.fill("A fault is covered for two years.")
    first.press("Tab")

    result = author.locator("#r0-good0-result")
    expect(result).to_contain_text("says a fault is covered")
    expect(result).to_contain_text("not good enough yet")
    first.fill("A fault is covered for two years, so call us.")
    expect(result).to_contain_text("as it should be")
    inspect(author)


def test_a_reply_is_added_where_one_stands_and_keeps_what_was_typed(visit, site, begun):
    page = visit(width=NARROW)
    sign_in(page, site.supervisor)
    page.goto(begun("blender-stopped") + "/steps/refused")
    page.get_by_label("The words").first.fill("Typed before.")

    page.get_by_role("button", name="words to say").click()

    expect(page.locator("#r2-words")).to_be_focused()
    expect(page.get_by_label("The words").first).to_have_value("Typed before.")


def test_a_reply_is_added_without_javascript(visit, site, begun):
    page = visit(javascript=False)
    sign_in(page, site.supervisor)
    page.goto(begun("blender-stopped") + "/steps/refused")
    page.get_by_label("The words").first.fill("Typed before.")

    page.get_by_role("button", name="words to say").click()
    page.locator("#r2-words").fill("One moment.")
    page.locator("#r2-target").select_option("#gave-up")
    page.get_by_role("button", name="Save this step").first.click()

    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_label("The words").nth(2)).to_have_value("One moment.")
    expect(page.get_by_label("The words").first).to_have_value("Typed before.")


@pytest.fixture
def held(author):
    """Keep back what a button of the open form asks for until it is let go."""
    kept = []

    def keep(route):
        kept.append(route)

    def press(button):
        author.route("**/steps/*", keep, times=1)
        with author.expect_request("**/steps/*"):
            button.click()

    return press, lambda: kept.pop().continue_()


def test_what_is_typed_while_the_form_is_redrawn_stays(author, begun, held):
    press, let_go = held
    author.goto(begun("blender-stopped") + "/steps/refused")
    words = author.get_by_label("The words").first

    press(author.get_by_role("button", name="words to say"))
    words.fill("Typed meanwhile.")
    let_go()

    expect(author.locator("#r2-words")).to_be_visible()
    expect(words).to_have_value("Typed meanwhile.")
    expect(words).to_be_focused()


def test_a_form_whose_replies_change_places_waits_for_the_answer(author, begun, held):
    press, let_go = held
    author.goto(begun("blender-stopped") + "/steps/refused")
    cards = author.locator("article.reply")

    press(cards.first.get_by_role("button", name="Delete"))
    expect(author.locator("#step-form")).to_have_attribute("aria-busy", "true")
    let_go()

    expect(cards).to_have_count(1)
    expect(author.locator("#step-form")).not_to_have_attribute("aria-busy", "true")


def test_trying_the_answers_stays_where_they_stand(author, begun):
    author.goto(begun("blender-stopped") + "/steps/advice")
    author.locator("#r0-good0").fill("A fault is covered for two years.")
    button = author.get_by_role("button", name="Try the answers")
    button.scroll_into_view_if_needed()
    before = author.evaluate("scrollY")

    with author.expect_response("**/steps/advice"):
        button.click()

    expect(author.locator("#r0-good0-result")).to_contain_text("not good enough yet")
    expect(button).to_be_in_viewport()
    assert abs(author.evaluate("scrollY") - before) < 200


@pytest.fixture
def asked(author):
    """What the browser asked before it left a page; the answer is always to go."""
    asked = []

    def go(dialog):
        asked.append(dialog.type)
        dialog.accept()

    author.on("dialog", go)
    return asked


@pytest.mark.parametrize(
    ("part", "field"),
    [
        ("/steps/symptom", "#r0-words"),
        ("/settings", "#title"),
        ("/facts", "#f0-value"),
    ],
)
def test_leaving_a_form_asks_only_while_something_typed_is_not_saved(
    author, begun, asked, part, field
):
    home = begun("blender-stopped")
    author.goto(home + part)
    away = author.get_by_role("link", name="How this works")
    away.click()
    assert asked == []
    author.goto(home + part)

    author.locator(field).press_sequentially("1")
    author.get_by_role("link", name="How this works").click()
    author.wait_for_url("**/help/**")

    assert asked == ["beforeunload"]


def test_a_reply_added_to_a_step_is_asked_for_and_saving_it_asks_nothing(
    author, begun, asked
):
    author.goto(begun("blender-stopped") + "/steps/symptom")
    replies = author.locator("article.reply")
    before = replies.count()
    author.get_by_role("button", name="words to say").click()
    expect(replies).to_have_count(before + 1)
    author.get_by_role("link", name="How this works").click()
    author.wait_for_url("**/help/**")
    assert asked == ["beforeunload"]

    author.go_back()
    author.locator("#r0-words").press_sequentially("Well. ")
    author.get_by_role("button", name="Save this step").first.click()
    expect(author.get_by_text("Saved.").first).to_be_visible()

    assert asked == ["beforeunload"]
