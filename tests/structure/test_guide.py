"""Every whole file the guide shows is content that reads and compiles."""

import re

import pytest

from tests.structure.source import ROOT
from trainer.library import Library
from trainer.paths import CONTENT

GUIDE = ROOT / "docs" / "guide"
WHOLE_FILE = re.compile(r"(?ms)^`{3,}markdown\n(---\nid: (\S+)\n.*?)^`{3,}$")


@pytest.fixture(scope="module")
def library():
    """The examples of the guide beside the policies of the starter pack."""
    texts = {
        f"policies/{path.name}": path.read_text(encoding="utf-8")
        for path in (CONTENT / "policies").glob("*.md")
    }
    for page in sorted(GUIDE.glob("*.md")):
        for text, name in WHOLE_FILE.findall(page.read_text(encoding="utf-8")):
            folder = "policies" if "\neffective:" in text else "scenarios"
            texts[f"{folder}/{name}.md"] = text
    return Library(texts)


def test_the_examples_have_no_error(library):
    playable = list(library.scenarios())
    machines = [library.machine(file) for file in playable]
    assert [str(error) for error in library.report.errors] == []
    assert len(machines) >= 3
    assert None not in machines


def test_every_page_of_the_guide_is_found_from_its_first():
    index = (GUIDE / "index.md").read_text(encoding="utf-8")
    lost = [p.name for p in GUIDE.glob("*.md") if f"({p.name})" not in index]
    assert lost == ["index.md"]
