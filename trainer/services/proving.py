"""Prove a draft: everything that can be said about it before anybody plays it.

A proof belongs to a text and all it refers to, so it is kept by what they say: asking
again costs a look-up, and a changed policy or sub-scene asks for a new one.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Diagnostic, Severity
from trainer.library import Library, digest
from trainer.scenarios.exploration import Budget, Exploration
from trainer.scenarios.machine import Machine
from trainer.scenarios.syntax import Document
from trainer.services import surroundings
from trainer.services.callers import ABOUT_SCORES, try_callers
from trainer.services.changed_clauses import changed_clauses
from trainer.services.checking import check_scenario
from trainer.services.drafting import Draft
from trainer.store import revisions

Ticks = Callable[[], float]
"""Returns seconds that only ever go forward, see ``trainer.clock.monotonic``."""

MOST_KEPT = 64
"""Proofs kept in memory."""

LONGEST = 2.0
"""Seconds exploring may take."""

RULES = "2"
"""Version of the checks; raised when they find something else in the same text."""

UNPROVEN = frozenset({"not-everything-checked"})
"""Codes that allow publishing for practice only: nothing wrong, not all known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What is known about a text."""

    key: str = ""
    """Of the text and of everything it was checked with."""
    file: str
    document: Document | None
    """As it could be read."""
    machine: Machine | None
    """Ready to be played; ``None`` where it has errors, or is a sub-scene."""
    diagnostics: tuple[Diagnostic, ...]
    """Everything found, by place."""
    exploration: Exploration | None = None
    """What playing it can come to; ``None`` where it cannot be played."""
    took: float = 0.0
    """Seconds it took to find out, the first time."""
    allowed: float = 0.0
    """Seconds that exploring was allowed to take."""
    complete: bool = True
    """Whether more time would find nothing more."""

    @property
    def blocking(self) -> tuple[Diagnostic, ...]:
        """What keeps it from being published for everything."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def structural(self) -> tuple[Diagnostic, ...]:
        """What keeps it from being published at all, even for practice."""
        return tuple(d for d in self.blocking if d.code not in ABOUT_SCORES)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What its author should look at."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.WARNING)

    @property
    def publishable(self) -> bool:
        """Whether it may be published for everything."""
        unproven = any(d.code in UNPROVEN for d in self.diagnostics)
        return self.document is not None and not self.blocking and not unproven

    @property
    def practice_only_possible(self) -> bool:
        """Whether it may be published for practice."""
        return self.document is not None and not self.structural


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The present moment, and a way to measure how long things take."""

    at: datetime
    ticks: Ticks


@dataclass(frozen=True, slots=True)
class _Kept:
    proofs: OrderedDict[str, Proof] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def put(self, proof: Proof) -> None:
        with self.lock:
            self.proofs[proof.key] = proof
            self.proofs.move_to_end(proof.key)
            if len(self.proofs) > MOST_KEPT:
                self.proofs.popitem(last=False)


_KEPT = _Kept()


def prove(
    session: Session,
    draft: Draft,
    *,
    now: Ticks,
    body: str | None = None,
    seconds: float = LONGEST,
) -> Proof:
    """Return what is known about a draft, or about what its text is to become.

    Args:
        session: Reads the published sub-scenes and policies.
        draft: Which file it is.
        now: Measures how long it takes.
        body: The text, if it is not the draft's own.
        seconds: How long exploring may take; afterwards not everything is checked.
    """
    return prove_text(
        session,
        file=draft.file,
        body=draft.body if body is None else body,
        plays=draft.plays,
        now=now,
        seconds=seconds,
    )


def prove_text(
    session: Session,
    *,
    file: str,
    body: str,
    now: Ticks,
    plays: str = "",
    seconds: float = LONGEST,
) -> Proof:
    """Return what is known about a text, whether or not it is anybody's draft."""
    key = key_of(file, body, surroundings.around(session, body), plays)
    found = _KEPT.proofs.get(key)
    if found is None or not (found.complete or found.allowed >= seconds):
        began = now()
        library = surroundings.library_with(session, file=file, body=body, plays=plays)
        if _is_subscene(library, file):
            found = _prove_called(session, library, file, seconds, now)
        else:
            found = _prove(library, file, Budget(seconds=seconds), now)
        found = replace(
            found,
            key=key,
            took=now() - began,
            allowed=seconds,
        )
        _KEPT.put(found)
    changed = changed_clauses(session, found.document) if found.document else ()
    if not changed:
        return found
    return replace(found, diagnostics=(*found.diagnostics, *changed))


def key_of(file: str, body: str, around: str, plays: str = "") -> str:
    """Return what a proof is kept by.

    Args:
        file: Of the text.
        body: The text.
        around: ``surroundings.around`` what it is checked with.
        plays: Its conversation tests.
    """
    return digest(RULES, around, file, body, plays)


def _prove(library: Library, file: str, budget: Budget, now: Ticks) -> Proof:
    document = library.document(file)
    machine, examined = None, None
    if document is not None:
        examined = check_scenario(library, file, budget=budget, now=now)
        machine = library.machine(file)
    return Proof(
        file=file,
        document=document,
        machine=machine,
        diagnostics=tuple(library.report.in_order()),
        exploration=examined.exploration if examined and machine else None,
        complete=examined is None or examined.exploration.complete,
    )


def _prove_called(
    session: Session, library: Library, file: str, seconds: float, now: Ticks
) -> Proof:
    """Prove a sub-scene in everything that is published and calls it."""
    library = library.beside(surroundings.callers_of(session, file))
    practice = {row.file for row in revisions.last(session) if row.practice_only}
    tried = try_callers(library, file, seconds=seconds, now=now, practice=practice)
    return Proof(
        file=file,
        document=library.document(file),
        machine=None,
        diagnostics=tried.diagnostics,
        complete=tried.complete,
    )


def _is_subscene(library: Library, file: str) -> bool:
    return library.document(file) is not None and library.is_subscene(file)
