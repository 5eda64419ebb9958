"""Signing in and out, and what happens to a page that was open meanwhile."""

import pytest

from tests.pages import Browser
from tests.services.cast import PASSWORD
from trainer import clock
from trainer.services import people as services
from trainer.services.sign_in import end_sessions
from trainer.web.database import db


@pytest.fixture
def code(app, people):
    with app.app_context():
        return services.print_code(
            db.session(), actor=people.admin, person_id=people.trainee, now=clock.now()
        )


def sign_everybody_out(app, person_id):
    with app.app_context():
        end_sessions(db.session(), person_id=person_id, now=clock.now())


@pytest.mark.usefixtures("people")
def test_a_stranger_is_asked_to_sign_in_and_comes_back(browser):
    asked = browser.get("/account/?x=1", status=303)
    browser.get(asked.location)

    page = browser.submit("/sign-in", staff_number="t1", secret=PASSWORD)

    assert page.location == "/account/?x=1"


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"],
)
def test_nobody_is_sent_to_another_site(browser, elsewhere):
    browser.get("/sign-in", query_string={"next": elsewhere})

    page = browser.submit(
        "/sign-in", staff_number="T1", secret=PASSWORD, next=elsewhere
    )

    assert page.location == browser.home


def test_who_is_signed_in_need_not_do_it_again(trainee):
    assert trainee.get("/sign-in", status=303).location == trainee.home


@pytest.mark.usefixtures("people")
def test_a_wrong_password_keeps_the_staff_number(browser):
    browser.get("/sign-in")

    page = browser.submit("/sign-in", status=401, staff_number="T1", secret="nonsense")

    assert page.form("/sign-in")["staff_number"] == "T1"
    assert page.form("/sign-in")["secret"] == ""
    assert "ask your supervisor to print a new code" in page.text


@pytest.mark.usefixtures("people")
def test_too_many_tries_have_to_wait(browser):
    browser.get("/sign-in")
    statuses = []

    for _ in range(30):
        response = browser.client.post(
            "/sign-in", data={**browser.page.form("/sign-in"), "staff_number": "T1"}
        )
        statuses.append(response.status_code)

    assert statuses[0] == 401
    assert statuses[-1] == 429
    assert int(response.headers["Retry-After"]) > 0


def test_show_is_there_only_where_a_script_can_keep_what_was_typed(browser):
    page = browser.get("/sign-in")

    (button,) = page.elements("button", **{"data-reveal": "secret"})
    assert (button.get("type"), "hidden" in button.attrib) == ("button", True)
    assert not page.elements("a", **{"data-reveal": "secret"})


def test_a_page_at_a_shared_till_makes_way_after_five_minutes(app, people):
    assert people
    till = Browser(app)
    till.get("/sign-in")
    till.submit("/sign-in", staff_number="T1", secret=PASSWORD, shared_till="yes")

    page = till.get("/policies?x=1")

    (body,) = page.elements("body")
    assert body.get("data-quiet-seconds") == "301"
    where = "/sign-in?quiet=yes&next=/policies?x%3D1"
    assert body.get("data-quiet-address") == where
    assert f'content="301;url={where.replace("&", "&amp;")}"' in page.html


def test_a_device_of_ones_own_keeps_its_page(trainee):
    page = trainee.get("/policies")

    assert "data-quiet-seconds" not in page.html
    assert "refresh" not in page.html


def test_the_page_that_made_way_says_so_and_leads_back(browser):
    page = browser.get("/sign-in?quiet=yes&next=/attempts/5")

    assert "This till was quiet for 5 minutes" in page.text
    assert page.form("/sign-in")["next"] == "/attempts/5"
    assert page.elements("input", id="shared_till", checked="")


def test_a_tab_that_made_way_does_not_come_back_by_itself(trainee):
    page = trainee.get("/sign-in?quiet=yes&next=/policies")

    assert "You are still signed in on this till." in page.text
    assert "/policies" in page.values("a", "href")


