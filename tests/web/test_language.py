"""Texts in the language of the person, English where one is missing."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from trainer import clock
from trainer.sentences import Cents, said
from trainer.services import account
from trainer.services.account import Preferences
from trainer.web.database import db
from trainer.web.formats import told
from trainer.web.language import gettext, name_of, ngettext


@pytest.fixture
def config(config, tmp_path):
    """An installation whose content has a small German catalogue."""
    folder = tmp_path / "content" / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = Catalog(locale="de")
    catalogue.add("Sign in", "Anmelden")
    catalogue.add("Help", "Hilfe")
    catalogue.add(("%(num)s person", "%(num)s people"), ("%(num)s P.", "%(num)s Pn."))
    binary = BytesIO()
    write_mo(binary, catalogue)
    (folder / "trainer.mo").write_bytes(binary.getvalue())
    return replace(config, content_dir=tmp_path / "content")


@pytest.fixture
def app(build, config):
    return build(config)


def test_a_stranger_reads_the_language_of_the_browser(browser):
    page = browser.get("/sign-in", Accept_Language="de-AT,de;q=0.9,en;q=0.5")

    assert page.values("html", "lang") == ["de"]
    assert page.elements("h1")[0].text == "Anmelden"


def test_a_language_we_do_not_have_is_english(browser):
    page = browser.get("/sign-in", Accept_Language="fr")

    assert page.values("html", "lang") == ["en"]
    assert page.elements("h1")[0].text == "Sign in"


def test_a_person_reads_their_own_language_with_its_numbers(app, people, browser):
    with app.app_context():
        wanted = Preferences(language="de", zone="UTC", time_factor=None, theme="auto")
        account.change_settings(
            db.session(), person_id=people.admin, preferences=wanted
        )
    browser.sign_in("A1")

    page = browser.get("/people/", Accept_Language="en")

    assert page.values("html", "lang") == ["de"]
    assert "4 Pn." in page.text
    assert "Add a person" in page.text, "what is not translated stays English"


def test_dates_follow_the_language(app):
    with app.test_request_context(headers={"Accept-Language": "de"}):
        shown = app.jinja_env.filters["day"](clock.now().replace(month=12, day=3))
        amount = app.jinja_env.filters["money"](123456)

    assert shown.startswith("03.12.")
    assert amount == "1.234,56"


def test_what_is_said_below_the_pages_is_written_in_the_readers_language(app):
    refusal = said(
        "“%(name)s” cannot have %(amount)s for %(n)s items before %(day)s. %(more)s",
        name="B.",
        amount=Cents(123456),
        n=12345,
        day=date(2026, 12, 3),
        more=said("Help"),
    )
    with app.test_request_context(headers={"Accept-Language": "de"}):
        words = told(refusal, "EUR")

    assert words.startswith(
        "“B.” cannot have 1.234,56\xa0€ for 12.345 items before 03.12"
    )
    assert words.endswith("Hilfe")


def test_outside_a_request_texts_are_english():
    assert gettext("Hello %(name)s", name="Dana") == "Hello Dana"
    assert ngettext("%(num)s day", "%(num)s days", 2) == "2 days"


@pytest.mark.parametrize(
    ("tag", "name"), [("de", "Deutsch"), ("en", "English"), ("xx", "English")]
)
def test_a_language_is_named_in_itself(tag, name):
    assert name_of(tag) == name
