"""A clock that runs out, and answers that come late."""

import re
from decimal import Decimal
from itertools import count

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.browser.playing import TWO_LINES, RolePlay, verify
from tests.browser.visit import sign_in
from trainer import clock
from trainer.services.begin import Wanted, begin
from trainer.services.practise import Practice
from trainer.services.shelf import Shelf
from trainer.services.talks import Talks

WRITTEN = 90
"""Seconds the scenario gives for an answer."""

_draws = count(1)


@pytest.fixture
def person(site):
    return site.newcomer()


def hurry(page, site, person, seconds):
    """Play to where the customer waits, who waits only so long this time."""
    shelf = Shelf()
    with Session(site.engine) as session:
        attempt = begin(
            Practice(shelf=shelf, talks=Talks(shelf=shelf)),
            session,
            wanted=Wanted(
                person=person.id, slug=TWO_LINES, factor=Decimal(seconds) / WRITTEN
            ),
            now=clock.now(),
            draw=lambda: f"{next(_draws):032x}",
        )
    sign_in(page, person)
    page.goto(f"/attempts/{attempt}")
    return verify(RolePlay(page))


def hold_back(page, seconds):
    """Let the next answer arrive so long after the clock of the page ran out."""

    def hold(route):
        expect(page.get_by_role("timer")).to_contain_text("0:00", timeout=10_000)
        page.wait_for_timeout(1_000 * seconds)
        route.continue_()

    page.route(re.compile(r"/attempts/\d+$"), hold, times=1)


def test_silence_is_answered_by_the_customer(page, person, site):
    call = hurry(page, site, person, 2)
    call.heard("You said nothing for a while.")
    call.heard("The only meter running here is mine.")
    call.say("Still here.")


def test_an_answer_in_time_may_be_slow_on_its_way(page, person, site):
    call = hurry(page, site, person, 5)
    hold_back(page, 0.2)
    call.reply("What does your bank write").click()
    expect(call.log.get_by_text("What does your bank")).to_be_visible(timeout=15_000)
    expect(call.log).not_to_contain_text("You said nothing for a while.")


def test_an_answer_that_is_too_slow_is_told_so(page, person, site):
    call = hurry(page, site, person, 3)
    hold_back(page, 3)
    call.reply("What does your bank write").click()
    late = "That came after the time was up"
    expect(call.stage).to_contain_text(late, timeout=15_000)
    call.heard("The only meter running here is mine.")
    call.say("Still here.")


def test_nothing_happens_by_itself_while_the_call_is_paused(page, person, site):
    call = hurry(page, site, person, 4)
    call.pause()
    page.wait_for_timeout(5_000)
    call.go_on()
    call.say("What does your bank write")
    expect(call.log).not_to_contain_text("You said nothing for a while.")


def test_without_javascript_the_time_is_up_with_the_next_page(visit, person, site):
    call = hurry(visit(javascript=False), site, person, 2)
    call.page.wait_for_timeout(5_000)
    call.say("What does your bank write")
    call.heard("You said nothing for a while.")
    expect(call.stage).to_contain_text("That came after the time was up")
