"""A test browser that checks every page it opens, so no test has to."""

import re
from html import unescape
from itertools import pairwise
from urllib.parse import urlsplit

import html5lib

from tests.services.cast import PASSWORD
from trainer.web.fences import POLICY
from trainer.web.navigation import home_address


class Browser:
    """Opens pages, sends their forms, and follows nothing by itself."""

    def __init__(self, app):
        self.client = app.test_client()
        self.page = None
        with app.test_request_context():
            self.home = home_address()

    def sign_in(self, staff_number, secret=PASSWORD):
        self.get("/sign-in")
        self.submit("/sign-in", staff_number=staff_number, secret=secret)
        return self

    def get(self, path, status=200, query_string=None, **headers):
        return self._open(
            "get", path, status, headers=headers, query_string=query_string
        )

    def post(self, path, status=303, data=None, **headers):
        """Send what a form of our own pages would, with its token."""
        data = {"csrf_token": self._token(), **(data or {})}
        return self._open("post", path, status, data=data, headers=headers)

    def submit(self, action, status=303, **changes):
        """Fill in and send the form on the open page that goes to ``action``."""
        form = self.page.form(action)
        return self._open("post", action, status, data={**form, **changes}, headers={})

    def _token(self):
        if self.page is None or "csrf_token" not in self.page.html:
            self.get("/sign-in")
        return self.page.values("input", "value", name="csrf_token")[0]

    def _open(self, method, path, status, headers, **kwargs):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        response = getattr(self.client, method)(path, headers=headers, **kwargs)
        assert response.status_code == status, response.text
        page = Page(response)
        if response.mimetype == "text/html" and not 300 <= status < 400:
            page.check(whole="HX-Request" not in headers)
            self.page = page
        return page


class Page:
    """One answer: its text, its elements, and what every answer has to keep to."""

    def __init__(self, response):
        self.response, self.html = response, response.text
        self.parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        whole = self.html.lstrip().lower().startswith("<!doctype")
        parse = self.parser.parse if whole else self.parser.parseFragment
        self.root = parse(self.html)

    @property
    def text(self):
        return _words(self.root)

    @property
    def location(self):
        return self.response.headers["Location"]

    def elements(self, tag, **attributes):
        wanted = attributes.items()
        return [e for e in self.root.iter(tag) if wanted <= e.attrib.items()]

    def values(self, tag, attribute, **attributes):
        found = self.elements(tag, **attributes)
        return [e.get(attribute) for e in found if attribute in e.attrib]

    def form(self, action):
        """Return what the form to ``action`` would send if nobody touched it."""
        (form, *_others) = self.elements("form", action=action, method="post")
        fields = [e for e in form.iter("input") if "name" in e.attrib]
        sent = {
            e.get("name"): e.get("value", "")
            for e in fields
            if e.get("type") not in {"checkbox", "radio"} or "checked" in e.attrib
        }
        for area in form.iter("textarea"):
            sent[area.get("name")] = area.text or ""
        for select in form.iter("select"):
            options = list(select.iter("option"))
            chosen = [o for o in options if "selected" in o.attrib] or options[:1]
            sent[select.get("name")] = chosen[0].get("value") if chosen else ""
        return sent

    def check(self, *, whole):
        assert not self.parser.errors, self.parser.errors
        self._check_ids()
        self._check_forms()
        self._check_nothing_inline()
        self._check_headers()
        if whole:
            self._check_frame()

    def _check_ids(self):
        ids = [e.get("id") for e in self.root.iter() if e.get("id")]
        assert len(ids) == len(set(ids)), f"repeated id in {sorted(ids)}"
        whole = self.elements("html")
        for attribute in ("for", "aria-describedby", "aria-labelledby"):
            for element in self.root.iter():
                named = set((element.get(attribute) or "").split())
                assert not whole or named <= set(ids), f"{attribute} of {named} is lost"

    def _check_forms(self):
        for form in self.elements("form"):
            assert "action" in form.attrib
            names = {e.get("name") for e in form.iter("input")}
            if form.get("method") == "post":
                assert "csrf_token" in names, f"{form.attrib} has no token"
        labelled = set(self.values("label", "for"))
        for tag in ("input", "select", "textarea"):
            for e in self.elements(tag):
                hidden = e.get("type") in {"hidden", "submit"}
                named = e.get("id") in labelled or e.get("aria-label")
                assert hidden or named, f"{e.attrib} has no label"
        for tag in ("button", "a"):
            for e in self.elements(tag):
                assert _words(e) or e.get("aria-label"), f"{tag} {e.attrib} is mute"

    def _check_nothing_inline(self):
        assert not self.elements("style")
        for e in self.root.iter():
            assert not [a for a in e.attrib if a == "style" or a.startswith("on")]
        for script in self.elements("script"):
            assert script.get("src", "").startswith("/static/")
        for link in self.values("link", "href") + self.values("img", "src"):
            assert not urlsplit(link).netloc, f"{link} leads to another host"

    def _check_headers(self):
        headers = self.response.headers
        assert headers["Content-Security-Policy"] == POLICY
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert "HX-Request" in headers.getlist("Vary")

    def _check_frame(self):
        assert all(self.values("html", "lang")), "the page names no language"
        title = re.sub(r"\s+", " ", unescape(_words(self.elements("title")[0])))
        (heading,) = self.elements("h1")
        assert title == f"{_words(heading)} – Trainer"
        levels = [
            int(e.tag[1]) for e in self.root.iter() if e.tag in {"h1", "h2", "h3", "h4"}
        ]
        assert levels[0] == 1, f"the first heading is of level {levels[0]}"
        assert all(low - high <= 1 for high, low in pairwise(levels)), (
            f"levels jump: {levels}"
        )


def _words(element):
    return re.sub(r"\s+", " ", " ".join(element.itertext())).strip()
