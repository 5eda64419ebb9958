"""The settings at the top of a file: YAML, read as plain text with places.

Nothing is guessed here: ``34.90``, ``no`` and ``007`` stay what was written, and the
schema of the file gives them their type. What makes YAML surprising or dangerous
(anchors, aliases, tags, keys given twice, deep nesting) is refused from the stream of
events, before anything is built that could grow.
"""

from __future__ import annotations

import yaml

from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter_build import Builder
from trainer.content.frontmatter_mend import explain
from trainer.content.nodes import Mapping, Node, Scalar, Sequence
from trainer.content.text import LONGEST_FILE, lines_of

__all__ = ["LONGEST", "Mapping", "Node", "Scalar", "Sequence", "split"]

LONGEST = 65_536
"""Characters of all settings together."""

_FENCE = "---"
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def split(
    text: str, file: str, report: Report, lines: list[str] | None = None
) -> tuple[Mapping, int]:
    """Read the front matter of a file.

    Args:
        text: The whole file.
        file: Its name in messages.
        report: Takes what is wrong with the settings, and with the lines of the text.
        lines: Of the text, where ``lines_of`` has cut it already.

    Returns:
        The settings (none where they are missing or broken, after an error), and the
        number of the first line of the body, counted from 1.
    """
    if lines is None:
        lines = lines_of(text, file, report)
    nothing = Mapping(place=Place(file))
    if len(text) > LONGEST_FILE:
        return nothing, 1
    if not lines or lines[0].rstrip() != _FENCE:
        report.error(
            Place(file),
            "settings-missing",
            "This file does not begin with its settings.",
            "Begin with a line “---”, then “id: …” and “title: …”, then “---”.",
        )
        return nothing, 1
    end = _end(lines)
    if end is None:
        end = _guessed_end(lines)
        report.error(
            Place(file),
            "settings-open",
            "The settings that begin here have no end.",
            "Write a line “---” after the last of them.",
        )
        body = end + 1
    else:
        body = end + 2
    return _read(lines[1:end], file, report) or nothing, body


def _end(lines: list[str]) -> int | None:
    ends = (i for i, line in enumerate(lines) if i and line.rstrip() == _FENCE)
    return next(ends, None)


def _guessed_end(lines: list[str]) -> int:
    """Return where the body seems to begin: the first heading, else nowhere."""
    heads = (i for i, line in enumerate(lines) if line.startswith(("# ", "## ")))
    return next(heads, len(lines))


def _read(lines: list[str], file: str, report: Report) -> Mapping | None:
    text = "\n".join([*lines, ""])
    if len(text) > LONGEST:
        report.error(
            Place(file, 2),
            "settings-too-long",
            f"The settings have {len(text):,} characters; {LONGEST:,} are read.",
            "Move what is not a setting below them.",
        )
        return None
    builder = Builder(file=file, report=report)
    try:
        for event in yaml.parse(text, _Loader):
            if not builder.take(event):
                return None
    except yaml.YAMLError as problem:
        line, column, message, suggestion = explain(problem, lines)
        place = Place(file, min(line, len(lines)) + 2, column + 1)
        report.error(place, "settings-syntax", message, suggestion)
        return None
    return builder.root(Place(file, 2))
