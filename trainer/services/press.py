"""Make revisions of texts: what each is published with, and what lists show of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Report
from trainer.library import Library, digest
from trainer.policies.excerpts import entries
from trainer.scenarios.compiler.instances import calls, resolve
from trainer.scenarios.difference import Weight, least_kind
from trainer.scenarios.digests import digests
from trainer.scenarios.plays_syntax import plays_file
from trainer.scenarios.reader import read_document
from trainer.scenarios.settings import Settings, read_settings
from trainer.services import cards
from trainer.services.references import references
from trainer.store import content, policy_search
from trainer.store.types import AnyRow

FIRST = "first"
"""Kind of change of what is published for the first time."""

_RANK = tuple(map(str, Weight))


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """How, why and by whom something is published."""

    note: str = ""
    kind: str = ""
    """``editorial``, ``minor`` or ``major``; empty: what it is at least."""
    source: str = "files"
    """Where from: ``files`` or ``web``."""
    practice_only: bool | None = None
    """``None``: as it is, where the text is the same; otherwise for everything."""
    published_by: int | None = None
    approved_by: int | None = None


@dataclass(slots=True, kw_only=True)
class Press:
    """Publishes files of a library, each after those it refers to."""

    session: Session
    """In a write transaction."""
    library: Library
    now: datetime
    revisions: dict[str, tuple[int, str]] = field(default_factory=dict)
    """File → its newest revision and content hash, of those that were put."""
    added: list[str] = field(default_factory=list)
    """Files that became a new revision."""
    unchanged: int = 0

    def in_order(self) -> Iterator[str]:
        """Yield every file of the library after those it is pinned to."""
        for name in sorted(self.library.policies()):
            yield self.library.policy_file(name)
        files = sorted(self.library.files())
        yield from sorted(
            (file for file in files if self.library.is_subscene(file)),
            key=lambda file: (len(self.pins(file)), file),
        )
        yield from (file for file in files if not self.library.is_subscene(file))

    def pins(self, file: str) -> frozenset[str]:
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

    def put(self, file: str, imprint: Imprint) -> int:
        """Publish a file unless it is published just so; return its newest revision.

        Everything it is pinned to has to be put before.
        """
        pins = sorted(self.pins(file))
        body, plays = self.library.texts[file], self._plays(file)
        said = (file, body, plays) if plays else (file, body)
        country = self._country(file)
        where = (country,) if country else ()
        hashed = digest(*said, *(self.revisions[pin][1] for pin in pins), *where)
        kind, slug = self.kind(file), PurePosixPath(file).stem
        newest = content.newest(self.session, kind=kind, slug=slug)
        if newest is not None and _is_so(newest, hashed, imprint):
            self.revisions[file] = (newest.id, hashed)
            self.unchanged += 1
            return int(newest.id)
        pinned = [self.revisions[pin][0] for pin in pins]
        number = content.add_revision(
            self.session,
            kind=kind,
            slug=slug,
            values={
                **self._values(file, kind, _settled(imprint, newest, body)),
                "change_kind": imprint.kind or self._change(file, newest, pinned),
                "content_hash": hashed,
            },
            pins=pinned,
        )
        policy = self.library.policy(slug) if kind == "policy" else None
        if policy is not None:
            policy_search.add(self.session, revision=number, entries=entries(policy))
        self.revisions[file] = (number, hashed)
        self.added.append(file)
        return number

    def kind(self, file: str) -> str:
        """Return ``policy``, ``subscene`` or ``scenario``."""
        if self.library.document(file) is None:
            return "policy"
        return "subscene" if self.library.is_subscene(file) else "scenario"

    def _change(self, file: str, newest: AnyRow | None, pinned: list[int]) -> str:
        """Return the kind of change it is at least, with what it refers to."""
        if newest is None:
            return FIRST
        before = {pin.id for pin in content.pinned(self.session, newest.id)}
        kinds = [
            row.change_kind
            for pin in pinned
            if pin not in before and (row := content.whole(self.session, pin))
        ]
        kinds = ["major" if kind == FIRST else kind for kind in kinds]
        document = self.library.document(file)
        was = read_document(newest.body, file, Report()) if document else None
        if document is not None and was is not None:
            kinds.append(str(least_kind(was, document)))
        elif _says_otherwise(newest, self.library.texts[file], self._country(file)):
            kinds.append("major")
        return max(kinds, key=_RANK.index, default="editorial")

    def _values(self, file: str, kind: str, imprint: Imprint) -> dict[str, Any]:
        logic, text = self._digests(file)
        shown = self._shown(file, kind)
        if country := self._country(file):
            shown["card"] |= {"country": country}
        if imprint.practice_only and kind == "scenario":
            shown["card"] |= {"use": "practice", "practice_only": True}
        return {
            "change_note": imprint.note,
            "file": file,
            "body": self.library.texts[file],
            "plays": self._plays(file),
            "logic_digest": logic,
            "text_digest": text,
            "published_at": self.now,
            "source": imprint.source,
            "practice_only": bool(imprint.practice_only),
            "published_by": imprint.published_by,
            "approved_by": imprint.approved_by,
            **shown,
        }

    def _country(self, file: str) -> str:
        """Return whose rules a file is published with; empty where none differ."""
        is_policy = self.library.document(file) is None
        names = [PurePosixPath(file).stem] if is_policy else self._settings(file).policy
        policies = filter(None, map(self.library.policy, names))
        return next((policy.country for policy in policies if policy.country), "")

    def _plays(self, file: str) -> str:
        return self.library.texts.get(plays_file(file), "")

    def _digests(self, file: str) -> tuple[str, str]:
        document = self.library.document(file)
        if document is None:
            country = self._country(file)
            text = self.library.texts[file]
            whole = digest(text, country) if country else digest(text)
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


def _says_otherwise(newest: AnyRow, body: str, country: str) -> bool:
    """Say whether a policy's text, or the country it holds in, is another one."""
    return bool(newest.body != body or newest.card.get("country", "") != country)


def _is_so(newest: AnyRow, hashed: str, imprint: Imprint) -> bool:
    """Say whether it is published just so."""
    as_it_is = imprint.practice_only is None
    return bool(
        newest.content_hash == hashed
        and (as_it_is or newest.practice_only == imprint.practice_only)
    )


def _settled(imprint: Imprint, newest: AnyRow | None, body: str) -> Imprint:
    """Return the imprint with what it leaves as it is."""
    if imprint.practice_only is not None or newest is None or newest.body != body:
        return imprint
    return replace(imprint, practice_only=newest.practice_only)
