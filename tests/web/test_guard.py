"""The locks, the errors, and what is kept when something fails."""

import json

import pytest
from flask import Blueprint

from trainer.errors import NotFoundError
from trainer.store.people import Role
from trainer.web import guard
from trainer.web.current import visitor
from trainer.web.guard import own_path


@pytest.fixture
def app(build, config):
    """The app with a few pages that fail on purpose."""
    app = build(config)
    pages = Blueprint("fails", __name__, url_prefix="/fails")

    @pages.route("/missing", methods=["GET", "POST"])
    def missing():
        raise NotFoundError("There is no such parcel. Look for another one.")

    @pages.route("/bug", methods=["GET", "POST"])
    def bug():
        raise ZeroDivisionError

    managers = Blueprint("managers", __name__, url_prefix="/managers")
    guard.only(managers, Role.MANAGER)
    managers.add_url_rule("/", view_func=lambda: "seen")
    app.register_blueprint(pages)
    app.register_blueprint(managers)
    return app


WORDS = "I am sorry, Dana; let me look for the purchase."


def test_an_expected_failure_speaks_for_itself(browser):
    page = browser.get("/fails/missing", status=404)

    assert "There is no such parcel. Look for another one." in page.text


def test_a_failure_shows_what_was_typed(browser):
    page = browser.post("/fails/missing", status=404, data={"words": WORDS, "seq": "3"})

    assert [area.text.strip() for area in page.elements("textarea")] == [WORDS]


def test_a_failure_never_shows_a_password(browser):
    data = {"secret": "kettle lamp seven", "new_password": "four wet lanterns"}

    page = browser.post("/fails/missing", status=404, data=data)

    assert "kettle" not in page.html
    assert "lanterns" not in page.html


def test_htmx_gets_the_failure_in_place(browser):
    page = browser.get("/fails/missing", status=404, HX_Request="true")

    assert "There is no such parcel." in page.text
    assert not page.elements("head")


def test_a_bug_gets_a_reference_that_is_in_the_log(browser, capsys):
    page = browser.post("/fails/bug", status=500, data={"words": WORDS})

    reference = page.elements("code")[0].text
    logged = capsys.readouterr().out
    line = json.loads(logged)  # one line, whatever the trace looks like
    assert (line["reference"], line["path"]) == (reference, "/fails/bug")
    assert "ZeroDivisionError" in line["exception"]
    assert WORDS not in logged
    assert WORDS in page.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "/nowhere", 404), ("post", "/help/", 405), ("get", "/sign-out", 405)],
)
def test_what_the_web_refuses_is_explained_too(browser, method, path, status):
    page = getattr(browser, method)(path, status=status)

    assert len(page.text) > 80


def test_a_request_that_is_too_large_is_refused_kindly(browser, config):
    data = {"words": "x" * config.max_upload}

    page = browser.post("/fails/missing", status=413, data=data)

    assert "what was last saved of it is still there" in page.text


def test_a_megabyte_of_words_reaches_the_page_that_explains_it(browser):
    browser.post("/fails/missing", status=404, data={"words": "so sorry " * 110_000})


def test_a_form_without_our_token_changes_nothing(browser, trainee):
    guess = {"csrf_token": "guess"}

    stranger = browser.post("/fails/missing", status=401, data=guess)
    known = trainee.post("/fails/missing", status=400, data=guess)

    assert "You were signed out" in stranger.text
    assert "open for too long" in known.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:81"},
    ],
)
def test_another_site_changes_nothing_even_with_a_token(browser, headers):
    page = browser.post("/fails/missing", status=403, **headers)

    assert "came from another website" in page.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec_Fetch_Site": "same-origin"},
        {"Sec_Fetch_Site": "none"},
        {"Origin": "http://localhost"},
        {"Origin": "http://127.0.0.1:8000"},
    ],
)
def test_our_own_pages_may(browser, headers):
    browser.post("/fails/missing", status=404, **headers)


def test_reading_is_open_to_links_from_elsewhere(browser):
    browser.get("/help/", Sec_Fetch_Site="cross-site")


def test_a_blueprint_is_for_its_roles(browser, arrive):
    asked = browser.get("/managers/", status=303)

    assert asked.location == "/sign-in?next=/managers/"
    assert arrive("M1").client.get("/managers/").text == "seen"
    arrive("T1").get("/managers/", status=403)


def test_a_host_we_are_not_is_refused(app):
    response = app.test_client().get("/help/", headers={"Host": "evil.example"})

    assert response.status_code == 400


def test_a_page_behind_no_guard_cannot_ask_who_is_there(app):
    with app.test_request_context(), pytest.raises(LookupError):
        visitor()


PATHS = [
    ("/account/", "/account/"),
    ("/a?b=c#d", "/a?b=c#d"),
    ("", ""),
    ("account", ""),
    ("//evil.example", ""),
    ("/\\evil.example", ""),
    ("https://evil.example/", ""),
    ("javascript:alert(1)", ""),
    ("/\nevil", ""),
    ("http:/account", ""),
    ("//[", ""),
]


@pytest.mark.parametrize(("text", "path"), PATHS)
def test_only_a_path_of_this_site_is_one(text, path):
    assert own_path(text) == path
