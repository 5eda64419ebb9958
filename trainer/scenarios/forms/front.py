"""The settings at the top of a file, changed one entry at a time.

Values are given as they would stand on one line (``79.00``, ``"2207 615"``,
``[a, b]``). Entries and their parts that say the same as before keep their lines,
comments included. Every edit is read again: one that would say something else than
was meant is not made.
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence as Many
from dataclasses import dataclass

from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter import Mapping, Node, Scalar, Sequence, split
from trainer.content.types import Text
from trainer.content.values import infer
from trainer.scenarios.forms.sheet import lines_with_ends
from trainer.scenarios.settings_words import SETTINGS

_ORDER = {name: at for at, name in enumerate(SETTINGS)}
_FLOW = frozenset({"rubric", "meters", "bind"})
"""Mappings that begin on one line."""

_INDENT = "  "
_FENCE = "---"

Parts = Map[str, str]
"""Name → value on one line, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Front:
    lines: list[str]
    """Of the whole text, with their ends."""
    settings: Mapping
    fence: int
    """The index of the closing ``---``."""
    newline: str


def with_entry(text: str, key: str, value: str | Parts | None) -> str | None:
    """Return the text with one setting changed, added in its place, or taken out.

    Args:
        text: A whole file.
        key: The setting.
        value: On one line, or name → value for a mapping; nothing: take it out.

    Returns:
        The new text, or ``None`` where the settings cannot be read, or changing them
        here would say something else.
    """
    front = _open(text)
    if front is None:
        return None
    if says(front.settings.get(key)) == _wanted(value):
        return text
    lines = _lines(front, key, value)
    start, end = _place(front, key)
    ended = [f"{line}{front.newline}" for line in lines]
    changed = "".join((*front.lines[:start], *ended, *front.lines[end:]))
    return changed if _only_this(front.settings, changed, key, value) else None


def value_on_a_line(text: str, *, as_text: bool = False, inside: bool = True) -> str:
    """Return a value so that it is read as typed: in quotes only where it must.

    Args:
        text: The value; line breaks become spaces.
        as_text: Whether digits or yes and no are meant as text, which needs quotes.
        inside: Whether it stands inside brackets, where a comma parts values.
    """
    plain = " ".join(text.split())
    if not as_text and _is_read_as(plain, inside=inside):
        return plain
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def list_on_a_line(items: Many[str]) -> str:
    """Return ``[one, another]``."""
    return f"[{', '.join(value_on_a_line(item) for item in items)}]"


def node_on_a_line(node: Node) -> str:
    """Return a value as it would stand on one line."""
    if isinstance(node, Scalar):
        return value_on_a_line(node.text, as_text=node.quoted)
    if isinstance(node, Mapping):
        inner = ", ".join(f"{n.text}: {node_on_a_line(v)}" for n, v in node.entries)
        return f"{{{inner}}}"
    return f"[{', '.join(node_on_a_line(item) for item in node.items)}]"


def says(node: Node | None) -> object:
    """Return what a value says, without its place and layout."""
    if node is None:
        return None
    if isinstance(node, Scalar):
        return node.text, node.quoted and _is_typed(node.text)
    if isinstance(node, Mapping):
        return tuple((name.text, says(value)) for name, value in node.entries)
    return [says(item) for item in node.items]


def _open(text: str) -> _Front | None:
    report = Report()
    settings, body = split(text, "", report)
    if report.errors or not settings.entries:
        return None
    lines = list(lines_with_ends(text))
    starts = [name.place.line for name, _ in settings.entries]
    if len(set(starts)) < len(starts) or starts[0] == 1:
        return None
    newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
    return _Front(lines=lines, settings=settings, fence=body - 2, newline=newline)


def _wanted(value: str | Parts | None) -> object:
    if value is None or isinstance(value, str):
        return None if value is None else says(_read_node(value))
    pairs = tuple((name, says(_read_node(one))) for name, one in value.items())
    return pairs or None


def _read_node(value: str) -> Node | None:
    settings, _ = split(f"{_FENCE}\nk: {value}\n{_FENCE}\n", "", Report())
    return settings.get("k")


