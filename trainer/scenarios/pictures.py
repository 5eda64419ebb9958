"""Pictures a beat shows: their names, and the words for whoever cannot see them."""

from __future__ import annotations

import posixpath
import re
from typing import NamedTuple

PICTURE = "picture"
"""The kind of a line that is a picture."""

TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
}
"""Ending → media type. No drawings that could carry scripts (SVG)."""

_ENDING = "|".join(re.escape(ending) for ending in TYPES)
_NAME = re.compile(rf"[A-Za-z0-9_-]{{1,60}}(?:{_ENDING})")
_SHOWN = re.compile(rf"(?P<name>{_NAME.pattern})(?:\s+[\"“](?P<words>[^\"“”]*)[\"”])?")


class Picture(NamedTuple):
    """Something to look at."""

    file: str
    """As the library names it: ``scenarios/letter.png``."""
    words: str
    """What it shows, for whoever cannot see it; empty where the author gave none."""

    @property
    def name(self) -> str:
        """Its name beside the scenario."""
        return posixpath.basename(self.file)


def picture_of(file: str, value: str) -> Picture | None:
    """Return the picture a ``show`` names, or ``None`` if it names none as it should.

    Args:
        file: The scenario file it stands in, as the library names it.
        value: As written: ``letter.png "A letter of 3 May."``.
    """
    found = _SHOWN.fullmatch(value.strip())
    if found is None:
        return None
    beside = posixpath.join(posixpath.dirname(file), found["name"])
    return Picture(beside, (found["words"] or "").strip())


def is_picture(name: str) -> bool:
    """Say whether a plain name could be a picture's."""
    return _NAME.fullmatch(name) is not None
