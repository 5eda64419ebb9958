"""A huddle and the printed cards in a real browser, in every look."""

import pytest

from tests.browser.visit import look_around, sign_in

STUDIO = "/studio/loud-at-the-till"


@pytest.fixture
def author(page, site):
    sign_in(page, site.supervisor)
    return page


def test_the_cards_in_every_look(author):
    author.goto(f"{STUDIO}/paper")

    look_around(author)


def test_a_huddle_from_the_first_vote_to_the_debrief_in_every_look(author):
    author.goto(f"{STUDIO}/huddle")
    look_around(author)
    author.get_by_label("Hands for 1").fill("4")
    author.get_by_role("button", name="Play what has most hands").click()
    author.get_by_text("What the last answer was worth").click()
    author.get_by_text("Somebody has a better answer").click()
    author.evaluate("scrollTo(0, 0)")
    look_around(author)
    while not author.get_by_role("heading", name="Debrief").count():
        author.get_by_role("button", name="Play this").last.click()
    look_around(author)


def test_each_card_begins_on_a_page_of_its_own(author):
    author.goto(f"{STUDIO}/paper")
    author.emulate_media(media="print", color_scheme="dark")

    heads = author.locator(".studio-head, .top, .no-print")

    assert all(not head.is_visible() for head in heads.all())
    breaks = "card => getComputedStyle(card).breakBefore"
    cards = [card.evaluate(breaks) for card in author.locator(".paper").all()]
    assert cards[1:] == ["page", "page"]
    ink = author.locator(".paper").first.evaluate("e => getComputedStyle(e).color")
    assert ink == "rgb(29, 33, 41)"
