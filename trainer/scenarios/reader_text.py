r"""Text an author wrote: escapes, fills in braces, quotes and ids.

Shared by the reader, the reader of plays and the compiler, so that ``\{`` or a quoted
bar mean the same everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

ESCAPABLE = "[](){}*_`\\"
"""What a backslash makes literal in labels and text."""

MAX_MOVE_ID = 16
"""Characters of a ``^id``."""

_BEAT_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_MOVE_ID = re.compile(r"[a-z0-9-]{1,16}")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_FILL = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?")
_ESCAPE = re.compile(r"\\([\[\](){}*_`\\])")
_SPECIAL = re.compile(r"[\[\]{}*_`\\]")
_BRACES = re.compile(r"\\.|\{[^{}]*\}|[{}]", re.DOTALL)
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


class Piece(NamedTuple):
    """A stretch of text: literal, or the name of what fills it."""

    text: str
    """Literal text as written, still escaped; or a name without its braces."""
    fill: bool
    offset: int
    """Characters before it."""


def is_beat_id(text: str) -> bool:
    """Tell whether the text may name a beat: ``[a-z][a-z0-9-]{0,39}``."""
    return _BEAT_ID.fullmatch(text) is not None


def is_move_id(text: str) -> bool:
    """Tell whether the text may be a ``^id``: ``[a-z0-9-]{1,16}``."""
    return _MOVE_ID.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Tell whether the text may be a name or a word: ``[a-z][a-z0-9_]*``."""
    return _NAME.fullmatch(text) is not None


def slug(text: str) -> str:
    """Return the id nearest to a text, ``Start here!`` → ``start-here``; or nothing."""
    seen = _UNSEEN.sub("", text[:80])
    joined = _NOT_IN_ID.sub("-", seen.casefold()).strip("-")
    return joined.lstrip("0123456789-")[:40].rstrip("-")


def unescape(text: str) -> str:
    r"""Return plain text without its backslashes: ``\[`` → ``[``."""
    return _ESCAPE.sub(r"\1", text) if "\\" in text else text


def escape(text: str) -> str:
    r"""Return text that is read as just these words: ``[`` → ``\[``.

    Round brackets need no backslash; one is read where an author wrote it.
    """
    return _SPECIAL.sub(r"\\\g<0>", text)


def pieces(text: str) -> tuple[Piece, ...]:
    r"""Cut text at its fills: ``Hi {name}.`` → literal, fill, literal.

    Braces that hold no name are literal here; ``loose_braces`` finds them.
    """
    found: list[Piece] = []
    start = 0
    for match in _BRACES.finditer(text):
        inner = match.group()[1:-1]
        if match.group()[0] != "{" or not _FILL.fullmatch(inner):
            continue
        if match.start() > start:
            literal = text[start : match.start()]
            found.append(Piece(text=literal, fill=False, offset=start))
        found.append(Piece(text=inner, fill=True, offset=match.start() + 1))
        start = match.end()
    if start < len(text):
        found.append(Piece(text=text[start:], fill=False, offset=start))
    return tuple(found)


def loose_braces(text: str) -> Iterator[tuple[int, str]]:
    r"""Yield (offset, text) of braces that are neither a fill nor escaped."""
    for match in _BRACES.finditer(text):
        written = match.group()
        if written[0] == "\\" or _FILL.fullmatch(written[1:-1]):
            continue
        yield match.start(), written


def split_outside_quotes(text: str, mark: str) -> list[tuple[int, str]]:
    """Cut text at a mark, except inside straight double quotes.

    Args:
        text: e.g. ``sorry | "yes | no"``.
        mark: One character, e.g. ``|``.

    Returns:
        (offset, part) for each part, stripped; empty parts are kept.
    """
    parts: list[tuple[int, str]] = []
    start, quoted = 0, False
    for at, char in enumerate(text):
        if char == '"':
            quoted = not quoted
        elif char == mark and not quoted:
            parts.append(_stripped(text, start, at))
            start = at + 1
    parts.append(_stripped(text, start, len(text)))
    return parts


def _stripped(text: str, start: int, end: int) -> tuple[int, str]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), part.strip()
