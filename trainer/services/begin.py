"""Begin an attempt, begin again from a turn, or give one up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from trainer.errors import NotAllowedError, NotFoundError
from trainer.scenarios import chance
from trainer.scenarios.machine import Machine
from trainer.services.practise import Practice
from trainer.services.talks import Talk
from trainer.store import attempts, content, direct, events, progress
from trainer.store.types import AnyRow

MOST_DRAWS = 20
"""Seeds drawn for a deal other than the last one; with two deals one in a million
assessments repeats it."""

_NOT_OFFERED = {
    "practice": "“%(title)s” is not offered as practice. "
    "Choose another one under Practice.",
    "assessment": "“%(title)s” is not offered as an assessment. "
    "Choose another one under Practice.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who begins what, and how."""

    person: int
    slug: str
    """The scenario's id."""
    mode: str = "practice"
    """``practice`` or ``assessment``."""
    factor: Decimal | None = Decimal(1)
    """The person's multiple of every time limit; ``None``: no clock."""


def begin(
    practice: Practice,
    session: Session,
    *,
    wanted: Wanted,
    now: datetime,
    draw: Callable[[], str],
) -> int:
    """Start an attempt at the newest revision of a scenario; return its id.

    Args:
        practice: What is on the shelf.
        session: Outside a transaction of its own.
        wanted: Who begins what.
        now: The recorded start.
        draw: Returns a new random text each time: the seed, then the secret.

    Raises:
        NotFoundError: if no such scenario is published.
        NotAllowedError: if it is not meant for this mode.
    """
    with direct.writing(session) as connection:
        row = _on_offer(connection, wanted)
        machine = practice.shelf.script(session, row.id).machine
        factor = wanted.factor
        if wanted.mode == "assessment" and machine.settings.timed == "required":
            factor = factor or Decimal(1)
        seed = _seed(connection, wanted, row.resource_id, machine, draw)
        return _add(
            connection,
            person_id=wanted.person,
            resource_id=row.resource_id,
            revision_id=row.id,
            mode=wanted.mode,
            seed=seed,
            deal=chance.deal(machine, seed),
            time_factor=factor,
            secret=draw(),
            started_at=now,
        )


def _seed(
    connection: Connection,
    wanted: Wanted,
    resource: int,
    machine: Machine,
    draw: Callable[[], str],
) -> str:
    """Draw a seed; an assessment is dealt otherwise than the one before, if it can."""
    seed = draw()
    if wanted.mode != "assessment":
        return seed
    last = progress.last_assessed(connection, wanted.person, resource)
    for _draw in range(MOST_DRAWS):
        if last is None or chance.deal(machine, seed) != last.deal:
            break
        seed = draw()
    return seed


def try_again(  # noqa: PLR0913 - which attempt, from where, and what makes it new
    practice: Practice,
    session: Session,
    *,
    person: int,
    attempt: int,
    seq: int,
    now: datetime,
    draw: Callable[[], str],
) -> int:
    """Start a new practice attempt that stands where this one stood before a turn.

    The events up to there are copied with their words; seed, deal and revision stay.

    Returns:
        The new attempt's id.

    Raises:
        NotFoundError: if the attempt is not this person's, or has no such turn.
        NotAllowedError: if it is not a practice attempt.
    """
    with direct.writing(session) as connection:
        talk = practice.talks.find(
            session, person=person, attempt=attempt, connection=connection
        )
        _refuse_odd_turns(talk, seq)
        new = _add(
            connection,
            person_id=person,
            resource_id=talk.resource,
            revision_id=talk.revision,
            mode=talk.mode,
            seed=talk.seed,
            deal=dict(talk.deal),
            time_factor=talk.factor,
            secret=draw(),
            branched_from=talk.id,
            branched_seq=seq - 1,
            started_at=now,
        )
        events.copy(connection, attempt, to=new, before=seq)
        return new


def leave(
    practice: Practice, session: Session, *, person: int, attempt: int, now: datetime
) -> None:
    """Give an attempt up for good; it is kept, and counts for nothing.

    Raises:
        NotFoundError: if the attempt is not this person's.
    """
    with direct.writing(session) as connection:
        talk = practice.talks.find(
            session, person=person, attempt=attempt, connection=connection
        )
        if not talk.conversation.outcome:
            attempts.close(connection, talk.id, state="left", now=now)


def _on_offer(connection: Connection, wanted: Wanted) -> AnyRow:
    assessed = wanted.mode == "assessment"
    row = content.on_offer(
        connection, kind="scenario", slug=wanted.slug, assessed=assessed
    )
    if row is None:
        raise NotFoundError(
            "There is no scenario “%(slug)s”. Choose one of those under Practice.",
            slug=wanted.slug,
        )
    fits = {"both", "exam" if assessed else "practice"}
    if row.card["use"] not in fits:
        raise NotAllowedError(_NOT_OFFERED[wanted.mode], title=row.card["title"])
    return row


def _refuse_odd_turns(talk: Talk, seq: int) -> None:
    if not talk.practice:
        raise NotAllowedError(
            "Only practice can be tried again from a turn. "
            "Start the role-play anew instead."
        )
    if not 1 <= seq <= talk.seq:
        raise NotFoundError(
            "That role-play has no turn %(turn)s. Choose one from its debrief.",
            turn=seq,
        )


def _add(
    connection: Connection,
    *,
    person_id: int,
    resource_id: int,
    mode: str,
    **rest: Any,  # noqa: ANN401 - columns
) -> int:
    """Add an open attempt under the person's next number for that scenario and mode."""
    number = events.next_number(
        connection, person=person_id, resource=resource_id, mode=mode
    )
    return attempts.add(
        connection,
        person_id=person_id,
        resource_id=resource_id,
        mode=mode,
        number=number,
        state="open",
        **rest,
    )
