"""What authors write is shown, and only that."""

import pytest

from trainer.web.markdown import page, prose, spoken

HOSTILE = [
    "<script>alert(1)</script>",
    "[x](javascript:alert(1))",
    "[x](data:text/html,x)",
    '<img src=x onerror="alert(1)">',
    '<p style="position:fixed">x</p>',
    "<iframe src=//evil.example></iframe>",
    "<svg><script>alert(1)</script></svg>",
    '<a href="/x" onclick="alert(1)">x</a>',
    "![x](https://evil.example/pixel.png)",
    "![x](//evil.example/pixel.png)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_acts_survives(text):
    html = prose(text).lower()

    for sign in ("script", "onerror", "onclick", "style=", "iframe", "evil", "data:"):
        assert sign not in html


def test_what_authors_use_survives():
    html = prose("# One\n\nA *b* **c** `d`\n\n- e\n\n| f |\n|---|\n| g |\n\n> h")

    for part in ("<h2>One</h2>", "<em>b</em>", "<strong>c</strong>", "<td>g</td>"):
        assert part in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("It was the *lid*.", "It was the <em>lid</em>."),
        ("<b>now</b>", "now"),
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
    ],
)
def test_something_said_is_one_line_with_its_stress(text, html):
    assert spoken(text) == html


def test_a_link_to_another_site_stays_a_link():
    assert 'href="https://example.org"' in prose("[x](https://example.org)")


def test_a_page_has_its_title_apart_and_its_sections_listed():
    found = page("# The title\n\nText.\n\n## First & last\n\n```\n# no title\n```\n")

    assert found.title == "The title"
    assert [heading.words for heading in found.headings] == ["First &amp; last"]
    assert f'<h2 id="{found.headings[0].id}">' in found.body
    assert "The title" not in found.body


def test_links_of_a_page_can_be_given_addresses():
    found = page("# T\n\n[x](other.md#part)", link=lambda target: f"/help/{target}")

    assert 'href="/help/other.md#part"' in found.body
