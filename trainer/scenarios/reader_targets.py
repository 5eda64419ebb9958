"""Where a move leads: a beat, another file, or back to the caller."""

from __future__ import annotations

import re

from trainer.content.diagnostics import Place
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.reader_text import is_beat_id, slug
from trainer.scenarios.syntax import Target

KEPT = frozenset({"anywhere", "return"})
"""Ids of beats with a meaning of their own."""

_PATH = re.compile(r"[A-Za-z0-9_-]+(?:[./][A-Za-z0-9_-]+)*\.md")


def read_target(text: str, place: Place, problems: Problems) -> Target:
    """Read ``#beat``, ``file.md``, ``file.md#beat`` or ``#return``."""
    if text[:1] == "#" and is_beat_id(text[1:]) and text[1:] not in KEPT:
        return Target(text, place, text[1:])
    written = text.strip()
    place = place.shifted(len(text) - len(text.lstrip()))
    path, hashed, beat = written.partition("#")
    if not written or (hashed and not path and not beat):
        problems.error(
            place,
            "missing-target",
            "The move leads nowhere.",
            "Write the beat it leads to: “(#beat)”.",
        )
        return Target(written=written, place=place)
    if written == "#return":
        return Target(written=written, returns=True, place=place)
    if path and not hashed and not path.endswith(".md"):
        return _no_hash(written, place, problems)
    if path and not _good_path(path, place, problems):
        path = ""
    if hashed and not _good_beat(beat, place, problems):
        beat = slug(beat)
    return Target(written=written, beat=beat, path=path, place=place)


def _good_path(path: str, place: Place, problems: Problems) -> bool:
    if _PATH.fullmatch(path) and ".." not in path:
        return True
    problems.error(
        place,
        "bad-path",
        f"“{path[:60]}” is not a file a move can lead to.",
        "Write its name as it stands in the folder of scenarios, for example "
        "“verify-identity.md”.",
    )
    return False


def _no_hash(written: str, place: Place, problems: Problems) -> Target:
    beat = written if is_beat_id(written) else ""
    problems.error(
        place,
        "missing-hash",
        f"“{written[:60]}” is neither a beat nor a file.",
        f"Write “(#{slug(written) or 'beat'})” for a beat, "
        "“(file.md)” for a sub-scene.",
    )
    return Target(written=written, beat=beat, place=place)


def _good_beat(beat: str, place: Place, problems: Problems) -> bool:
    if beat == "anywhere":
        problems.error(
            place,
            "reserved-id",
            "“anywhere” is never entered, so nothing can lead to it.",
            "Its moves are open in every beat already.",
        )
        return True
    if is_beat_id(beat):
        return True
    problems.error(
        place,
        "bad-target",
        f"“#{beat[:60]}” cannot be a beat.",
        f"Did you mean “#{slug(beat)}”?"
        if slug(beat)
        else "Beats are named with small letters, digits and hyphens.",
    )
    return False
