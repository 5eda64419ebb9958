"""A policy in the browser: found, opened beside a call, printed, signed on paper."""

import pytest
from playwright.sync_api import expect

from tests.browser.playing import begin, begin_with
from tests.browser.visit import sign_in


@pytest.fixture
def trainee(page, site):
    """Somebody's first day: nothing read, nothing played."""
    sign_in(page, site.newcomer())
    return page


def test_a_clause_is_found_and_stands_out(trainee):
    trainee.goto("/policies")
    trainee.get_by_label("Words in the policies").fill("gift receipt payer")
    trainee.get_by_role("button", name="Search").click()
    trainee.get_by_role("link", name="3.5 Back the way it came").click()

    expect(trainee.locator(":target h3")).to_contain_text("Back the way it came")
    shade = "e => getComputedStyle(e).backgroundColor"
    plain = trainee.locator("#cash-proof").evaluate(shade)
    assert trainee.locator("#same-way").evaluate(shade) != plain


def test_a_clause_is_reached_by_its_number(trainee):
    trainee.goto("/policies/returns#3.1")

    shade = "e => getComputedStyle(e).backgroundColor"
    plain = trainee.locator("#same-way").evaluate(shade)
    assert trainee.locator("#cash-proof").evaluate(shade) != plain
    expect(trainee.locator("#cash-proof")).to_be_in_viewport()


def test_a_policy_is_printed_without_the_page_around_it(trainee):
    trainee.goto("/policies/returns")
    trainee.emulate_media(media="print", color_scheme="dark")

    for away in (".top", "#contents", "#sign"):
        expect(trainee.locator(away)).to_be_hidden()
    expect(trainee.locator(".policy__paper")).to_be_visible()
    expect(trainee.locator("#title-cash-proof")).to_contain_text("3.1")
    ink = trainee.locator("#cash-proof").evaluate("e => getComputedStyle(e).color")
    red, green, blue = (int(part) for part in ink[4:-1].split(","))
    assert max(red, green, blue) < 80


def test_a_clause_opened_beside_the_call_is_told_in_the_debrief(trainee, site):
    call = begin_with(trainee, site, "two-lines-one-order", second="posted")
    trainee.get_by_role("tab", name="Billing").click()
    noted = "**/clauses"
    with trainee.expect_response(noted) as first:
        trainee.locator("summary", has_text="1.2 Verify first").click()
    assert first.value.status == 204
    call.do("Call a supervisor")
    call.debrief()

    card = trainee.locator("section", has_text="What you looked up").last
    expect(card).to_contain_text("1.2 Verify first")
    expect(card).to_contain_text("before you answered in turn 1")


def test_without_a_script_the_clause_is_read_and_the_call_goes_on(visit, site):
    page = visit(javascript=False)
    sign_in(page, site.newcomer())
    begin(page, "two-lines-one-order")
    where = page.url.split("#")[0]
    page.locator("summary", has_text="1.2 Verify first").click()
    page.get_by_role("button", name="Read it in the policy 1.2").click()
    expect(page.locator(":target")).to_contain_text("Verify first")
    page.get_by_role("link", name="Back to the conversation").click()

    assert page.url.split("#")[0] == where


def test_a_supervisor_records_a_signature_on_paper(page, site):
    somebody = site.newcomer()
    sign_in(page, site.supervisor)
    page.goto(f"/people/{somebody.id}/policies/returns")
    page.get_by_label("Note").fill("Folder in the back office")
    page.get_by_role("button", name="Record the signature").click()

    expect(page.get_by_role("status")).to_contain_text("Recorded")
    expect(page.get_by_role("main")).to_contain_text(
        "on paper: Folder in the back office"
    )
