"""Published scenarios and policies, compiled once a process and revision.

A published revision never changes, so what was compiled from it stays right for as
long as the process lives.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from trainer.errors import ContentError, NotFoundError
from trainer.library import Library
from trainer.policies.module import Policy
from trainer.scenarios.conversation import Event
from trainer.scenarios.machine import Machine
from trainer.services.stored import event_from
from trainer.store import content
from trainer.store.types import AnyRow

MOST_KEPT = 200
"""Compiled revisions kept in memory."""

_Compiled = TypeVar("_Compiled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A published scenario, ready to be played and scored."""

    revision: int
    slug: str
    card: Mapping[str, Any]
    machine: Machine
    policies: tuple[Policy, ...]
    """In force in it, in the order the scenario names them."""
    references: tuple[Mapping[str, Any], ...]
    """For each deal, what was found when the revision was published."""

    def reference(self, deal: Mapping[str, str]) -> Mapping[str, int]:
        """Return the points of the best clean conversation of a deal, by criterion."""
        points: Mapping[str, int] = self._of(deal).get("points", {})
        return points

    def best(self, deal: Mapping[str, str]) -> tuple[Event, ...]:
        """Return the best clean conversation of a deal; empty where none was found."""
        return tuple(
            event_from(number, step)
            for number, step in enumerate(self._of(deal).get("best", ()), 1)
        )

    def _of(self, deal: Mapping[str, str]) -> Mapping[str, Any]:
        return next((r for r in self.references if r["deal"] == deal), {})


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Finds published revisions, compiled."""

    _scripts: OrderedDict[int, Script] = field(default_factory=OrderedDict)
    _policies: OrderedDict[int, Policy] = field(default_factory=OrderedDict)
    _lists: dict[tuple[int, int], tuple[AnyRow, ...]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def listed(self, connection: Connection) -> tuple[AnyRow, ...]:
        """Return the newest published revision of everything, with its card."""
        version = content.version(connection)
        found = self._lists.get(version)
        if found is None:
            found = tuple(content.published(connection))
            with self._lock:
                self._lists.clear()
                self._lists[version] = found
        return found

    def script(self, session: Session, revision: int) -> Script:
        """Return a revision of a scenario.

        Raises:
            NotFoundError: if there is no such revision.
            ContentError: if it cannot be compiled any more.
        """
        return self._kept(self._scripts, revision, lambda: _script(session, revision))

    def policy(self, session: Session, revision: int) -> Policy:
        """Return a revision of a policy.

        Raises:
            NotFoundError: if there is no such revision.
            ContentError: if it cannot be read any more.
        """
        return self._kept(self._policies, revision, lambda: _policy(session, revision))

    def _kept(
        self,
        kept: OrderedDict[int, _Compiled],
        revision: int,
        compiled: Callable[[], _Compiled],
    ) -> _Compiled:
        found = kept.get(revision)
        if found is None:
            found = compiled()
            with self._lock:
                kept[revision] = found
                if len(kept) > MOST_KEPT:
                    kept.popitem(last=False)
        return found


def _script(session: Session, revision: int) -> Script:
    row = content.whole(session, revision)
    if row is None or row.kind != "scenario":
        raise NotFoundError(
            "There is no scenario revision %(revision)s.", revision=revision
        )
    texts = {row.file: row.body}
    pins = content.pinned(session, revision)
    texts.update({pin.file: pin.body for pin in pins})
    library = Library(
        texts,
        country=row.card.get("country", ""),
        revisions={pin.file: pin.number for pin in pins},
    )
    machine = library.machine(row.file)
    if machine is None:
        raise ContentError(_problem(row.card["title"], library))
    return Script(
        revision=revision,
        slug=row.slug,
        card=row.card,
        machine=machine,
        policies=tuple(
            policy
            for name in machine.settings.policy
            if (policy := library.policy(name)) is not None
        ),
        references=tuple(row.reference),
    )


def _policy(session: Session, revision: int) -> Policy:
    row = content.whole(session, revision)
    if row is None or row.kind != "policy":
        raise NotFoundError(
            "There is no policy revision %(revision)s.", revision=revision
        )
    library = Library(
        {row.file: row.body},
        country=row.card.get("country", ""),
        revisions={row.file: row.number},
    )
    policy = library.policy(row.slug)
    if policy is None:
        raise ContentError(_problem(row.card["title"], library))
    return policy


def _problem(title: str, library: Library) -> str:
    first = next(iter(library.report.errors), "It is empty.")
    return (
        f"“{title}” cannot be opened in this version of the product: {first} "
        "Ask whoever looks after the content to publish it again."
    )
