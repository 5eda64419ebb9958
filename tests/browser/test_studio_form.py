"""The guided form in a real browser: how it looks, live samples, and one whole edit."""

from itertools import count

import pytest
from playwright.sync_api import expect
from sqlalchemy.orm import Session

from tests.browser.visit import NARROW, inspect, look_around, sign_in
from tests.services.authors import viewer_of
from trainer import clock
from trainer.paths import CONTENT
from trainer.services import drafts

_numbers = count(1)


@pytest.fixture
def begun(site):
    """Begin a draft like a shipped scenario; returns its address."""

    def begin(name):
        slug = f"{name[:30]}-{next(_numbers)}"
        body = (CONTENT / "scenarios" / f"{name}.md").read_text("utf-8")
        with Session(site.engine) as session:
            viewer = viewer_of(session, site.cast.supervisor)
            session.rollback()
            drafts.start(
                session, viewer=viewer, slug=slug, body=body, now=clock.now()
            )
        return f"/studio/{slug}"

    return begin


@pytest.fixture
def author(page, site):
    sign_in(page, site.supervisor)
    return page


@pytest.mark.parametrize("part", ["", "/steps/advice", "/steps/symptom", "/facts"])
def test_a_page_of_the_form_in_every_look(author, begun, part):
    author.goto(begun("blender-stopped") + part)
    for fold in author.get_by_role("main").locator("summary").all():
        if fold.evaluate("e => !e.parentElement.open"):
            fold.click()
    look_around(author)


@pytest.mark.parametrize("part", ["/settings", "/steps/resolved", "/steps/runs/delete"])
def test_a_small_page_of_the_form_in_every_look(author, begun, part):
    author.goto(begun("blender-stopped") + part)
    look_around(author)
