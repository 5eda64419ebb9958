"""What is copied from elsewhere is what its manifest says."""

import hashlib
import json

import pytest

from trainer.paths import DATA, STATIC

MANIFEST = json.loads((STATIC / "vendor" / "manifest.json").read_text("utf-8"))
PINNED = json.loads((DATA / "package.json").read_text("utf-8"))["dependencies"]


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_a_vendored_file_is_the_one_that_was_copied(row):
    content = (STATIC / row["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert PINNED[row["name"]] == row["version"]
    bundled = row.get("parts", {})
    assert {name: PINNED[name] for name in bundled} == bundled
    assert row["licence"]


def test_the_manifest_leaves_nothing_out():
    listed = {row["file"] for row in MANIFEST} | {"vendor/manifest.json"}
    kept = {p.relative_to(STATIC).as_posix() for p in (STATIC / "vendor").iterdir()}
    assert {name for name in kept if not name.endswith(".txt")} <= listed


def test_the_tool_that_looks_for_accessibility_faults_is_unchanged():
    folder = DATA / "tests" / "browser" / "vendor"
    digest = hashlib.sha256((folder / "axe.min.js").read_bytes()).hexdigest()
    assert digest in (folder / "README.md").read_text(encoding="utf-8")
