"""A real browser on a real server; without a browser these tests say so loudly."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests import chromium
from tests.browser import site as sites
from tests.browser.visit import HEIGHTS, WIDE, Watch
from trainer.paths import DATA


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The product, served as in production on a database of its own, with people."""
    with sites.served(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture(scope="session")
def chrome():
    if chromium.program() is None:
        stop = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        stop(chromium.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.program(), args=list(chromium.QUIET)
        )
        yield browser
        browser.close()


@pytest.fixture
def watch(site):
    """What pages complain about; anything not allowed fails the test at its end."""
    watch = Watch(site.host)
    yield watch
    assert watch.faults == []


@pytest.fixture
def visit(chrome, site, watch):
    """Open a fresh browser on the site: ``visit(width=390, theme="dark")``."""
    contexts = []

    def open_one(*, width=WIDE, theme="light", javascript=True):
        context = chrome.new_context(
            base_url=site.url,
            viewport={"width": width, "height": HEIGHTS[width]},
            color_scheme=theme,
            java_script_enabled=javascript,
            reduced_motion="reduce",
            locale="en",
            timezone_id="UTC",
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        watch.follow(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()


@pytest.fixture
def page(visit):
    return visit()


@pytest.fixture
def picture(tmp_path):
    """Where a picture goes: docs/images when SHOTS=docs, else beside the test."""
    folder = DATA / "docs" / "images" if os.environ.get("SHOTS") == "docs" else tmp_path
    return lambda name: folder / f"{name}.png"
