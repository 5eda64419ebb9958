"""Who may see whom and do what: roles count by team, by period, and downwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import CTE, ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session

from trainer.errors import NotAllowedError
from trainer.store.people import Membership, Role, Team

OVERSEERS = (Role.SUPERVISOR, Role.MANAGER, Role.ADMIN)
"""Roles that see the people of a team and of the teams below it."""

GIVERS: Mapping[Role, tuple[Role, ...]] = {
    Role.TRAINEE: (Role.SUPERVISOR, Role.MANAGER),
    Role.SUPERVISOR: (Role.MANAGER,),
    Role.MANAGER: (),
    Role.ADMIN: (),
}
"""Who, besides administrators, may give a role in the teams they oversee."""


def reach(actor: int, now: datetime, roles: Iterable[Role] = OVERSEERS) -> CTE:
    """Return the teams a person oversees today, and the period they do.

    Columns: ``team_id``, ``valid_from``, ``valid_to``. The period matters because
    somebody who left the team before it began is none of the overseer's business.
    """
    own = select(Membership.team_id, Membership.valid_from, Membership.valid_to).where(
        Membership.person_id == actor,
        Membership.role.in_([str(role) for role in roles]),
        *current(now),
    )
    teams = own.cte("reach", recursive=True)
    below = select(Team.id, teams.c.valid_from, teams.c.valid_to).join(
        teams, Team.parent_id == teams.c.team_id
    )
    return teams.union(below)  # without repetition, so a ring of teams ends too


def current(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return what makes a membership hold at a moment."""
    return (
        Membership.valid_from <= now,
        or_(Membership.valid_to.is_(None), Membership.valid_to > now),
    )


def overlapping(teams: CTE) -> ColumnElement[bool]:
    """Return what makes a membership overlap the overseer's own period."""
    return and_(
        Membership.team_id == teams.c.team_id,
        or_(teams.c.valid_to.is_(None), Membership.valid_from < teams.c.valid_to),
        or_(Membership.valid_to.is_(None), Membership.valid_to > teams.c.valid_from),
    )


def is_admin(session: Session, person_id: int, now: datetime) -> bool:
    """Return whether this person administers the installation today."""
    statement = select(
        exists().where(
            Membership.person_id == person_id,
            Membership.role == str(Role.ADMIN),
            *current(now),
        )
    )
    return bool(session.scalar(statement))


def may_see(session: Session, *, actor: int, person_id: int, now: datetime) -> bool:
    """Return whether the actor may look at a person: themself, or one they oversee."""
    if actor == person_id or is_admin(session, actor, now):
        return True
    teams = reach(actor, now)
    statement = select(
        exists().where(Membership.person_id == person_id, overlapping(teams))
    )
    return bool(session.scalar(statement))


def oversees_trainee(
    session: Session, *, actor: int, person_id: int, now: datetime
) -> bool:
    """Return whether a person is, today, nothing but a trainee of the actor's teams.

    Somebody who is also a supervisor somewhere is not: whoever can reset a password
    can become that person.
    """
    teams = reach(actor, now)
    in_reach = Membership.team_id.in_(select(teams.c.team_id))
    of_person = (Membership.person_id == person_id, *current(now))
    is_trainee = exists().where(
        *of_person, in_reach, Membership.role == str(Role.TRAINEE)
    )
    is_more = exists().where(*of_person, Membership.role != str(Role.TRAINEE))
    return bool(session.scalar(select(and_(is_trainee, ~is_more))))


def may_fill(
    session: Session, *, actor: int, team_id: int, role: Role, now: datetime
) -> bool:
    """Return whether the actor may give somebody this role in this team."""
    if is_admin(session, actor, now):
        return True
    teams = reach(actor, now, GIVERS[role])
    statement = select(exists().where(teams.c.team_id == team_id))
    return bool(session.scalar(statement))


def may_fill_all(
    session: Session, *, actor: int, person_id: int, now: datetime
) -> bool:
    """Return whether the actor may give every role this person holds today."""
    posts = session.execute(
        select(Membership.team_id, Membership.role).where(
            Membership.person_id == person_id, *current(now)
        )
    ).all()
    return bool(posts) and all(
        may_fill(session, actor=actor, team_id=team, role=Role(role), now=now)
        for team, role in posts
    )


def require_admin(session: Session, *, actor: int, now: datetime) -> None:
    """Return quietly if the actor administers the installation.

    Raises:
        NotAllowedError: saying who can do it instead.
    """
    if not is_admin(session, actor, now):
        raise NotAllowedError("Only an administrator can do that. Ask one of them.")
