"""What an author can do wrong is found before play, where it is, and can be mended."""

import json
import re
from functools import cache

import pytest
from click.testing import CliRunner

from tests.content.seeded import (
    FAULTS,
    bases,
    faults,
    library,
    pending,
    places,
    subject,
    written,
)
from trainer import paths
from trainer.cli import main

pytestmark = pytest.mark.usefixtures("uncounted")
BY_ID = {fault.id: fault for fault in faults()}
WANTED = 0.9
"""The share of the faults that can be mended for which it is said how."""
CRASH = {"file": "", "line": 0, "code": "crash", "severity": "", "suggestion": ""}
"""Stands for what the command should have said when it broke off instead."""
LIBRARY_WIDE = {"nine-of-ten", "no-cascade"}
"""Names in ``pending.toml`` that stand for a test and not for a fault."""


@pytest.fixture(autouse=True)
def _installation(tmp_path, monkeypatch):
    monkeypatch.setenv("TRAINER_INSTANCE", str(tmp_path / "instance"))


@pytest.fixture(scope="session")
def check(tmp_path_factory):
    """What ``trainer content check`` says of a seeded fault; each is checked once."""

    @cache
    def said(id_):
        return checked(written(BY_ID[id_], tmp_path_factory.mktemp(id_)))

    return said


def checked(folder):
    result = CliRunner().invoke(main, ["content", "check", "--json", str(folder)])
    if not result.stdout:
        return [CRASH | {"message": repr(result.exception)}]
    return json.loads(result.stdout)["diagnostics"]


def mends(fault, told):
    offered = told["suggestion"] or ""
    return bool(
        re.search(fault.suggestion, offered)
        if isinstance(fault.suggestion, str)
        else offered or not fault.suggestion
    )


def lacks(fault, told):
    """What this one message about the fault leaves to be wished for."""
    wishes = {
        "severity": fault.severity in {"either", told["severity"]},
        "line": (told["file"], told["line"]) in places(fault),
        "suggestion": mends(fault, told),
    }
    return [wish for wish, granted in wishes.items() if not granted]


def about(fault, diagnostics):
    """The messages that name what the fault is about."""
    return [
        told
        for told in diagnostics
        if re.search(fault.names, f"{told['message']} {told['suggestion'] or ''}")
    ]


def shortcomings(fault, diagnostics):
    """What is missing in the best message about *fault*; nothing if all is well."""
    found = [lacks(fault, told) for told in about(fault, diagnostics)]
    return min(found, key=len, default=["found"])


def unless_pending(name):
    """A mark: the test is expected to fail as long as ``pending.toml`` names it."""
    reason = pending().get(name, "")
    return pytest.mark.xfail(bool(reason), strict=True, reason=reason)


def marked(fault):
    return pytest.param(fault, id=fault.id, marks=unless_pending(fault.id))


@pytest.mark.parametrize("fault", [marked(fault) for fault in faults()])
def test_a_fault_is_told_before_play_by_line_and_name_with_a_way_to_mend_it(
    fault, check
):
    diagnostics = check(fault.id)

    missing = shortcomings(fault, diagnostics)

    assert not missing, (
        f"{fault.wrong} Missing: {', '.join(missing)}; "
        f"wanted {fault.severity} at {sorted(places(fault))}; said: {diagnostics[:6]}"
    )


@pytest.mark.parametrize("name", bases())
def test_a_library_without_a_fault_gets_no_error_and_no_warning(name, tmp_path):
    for file, text in bases()[name].items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, encoding="utf-8")

    assert checked(tmp_path) == []


def test_the_shipped_content_gets_no_error_and_no_warning():
    assert checked(paths.CONTENT) == []


@unless_pending("nine-of-ten")
def test_nine_of_ten_faults_come_with_a_way_to_mend_them(check):
    mendable = [fault for fault in faults() if fault.suggestion]

    mended = [
        fault
        for fault in mendable
        if any(mends(fault, told) for told in about(fault, check(fault.id)))
    ]

    assert len(mended) >= WANTED * len(mendable)


@unless_pending("no-cascade")
def test_a_fault_in_a_policy_is_not_told_as_a_missing_policy(check):
    misled = {
        fault.id
        for fault in faults()
        if subject(fault).startswith("policies/")
        and fault.id != "policy-is-not-its-file"
        for told in check(fault.id)
        if told["code"] == "unknown-policy" and told["suggestion"] == "Write it first."
    }

    assert misled == set()


def test_every_fault_has_an_id_of_its_own_and_is_told_somewhere():
    assert len(BY_ID) == len(faults())
    assert set(pending()) <= set(BY_ID) | LIBRARY_WIDE
    for fault in faults():
        assert places(fault), fault.id
        assert library(fault) != bases()[fault.base]


def test_the_tables_are_explained_and_cover_every_part_of_the_language():
    tables = {file.stem for file in FAULTS.glob("*.toml")} - {"bases", "pending"}

    assert tables == {
        "conditions",
        "desk",
        "effects",
        "endings",
        "flow",
        "plays",
        "policies",
        "settings",
        "spelling",
        "subscenes",
    }
    assert len(faults()) >= 80
