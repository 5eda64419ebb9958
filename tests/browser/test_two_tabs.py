"""Double clicks, dropped lines, two tabs, other devices: nothing lost or twice."""

import re

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from tests.browser.playing import (
    TWO_LINES,
    RolePlay,
    begin,
    events_of,
    up_to_own_words,
)
from tests.browser.visit import inspect, sign_in
from trainer.store.attempts import Draft

WORDS = "Only one of the two was paid, the other is a reservation until Thursday."


@pytest.fixture
def person(site):
    return site.newcomer()


@pytest.fixture
def call(page, person):
    sign_in(page, person)
    return begin(page, TWO_LINES)


@pytest.fixture
def telling(page, person, site):
    """The call up to where the trainee answers in own words."""
    sign_in(page, person)
    return up_to_own_words(page, site)


def test_a_double_click_says_it_once(call, site):
    call.reply("Refused at the pump").dblclick()
    expect(call.reply("It keeps strangers out")).to_be_visible()
    expect(call.log.locator(".turn--mine")).to_have_count(1)
    assert events_of(site, call) == 1


def test_a_double_click_without_javascript_says_it_once(visit, person, site):
    page = visit(javascript=False)
    sign_in(page, person)
    call = begin(page, TWO_LINES)
    call.reply("Refused at the pump").dblclick()
    expect(call.reply("It keeps strangers out")).to_be_visible()
    expect(call.log.locator(".turn--mine")).to_have_count(1)
    assert events_of(site, call) == 1


def test_words_whose_line_dropped_are_sent_again_from_the_box(telling, site, watch):
    watch.allow("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    page, before = telling.page, events_of(site, telling)
    page.route(
        re.compile(r"/attempts/\d+$"),
        lambda route: route.abort("internetdisconnected"),
        times=1,
    )
    telling.words.fill(WORDS)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#offline")).to_be_visible()
    expect(telling.words).to_have_value(WORDS)
    assert events_of(site, telling) == before
    inspect(page)

    page.get_by_role("button", name="Send", exact=True).click()
    telling.heard(WORDS)
    expect(page.locator("#offline")).to_be_hidden()
    assert events_of(site, telling) == before + 1


def test_an_answer_that_never_arrived_is_not_counted_twice(telling, site, watch):
    watch.allow("ERR_CONNECTION_RESET", "Failed to fetch")
    page, before = telling.page, events_of(site, telling)

    def lose_the_answer(route):
        route.fetch()
        route.abort("connectionreset")

    page.route(re.compile(r"/attempts/\d+$"), lose_the_answer, times=1)
    telling.words.fill(WORDS)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("#offline")).to_be_visible()
    assert events_of(site, telling) == before + 1

    page.get_by_role("button", name="Send", exact=True).click()
    telling.heard(WORDS)
    expect(telling.log.get_by_text(WORDS)).to_have_count(1)
    assert events_of(site, telling) == before + 1


def test_the_older_of_two_tabs_is_told_and_keeps_its_words(telling, site, watch):
    watch.allow("409")
    second = RolePlay(telling.page.context.new_page())
    second.page.goto(telling.page.url)
    second.words.fill("I was typing this in the other tab.")
    telling.write(WORDS)
    before = events_of(site, telling)

    second.page.get_by_role("button", name="Send", exact=True).click()
    expect(second.page.get_by_role("alert")).to_be_visible()
    expect(second.stage).to_contain_text("Your words were kept:")
    expect(second.page.get_by_label("Your words were kept:")).to_have_value(
        "I was typing this in the other tab."
    )
    second.heard(WORDS)
    assert events_of(site, telling) == before
    inspect(second.page)
    second.say("Twenty is more than I may give.")


def test_a_tab_left_open_after_the_end_is_told_so(call, site, watch):
    watch.allow("409")
    second = RolePlay(call.page.context.new_page())
    second.page.goto(call.page.url)
    call.do("Call a supervisor")
    expect(call.stage).to_contain_text("Handed over")
    before = events_of(site, call)
    second.reply("Refused at the pump").click()
    expect(second.page.get_by_role("alert")).to_be_visible()
    expect(second.page.get_by_role("link", name="See how it went")).to_be_visible()
    assert events_of(site, call) == before


def test_a_second_device_goes_on_where_the_first_one_was(telling, visit, person):
    with telling.page.expect_response(re.compile("/draft$")):
        telling.words.press_sequentially("Only one")
    phone = visit(width=390)
    sign_in(phone, person)
    phone.get_by_role("link", name="Go on with it").click()
    call = RolePlay(phone)
    expect(call.words).to_have_value("Only one")
    call.write(WORDS)
    telling.page.reload()
    telling.heard(WORDS)


def test_words_in_any_script_come_back_as_they_were(telling):
    words = "Perdón 🙏🏽 – العملية الثانية محجوزة فقط، until Thursday. 你好"
    telling.write(words)
    telling.heard(words)
    telling.page.reload()
    telling.heard(words)
    inspect(telling.page)


def test_a_megabyte_of_words_is_refused_and_all_of_it_shown(telling, site, watch):
    watch.allow("413")
    before = events_of(site, telling)
    telling.words.evaluate("e => e.removeAttribute('data-limit')")
    telling.words.fill("word " * 200_000)
    telling.page.get_by_role("button", name="Send", exact=True).click()
    expect(telling.page.get_by_role("alert")).to_be_visible()
    kept = telling.page.get_by_label("Your words were kept:")
    expect(kept).to_have_value("word " * 200_000)
    expect(telling.words).to_have_value(re.compile("^word word"))
    assert events_of(site, telling) == before
    telling.write(WORDS)


def test_no_draft_is_left_behind_once_the_words_are_sent(telling, site):
    with telling.page.expect_response(re.compile("/draft$")):
        telling.words.press_sequentially("Only one")
    telling.write(WORDS)
    with site.engine.connect() as connection:
        asked = select(func.count()).where(Draft.attempt_id == telling.number)
        assert connection.scalars(asked).one() == 0
