"""What the macros promise: icons exist, numbers are also text."""

import re

import pytest
from flask import render_template_string

from trainer.paths import STATIC, TEMPLATES
from trainer.web.assets import SHEETS
from trainer.web.fragments import kept
from trainer.web.navigation import address

NAMED = re.compile(
    r"""(?:icon|picture)(?:=|\()\s*["']([a-z0-9-]+)["']|"([a-z]+-[a-z0-9-]+)" if"""
)
SPRITE = set(re.findall(r'id="([a-z0-9-]+)"', (STATIC / "icons.svg").read_text()))


def test_every_icon_that_is_named_is_in_the_sprite():
    named = set()
    for path in TEMPLATES.rglob("*.html"):
        named |= {a or b for a, b in NAMED.findall(path.read_text())}
    assert named - SPRITE - {"check"} == set()


@pytest.fixture
def shown(app):
    def render(source):
        with app.test_request_context():
            imports = (
                '{% import "components/figures.html" as figures %}'
                '{% import "components/controls.html" as controls %}'
                '{% import "components/conversation.html" as talk %}'
            )
            return render_template_string(imports + source)

    return render


def test_a_gauge_says_the_mood_in_words(shown):
    html = shown("{{ figures.mood(1, 0, 10) }}")

    assert 'aria-label="The customer’s mood: Furious"' in html
    assert "Mood 1" not in html


def test_numbers_and_changes_are_shown_only_where_they_may_be(shown):
    html = shown("{{ figures.mood(7, 0, 10, change=-2, numbers=true) }}")

    assert "Mood 7" in html
    assert "−2" in html
    assert "trending-down" in html


def test_a_needle_stands_upright_in_the_middle_of_any_scale(shown):
    html = shown("{{ figures.gauge(0, -50, 50, 'x') }}")

    assert 'transform="rotate(0.0 60 60)"' in html


def test_a_chart_is_also_a_table(shown):
    html = shown("{{ figures.mood_chart([('1', 3), ('2', 8)], 0, 10) }}")

    assert "from 3 to 8 on a scale of 0 to 10" in html
    assert html.count("<tr>") == 3


def test_a_chart_of_one_point_still_draws(shown):
    assert "<circle" in shown("{{ figures.mood_chart([('1', 3)], 0, 0) }}")


def test_a_low_bar_says_what_is_needed(shown):
    html = shown("{{ figures.bar('Policy', 74, need=80) }}")

    assert "need 80" in html
    assert "bar--low" in html


def test_what_people_say_is_escaped(shown):
    html = shown("{{ talk.turn('Dana', '<b>now</b>') }}")

    assert "&lt;b&gt;now&lt;/b&gt;" in html


IN_THE_SHADOW = "editor"
"""Styles the editor alone, inside its shadow root."""


def test_every_style_sheet_is_part_of_the_one_that_is_sent(app):
    files = [f for f in (STATIC / "css").glob("*.css") if f.stem != IN_THE_SHADOW]

    sent = app.test_client().get("/static/css/look.css").text

    assert {path.stem for path in files} == set(SHEETS)
    assert sent.index("@layer reset, tokens, base") < sent.index("@layer pages")
    assert all(path.read_text() in sent for path in files)


def test_what_is_remembered_differs_by_language_and_value(app):
    with app.test_request_context():
        module = app.jinja_env.get_template("components/controls.html").module
        one = kept(module.chip, "Passed")
        again = kept(module.chip, "Passed")
        other = kept(module.chip, "Failed")

    assert one == again
    assert "Failed" in other


def test_an_address_is_what_flask_says(app):
    with app.test_request_context():
        assert address("help.topic", name="a b") == "/help/a%20b"
        assert address("account.password", show=None) == "/account/password"
        assert address("account.settings", _anchor="devices") == "/account/#devices"
