"""The second step of signing in: set up, asked for, lost, switched off."""

from datetime import timedelta

import pyotp
import pytest

from tests.pages import Browser
from tests.services.cast import PASSWORD
from trainer import clock


def code_of(key):
    return pyotp.TOTP(key).at(clock.now())


@pytest.fixture
def key(supervisor):
    """Set the second step up; return the key the phone has."""
    page = supervisor.get("/account/second-step/on")
    key = page.values("input", "value", name="key")[0]
    supervisor.submit("/account/second-step/on", code=code_of(key))
    return key


@pytest.fixture
def next_code(key):
    """The code of the next half minute, which the server takes too: codes work once."""
    return pyotp.TOTP(key).at(clock.now() + timedelta(seconds=30))


def test_the_account_page_offers_it_to_supervisors(supervisor, trainee):
    assert "Set up the second step" in supervisor.get("/account/").text
    assert "Set up the second step" not in trainee.get("/account/").text


def test_a_key_can_be_scanned_or_typed(supervisor):
    page = supervisor.get("/account/second-step/on")

    (picture,) = page.values("img", "src")
    assert picture.startswith("data:image/svg+xml")
    assert "Scan this, or type the key below it." in page.text


def test_a_wrong_code_is_explained_and_keeps_the_key(supervisor):
    page = supervisor.get("/account/second-step/on")
    before = page.values("input", "value", name="key")

    supervisor.submit("/account/second-step/on", 422, code="1")

    assert "That is not the code for this key" in supervisor.page.text
    assert supervisor.page.values("input", "value", name="key") == before


def test_signing_in_asks_for_a_code_and_goes_on_where_one_was_going(app, next_code):
    browser = Browser(app)
    browser.get("/sign-in?next=/practice")
    browser.submit("/sign-in", 200, staff_number="S1", secret=PASSWORD)
    assert "Your password was right" in browser.page.text

    answer = browser.submit("/sign-in/code", code=next_code)

    assert answer.location == "/practice"
    assert "Second step" in browser.get("/account/").text


@pytest.mark.usefixtures("key")
def test_a_wrong_code_leaves_one_outside_and_says_what_to_do(app):
    browser = Browser(app)
    browser.get("/sign-in")
    browser.submit("/sign-in", 200, staff_number="S1", secret=PASSWORD)

    browser.submit("/sign-in/code", 401, code="000000")

    assert "That code does not hold" in browser.page.text
    assert browser.get("/account/", 303).location.startswith("/sign-in")


def test_a_code_without_a_password_leads_back_to_the_beginning(browser):
    answer = browser.post("/sign-in/code", data={"code": "1"})

    assert answer.location == "/sign-in"


@pytest.mark.usefixtures("key")
def test_it_is_switched_off_with_the_password(supervisor, app):
    supervisor.get("/account/second-step/off")
    supervisor.submit("/account/second-step/off", 422, current="no")
    assert "not your current password" in supervisor.page.text

    supervisor.submit("/account/second-step/off", current=PASSWORD)

    assert "Set up the second step" in supervisor.get("/account/").text
    assert Browser(app).sign_in("S1").get("/account/").text


def test_what_is_on_cannot_be_set_up_again_nor_what_is_off_switched_off(
    supervisor, admin, key
):
    assert key
    for path in ("/account/second-step/on", "/account/second-step/off"):
        who = supervisor if path.endswith("on") else admin
        assert who.get(path, 303).location == "/account/"
    supervisor.get("/account/")
    assert supervisor.post("/account/second-step/on").location.endswith("/on")
    admin.get("/account/")
    assert admin.post("/account/second-step/off").location == "/account/"
