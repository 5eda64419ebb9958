"""A billing call with an answer in own words, and what the debrief says about it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.playing import call_about_two_lines, verify
from tests.browser.visit import inspect, sign_in

WORDS = (
    "Only one of the two was paid. The other is a reservation, and your bank lets go "
    "of it on Thursday."
)


@pytest.fixture
def call(page, site):
    """The call up to where the trainee has to explain the second line."""
    sign_in(page, site.trainee)
    call = verify(call_about_two_lines(page, site))
    call.say("What does your bank write beside each of the two?")
    call.heard("there's a word beside it. Reserved.")
    call.do("List the charges")
    return call


def type_and_wait(call, words):
    with call.page.expect_response(re.compile("/draft$")) as kept:
        call.words.press_sequentially(words)
    assert kept.value.status == 204


def test_a_billing_call_is_answered_in_own_words(call):
    page = call.page
    call.write(WORDS)
    call.heard(WORDS)
    call.say("Twenty is more than I may give.")
    call.say("Then call and give the order number")
    expect(call.stage).to_contain_text("Resolved")
    call.debrief()
    main = page.get_by_role("main")
    expect(main).to_contain_text("Passed")
    evidence = page.locator("details").filter(has_text="the evidence")
    for criterion in evidence.all():
        criterion.locator("summary").click()
    expect(evidence.filter(has_text="“reservation”")).to_be_visible()
    expect(
        evidence.filter(has_text="2.1 Ask what the customer sees").first
    ).to_be_visible()
    expect(main.locator(".transcript").first).to_contain_text(WORDS)
    inspect(page)


def test_words_that_were_typed_survive_a_reload(call):
    type_and_wait(call, "Only one of the two was paid.")
    call.page.reload()
    expect(call.words).to_have_value("Only one of the two was paid.")
    call.write(WORDS)
    call.heard(WORDS)
    expect(call.words).to_have_count(0)


def test_words_typed_a_moment_before_leaving_are_kept(call):
    call.words.press_sequentially("The second line")
    call.page.get_by_role("button", name="Leave").click()
    call.page.get_by_role("link", name="Go on with it").click()
    call.go_on()
    expect(call.words).to_have_value("The second line")


def test_the_policy_is_open_beside_the_call(call):
    page = call.page
    page.get_by_role("tab", name="Billing").click()
    clause = page.locator("details.clause").filter(has_text="pending").first
    expect(clause).to_be_visible()
    clause.locator("summary").click()
    expect(clause.locator(".prose")).to_be_visible()
    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("tab", name="Order")).to_be_visible()
    inspect(page)
