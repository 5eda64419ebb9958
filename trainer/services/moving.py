"""What becomes of attempts under way when a new revision is published.

An attempt never changes its revision. Moving on means a new attempt on the new one,
which replays the events to the same place, or begins again; the old one is closed and
the new one names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from trainer.errors import ConversationError
from trainer.scenarios import chance
from trainer.scenarios import conversation as talking
from trainer.scenarios.conversation import Conversation
from trainer.scenarios.machine import Machine
from trainer.services import sending
from trainer.services.practise import Practice
from trainer.services.stored import event_of
from trainer.services.talks import Talk, opened, taken
from trainer.store import attempts, direct, events, moves
from trainer.store.types import AnyRow


class UnderWay(StrEnum):
    """What is to become of attempts under way."""

    FINISH = "finish"
    """They end on the revision they began on."""
    REPLAY = "replay"
    """They go on at the same place of the new one, where there is such a place."""
    RESTART = "restart"
    """They begin again on the new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movers:
    """What is needed to move attempts on."""

    practice: Practice
    draw: Callable[[], str]
    """Returns a new random text each time, for the secret of a new attempt."""


@dataclass(slots=True, kw_only=True)
class Moved:
    """How many attempts went where."""

    how: UnderWay = UnderWay.FINISH
    finishing: int = 0
    """They end on the revision they began on."""
    by_attempt: dict[int, int] = field(default_factory=dict)
    """Old attempt → new one."""

    @property
    def replayed(self) -> int:
        """How many went on at the same place."""
        return len(self.by_attempt) if self.how is UnderWay.REPLAY else 0

    @property
    def restarted(self) -> int:
        """How many began again."""
        return len(self.by_attempt) if self.how is UnderWay.RESTART else 0


def move_on(
    session: Session,
    movers: Movers,
    *,
    revision: AnyRow,
    machine: Machine,
    how: UnderWay,
    now: datetime,
) -> Moved:
    """Move the open attempts of a scenario on to its new revision.

    Args:
        session: In the write transaction that publishes.
        movers: Conversations at hand, and chance.
        revision: The new one, as ``content.whole`` returns it.
        machine: What was compiled from it.
        how: What the author chose.
        now: When.
    """
    connection = session.connection()
    moved = Moved(how=how)
    waiting = moves.under_way(connection, revision.resource_id, revision.id)
    for attempt in waiting:
        events.lock(connection, attempt)
        rows = events.whole(connection, attempt)
        new = None
        if how is not UnderWay.FINISH and rows[0].state == "open":
            plan = _Plan(movers=movers, machine=machine, rows=rows, new=revision.id)
            new = plan.carry_out(session, connection, how, now)
        if new is None:
            moved.finishing += 1
        else:
            moved.by_attempt[attempt] = new
    return moved


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """The attempt on a newer revision that took the place of another one."""

    attempt: int
    replayed: int
    """How many turns it goes on from; 0: it began again."""


def successor(session: Session, attempt: int) -> Successor | None:
    """Return the attempt on a newer revision that took this one's place, if any."""
    with direct.reading(session) as connection:
        new = moves.successor(connection, attempt)
        if new is None:
            return None
        return Successor(attempt=new, replayed=moves.copied(connection, new))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    movers: Movers
    machine: Machine
    rows: Sequence[AnyRow]
    """The old attempt with its events."""
    new: int
    """The new revision."""

    def carry_out(
        self, session: Session, connection: Connection, how: UnderWay, now: datetime
    ) -> int | None:
        old = self.rows[0]
        if how is UnderWay.RESTART:
            deal = chance.deal(self.machine, old.seed)
            return self._begin(connection, now, deal=deal, copied=0, at=now)
        shelf = self.movers.practice.shelf
        there = shelf.script(session, old.revision_id).machine
        happened = [row for row in self.rows if row.seq is not None]
        before = talking.fold(there, old.deal, map(event_of, happened))
        after = self._replayed(happened)
        if after is None or not _same_place(before, after[-1].conversation):
            return None
        new = self._begin(
            connection, now, deal=old.deal, copied=len(happened), at=old.started_at
        )
        for talk, row in zip(after[1:], happened, strict=True):
            again = sending.row_of(talk, text="", scorer="", at=row.at)
            kept = moves.kept_of(connection, old.id, row.seq)
            events.add_event(connection, {**again, **kept, "attempt_id": new})
        moves.copy_words(connection, old.id, to=new)
        return new

    def _replayed(self, happened: Sequence[AnyRow]) -> list[Talk] | None:
        """Return the conversation after each event; ``None`` if one is not possible."""
        old = self.rows[0]
        if dict(old.deal) not in chance.all_deals(self.machine):
            return None
        talks = [replace(opened(old, self.machine), branched=True)]
        try:
            for row in happened:
                token, late = row.client_token, row.late
                after = taken(
                    talks[-1], event_of(row), at=row.at, token=token, late=late
                )
                talks.append(after)
        except ConversationError:
            return None
        return talks

    def _begin(
        self,
        connection: Connection,
        now: datetime,
        *,
        deal: Mapping[str, str],
        copied: int,
        at: datetime,
    ) -> int:
        old = self.rows[0]
        attempts.close(connection, old.id, state="left", now=now)
        who, what, mode = old.person_id, old.resource_id, old.mode
        new = attempts.add(
            connection,
            person_id=who,
            resource_id=what,
            mode=mode,
            number=events.next_number(connection, person=who, resource=what, mode=mode),
            revision_id=self.new,
            seed=old.seed,
            time_factor=old.time_factor,
            deal=dict(deal),
            state="open",
            secret=self.movers.draw(),
            branched_from=old.id,
            branched_seq=copied,
            started_at=at,
        )
        moves.copy_drafts(connection, old.id, to=new)
        return new


def _same_place(before: Conversation, after: Conversation) -> bool:
    """Say whether two conversations stand at the same step of the same files."""
    return _place(before) == _place(after) and not after.outcome


def _place(conversation: Conversation) -> tuple[object, ...]:
    machine, here = conversation.machine, conversation.situation
    beat = machine.beats[here.beat]
    calls = tuple((machine.moves[m].file, machine.moves[m].id) for m in here.stack)
    return beat.file, beat.id, calls
