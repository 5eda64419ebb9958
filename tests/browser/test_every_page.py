"""Every page and every state of a role-play, in both themes and both widths."""

import pytest
from playwright.sync_api import expect

from tests.browser.playing import begin, begin_with
from tests.browser.reading import answer_check
from tests.browser.site import Visitor
from tests.browser.visit import NARROW, inspect, look_around, sign_in


def look_at(page, *paths, status=200):
    for path in paths:
        answer = page.goto(path)
        assert answer.status == status, path
        look_around(page)


@pytest.fixture
def trainee(page, site):
    """Somebody's first day: nothing read, nothing played."""
    sign_in(page, site.newcomer())
    return page


def test_the_entrance(page, watch):
    watch.allow("401")
    look_at(page, "/sign-in", "/sign-in?quiet=yes")
    page.get_by_label("Staff number").fill("T1")
    page.get_by_label("Password or one-time code").fill("not this one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look_around(page)


def test_the_help(page):
    page.goto("/help/")
    found = page.get_by_role("main").get_by_role("link").all()
    topics = sorted({link.get_attribute("href") for link in found})
    assert len(topics) >= 5
    look_at(page, "/help/", *(topic for topic in topics if "/help/" in topic))


def test_the_pages_of_a_first_day(trainee):
    look_at(trainee, "/", "/practice", "/practice/warm-up", "/attempts")
    look_at(trainee, "/practice/last-warning", "/policies", "/policies/de-escalation")
    look_at(trainee, "/account/", "/account/password")


def test_the_pages_that_say_no(trainee, watch):
    watch.allow("400", "403", "404")
    look_at(trainee, "/no-such-page", "/attempts/999999", status=404)
    look_at(trainee, "/people/", status=403)
    trainee.goto("/account/")
    save = trainee.get_by_role("button", name="Save")
    token = trainee.locator("form", has=save).locator("input[name=csrf_token]")
    token.evaluate("e => { e.value = 'from another sign-in'; }")
    save.click()
    expect(trainee.get_by_role("button", name="Send it now")).to_be_visible()
    look_around(trainee)


@pytest.mark.parametrize("role", ["supervisor", "manager", "admin"])
def test_the_pages_of_those_who_lead(page, site, role):
    sign_in(page, getattr(site, role))
    look_at(page, "/", "/people/", "/people/add", "/people/?q=nobody")
    look_at(page, "/people/policies", "/people/policies/returns")
    page.get_by_role("link", name="Signed on paper").first.click()
    look_around(page)


def test_somebody_is_added_and_comes_in(page, site, visit, watch):
    watch.allow("409", "422")
    sign_in(page, site.supervisor)
    page.goto("/people/add")
    page.get_by_label("Name", exact=True).fill("Ilse Vogt")
    page.get_by_label("Staff number").fill("T1")
    page.get_by_role("button", name="Add and show the code").click()
    expect(page.get_by_label("Staff number")).to_be_focused()
    look_around(page)
    page.get_by_label("Staff number").fill("7002")
    page.get_by_role("button", name="Add and show the code").click()
    code = page.locator(".code-slip__code").inner_text()
    look_around(page)
    ilse = visit()
    sign_in(ilse, Visitor(staff_number="7002", password=code))
    look_around(ilse)
    ilse.get_by_label("New password").fill("short")
    ilse.get_by_role("button", name="Set the password").click()
    expect(ilse.get_by_label("New password")).to_be_focused()
    look_around(ilse)


def test_the_states_of_a_role_play(trainee, site):
    call = begin_with(trainee, site, "two-lines-one-order", second="pending")
    look_around(trainee)
    call.say("Refused at the pump")
    call.pause()
    look_around(trainee)
    call.go_on()
    call.say("It keeps strangers out of your account.")
    call.say("That doesn't match.")
    call.do("Verify the caller", Postcode="4050-290", Last_four_digits="2218")
    expect(trainee.get_by_role("timer")).to_be_visible()
    look_around(trainee)
    call.do("Look up a purchase")
    call.do("List the charges")
    expect(call.words).to_be_visible()
    look_around(trainee)
    trainee.get_by_role("tab", name="Billing").click()
    for clause in trainee.locator("details.clause > summary").all():
        clause.click()
    look_around(trainee)
    call.write("It is only a reservation, nothing to be upset about.")
    look_around(trainee)


def test_a_form_of_the_desk_that_could_not_be_read(trainee, watch):
    watch.allow("422")
    call = begin(trainee, "two-lines-one-order")
    form = call.open("Refund a charge")
    form.get_by_label("Amount").fill("sixty")
    form.get_by_role("button", name="Refund a charge").click()
    expect(trainee.locator("[aria-invalid=true]")).to_be_focused()
    look_around(trainee)


def test_the_desk_on_a_phone(visit, site):
    page = visit(width=NARROW)
    sign_in(page, site.newcomer())
    call = begin(page, "blender-stopped")
    call.open("Look up a purchase")
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        inspect(page)
    page.get_by_role("tab", name="Customer").click()
    inspect(page)
    call.do("Look up a purchase", Loyalty_card="2207 615")
    expect(page.locator("#desk aside")).to_be_hidden()
    expect(call.log).to_be_focused()


def test_a_rough_call_its_breather_and_its_debrief(trainee, site):
    call = begin_with(trainee, site, "last-warning", answer="goes_on")
    call.say("Three nights, and tonight")
    call.do("Read the notes")
    call.say("Yes, twice.")
    call.say("I want to fix this with you.")
    call.say("I'm warning you for the very last time")
    call.say("All right. Let me just look")
    look_around(trainee)
    trainee.get_by_role("link", name="Take a moment").click()
    look_around(trainee)
    trainee.get_by_role("link", name="See how it went").click()
    expect(trainee.locator("#result")).to_have_text("Not yet")
    look_around(trainee)


def test_the_pages_after_the_first_results(trainee, site, watch):
    watch.allow("422")
    call = begin_with(trainee, site, "two-lines-one-order", second="posted")
    call.do("Call a supervisor")
    call.debrief()
    for fold in trainee.get_by_role("main").locator("summary").all():
        fold.click()
    look_around(trainee)
    begin(trainee, "blender-stopped")
    trainee.goto("/policies/returns")
    for place in range(3):
        trainee.locator(f"#answer-{place} input").first.check()
    trainee.get_by_role("button", name="I have read revision").click()
    expect(trainee.get_by_role("alert")).to_be_visible()
    look_around(trainee)
    answer_check(trainee)
    trainee.get_by_role("button", name="I have read revision").click()
    look_around(trainee)
    look_at(trainee, "/attempts", "/practice", "/practice/blender-stopped")
    look_at(trainee, "/policies", "/policies/returns")
    look_at(
        trainee, "/policies?q=receipt", "/policies?q=xyz", "/policies?q=xyz&all=yes"
    )
