"""What the YAML parser says, in an author's words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

_SAYINGS = (
    (
        "mapping values are not allowed",
        "A value cannot go on with “: ” here.",
        "Put the value in double quotes, or begin each setting in the same column.",
    ),
    (
        "cannot start any token",
        "A value cannot begin with this character.",
        "Put the value in double quotes; indent with spaces, not with tabs.",
    ),
    (
        "unknown escape character",
        "A backslash before this character means nothing here.",
        "Write two backslashes, or none.",
    ),
    (
        "could not find expected ':'",
        "A “:” is missing after the name of this setting.",
        "Write “key: value”.",
    ),
    (
        "quoted scalar",
        "A quote that opens here is not closed.",
        "Close it, or put a backslash before a quote inside double quotes.",
    ),
    (
        "flow",
        "A bracket that opens here is not closed.",
        "Close it, and put a comma between its parts.",
    ),
    (
        "block",
        "This line does not fit under the one before it.",
        "Begin settings of one level in the same column, each as “key: value”.",
    ),
)
_OPENS = ("quoted scalar", "flow")
"""What is best shown where it opens, not where the parser gave up."""

_TAB = re.compile(r" *\t")
_NO_COLON = re.compile(r"[A-Za-z][\w-]*(?: [^:#\[{\"'][^:]*)?")
"""A line at the margin that is no setting, for want of a colon."""


def explain(problem: yaml.YAMLError, lines: Sequence[str]) -> tuple[int, int, str, str]:
    """Return line and column (from 0), what is wrong and how to mend it.

    Args:
        problem: As the parser has it.
        lines: What it was given; the cause is often the line before.
    """
    line, column, message, suggestion = _explained(problem)
    for near in range(min(line, len(lines) - 1), max(line - 2, -1), -1):
        if tab := _TAB.match(lines[near]):
            column, message = tab.end() - 1, "A tab indents this setting."
            return near, column, message, "Indent it with spaces."
        if _NO_COLON.fullmatch(lines[near].rstrip()):
            name, _, value = lines[near].strip().partition(" ")
            message = f"A “:” is missing after “{name[:40]}”."
            return near, len(name), message, f"Write “{name[:40]}: {value[:40]}”."
    return line, column, message, suggestion


def _explained(problem: yaml.YAMLError) -> tuple[int, int, str, str]:
    said = f"{getattr(problem, 'problem', '')} {getattr(problem, 'context', '')}"
    known = next((saying for saying in _SAYINGS if saying[0] in said), None)
    opens = known is not None and known[0] in _OPENS
    mark = getattr(problem, "context_mark" if opens else "problem_mark", None)
    line, column = (mark.line, mark.column) if mark else (0, 0)
    if known is None:
        return (
            line,
            column,
            "The settings cannot be read from here on.",
            "Write each as “key: value”, with the value in double quotes if in doubt.",
        )
    return line, column, known[1], known[2]
