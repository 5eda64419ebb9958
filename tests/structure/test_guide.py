"""Every example of the guide is content that reads, compiles and plays."""

import re

import pytest

from tests.structure.source import ROOT
from trainer.library import Library
from trainer.paths import CONTENT

GUIDE = ROOT / "docs" / "guide"
FENCE = re.compile(r"(?ms)^```(scenario|policy|play)\n(.*?)^```")


def examples():
    for page in sorted(GUIDE.glob("*.md")):
        yield from FENCE.findall(page.read_text(encoding="utf-8"))


def library_of_examples():
    texts = {
        f"policies/{path.name}": path.read_text(encoding="utf-8")
        for path in (CONTENT / "policies").glob("*.md")
    }
    name = ""
    for kind, text in examples():
        found = re.search(r"^id: (\S+)", text, re.MULTILINE)
        name = found[1] if found else name
        folder = "policies" if kind == "policy" else "scenarios"
        suffix = "play" if kind == "play" else "md"
        texts[f"{folder}/{name}.{suffix}"] = text
    return Library(texts)


@pytest.fixture(scope="module")
def library():
    return library_of_examples()


def test_the_guide_has_an_example_of_each_kind():
    assert {kind for kind, _ in examples()} == {"scenario", "policy", "play"}


def test_the_examples_have_no_error(library):
    for file in library.scenarios():
        assert library.machine(file) is not None
    assert [str(error) for error in library.report.errors] == []