def test_a_code_lets_somebody_choose_a_password_and_nothing_else(browser, code):
    browser.get("/sign-in")
    first = browser.submit("/sign-in", staff_number="T1", secret=code.lower())
    assert first.location == "/account/password"

    assert browser.get("/account/", status=303).location == "/account/password"

    browser.get("/account/password")
    browser.submit("/account/password", password="four wet lanterns dancing")
    assert browser.get("/account/").response.status_code == 200


def test_who_did_not_ask_for_the_code_is_told_who_printed_it(browser, code):
    browser.get("/sign-in")
    browser.submit("/sign-in", staff_number="T1", secret=code)

    page = browser.get("/account/password")

    assert "Your password was reset by Person A1 on" in page.text


def test_signing_out_ends_the_session_in_a_copied_cookie_too(app, trainee):
    copy = app.test_client()
    cookie = trainee.client.get_cookie("trainer")
    copy.set_cookie("trainer", cookie.value)
    assert copy.get("/account/").status_code == 200

    trainee.get("/account/")
    trainee.submit("/sign-out")

    assert copy.get("/account/").status_code == 303


def test_a_stranger_may_sign_out_too(browser):
    assert browser.post("/sign-out").location == "/sign-in"


@pytest.mark.usefixtures("people")
def test_signing_in_gives_the_browser_a_new_session(browser):
    browser.get("/sign-in")
    before = browser.client.get_cookie("trainer").value

    browser.submit("/sign-in", staff_number="T1", secret=PASSWORD)

    assert browser.client.get_cookie("trainer").value != before


def test_what_was_typed_when_the_session_ended_is_kept_and_sent_later(
    app, people, supervisor
):
    supervisor.get("/people/add")
    sign_everybody_out(app, people.supervisor)
    page = supervisor.submit(
        "/people/add", status=401, name="Nuria Prat Vila", staff_number="N7"
    )
    assert "Nuria Prat Vila" in page.text

    again = supervisor.submit(
        "/sign-in", status=200, staff_number="S1", secret=PASSWORD
    )
    assert again.form("/people/add")["name"] == "Nuria Prat Vila"

    done = supervisor.submit("/people/add", status=200)
    assert "Code for Nuria Prat Vila" in done.text


def test_a_mistyped_password_does_not_lose_what_was_typed_before(
    app, people, supervisor
):
    supervisor.get("/people/add")
    sign_everybody_out(app, people.supervisor)
    supervisor.submit("/people/add", status=401, name="Nuria Prat", staff_number="N7")

    supervisor.submit("/sign-in", status=401, staff_number="S1", secret="no")
    again = supervisor.submit(
        "/sign-in", status=200, staff_number="S1", secret=PASSWORD
    )

    assert again.form("/people/add")["name"] == "Nuria Prat"


@pytest.mark.usefixtures("people")
def test_a_form_is_not_sent_again_to_an_address_that_takes_none(browser):
    browser.get("/sign-in")

    page = browser.submit(
        "/sign-in", staff_number="T1", secret=PASSWORD, again="/help/"
    )

    assert page.location == browser.home


def test_htmx_gets_the_sign_in_form_in_place(app, people, trainee):
    sign_everybody_out(app, people.trainee)

    page = trainee.post(
        "/account/theme", status=401, data={"theme": "dark"}, HX_Request="true"
    )

    assert page.elements("form", action="/sign-in")
    assert not page.elements("head")


@pytest.mark.usefixtures("people")
def test_a_page_from_before_the_sign_in_can_be_sent_again(browser):
    browser.get("/sign-in")
    stale = browser.page.form("/sign-in")["csrf_token"]
    browser.submit("/sign-in", staff_number="S1", secret=PASSWORD)
    data = {"csrf_token": stale, "name": "Nuria Prat", "staff_number": "N7"}

    page = browser.post("/people/add", status=400, data=data)

    assert page.form("/people/add")["name"] == "Nuria Prat"
    assert page.form("/people/add")["csrf_token"] != stale


@pytest.mark.usefixtures("people")
def test_a_shared_till_is_remembered_as_one(browser):
    browser.get("/sign-in")

    browser.submit("/sign-in", staff_number="T1", secret=PASSWORD, shared_till="yes")

    assert "Shared till" in browser.get("/account/").text
