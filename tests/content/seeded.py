"""Seeded faults: small libraries with one mistake each, and where it has to be told.

The tables stand in ``faults/*.toml``; ``faults/README.md`` explains their keys.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FAULTS = Path(__file__).parent / "faults"
ROOT = FAULTS.parents[2]
WHOLE = ("title:", "good:", "pass:", "rubric:", "deal:")
"""Settings on whose line something about the whole scenario may be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A mistake of an author, as its table says it."""

    id: str
    wrong: str
    base: str
    severity: str
    names: str
    file: str = ""
    old: str = ""
    new: str = ""
    append: str = ""
    copy_to: str | tuple[str, ...] = ()
    encoding: str = ""
    times: int = 0
    offset: int = 0
    also: tuple[dict[str, str], ...] = ()
    at: str | tuple[str, ...] = ()
    suggestion: str | bool = False


@cache
def bases():
    """The rows of ``bases.toml``: name → texts by their path in a library."""
    rows = tomllib.loads((FAULTS / "bases.toml").read_text(encoding="utf-8"))
    return {
        name: {
            file: (ROOT / row["folder"] / file).read_text(encoding="utf-8")
            for file in row["files"]
        }
        for name, row in rows.items()
    }


@cache
def faults():
    """Every seeded fault, in the order of the tables."""
    tables = [
        file
        for file in sorted(FAULTS.glob("*.toml"))
        if file.stem not in {"bases", "pending"}
    ]
    rows = [
        row
        for table in tables
        for row in tomllib.loads(table.read_text(encoding="utf-8"))["fault"]
    ]
    return [
        Fault(**{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()})
        for row in rows
    ]


@cache
def pending():
    """What the product does not say yet: id → what is missing."""
    return tomllib.loads((FAULTS / "pending.toml").read_text(encoding="utf-8"))


def subject(fault):
    """The file in which the mistake is made."""
    return fault.file or next(iter(bases()[fault.base]))


def replaced(text, old, new):
    """*text* with *old*, which must stand in it exactly once, as *new*."""
    assert text.count(old) == 1, f"{text.count(old)} times in the base: {old!r}"
    return text.replace(old, new)


def inserted(fault):
    """The text that the mistake puts in."""
    if not fault.times:
        return fault.new
    return "".join(fault.new.replace("{n}", str(n + 1)) for n in range(fault.times))


def surroundings(fault):
    """The library with every edit of the fault but the one that is the mistake."""
    texts = dict(bases()[fault.base])
    file = subject(fault)
    for copy in [fault.copy_to] if isinstance(fault.copy_to, str) else fault.copy_to:
        texts[copy] = texts[file]
    for edit in fault.also:
        where = edit.get("file", file)
        texts[where] = replaced(texts[where], edit["old"], edit["new"])
    return texts


def library(fault):
    """The texts of the faulty library, by their path in it."""
    texts = surroundings(fault)
    file = subject(fault)
    if fault.old:
        texts[file] = replaced(texts[file], fault.old, inserted(fault))
    texts[file] += fault.append
    return texts


def written(fault, folder):
    """The faulty library on disk in *folder*, which is returned."""
    for name, text in library(fault).items():
        content = text.encode("utf-8")
        if fault.encoding and name == subject(fault):
            new = fault.new
            content = content.replace(new.encode("utf-8"), new.encode(fault.encoding))
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return folder


def line_of(text, position):
    """The number of the line, from 1, on which *position* stands."""
    return text.count("\n", 0, position) + 1


def changed_line(fault):
    """The first line that the mistake makes another one."""
    file = subject(fault)
    before, after = surroundings(fault)[file], library(fault)[file]
    pairs = enumerate(zip(before, after, strict=False))
    first = next((n for n, (old, new) in pairs if old != new), len(before))
    return line_of(after, first)


def whole(text):
    """The lines on which something about the whole file may be told."""
    lines = text.split("\n")
    beats = [n for n, line in enumerate(lines, 1) if line.startswith("## ")]
    return {1, *beats[:1]} | {
        n for n, line in enumerate(lines, 1) if line.startswith(WHOLE)
    }


def places(fault):
    """Where the mistake may rightly be told: pairs of file and line."""
    texts = library(fault)
    file = subject(fault)
    if not fault.at:
        return {(file, changed_line(fault) + fault.offset)}
    markers = [fault.at] if isinstance(fault.at, str) else fault.at
    found = set()
    for marker in markers:
        where, _, words = marker.rpartition(" :: ")
        text = texts[where or file]
        if words == "scenario":
            found |= {(where or file, line) for line in whole(text)}
            continue
        assert text.count(words) == 1, f"{text.count(words)} times: {words!r}"
        found.add((where or file, line_of(text, text.index(words)) + fault.offset))
    return found
