"""From a folder of files, or from stored texts, to policies and playable scenarios.

A library is one folder that holds ``scenarios/``, ``policies/`` or both: ids are
unique in it, and references between files resolve within it and never lead out of it.
Stored revisions are a library too, of one scenario and what it is pinned to.
"""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from trainer.content.diagnostics import Place, Report
from trainer.content.text import LONGEST_FILE, decode
from trainer.policies.consistency import check_consistency
from trainer.policies.countries import in_country
from trainer.policies.module import Policy
from trainer.policies.reader import read_policy
from trainer.scenarios.compiler import Compiled, compile_scenario
from trainer.scenarios.machine import Machine
from trainer.scenarios.pictures import TYPES
from trainer.scenarios.plays import Play, read_plays
from trainer.scenarios.reader import read_document
from trainer.scenarios.syntax import Document

SCENARIOS, POLICIES, TEMPLATES = "scenarios", "policies", "templates"

_LARGEST_READ = 16 * LONGEST_FILE
"""Bytes read of a file that is far too long anyway."""


@dataclass(slots=True)
class Library:
    """The files of one library and what they mean; compiled when first asked for."""

    texts: Mapping[str, str]
    """File, relative to the library, with ``/`` → its text."""
    report: Report = field(default_factory=Report)
    """Every problem met so far; compiling adds to it."""
    asked: frozenset[str] = frozenset()
    """The files the path asked about covers."""
    pictures: frozenset[str] | None = None
    """Every picture, like the texts by its file; ``None`` where that is not known."""
    country: str = ""
    """Whose settings and clauses of the policies hold; empty: as they are written."""
    revisions: Mapping[str, int] = field(default_factory=dict)
    """File of a policy → number of its revision; one that is missing has none."""
    _documents: dict[str, Document] = field(default_factory=dict)
    _policies: dict[str, Policy] = field(default_factory=dict)
    _plays: dict[str, tuple[Play, ...]] = field(default_factory=dict)
    _compiled: dict[str, Compiled] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read every file; problems go to the report."""
        with _nothing_collected():
            self._read_all()

    def _read_all(self) -> None:
        seen: dict[tuple[str, str], str] = {}
        for file in sorted(self.texts):
            self._read(file)
            path = PurePosixPath(file)
            first = seen.setdefault((path.parts[0], path.name), file)
            if first != file:
                self.report.error(
                    Place(file),
                    "duplicate-id",
                    f"“{path.stem}” is also the name of {first}.",
                    "Rename one of the two; ids are unique in a library.",
                )

    def document(self, file: str) -> Document | None:
        """Return a scenario or sub-scene as written, or ``None``."""
        return self._documents.get(file)

    def files(self) -> Collection[str]:
        """Return the names of all scenario and sub-scene files."""
        return self._documents.keys()

    def policy(self, name: str) -> Policy | None:
        """Return a policy module by its id, or ``None``."""
        return self._policies.get(name)

    def policies(self) -> Collection[str]:
        """Return the ids of all policy modules."""
        return self._policies.keys()

    def is_broken(self, file: str) -> bool:
        """Say whether a file is there, but could not be read."""
        known = {*self._documents, *map(self.policy_file, self._policies)}
        return file in self.texts and file not in known

    def plays(self, file: str) -> tuple[Play, ...]:
        """Return the conversation tests of a scenario file."""
        return self._plays.get(file, ())

    def policy_file(self, name: str) -> str:
        """Return the file of a policy module."""
        return f"{POLICIES}/{name}.md"

    def is_subscene(self, file: str) -> bool:
        """Say whether a file is a sub-scene, which is played from others only."""
        kind = self._documents[file].settings.get("kind")
        return getattr(kind, "text", "") == "subscene"

    def scenarios(self) -> Iterator[str]:
        """Yield the files that can be played by themselves, in order."""
        yield from (f for f in sorted(self._documents) if not self.is_subscene(f))

    def machine(self, file: str) -> Machine | None:
        """Return a scenario ready to be played; ``None`` if it has errors, as told."""
        return found.machine if (found := self.compiled(file)).sound else None

    def compiled(self, file: str) -> Compiled:
        """Return a scenario as far as it could be compiled, errors or not."""
        if file not in self._compiled:
            document = self._documents.get(file)
            with _nothing_collected():
                self._compiled[file] = (
                    compile_scenario(document, self, self.report)
                    if document
                    else Compiled()
                )
        return self._compiled[file]

    def beside(self, texts: Mapping[str, str]) -> Library:
        """Return this library with some files replaced or added.

        Files that stay are not read again; problems of theirs are not repeated.
        """
        new = Library(texts, country=self.country)
        kept = self.texts.keys() - texts.keys()
        new.texts = {**self.texts, **texts}
        new.pictures = self.pictures
        new._documents |= {f: d for f, d in self._documents.items() if f in kept}
        new._plays |= {f: plays for f, plays in self._plays.items() if f in kept}
        held = self._policies.items()
        new._policies |= {n: p for n, p in held if self.policy_file(n) in kept}
        return new

    def _read(self, file: str) -> None:
        text, path = self.texts[file], PurePosixPath(file)
        if not text and any(one.place.file == file for one in self.report.errors):
            return  # Its bytes were no text, and that is told already.
        if path.suffix == ".play":
            scenario = str(path.with_suffix(".md"))
            self._plays[scenario] = tuple(read_plays(text, file, self.report))
        elif path.parts[0] == POLICIES:
            policy = read_policy(text, file, self.report)
            if policy is not None:
                check_consistency(policy, self.report)
                number = self.revisions.get(file, 0)
                held = in_country(policy, self.country)
                self._policies[policy.id] = replace(held, revision=number)
        else:
            document = read_document(text, file, self.report)
            if document is not None:
                self._documents[file] = document


def open_library(path: Path, *, country: str = "") -> Library:
    """Read the library a path lies in.

    Args:
        path: A folder, or one file. The library is the nearest folder that holds
            ``scenarios`` or ``policies``; ``asked`` names the files below the path.
            In the folder of the templates these stand in place of the scenarios.
        country: Whose settings and clauses of the policies hold.

    Returns:
        The library; whatever could not be read is in its report.
    """
    root, report = root_of(path), Report()
    whole = path.resolve()
    begun = whole.is_relative_to((root / TEMPLATES).resolve())
    texts = read_texts(root, report, TEMPLATES if begun else SCENARIOS)
    asked = {
        file
        for file in texts
        if whole in {(root / file).resolve(), *(root / file).resolve().parents}
    }
    shown = frozenset(f.relative_to(root).as_posix() for f in _files(root, TYPES))
    return Library(texts, report, frozenset(asked), shown, country)


def read_texts(root: Path, report: Report, first: str = SCENARIOS) -> dict[str, str]:
    """Return the texts of a library by file; what is no text is reported."""
    texts: dict[str, str] = {}
    for found in _files(root, first=first):
        file = found.relative_to(root).as_posix()
        if not found.resolve().is_relative_to(root.resolve()):
            report.error(
                Place(file),
                "path-outside",
                f"“{file}” is a link that leads out of the library.",
                "Put the file itself there.",
            )
            continue
        with found.open("rb") as stream:
            texts[file] = decode(stream.read(_LARGEST_READ), file, report)
    return texts


def root_of(path: Path) -> Path:
    """Return the folder of the library a path lies in."""
    start = path if path.is_dir() else path.parent
    for folder in (start, *start.absolute().parents):
        if (folder / SCENARIOS).is_dir() or (folder / POLICIES).is_dir():
            return folder
    return start


def digest(*parts: str) -> str:
    """Return the SHA-256 of texts, each kept apart from the next."""
    whole = hashlib.sha256()
    for part in parts:
        encoded = part.encode()
        whole.update(len(encoded).to_bytes(8) + encoded)
    return whole.hexdigest()


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Keep the collector of cycles from walking what is read while it only grows.

    Reading makes no garbage in cycles. What it makes is kept, so it goes to the oldest
    generation at once. Whichever thread found the collector running starts it.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            if not gc.get_freeze_count():  # Somebody's frozen objects would thaw.
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _files(
    root: Path, endings: Collection[str] = (".md", ".play"), first: str = SCENARIOS
) -> Iterator[Path]:
    for folder in (first, POLICIES):
        for ending in endings:
            yield from sorted((root / folder).rglob(f"*{ending}"))
