"""A person's visit in a real browser, and what is looked at on every page."""

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

HERE = Path(__file__).parent
AXE = HERE / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW, SMALLEST = 1280, 390, 320
LOOKS = [(width, theme) for width in (WIDE, NARROW) for theme in ("light", "dark")]
HEIGHTS = {WIDE: 900, NARROW: 844, SMALLEST: 640}


@dataclass
class Watch:
    """Everything that went wrong behind a page, by its own account."""

    host: str
    allowed: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def allow(self, *parts):
        """Expect messages that contain one of these, such as ``409``."""
        self.allowed.extend(parts)

    def follow(self, context):
        context.on("page", self._follow_page)
        context.on("request", self._note_request)

    def _follow_page(self, page):
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self._note(f"page error: {error}"))

    def _note_console(self, message):
        if message.type in {"error", "warning"}:
            self._note(f"console {message.type}: {message.text} {message.location}")

    def _note_request(self, request):
        address = urlsplit(request.url)
        if address.scheme not in {"data", "blob"} and address.netloc != self.host:
            self._note(f"request to another host: {request.url}")

    def _note(self, fault):
        if not any(part in fault for part in self.allowed):
            self.faults.append(fault)


def sign_in(page, person):
    """Sign in as a person of the site, by staff number and password."""
    page.goto("/sign-in")
    page.get_by_label("Staff number").fill(person.staff_number)
    page.get_by_label("Password or one-time code").fill(person.password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda url: "/sign-in" not in url)


def faults_of(page):
    """Return what axe finds wrong, one line an element, each with the rule's name."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})",
        RULES,
    )
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def axe(page):
    """Fail if axe finds an accessibility fault."""
    faults = faults_of(page)
    assert not faults, "\n".join([page.url, *faults])


def no_sideways_scroll(page, width=SMALLEST):
    """Fail if the page is wider than a screen of that many pixels."""
    before = page.viewport_size
    page.set_viewport_size({"width": width, "height": HEIGHTS.get(width, 800)})
    wide = page.evaluate(
        """() => {
          const shown = document.documentElement.clientWidth;
          const over = document.documentElement.scrollWidth - shown;
          const widest = [...document.body.querySelectorAll("*")]
            .filter(e => e.getBoundingClientRect().right > shown + 1)
            .slice(0, 3).map(e => e.outerHTML.slice(0, 80));
          return over > 0 ? {over, widest} : null;
        }"""
    )
    page.set_viewport_size(before)
    assert wide is None, f"{page.url} at {width} px: {wide}"


def inspect(page, width=SMALLEST):
    """Look at a page as it stands: no accessibility fault, no sideways scrolling."""
    axe(page)
    no_sideways_scroll(page, width)


def look_around(page):
    """Inspect a page as it stands, in both widths and both themes."""
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.emulate_media(color_scheme=theme)
        inspect(page)
    page.set_viewport_size({"width": WIDE, "height": HEIGHTS[WIDE]})


def shoot(page, path, *, full_page=False):
    """Keep a picture of the page at that path; folders are made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=full_page, animations="disabled")