def _is_read_as(plain: str, *, inside: bool) -> bool:
    """Tell whether a value means itself where it stands."""
    node = _read_node(f"[{plain}]" if inside else plain)
    if inside and isinstance(node, Sequence) and len(node.items) == 1:
        node = node.items[0]
    return isinstance(node, Scalar) and (node.text, node.quoted) == (plain, False)


def _is_typed(text: str) -> bool:
    """Tell whether a value is no text when it stands without quotes."""
    bare = Scalar(text=text, quoted=False, place=Place(""))
    return not isinstance(infer(bare)[0], Text)


def _place(front: _Front, key: str) -> tuple[int, int]:
    """Return the lines of an entry, or the empty place where it belongs."""
    names = [name for name, _ in front.settings.entries]
    starts = [name.place.line - 1 for name in names] + [front.fence]
    for at, name in enumerate(names):
        if name.text == key:
            return starts[at], _head(front.lines, starts[at + 1], starts[at] + 1)
    rank = _ORDER.get(key, len(_ORDER))
    later = (at for at, n in enumerate(names) if _ORDER.get(n.text, len(_ORDER)) > rank)
    at = next(later, len(names))
    start = _head(front.lines, starts[at], starts[at - 1] + 1 if at else 1)
    return start, start


def _head(lines: Many[str], start: int, floor: int) -> int:
    """Return where the comments and blank lines directly above a line begin."""
    while start > floor and (
        not lines[start - 1].strip() or lines[start - 1].startswith("#")
    ):
        start -= 1
    return start


def _lines(front: _Front, key: str, value: str | Parts | None) -> list[str]:
    node = front.settings.get(key)
    if value is None or value == {}:
        return []
    if isinstance(value, str):
        return [f"{key}: {value}"]
    if isinstance(node, Mapping) and node.entries:
        first = node.entries[0][0].place.line
        key_line = front.settings.key(key)
        if key_line is not None and first > key_line.place.line:
            return _block(front, key, node, value)
        return [_flow(key, value)]
    if key in _FLOW:
        return [_flow(key, value)]
    return [f"{key}:", *(f"{_INDENT}{name}: {one}" for name, one in value.items())]


def _flow(key: str, value: Parts) -> str:
    return f"{key}: {{{', '.join(f'{name}: {one}' for name, one in value.items())}}}"


def _block(front: _Front, key: str, node: Mapping, value: Parts) -> list[str]:
    """Return a block whose unchanged parts keep their lines and comments."""
    start, end = _place(front, key)
    own = [line.rstrip("\r\n") for line in front.lines[start:end]]
    begins = [name.place.line - 1 - start for name, _ in node.entries]
    heads = [_note(own, at, low) for at, low in zip(begins, [1, *begins], strict=False)]
    stops = [*heads[1:], len(own)]
    before = {
        name.text: (own[head:begin], own[begin:stop], says(one))
        for (name, one), head, begin, stop in zip(
            node.entries, heads, begins, stops, strict=True
        )
    }
    indent = own[begins[0]][: node.entries[0][0].place.column - 1]
    lines = own[: heads[0]]
    for name, one in value.items():
        note, old, told = before.get(name, ([], [], None))
        same = told == says(_read_node(one))
        lines += [*note, *(old if same else [f"{indent}{name}: {one}"])]
    return lines


def _note(lines: Many[str], start: int, floor: int) -> int:
    """Return where the comments directly above a part begin."""
    while start > floor and lines[start - 1].lstrip().startswith("#"):
        start -= 1
    return start


def _only_this(before: Mapping, text: str, key: str, value: str | Parts | None) -> bool:
    """Tell whether a text has one setting as wanted and all others as before."""
    report = Report()
    after, _ = split(text, "", report)
    others = [(n.text, says(v)) for n, v in before.entries if n.text != key]
    kept = [(n.text, says(v)) for n, v in after.entries if n.text != key]
    told = says(after.get(key))
    return not report.errors and others == kept and (told or None) == _wanted(value)
