"""What a sub-scene has wrong is told where all its callers have it."""

import pytest

from trainer.content.diagnostics import Diagnostic, Place, Severity
from trainer.scenarios.checks.common import common

PARTS = {"a.md": ["a.md", "sub.md"], "b.md": ["b.md", "sub.md"], "c.md": ["c.md"]}


def problem(code, file):
    return Diagnostic(
        place=Place(file, 4), code=code, severity=Severity.WARNING, message="Hm."
    )


@pytest.mark.parametrize(
    ("code", "file", "callers", "told"),
    [
        ("unreached-beat", "sub.md", ["a.md", "b.md"], 2),
        ("unreached-beat", "sub.md", ["a.md"], 0),
        ("long-speech", "sub.md", ["a.md"], 1),
        ("unreached-beat", "c.md", ["c.md"], 1),
    ],
)
def test_what_depends_on_the_caller_has_to_be_so_for_all(code, file, callers, told):
    found = {name: (problem(code, file),) if name in callers else () for name in PARTS}

    assert len(list(common(found, PARTS))) == told
