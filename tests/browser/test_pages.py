"""Every page in both themes and widths: no fault, no sideways scrolling, no leak."""

import pytest

from tests.browser.visit import NARROW, WIDE, inspect, sign_in

OPEN = ["/sign-in", "/help/", "/help/first-day", "/help/writing-scenarios"]
OWN = [
    "/",
    "/practice",
    "/policies",
    "/policies/returns",
    "/attempts",
    "/account/",
    "/help/messages",
]
TEAM = ["/people/", "/people/add"]
LOOKS = pytest.mark.parametrize(
    ("width", "theme"), [(w, t) for w in (WIDE, NARROW) for t in ("light", "dark")]
)


def look_at(page, paths):
    for path in paths:
        answer = page.goto(path)
        assert answer.status == 200, path
        inspect(page)


@LOOKS
def test_pages_anybody_may_read(visit, width, theme):
    look_at(visit(width=width, theme=theme), OPEN)


@LOOKS
def test_pages_of_a_trainee(visit, site, width, theme):
    page = visit(width=width, theme=theme)
    sign_in(page, site.trainee)
    look_at(page, OWN)


@LOOKS
def test_pages_of_a_supervisor(visit, site, width, theme):
    page = visit(width=width, theme=theme)
    sign_in(page, site.supervisor)
    look_at(page, TEAM)


def test_signing_in_works_without_javascript(visit, site):
    page = visit(javascript=False)
    sign_in(page, site.trainee)
    assert page.get_by_role("main").is_visible()
