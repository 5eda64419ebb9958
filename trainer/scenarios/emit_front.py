"""Put the settings at the top of a file into canonical order, values as written."""

from __future__ import annotations

from collections.abc import Sequence as Many

from trainer.content.diagnostics import Report
from trainer.content.frontmatter import Mapping, Node, Scalar, split
from trainer.scenarios.settings_words import SETTINGS

_ORDER = {name: at for at, name in enumerate(SETTINGS)}


def ordered_front(front: Many[str], settings: Mapping) -> tuple[str, ...]:
    """Return the lines between the two ``---``, in the order of ``SETTINGS``.

    A comment stays above the setting it stands above; unknown settings come last, as
    written. Where moving lines would change what they say, they stay where they are.

    Args:
        front: The lines as written.
        settings: What was read from them.
    """
    lines = [line.rstrip() for line in front]
    starts = [name.place.line - 2 for name, _ in settings.entries]
    if not starts or len(set(starts)) < len(starts):
        return tuple(lines)
    pieces, tail = _pieces(lines, starts)
    names = [name.text for name, _ in settings.entries]
    order = sorted(range(len(names)), key=lambda at: _ORDER.get(names[at], len(_ORDER)))
    moved = [line for at in order for line in pieces[at]] + tail
    return tuple(moved if _says(moved) == _says(lines) else lines)


def _pieces(lines: list[str], starts: list[int]) -> tuple[list[list[str]], list[str]]:
    """Cut lines into one piece for each setting, its comments first, and a tail."""
    heads = [
        _head(lines, start, floor)
        for start, floor in zip(starts, [0, *starts[:-1]], strict=True)
    ]
    tail = _head(lines, len(lines), starts[-1] + 1)
    ends = [*heads[1:], tail]
    pieces = [
        [line for line in lines[head:start] if line] + lines[start:end]
        for head, start, end in zip(heads, starts, ends, strict=True)
    ]
    return pieces, [line for line in lines[tail:] if line]


def _head(lines: list[str], start: int, floor: int) -> int:
    """Return where the comments directly above a line begin."""
    while start > floor and (not lines[start - 1] or lines[start - 1].startswith("#")):
        start -= 1
    return start


def _says(lines: Many[str]) -> object:
    """Return what lines say as settings, without places; ``None`` if not readable."""
    report = Report()
    settings, _ = split("\n".join(["---", *lines, "---", ""]), "", report)
    return None if report.errors else _plain(settings)


def _plain(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text, node.quoted
    if isinstance(node, Mapping):
        return frozenset((name.text, _plain(value)) for name, value in node.entries)
    return tuple(_plain(item) for item in node.items)
