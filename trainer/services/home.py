"""What a trainee sees first: the one next step, what to practise, what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from trainer.services.evaluate import WARM_UP
from trainer.services.shelf import Shelf
from trainer.store import direct, progress
from trainer.store.types import AnyRow

A_PAGE = 25
"""Attempts on one page of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A scenario as lists show it, with how far this person has come in it."""

    slug: str
    title: str
    summary: str
    level: int
    minutes: int
    channel: str
    policies: tuple[str, ...]
    tries: int
    """Finished attempts."""
    best: Decimal | None
    """The best total of them, percent."""
    passed: bool
    open_attempt: int | None
    """An attempt that goes on."""

    @property
    def is_warm_up(self) -> bool:
        """Whether it only teaches the interface."""
        return self.slug == WARM_UP

    @property
    def done(self) -> bool:
        """Whether there is nothing left to do in it."""
        return self.passed or (self.is_warm_up and self.tries > 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """An attempt that was finished lately."""

    attempt: AnyRow
    """``id``, ``finished_at``, ``total``, ``passed`` and ``state``."""
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The one next step."""

    kind: str
    """``resume``, ``warm-up``, ``policy``, ``scenario``; ``done`` when all is done."""
    title: str = ""
    summary: str = ""
    minutes: int = 0
    slug: str = ""
    attempt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A trainee's home page."""

    step: Step
    scenarios: tuple[Card, ...]
    policies_read: int
    policies: int
    recent: tuple[Recent, ...]

    @property
    def passed(self) -> int:
        """How many scenarios are passed."""
        return sum(card.done for card in self.scenarios)

    @property
    def percent(self) -> int:
        """How much of everything is done, 0 to 100."""
        whole = len(self.scenarios) + self.policies
        return round(100 * (self.passed + self.policies_read) / whole) if whole else 0


def home(session: Session, shelf: Shelf, *, person: int, now: datetime) -> Home:
    """Return what a person's home page shows."""
    with direct.reading(session) as connection:
        rows = shelf.listed(connection)
        done = progress.standing(connection, person)
        read = progress.policies_read(connection, person)
        recent = progress.lately(connection, person)
    cards = _cards(rows, done, now)
    policies = [row for row in rows if row.kind == "policy"]
    titles = {row.resource_id: row.card["title"] for row in rows}
    return Home(
        step=_next(rows, cards, done, read),
        scenarios=cards,
        policies=len(policies),
        policies_read=sum(row.id in read for row in policies),
        recent=tuple(
            Recent(attempt=row, title=titles[row.resource_id])
            for row in recent
            if row.resource_id in titles
        ),
    )


def catalogue(
    session: Session, shelf: Shelf, *, person: int, now: datetime
) -> tuple[Card, ...]:
    """Return every role-play one may practise: the warm-up, then easiest first."""
    with direct.reading(session) as connection:
        rows = shelf.listed(connection)
        done = progress.standing(connection, person)
    return _cards(rows, done, now)


def attempts(
    session: Session, *, person: int, before: int | None = None
) -> tuple[tuple[AnyRow, ...], int | None]:
    """Return a page of a person's attempts, newest first, and where the next begins."""
    found = progress.attempts(
        session.connection(), person, before=before, most=A_PAGE + 1
    )
    page = tuple(found[:A_PAGE])
    return page, page[-1].id if len(found) > A_PAGE else None


def _cards(
    rows: Sequence[AnyRow], done: Sequence[AnyRow], now: datetime
) -> tuple[Card, ...]:
    by_resource = {row.resource_id: row for row in done}
    today = now.date().isoformat()
    cards = [
        _card(row, by_resource.get(row.resource_id))
        for row in rows
        if row.kind == "scenario" and _on_offer(row.card, today)
    ]
    return tuple(sorted(cards, key=lambda c: (not c.is_warm_up, c.level, c.title)))


def _on_offer(card: Mapping[str, Any], today: str) -> bool:
    begun = not card["from"] or card["from"] <= today
    over = bool(card["until"]) and card["until"] < today
    return card["use"] != "exam" and begun and not over


def _card(row: AnyRow, standing: AnyRow | None) -> Card:
    return Card(
        slug=row.slug,
        title=row.card["title"],
        summary=row.card["summary"],
        level=row.card["level"],
        minutes=row.card["minutes"],
        channel=row.card["channel"],
        policies=tuple(row.card["policies"]),
        tries=standing.tries if standing else 0,
        best=standing.best if standing else None,
        passed=bool(standing and standing.passed),
        open_attempt=standing.open_attempt if standing else None,
    )


def _next(
    rows: Sequence[AnyRow],
    cards: Sequence[Card],
    done: Sequence[AnyRow],
    read: frozenset[int],
) -> Step:
    """Return the next step: go on, warm up, read what comes next, then practise it."""
    newest = max(done, key=lambda row: row.open_attempt or 0, default=None)
    if newest is not None and newest.open_attempt:
        for row in rows:
            if row.resource_id == newest.resource_id:
                return _step("resume", row.card, row.slug, newest.open_attempt)
    ahead = next((card for card in cards if not card.done), None)
    if ahead is None:
        return Step(kind="done")
    if not ahead.is_warm_up:
        for row in rows:
            unread = row.kind == "policy" and row.id not in read
            if unread and row.slug in ahead.policies:
                return _step("policy", row.card, row.slug)
    return Step(
        kind="warm-up" if ahead.is_warm_up else "scenario",
        title=ahead.title,
        summary=ahead.summary,
        minutes=ahead.minutes,
        slug=ahead.slug,
    )


def _step(kind: str, card: Mapping[str, Any], slug: str, attempt: int = 0) -> Step:
    return Step(
        kind=kind,
        title=card["title"],
        summary=card.get("summary", ""),
        minutes=card["minutes"],
        slug=slug,
        attempt=attempt,
    )
