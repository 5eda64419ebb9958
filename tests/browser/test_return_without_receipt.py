"""*Return without a receipt*, from the sign-in page to its debrief."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import keys
from tests.browser import site as sites
from tests.browser.playing import RolePlay, begin_with, deal_of
from tests.browser.visit import axe, sign_in

EXAMPLES = Path(__file__).parents[1] / "examples"
SLUG, TITLE = "return-without-receipt", "Return without a receipt"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The example content, served."""
    with sites.served(tmp_path_factory.mktemp("examples"), EXAMPLES) as site:
        yield site


@pytest.fixture
def trainee(page, site):
    sign_in(page, site.trainee)
    return page


def result(page):
    return page.get_by_role("region").filter(has=page.locator("h2#result"))


def test_the_good_way_is_resolved_with_all_points(trainee, site):
    dana = begin_with(trainee, site, SLUG, record="missing")
    dana.say("Two of the same")
    dana.say("No problem, I may find it another way.")
    dana.do("Look up a purchase", Loyalty_card="5512 880")
    dana.heard("The search shows no kettle on this card.")
    dana.say("I can't find it on this card")
    dana.say("Two different answers from one shop")
    dana.say("No. We check ID for every return")
    dana.do("Store credit", Amount="34.90", Photo_ID="checked")
    dana.heard("You know what, you were nice about it.")
    dana.say("Keep this slip")
    expect(dana.stage).to_contain_text("Resolved: the customer leaves with an answer.")
    dana.debrief()
    expect(result(trainee)).to_contain_text("100")
    expect(result(trainee)).to_contain_text("Passed")
    expect(trainee.get_by_role("main")).to_contain_text("still sorted in five minutes")
    axe(trainee)


def test_a_purchase_that_is_found_is_paid_back_in_cash(trainee, site):
    dana = begin_with(trainee, site, SLUG, record="found")
    dana.say("Two of the same")
    dana.say("No problem, I may find it another way.")
    dana.do("Look up a purchase", Loyalty_card="5512 880")
    dana.say("There it is, two weeks ago.")
    dana.do("Refund", Amount="34.90", Pay_back_by="cash")
    dana.say("Keep this slip")
    dana.debrief()
    expect(result(trainee)).to_contain_text("100")
    expect(result(trainee)).to_contain_text("Passed")


def test_cash_without_a_record_is_resolved_but_never_passed(trainee, site):
    dana = begin_with(trainee, site, SLUG, record="missing")
    dana.say("Two of the same")
    dana.say("No problem, I may find it another way.")
    dana.do("Look up a purchase", Loyalty_card="5512 880")
    dana.say("Fine, I'll just give you the cash.")
    dana.do("Refund", Amount="34.90", Pay_back_by="cash")
    expect(dana.log).to_contain_text(re.compile("Critical: this breaks 3.1"))
    dana.say("Keep this slip")
    expect(dana.stage).to_contain_text("Resolved")
    dana.debrief()
    expect(result(trainee)).to_contain_text("Not yet")
    expect(result(trainee)).to_contain_text("One critical error was made")
    clause = trainee.get_by_role("link", name="3.1 Cash needs proof").first
    clause.click()
    expect(trainee.locator("#cash-proof")).to_be_in_viewport()
    expect(trainee.locator("#cash-proof")).to_contain_text(
        "Breaking this is a critical"
    )


def test_it_can_be_played_by_keyboard_alone(page, site):
    hands = keys.Keys(page)
    keys.sign_in(hands, site.trainee)
    dana = keys.KeyedRolePlay(start_by_keyboard(hands, site, record="missing"))
    dana.say("Two of the same")
    dana.say("No problem, I may find it another way.")
    dana.do("Look up a purchase", Loyalty_card="5512 880")
    dana.say("I can't find it on this card")
    dana.write(
        "Two different answers from one shop, I'd be cross too. There is nothing in "
        "the system, so I can give you 34.90 as store credit right now."
    )
    dana.say("No. We check ID for every return")
    dana.do("Store credit", Amount="34.90", Photo_ID="checked")
    dana.say("Keep this slip")
    dana.keys.enter(page.get_by_role("link", name="See how it went"))
    expect(result(page)).to_contain_text("100")
    expect(result(page)).to_contain_text("Passed")


def start_by_keyboard(hands, site, **deal):
    page = hands.page
    while True:
        hands.enter(page.get_by_role("link", name="Practice", exact=True))
        hands.enter(page.get_by_role("link", name=TITLE, exact=True))
        hands.enter(page.get_by_role("button", name=re.compile("^Start")))
        page.wait_for_url("**/attempts/*")
        role_play = RolePlay(page)
        if deal_of(site, role_play.number) == deal:
            return role_play
        hands.enter(page.get_by_role("button", name="Leave"))
        page.wait_for_url("**/")
