"""The demo, as whoever has just cloned the product meets it."""

import os
import re
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import site as sites
from tests.browser.site import Site, Visitor
from tests.browser.visit import NARROW, inspect, sign_in

DOOR = re.compile(r"^ +(\d{4})  (\w+) +((?:[a-z]+ ){3,}[a-z]+)  ", re.MULTILINE)
"""Staff number, role and password, as the demo prints them."""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The address of a running demo, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    port = sites.free_port()
    with sites.running(
        [Path(sys.executable).parent / "trainer", "demo", "--port", str(port)],
        port=port,
        environment={**os.environ, "TRAINER_INSTANCE": str(folder)},
        folder=folder,
    ):
        yield f"http://127.0.0.1:{port}", (folder / "server.log").read_text()


@pytest.fixture(scope="module")
def site(told):
    return Site(url=told[0], engine=None, cast=None)


@pytest.fixture(scope="module")
def doors(told):
    """One person of each role."""
    return {
        role: Visitor(staff_number=number, password=password)
        for number, role, password in reversed(DOOR.findall(told[1]))
    }


def test_it_prints_its_address_and_a_way_in_for_every_role(told, doors):
    assert told[0] in told[1]
    assert doors.keys() == {"trainee", "supervisor", "manager", "admin"}


@pytest.mark.parametrize("role", ["trainee", "supervisor", "manager", "admin"])
def test_everybody_finds_a_home_with_a_past(page, doors, role):
    sign_in(page, doors[role])
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hello")
    inspect(page)
    if role == "trainee":
        page.goto("/attempts")
        page.get_by_role("link", name="Debrief").first.click()
        expect(page.get_by_role("main")).to_contain_text("The conversation")
    else:
        page.goto("/people/")
        expect(page.get_by_role("main")).to_contain_text("Has a password")
    inspect(page)


def test_a_trainee_plays_within_a_minute_of_looking_around(visit, doors):
    page = visit(width=NARROW)
    sign_in(page, doors["trainee"])
    main = page.get_by_role("main")
    main.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.goto("/practice/warm-up")
    page.get_by_role("button", name=re.compile("^Start")).click()
    page.locator("button.reply").first.click()
    expect(page.locator("#log .turn--mine")).to_have_count(1)
    inspect(page)
