"""What must never be committed, and what must not be left open."""

import re

import pytest

from tests.structure.source import ROOT, name_of, tracked

VENDORED = ("static/vendor/", "static/js/vendor/", "tests/browser/vendor/")
LOCKS = ["requirements.lock", "requirements-dev.lock"]
# A letter stands in brackets, so that this file does not find itself.
OPEN_ENDS = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b")
MACHINE = re.compile(
    r"(?<![\w.])/(wor[k]|roo[t]|hom[e]|far[m])/\w|pyp[i]\.org|npmj[s]\.org"
)


def texts():
    for path in tracked():
        if name_of(path).startswith(VENDORED):
            continue
        try:
            yield name_of(path), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize("pattern", [OPEN_ENDS, MACHINE], ids=["open ends", "machine"])
def test_no_file_keeps(pattern):
    found = [f"{name}: {m[0]}" for name, t in texts() if (m := pattern.search(t))]
    assert found == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_by_hash_and_names_no_address(name):
    lock = (ROOT / name).read_text(encoding="utf-8")
    packages = [line for line in lock.splitlines() if re.match(r"\w", line)]
    assert "://" not in lock
    assert packages
    assert all(re.match(r"\S+==\S+ .*\\$", line) for line in packages)
    assert lock.count("--hash=sha256:") >= len(packages)
