"""What holds for every address there is, also for those that are added later."""

import pytest

OPEN = {
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("POST", "/sign-in/code"),
    ("POST", "/sign-out"),
    ("GET", "/help/"),
    ("GET", "/help/<name>"),
    ("GET", "/help/messages/<name>"),
    ("GET", "/static/css/look.css"),
    ("GET", "/static/<path:filename>"),
}
"""All that a stranger may ask for; an addition here is a decision."""

FOR_LEADERS = "/people/"


def addresses(app):
    """Every (method, rule, address) with something in its blanks."""
    for rule in app.url_map.iter_rules():
        kinds = {name: type(c).__name__ for name, c in rule._converters.items()}
        values = {n: 1 if k == "IntegerConverter" else "x" for n, k in kinds.items()}
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            _domain, address = rule.build(values, append_unknown=False)
            yield method, rule.rule, address


@pytest.fixture
def changing(app):
    return [a for method, _rule, a in addresses(app) if method == "POST"]


def test_nothing_is_changed_without_our_token(changing, arrive):
    client = arrive("A1").client

    statuses = {address: client.post(address).status_code for address in changing}

    assert set(statuses.values()) == {400}, statuses


def test_nothing_is_changed_for_another_site(changing, arrive):
    browser = arrive("A1")
    browser.get("/account/")
    data = {"csrf_token": browser.page.values("input", "value", name="csrf_token")[0]}
    headers = {"Sec-Fetch-Site": "cross-site"}

    statuses = {
        address: browser.client.post(address, data=data, headers=headers).status_code
        for address in changing
    }

    assert set(statuses.values()) == {403}, statuses


def test_a_stranger_sees_only_what_is_open(app):
    client = app.test_client()

    for method, rule, address in addresses(app):
        if (method, rule) not in OPEN:
            with client.open(address, method=method) as answer:
                asked = answer.headers.get("Location", "").startswith("/sign-in")
                assert asked or answer.status_code in {400, 401}, (method, rule)


@pytest.mark.parametrize(("number", "answers"), [("T1", {403}), ("S1", {200, 404})])
def test_pages_about_people_are_for_those_who_lead_them(app, arrive, number, answers):
    browser = arrive(number)
    pages = [
        address
        for method, rule, address in addresses(app)
        if method == "GET" and rule.startswith(FOR_LEADERS)
    ]

    assert pages
    for address in pages:
        assert browser.client.get(address).status_code in answers, address


def test_every_page_of_a_signed_in_person_is_kept_by_nobody(app, arrive):
    client = arrive("A1").client

    for method, rule, address in addresses(app):
        if method == "GET" and not rule.startswith("/static/"):
            headers = client.get(address).headers
            assert headers["Cache-Control"] == "no-store", rule
            assert "HX-Request" in headers.getlist("Vary"), rule
