"""Every journey once in a browser that runs no script at all."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.playing import RolePlay, begin, begin_with, up_to_own_words
from tests.browser.reading import answer_check
from tests.browser.site import Visitor
from tests.browser.visit import sign_in

OWN = "four copper teapots waiting"


@pytest.fixture
def plain(visit, site):
    """Open a browser without JavaScript, signed in as somebody new or as named."""

    def open_one(person=None):
        page = visit(javascript=False)
        sign_in(page, person or site.newcomer())
        return page

    return open_one


def press(page, name):
    page.get_by_role("button", name=name).click()


def test_a_person_is_added_and_comes_in_with_the_printed_code(plain, visit, site):
    page = plain(site.supervisor)
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Add a person").click()
    page.get_by_label("Name", exact=True).fill("Nuria Sala")
    page.get_by_label("Staff number").fill("7001")
    page.get_by_label("Team").select_option(label="Returns counter")
    press(page, "Add and show the code")
    code = page.locator(".code-slip__code").inner_text()
    assert re.fullmatch(r"\w{4}-\w{4}-\w{4}", code)
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()

    nuria = visit(javascript=False)
    sign_in(nuria, Visitor(staff_number="7001", password=code))
    expect(nuria.get_by_role("heading", level=1)).to_have_text("Choose a password")
    nuria.get_by_label("New password").fill(OWN)
    press(nuria, "Set the password")
    expect(nuria.get_by_role("heading", level=1)).to_have_text("Hello, Nuria")

    page.get_by_role("link", name="Back to people").click()
    expect(page.get_by_role("listitem").filter(has_text="7001")).to_contain_text(
        "Has a password"
    )


def test_the_warm_up_teaches_to_say_to_write_and_to_do(plain):
    page = plain()
    page.get_by_role("link", name="Start the warm-up").click()
    press(page, "Start the role-play")
    theo = RolePlay(page)
    theo.say("Gladly. Do you have the receipt")
    theo.do("Look up a purchase", Card_ending="4471")
    theo.write("I found your purchase, so you can swap it for the grey one.")
    theo.do("Inspect the item")
    theo.do("Exchange")
    theo.say("You're welcome. Keep the wrapping")
    theo.debrief()
    expect(page.get_by_role("main")).to_contain_text("Nothing of this was scored.")
    page.get_by_role("link", name="On to the next step").click()
    expect(page.get_by_role("main")).to_contain_text("Next step: read the policy")


def test_a_policy_is_read_and_signed(plain):
    page = plain()
    page.get_by_role("link", name="Policies", exact=True).click()
    page.get_by_role("link", name="Returns").first.click()
    answer_check(page)
    press(page, "I have read revision")
    expect(page.get_by_role("status")).to_contain_text("Signed: you have read revision")
    page.get_by_role("link", name="Policies", exact=True).click()
    tile = page.get_by_role("listitem").filter(has_text="Returns").first
    expect(tile).to_contain_text("Read and signed")


def test_a_call_is_paused_left_resumed_and_tried_again_from_a_turn(plain, site):
    page = plain()
    call = begin_with(page, site, "two-lines-one-order", second="posted")
    call.say("Refused at the pump")
    call.pause()
    expect(call.stage).to_contain_text("The conversation is paused")
    page.get_by_role("link", name="Leave").click()
    page.get_by_role("link", name="Go on with it").click()
    call.go_on()
    call.say("It keeps strangers out of your account.")
    call.say("That doesn't match.")
    call.do("Verify the caller", Postcode="4050-290", Last_four_digits="2218")
    call.do("List the charges")
    call.do("Refund a charge", Amount="64.90", How_many="1")
    call.write("I refunded one of the two, 64.90. You will see it on Friday.")
    call.say("Twenty is more than I may give.")
    call.say("Then call and give the order number")
    call.debrief()
    expect(page.get_by_role("main")).to_contain_text("Mood over time")
    again = page.get_by_role("button", name=re.compile("Try again from turn"))
    before_it_matched = again.nth(2)
    before_it_matched.click()
    expect(call.log).to_contain_text("It keeps strangers out of your account.")
    expect(call.log).not_to_contain_text("That doesn't match.")
    call.say("That doesn't match.")


def test_what_stands_in_the_box_is_kept_by_leaving(plain, site):
    page = plain()
    call = up_to_own_words(page, site)
    call.words.fill(OWN)
    press(page, "Leave")
    expect(page.get_by_role("status")).to_contain_text("It is paused")
    page.get_by_role("link", name="Go on with it").click()
    expect(call.log).to_contain_text("You took a pause.")
    call.go_on()
    expect(call.words).to_have_value(OWN)


def test_a_wrong_amount_is_in_sight_on_a_phone(visit, site, watch):
    watch.allow("422")
    page = visit(width=390, javascript=False)
    sign_in(page, site.newcomer())
    call = begin(page, "two-lines-one-order")
    form = call.open("Refund a charge")
    form.get_by_label("Amount").fill("abc")
    form.get_by_role("button", name="Refund a charge").click()
    expect(page.get_by_text("“abc” does not fit “Amount”.").last).to_be_in_viewport()


def test_a_form_of_the_desk_that_cannot_be_read_comes_back_filled_in(plain, watch):
    watch.allow("422")
    call = begin(plain(), "two-lines-one-order")
    form = call.open("Refund a charge")
    form.get_by_label("Amount").fill("sixty")
    form.get_by_role("button", name="Refund a charge").click()
    amount = call.page.get_by_label("Amount", exact=True).and_(
        call.page.locator("[aria-invalid]")
    )
    expect(amount).to_have_value("sixty")
    expect(amount).to_be_visible()
    call.do("Refund a charge", Amount="64.90", How_many="1")
    call.heard("Refund a charge: not done")


def test_an_attempt_is_ended_for_good(plain):
    page = plain()
    begin(page, "two-lines-one-order")
    page.get_by_role("link", name="Attempts").click()
    press(page, "End it")
    expect(page.get_by_role("status")).to_contain_text("It counts for nothing.")
    expect(page.get_by_role("main")).to_contain_text("Ended early")


def test_settings_are_changed_and_another_device_is_signed_out(plain, site):
    person = site.newcomer()
    page, other = plain(person), plain(person)
    page.get_by_role("link", name="Account").click()
    page.get_by_label("Time zone").select_option("Europe/Warsaw")
    page.get_by_label("Twice as much").check()
    page.get_by_label("Dark", exact=True).check()
    press(page, "Save")
    expect(page.get_by_role("status")).to_contain_text("Your settings are saved.")
    expect(page.get_by_label("Twice as much")).to_be_checked()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("#devices").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("status")).to_contain_text("That device is signed out.")
    other.reload()
    expect(other.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_a_password_is_changed_and_used(plain, visit, site):
    person = site.newcomer()
    page = plain(person)
    page.goto("/account/password")
    page.get_by_label("Current password").fill(person.password)
    page.get_by_label("New password").fill(OWN)
    press(page, "Set the password")
    press(page, "Sign out")
    expect(page.get_by_role("status")).to_contain_text("You are signed out.")
    again = visit(javascript=False)
    sign_in(again, Visitor(staff_number=person.staff_number, password=OWN))
    expect(again.get_by_role("heading", level=1)).to_contain_text("Hello")


def test_colours_are_switched_from_the_top_bar(plain):
    page = plain()
    before = page.locator("html").get_attribute("data-theme")
    page.locator("#theme-switch").get_by_role("button").first.click()
    expect(page.locator("html")).not_to_have_attribute("data-theme", before)
