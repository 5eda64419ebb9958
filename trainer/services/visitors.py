"""Who is signed in: one look at the database a request, and when a session ends."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import and_, bindparam, inspect, or_, select, update
from sqlalchemy.orm import Session

from trainer.store import direct
from trainer.store.engine import writing
from trainer.store.people import Membership, Person, Role, Team
from trainer.store.sessions import SignedInSession
from trainer.store.types import AnyRow

IDLE = timedelta(minutes=30)
"""A session nobody used for so long is over."""

IDLE_AT_SHARED_TILL = timedelta(minutes=5)
"""The same where the next person at the device is a colleague."""

LONGEST = timedelta(hours=12)
"""A session is over after so long, however busy."""

SEEN_EVERY = timedelta(minutes=1)
"""How often a session's last use is written down; more would cost every request."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Belonging:
    """What the visitor does in one team today."""

    team_id: int
    team: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """The person a request comes from."""

    session_id: int
    person_id: int
    audit_id: str
    staff_number: str
    name: str
    belongings: tuple[Belonging, ...]
    language: str
    zone: str
    time_factor: Decimal | None
    """Multiplies timers; None: no timers."""
    theme: str
    must_set_password: bool
    """They came in with a one-time code and may do nothing else yet."""
    shared_till: bool
    reset_by: str
    """Who printed the code this person has to be told about; "" if there is none."""
    reset_at: datetime | None
    """When that code was used."""

    @property
    def roles(self) -> frozenset[Role]:
        """Everything the visitor is, in whichever team."""
        return frozenset(belonging.role for belonging in self.belongings)

    @property
    def teams(self) -> frozenset[int]:
        """The teams the visitor belongs to, without those below them."""
        return frozenset(belonging.team_id for belonging in self.belongings)


def ends_at(
    *, created_at: datetime, last_seen_at: datetime, shared_till: bool
) -> datetime:
    """Return the first moment a session is over if nobody uses it again."""
    idle = IDLE_AT_SHARED_TILL if shared_till else IDLE
    return min(created_at + LONGEST, last_seen_at + idle)


def recall(session: Session, *, token: str, now: datetime) -> Visitor | None:
    """Return whose token this is; None if it opens nothing (any more).

    One SELECT. Once a minute it also notes that the session is in use, which
    commits the session it was given; so ask before anything else is begun.
    """
    asked = {"token_hash": token_hash(token), "now": now}
    with direct.reading(session) as connection:
        rows = direct.rows(connection, _RECALL, asked)
    if not rows:
        return None
    first = rows[0]
    over = ends_at(
        created_at=first.created_at,
        last_seen_at=first.last_seen_at,
        shared_till=first.shared_till,
    )
    if now >= over:
        return None
    if now - first.last_seen_at >= SEEN_EVERY:
        _note_use(session, first.session_id, now)
    return _visitor(*rows)


def token_hash(token: str) -> str:
    """Return what the database keeps of a session token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _note_use(session: Session, session_id: int, now: datetime) -> None:
    seen_before = SignedInSession.last_seen_at <= now - SEEN_EVERY
    with writing(session):
        session.execute(
            update(SignedInSession)
            .where(SignedInSession.id == session_id, seen_before)
            .values(last_seen_at=now)
        )


@lru_cache(maxsize=direct.ROWS_KEPT)
def _visitor(*rows: AnyRow) -> Visitor:
    first = rows[0]
    return Visitor(
        session_id=first.session_id,
        person_id=first.person_id,
        audit_id=first.audit_id,
        staff_number=first.staff_number,
        name=first.name,
        belongings=tuple(
            Belonging(team_id=row.team_id, team=row.team, role=Role(row.role))
            for row in rows
            if row.role
        ),
        language=first.language,
        zone=first.zone,
        time_factor=first.time_factor,
        theme=first.theme,
        must_set_password=first.must_set_password,
        shared_till=first.shared_till,
        reset_by=first.reset_by or "",
        reset_at=first.reset_at,
    )


_SESSION, _PERSON = inspect(SignedInSession).local_table, inspect(Person).local_table
_MEMBERSHIP, _TEAM = inspect(Membership).local_table, inspect(Team).local_table

_RECALL = direct.Prepared(
    select(
        _SESSION.c.id.label("session_id"),
        _SESSION.c.created_at,
        _SESSION.c.last_seen_at,
        _SESSION.c.shared_till,
        _SESSION.c.reset_by,
        _SESSION.c.reset_at,
        _PERSON.c.id.label("person_id"),
        _PERSON.c.audit_id,
        _PERSON.c.staff_number,
        _PERSON.c.name,
        _PERSON.c.language,
        _PERSON.c.zone,
        _PERSON.c.time_factor,
        _PERSON.c.theme,
        _PERSON.c.password_hash.is_(None).label("must_set_password"),
        _MEMBERSHIP.c.team_id,
        _MEMBERSHIP.c.role,
        _TEAM.c.name.label("team"),
    )
    .join_from(_SESSION, _PERSON, _PERSON.c.id == _SESSION.c.person_id)
    .outerjoin(
        _MEMBERSHIP,
        and_(
            _MEMBERSHIP.c.person_id == _PERSON.c.id,
            _MEMBERSHIP.c.valid_from <= bindparam("now"),
            or_(
                _MEMBERSHIP.c.valid_to.is_(None),
                _MEMBERSHIP.c.valid_to > bindparam("now"),
            ),
        ),
    )
    .outerjoin(_TEAM, _TEAM.c.id == _MEMBERSHIP.c.team_id)
    .where(
        _SESSION.c.token_hash == bindparam("token_hash"),
        _SESSION.c.revoked_at.is_(None),
        _PERSON.c.deactivated_at.is_(None),
    )
    .order_by(_MEMBERSHIP.c.id),
    repeats=True,
)
"""The one SELECT of a request that belongs to nobody yet; Core, for its speed."""
