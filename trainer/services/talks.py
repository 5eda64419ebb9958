"""An attempt as it is remembered, folded to where it stands.

Folding costs microseconds, but reading and decoding the events does not, so the last
two hundred conversations are kept in memory. What is kept is only ever a shortcut:
every look asks the database for the events from the last known one on, and if that
one is not exactly as remembered, everything is read again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from threading import Lock

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from trainer.errors import NotFoundError
from trainer.scenarios import conversation as talking
from trainer.scenarios.conversation import Conversation, Event
from trainer.scenarios.machine import Machine
from trainer.services.clock import Clock
from trainer.services.shelf import Shelf
from trainer.services.stored import event_of
from trainer.store import direct, events
from trainer.store.types import AnyRow

MOST_KEPT = 200
"""Conversations kept in memory; one takes some 10 to 30 KB."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Talk:
    """One attempt and its conversation so far; compared by identity, as a cache key."""

    id: int
    person: int
    revision: int
    resource: int
    mode: str
    number: int
    seed: str
    deal: Mapping[str, str]
    factor: Decimal | None
    secret: str
    started_at: datetime
    branched: bool
    """It began in the middle, as another try at an earlier attempt."""
    conversation: Conversation
    clock: Clock
    state: str = "open"
    last_token: str = ""
    """The client token of the last event."""
    late: bool = False
    """The last event is the clock's, taken in place of a move that came too late."""

    @property
    def practice(self) -> bool:
        """Whether verdicts, numbers and hints may be shown while it goes on."""
        return self.mode == "practice"

    @property
    def may_pause(self) -> bool:
        """Whether its clock may be stopped: in an assessed attempt once."""
        return self.practice or not self.clock.pauses

    @property
    def seq(self) -> int:
        """The number of the last event, 0 before the first."""
        return self.conversation.seq


@dataclass(frozen=True, slots=True, kw_only=True)
class Talks:
    """Finds attempts; keeps the conversations used last."""

    shelf: Shelf
    _kept: OrderedDict[int, Talk] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def find(
        self,
        session: Session,
        *,
        person: int,
        attempt: int,
        connection: Connection | None = None,
    ) -> Talk:
        """Return a person's attempt as it stands.

        Args:
            session: Reads what has to be compiled.
            person: Whose attempt it must be.
            attempt: Its id.
            connection: Of the transaction that is going to write, if there is one.

        Raises:
            NotFoundError: if there is no such attempt, or it is somebody else's.
        """
        if connection is None:
            with direct.reading(session) as lent:
                return self._find(session, lent, person, attempt)
        return self._find(session, connection, person, attempt)

    def _find(
        self, session: Session, connection: Connection, person: int, attempt: int
    ) -> Talk:
        known = self._kept.get(attempt)
        rows = events.news(connection, attempt, known.seq) if known else []
        if known is None or not rows or not _fits(known, rows[0]):
            known, rows = None, events.whole(connection, attempt)
        if not rows or rows[0].person_id != person:
            raise NotFoundError(
                "You have no such role-play. Open “My attempts” to see all of yours."
            )
        talk = advanced(known or self._open(session, rows[0]), rows)
        if talk.state != rows[0].state:
            talk = replace(talk, state=rows[0].state)
        if talk is not known:
            self.keep(talk)
        return talk

    def keep(self, talk: Talk) -> None:
        """Keep a conversation at hand."""
        with self._lock:
            self._kept[talk.id] = talk
            self._kept.move_to_end(talk.id)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)

    def _open(self, session: Session, row: AnyRow) -> Talk:
        return opened(row, self.shelf.script(session, row.revision_id).machine)


def opened(row: AnyRow, machine: Machine) -> Talk:
    """Return an attempt as it began, before the first of its events."""
    return Talk(
        id=row.id,
        person=row.person_id,
        revision=row.revision_id,
        resource=row.resource_id,
        mode=row.mode,
        number=row.number,
        seed=row.seed,
        deal=row.deal,
        factor=row.time_factor,
        secret=row.secret,
        started_at=row.started_at,
        branched=row.branched_from is not None,
        conversation=talking.begin(machine, row.deal),
        clock=Clock(since=row.started_at),
        state=row.state,
    )


def _fits(known: Talk, row: AnyRow) -> bool:
    """Say whether the database still has what was remembered."""
    if known.secret != row.secret:
        return False
    return known.seq == 0 or (
        row.seq == known.seq and row.client_token == known.last_token
    )


def advanced(talk: Talk, rows: Sequence[AnyRow]) -> Talk:
    """Return the talk with the events it does not have yet."""
    for row in rows:
        if row.seq is not None and row.seq > talk.seq:
            event = event_of(row)
            talk = taken(talk, event, at=row.at, token=row.client_token, late=row.late)
    return talk


def taken(
    talk: Talk, event: Event, *, at: datetime, token: str, late: bool = False
) -> Talk:
    """Return the talk after one more event.

    Raises:
        MoveNotOpenError: if its move is not open there.
        AttemptOverError: if the conversation has ended.
    """
    conversation = talking.take(talk.conversation, event)
    clock = talk.clock
    if event.kind == "pause":
        clock = clock.paused(at)
    elif event.kind == "resume":
        clock = clock.resumed(at)
    elif conversation.turns[-1].move is not None:
        clock = clock.restarted(at)
    return replace(
        talk, conversation=conversation, clock=clock, last_token=token, late=late
    )
