"""README and docs say what the code says."""

import ast
import re

import pytest

from tests.structure.generated import PLACES, rewritten
from tests.structure.source import MODULES, ROOT, name_of, tracked, tree_of

DOCS = ROOT / "docs"
MESSAGES = DOCS / "guide" / "messages.md"
ADRS = sorted((DOCS / "adr").glob("*.md"))
PAGES = [p for p in tracked() if p.suffix == ".md" and "vendor" not in p.parts]
PARTS = ["Context", "Decision", "Alternatives", "Consequences", "Status"]


def codes():
    """The code of every diagnostic: the second argument of error(…) and warn(…)."""
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                code = node.args[1] if len(node.args) > 1 else None
                known = node.func.attr in {"error", "warn"}
                if known and isinstance(code, ast.Constant):
                    yield code.value


@pytest.mark.parametrize("path", PLACES, ids=name_of)
def test_the_generated_part_is_up_to_date(path):
    assert path.read_text(encoding="utf-8") == rewritten(path), "run `make docs`"


def test_every_message_to_authors_has_an_entry():
    explained = re.findall(
        r"^### ([a-z0-9-]+)$", MESSAGES.read_text("utf-8"), re.MULTILINE
    )
    assert sorted(set(codes())) == explained


@pytest.mark.parametrize("path", ADRS, ids=name_of)
def test_a_decision_is_told_in_five_parts_on_one_page(path):
    text = path.read_text(encoding="utf-8")
    headings = re.findall(r"(?m)^## (\w+)", text)
    assert headings == PARTS
    assert text.startswith(f"# {int(path.stem[:4])}. ")
    assert text.count("\n") <= 60


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_link_between_pages_leads_somewhere(path):
    prose = re.sub(r"(?ms)^```.*?^```|`[^`]*`", "", path.read_text("utf-8"))
    links = re.findall(r"\]\(([^)#\s:]+)(?:#[^)]*)?\)", prose)
    lost = [link for link in links if not (path.parent / link).exists()]
    assert lost == []


def test_make_lists_every_target_once():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    listed = re.findall(r"(?m)^([a-z]+):.*## ", makefile)
    assert len(listed) == len(set(listed))
    assert {"run", "test", "check", "docs"} <= set(listed)
