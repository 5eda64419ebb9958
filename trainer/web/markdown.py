"""Markdown as HTML that is safe to show: the only place that makes ``Markup``.

What authors and supervisors write is turned into HTML and then cleaned by a list of
what may stay. Raw HTML in the text, scripts and links to other schemes do not survive.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import nh3
from markdown import Markdown
from markupsafe import Markup

TAGS = {
    *("p", "br", "hr", "strong", "em", "code", "pre", "blockquote", "a", "img"),
    *("h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
}
ANCHORS = {**ATTRIBUTES, "h2": {"id"}, "h3": {"id"}}
"""A piece of text has no anchors: two pieces on one page could have the same."""

SCROLLED = {"table": {"tabindex": "0"}, "pre": {"tabindex": "0"}}
"""What may be wider than a phone can be reached, and so scrolled, by keyboard."""

SCHEMES = {"https", "http", "mailto"}

_TITLE = re.compile(r"^#[ \t]+(.+?)[ \t]*#*$\n?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading one can link to."""

    id: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A text with its title taken off, and its second-level headings."""

    title: str
    body: Markup
    headings: tuple[Heading, ...]


@lru_cache(maxsize=512)
def prose(text: str) -> Markup:
    """Return a piece of Markdown, such as a clause or a briefing, as clean HTML.

    Headings start at the second level, because the first is the page's own.
    """
    return _clean(_convert(text, top=2).html, ATTRIBUTES)


@lru_cache(maxsize=4096)
def spoken(text: str) -> Markup:
    """Return one paragraph of Markdown, such as something said, without its ``<p>``."""
    whole = prose(text).strip()
    inside = whole.removeprefix("<p>").removesuffix("</p>")
    return Markup(inside) if "<p>" not in inside else whole  # noqa: S704 - cleaned


def page(text: str, *, link: Callable[[str], str] | None = None) -> Page:
    """Return a whole file: its ``# title`` apart, and a list of its sections.

    Args:
        text: Markdown that begins with a first-level heading.
        link: Turns the target of a link, as written in the file, into an address.
    """
    found = _TITLE.search(text)
    rest = text[: found.start()] + text[found.end() :] if found else text
    if link is not None:
        rest = re.sub(r"\]\(([^)\s]+)", lambda hit: f"]({link(hit[1])}", rest)
    result = _convert(rest, top=1)
    return Page(
        title=found[1] if found else "",
        body=_clean(result.html, ANCHORS),
        headings=result.headings,
    )


@dataclass(frozen=True, slots=True)
class _Result:
    html: str
    headings: tuple[Heading, ...]


def _convert(text: str, *, top: int) -> _Result:
    converter = Markdown(
        extensions=["tables", "fenced_code", "sane_lists", "toc"],
        extension_configs={"toc": {"toc_depth": "2-2", "baselevel": top}},
        output_format="html",
    )
    html = converter.convert(text)
    tokens = getattr(converter, "toc_tokens", [])
    return _Result(
        html, tuple(Heading(id=one["id"], words=one["name"]) for one in tokens)
    )


def _clean(html: str, attributes: dict[str, set[str]]) -> Markup:
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=attributes,
        attribute_filter=_own_images,
        set_tag_attribute_values=SCROLLED,
        url_schemes=SCHEMES,
        link_rel=None,
    )
    return Markup(cleaned)  # noqa: S704 - cleaned on the lines above


def _own_images(tag: str, attribute: str, value: str) -> str | None:
    """Drop pictures from elsewhere: a page makes no request to another host."""
    elsewhere = ":" in value or value.startswith("//")
    return None if (tag, attribute) == ("img", "src") and elsewhere else value
