"""Lines of the form ``- key: value``, shared by everything authors write."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.content.diagnostics import Place

_FACT = re.compile(
    r"(?P<indent>[ \t]*)-[ \t]+(?P<key>[A-Za-z][A-Za-z0-9_-]*):(?:[ \t]+(?P<value>.*))?"
)

_IF = re.compile(r"(?:^|(?<=\s))if(?=\s|$)")
_QUOTED = re.compile(r'"(?:[^"\\]|\\(?s:.)?)*+"?|“[^”]*+”?')


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLine:
    """One fact as written on its line."""

    indent: str
    """Spaces and tabs before the ``-``."""
    key: str
    value: str
    """Without the space around it; empty where nothing follows the colon."""
    place: Place
    """Of the key."""
    value_place: Place
    """Of the first character of the value, or just behind the colon."""


def fact_in(line: str, file: str, number: int) -> FactLine | None:
    """Read a line as a fact; ``None`` where it is something else.

    A colon must be followed by a space or end the line, so that a list item with a
    web address in it stays a list item.

    Example:
        >>> fact_in("- severity: error", "returns.md", 30).value
        'error'
    """
    found = _FACT.fullmatch(line)
    if found is None:
        return None
    value = found["value"] or ""
    start = found.start("value") if value else found.end("key") + 1
    return FactLine(
        indent=found["indent"],
        key=found["key"],
        value=value.strip(),
        place=Place(file, number, found.start("key") + 1),
        value_place=Place(file, number, start + 1),
    )


def split_if(text: str) -> tuple[str, str | None, int]:
    """Split ``+2 if said(apology)`` at the first “if” that stands outside quotes.

    Returns:
        What stands before it, the condition (``None`` without an “if”), and the
        offset of the condition's first character in the text.

    Example:
        >>> split_if('"Well, if you insist." if mood >= 6')
        ('"Well, if you insist."', 'mood >= 6', 26)
    """
    found = None
    if "if" in text:
        blanked = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
        found = _IF.search(blanked)
    if found is None:
        return text.strip(), None, len(text)
    condition = text[found.end() :].strip()
    rest = text[found.end() :]
    return (
        text[: found.start()].strip(),
        condition,
        found.end() + len(rest) - len(rest.lstrip()),
    )
