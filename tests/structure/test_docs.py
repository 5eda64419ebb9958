"""README and docs say what the code says."""

import re

import pytest

from tests.structure.generated import PLACES, rewritten
from tests.structure.messages import messages
from tests.structure.source import ROOT, name_of, tracked

DOCS = ROOT / "docs"
ADRS = sorted((DOCS / "adr").glob("*.md"))
PAGES = [p for p in tracked() if p.suffix == ".md" and "vendor" not in p.parts]
PARTS = ["Context", "Decision", "Alternatives", "Consequences", "Status"]


@pytest.mark.parametrize("path", PLACES, ids=name_of)
def test_the_generated_part_is_up_to_date(path):
    assert path.read_text(encoding="utf-8") == rewritten(path), "run `make docs`"


def test_every_message_to_authors_says_what_is_wrong():
    silent = [code for code, wordings in messages().items() if not wordings]
    assert silent == []


@pytest.mark.parametrize("path", ADRS, ids=name_of)
def test_a_decision_is_told_in_five_parts_on_one_page(path):
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"(?m)^## (\w+)", text)
    assert headings == PARTS
    assert text.startswith(f"# {int(path.stem[:4])}. ")
    assert text.count("\n") <= 60


def links(page):
    """Where a page links to, within the project."""
    prose = re.sub(r"(?ms)^```.*?^```|`[^`]*`|\\.", "", page.read_text("utf-8"))
    found = re.findall(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)", prose)
    return [page.parent / link for link in found]


def test_a_link_between_pages_leads_somewhere():
    lost = [
        f"{name_of(page)}: {link.name}"
        for page in PAGES
        if not name_of(page).startswith("content/")
        for link in links(page)
        if not link.exists()
    ]
    assert lost == []


def test_make_lists_every_target_once():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = re.findall(r"(?m)^([a-z]+):.*## ", makefile)
    assert len(listed) == len(set(listed))
    assert {"run", "test", "check", "docs"} <= set(listed)
