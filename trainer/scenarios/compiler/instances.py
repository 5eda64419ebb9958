"""Which files a scenario is made of, and how they call each other.

Each (caller, file) pair is an instance: its local names have slots of their own, its
shared names are its caller's slots. Calls form a tree, at most four deep.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from trainer.content.diagnostics import Report
from trainer.content.expressions import split_if
from trainer.content.suggest import did_you_mean
from trainer.policies.module import Policy
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.reader_targets import read_target
from trainer.scenarios.settings import Settings, read_settings
from trainer.scenarios.syntax import BeatSyntax, Document, Fact, MoveSyntax, Target

ANYWHERE = "anywhere"
"""The beat whose moves are open in every other beat; it is never entered."""

DEEPEST_CALL = 4
"""How many sub-scenes may be within each other."""


class Sources(Protocol):
    """What a scenario may refer to."""

    def document(self, file: str) -> Document | None:
        """Return a file of the library, or ``None``."""

    def files(self) -> Collection[str]:
        """Return the names of all scenario files, for suggestions."""

    def policy(self, name: str) -> Policy | None:
        """Return a policy module, or ``None``."""

    def policies(self) -> Collection[str]:
        """Return the ids of all policy modules, for suggestions."""

    def is_broken(self, file: str) -> bool:
        """Say whether a file is there, but could not be read."""

    @property
    def pictures(self) -> Collection[str] | None:
        """Return the files of all pictures; ``None`` where they are not known."""


@dataclass(slots=True, eq=False)
class Instance:
    """One file as it is called from one place of the tree."""

    number: int
    document: Document
    settings: Settings
    caller: Instance | None = None
    depth: int = 0
    subscenes: dict[str, Instance] = field(default_factory=dict)
    """File → instance, of the sub-scenes it calls."""
    beats: dict[str, int] = field(default_factory=dict)
    """Beat id → index in the machine."""

    @property
    def file(self) -> str:
        """The file's name."""
        return self.document.file

    def chain(self) -> Iterator[Instance]:
        """Yield this instance, then its callers up to the scenario."""
        here: Instance | None = self
        while here is not None:
            yield here
            here = here.caller


def link(
    document: Document, settings: Settings, sources: Sources, report: Report
) -> list[Instance]:
    """Return every instance of a scenario, the scenario itself first.

    Unknown files, files that are no sub-scenes, circles and calls too deep are
    reported where the move stands.
    """
    root = Instance(0, document, settings)
    instances = [root]
    for instance in instances:
        for target in calls(instance.document):
            _call(instance, target, instances, sources, report)
    return instances


def calls(document: Document) -> Iterator[Target]:
    """Yield every target of a document that is another file."""
    for beat in document.beats:
        for move in beat.moves:
            for target in targets(move):
                if target.path:
                    yield target


def targets(move: MoveSyntax) -> Iterator[Target]:
    """Yield where a move may lead: its link, then its ``go`` facts."""
    yield move.target
    for fact in move.facts:
        if fact.key == "go":
            yield go_target(fact, Report())


def go_target(fact: Fact, report: Report) -> Target:
    """Read the target of a ``go`` fact; what is wrong with it is reported."""
    written, _, _ = split_if(fact.value)
    place = fact.value_place
    return read_target(written, place, Problems(file=place.file, report=report))


def resolve(file: str, path: str) -> str:
    """Return a path written in a file as the library names it.

    The reader has refused paths that lead out of the library; whatever is left is
    only ever looked up by name, never opened.
    """
    return posixpath.normpath(posixpath.join(posixpath.dirname(file), path))


def body(document: Document) -> Iterator[BeatSyntax]:
    """Yield the beats that can be entered."""
    for beat in document.beats:
        if beat.id != ANYWHERE:
            yield beat


def _call(
    instance: Instance,
    target: Target,
    instances: list[Instance],
    sources: Sources,
    report: Report,
) -> None:
    """Link in the file a move calls, unless it is there or cannot be."""
    file = resolve(instance.file, target.path)
    if file in instance.subscenes:
        return
    if any(file == up.file for up in instance.chain()):
        _circle(instance, target, file, report)
        return
    document = sources.document(file)
    settings = read_settings(document.settings, Report()) if document else None
    fault = _fault(instance, target, document, settings, sources)
    if fault is not None:
        report.error(target.place, *fault)
        return
    assert document is not None  # noqa: S101 - a missing file is a fault
    assert settings is not None  # noqa: S101 - and so is one that cannot be read
    depth = instance.depth + 1
    called = Instance(len(instances), document, settings, instance, depth)
    instance.subscenes[file] = called
    instances.append(called)


def _fault(
    instance: Instance,
    target: Target,
    document: Document | None,
    settings: Settings | None,
    sources: Sources,
) -> tuple[str, str, str] | None:
    """Say why a file cannot be called: code, message, how to mend it."""
    if document is None and sources.is_broken(resolve(instance.file, target.path)):
        return _broken(target)
    if document is None:
        names = [posixpath.basename(name) for name in sources.files()]
        mend = did_you_mean(target.path, names) or "Write that sub-scene first."
        return "unknown-file", f"There is no file “{target.path}” here.", mend
    if settings is None:
        return _broken(target)
    if settings.kind != "subscene":
        return (
            "not-a-subscene",
            f"“{target.path}” is a scenario of its own, not a sub-scene.",
            "Give it “kind: subscene”, or lead to a beat of this file.",
        )
    if instance.depth == DEEPEST_CALL:
        return (
            "calls-too-deep",
            f"“{target.path}” would be sub-scene number {DEEPEST_CALL + 1} in a row.",
            f"At most {DEEPEST_CALL} can be within each other; write it out here.",
        )
    return None


def _broken(target: Target) -> tuple[str, str, str]:
    return (
        "broken-include",
        f"“{target.path}” cannot be read; its own problems are listed with it.",
        "Mend that file first.",
    )


def _circle(instance: Instance, target: Target, file: str, report: Report) -> None:
    chain = [posixpath.basename(up.file) for up in instance.chain()]
    shown = " → ".join((*reversed(chain), posixpath.basename(file)))
    report.error(
        target.place,
        "recursion",
        f"These files call each other in a circle: {shown}.",
        "Lead to a beat of this file, or return with (#return).",
    )
