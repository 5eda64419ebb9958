"""Publish the files of a library: each changed one becomes a revision.

Loading twice changes nothing. A file with errors, or one that refers to such a file,
is left as it was published last, and the errors are handed back.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Diagnostic, Report
from trainer.library import Library, digest, open_library, read_texts, root_of
from trainer.scenarios.compiler.instances import calls, resolve
from trainer.scenarios.digests import digests
from trainer.scenarios.settings import Settings, read_settings
from trainer.services import cards
from trainer.services.references import references
from trainer.store import content
from trainer.store.engine import writing
from trainer.store.types import AnyRow


@dataclass(slots=True, kw_only=True)
class Published:
    """What loading a library did."""

    added: list[str] = field(default_factory=list)
    """Files that became a new revision."""
    unchanged: int = 0
    problems: list[Diagnostic] = field(default_factory=list)
    """Errors; the files they stand in were not published."""


def load(session: Session, path: Path, *, now: datetime, note: str = "") -> Published:
    """Publish what changed in the library a path lies in.

    Args:
        session: Outside a transaction.
        path: A folder with ``scenarios/`` and ``policies/``, or anything in it.
        now: When the revisions are published.
        note: Why, for the history of the content.
    """
    texts = read_texts(root_of(path), Report())
    stored = content.bodies(session)
    files = {file: text for file, text in texts.items() if file.endswith(".md")}
    if all(stored.get(file) == text for file, text in files.items()):
        return Published(unchanged=len(files))
    library = open_library(path)
    for file in library.scenarios():
        library.machine(file)
    with writing(session):
        return _Loader(session=session, library=library, now=now, note=note).run()


@dataclass(slots=True, kw_only=True)
class _Loader:
    session: Session
    library: Library
    now: datetime
    note: str
    done: Published = field(default_factory=Published)
    revisions: dict[str, tuple[int, str]] = field(default_factory=dict)
    """File → its newest revision and content hash."""

    def run(self) -> Published:
        self.done.problems = self.library.report.errors
        broken = {problem.place.file for problem in self.done.problems}
        for file in self._in_order():
            if file in broken or not self._pins(file) <= self.revisions.keys():
                continue
            self._publish(file)
        return self.done

    def _in_order(self) -> Iterator[str]:
        """Yield every file after those it is pinned to."""
        for name in sorted(self.library.policies()):
            yield self.library.policy_file(name)
        files = sorted(self.library.files())
        yield from sorted(
            (file for file in files if self.library.is_subscene(file)),
            key=lambda file: (len(self._pins(file)), file),
        )
        yield from (file for file in files if not self.library.is_subscene(file))

    def _pins(self, file: str) -> frozenset[str]:
        """Return the files a file is published with, called ones and their own."""
        document = self.library.document(file)
        if document is None:
            return frozenset()
        settings = self._settings(file)
        pins = {self.library.policy_file(name) for name in settings.policy}
        waiting = [document]
        for here in waiting:
            for target in calls(here):
                called = resolve(here.file, target.path) or target.path
                found = self.library.document(called)
                if found is not None and called not in pins:
                    waiting.append(found)
                pins.add(called)
        return frozenset(pins)

    def _publish(self, file: str) -> None:
        pins = self._pins(file)
        body = self.library.texts[file]
        content_hash = digest(file, body, *(self.revisions[p][1] for p in sorted(pins)))
        kind, slug = self._kind(file), PurePosixPath(file).stem
        newest = content.newest(self.session, kind=kind, slug=slug)
        if newest is not None and newest.content_hash == content_hash:
            self.revisions[file] = (newest.id, content_hash)
            self.done.unchanged += 1
            return
        number = content.add_revision(
            self.session,
            kind=kind,
            slug=slug,
            values={**self._values(file, kind, newest), "content_hash": content_hash},
            pins=[self.revisions[pin][0] for pin in sorted(pins)],
        )
        self.revisions[file] = (number, content_hash)
        self.done.added.append(file)

    def _values(self, file: str, kind: str, newest: AnyRow | None) -> dict[str, Any]:
        logic, text = self._digests(file)
        same_logic = newest is not None and newest.logic_digest == logic
        return {
            "change_kind": "editorial"
            if same_logic
            else "major"
            if newest
            else "first",
            "change_note": self.note,
            "file": file,
            "body": self.library.texts[file],
            "logic_digest": logic,
            "text_digest": text,
            "published_at": self.now,
            **self._shown(file, kind),
        }

    def _kind(self, file: str) -> str:
        if self.library.document(file) is None:
            return "policy"
        return "subscene" if self.library.is_subscene(file) else "scenario"

    def _digests(self, file: str) -> tuple[str, str]:
        document = self.library.document(file)
        if document is None:
            whole = digest(self.library.texts[file])
            return whole, whole
        return digests(document)

    def _shown(self, file: str, kind: str) -> dict[str, Any]:
        if kind == "policy":
            policy = self.library.policy(PurePosixPath(file).stem)
            assert policy is not None  # noqa: S101 - listed by the library itself
            return {"card": cards.of_policy(policy), "reference": []}
        settings = self._settings(file)
        machine = self.library.machine(file) if kind == "scenario" else None
        if machine is None:
            return {"card": {"title": settings.title}, "reference": []}
        return {"card": cards.of_scenario(machine), "reference": references(machine)}

    def _settings(self, file: str) -> Settings:
        document = self.library.document(file)
        settings = read_settings(document.settings, Report()) if document else None
        assert settings is not None  # noqa: S101 - a file without settings has errors
        return settings
