"""A till that several people use: it signs out soon, and keeps what was typed."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import update

from tests.browser.playing import events_of, up_to_own_words
from tests.browser.visit import look_around, sign_in
from trainer import clock
from trainer.store.sessions import SignedInSession

WORDS = "Only one of the two was paid, the other is a reservation until Thursday."


@pytest.fixture
def person(site):
    return site.newcomer()


def be_away(site, person, **time):
    """Let the person's sessions have been used last so long ago."""
    with site.engine.begin() as connection:
        connection.execute(
            update(SignedInSession)
            .where(SignedInSession.person_id == person.id)
            .values(last_seen_at=clock.now() - timedelta(**time))
        )


@pytest.fixture
def till(page, person, site):
    """A call at a shared till, up to where the trainee answers in own words."""
    page.goto("/sign-in")
    page.get_by_label("This is a shared till").check()
    sign_in_here(page, person)
    page.wait_for_url(f"{site.url}/")
    return up_to_own_words(page, site)


def sign_in_here(page, person):
    page.get_by_label("Staff number").fill(person.staff_number)
    page.get_by_label("Password or one-time code").fill(person.password)
    page.get_by_role("button", name="Sign in").click()


def test_it_signs_out_and_the_words_are_sent_after_signing_in(
    till, person, site, watch
):
    watch.allow("401")
    page, before = till.page, events_of(site, till)
    till.words.fill(WORDS)
    be_away(site, person, minutes=6)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_label("What you typed is kept here")).to_have_value(WORDS)
    look_around(page)
    sign_in_here(page, person)
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome back")
    look_around(page)
    page.get_by_role("button", name="Send it now").click()
    till.heard(WORDS)
    assert events_of(site, till) == before + 1


def test_the_draft_of_whoever_walked_away_is_kept(till, person, site):
    page, address = till.page, till.page.url
    with page.expect_response(re.compile("/draft$")):
        till.words.press_sequentially("Only one")
    be_away(site, person, minutes=6)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    sign_in_here(page, person)
    page.wait_for_url(address)
    expect(till.words).to_have_value("Only one")


def test_four_quiet_minutes_are_not_too_long(till, person, site):
    be_away(site, person, minutes=4)
    till.write(WORDS)
    till.heard(WORDS)


def test_a_device_of_ones_own_stays_open_for_longer(page, person, site):
    sign_in(page, person)
    call = up_to_own_words(page, site)
    be_away(site, person, minutes=29)
    call.write(WORDS)
    call.heard(WORDS)


def test_a_quiet_page_makes_way_by_itself(till, person, site):
    page, address = till.page, till.page.url
    with page.expect_response(re.compile("/draft$")):
        till.words.press_sequentially("Only one")
    page.clock.install()
    page.reload()
    page.clock.fast_forward("04:50")
    expect(till.words).to_have_value("Only one")
    be_away(site, person, minutes=6)
    page.clock.fast_forward("00:20")
    page.wait_for_url(re.compile("/sign-in"))
    expect(page.get_by_role("main")).to_contain_text("This till was quiet")
    look_around(page)
    sign_in_here(page, person)
    page.wait_for_url(address)
    expect(till.words).to_have_value("Only one")


def test_what_is_too_long_is_said_and_not_cut(till):
    till.words.fill("word " * 1_100)
    till.page.get_by_role("button", name="Send", exact=True).click()
    expect(till.page.locator("[data-length]")).to_contain_text(
        "5,500 of 5,000 characters."
    )
    assert len(till.words.input_value()) == 5_500
