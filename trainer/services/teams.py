"""Teams: make them, and say who belongs to them from when to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainer.errors import NotAllowedError, NotFoundError, WrongDetailError
from trainer.services import authority
from trainer.store import audit
from trainer.store.engine import writing
from trainer.store.people import (
    Membership,
    Person,
    Role,
    Team,
    plain_staff_number,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamInView:
    """A team somebody oversees."""

    id: int
    name: str
    parent_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Somebody's role in a team."""

    person_id: int
    team_id: int
    role: Role


def add_team(
    session: Session, *, actor: int, name: str, parent_id: int | None, now: datetime
) -> int:
    """Make a team below another one, or the organisation itself; return its id.

    Raises:
        NotAllowedError: if the actor is no administrator.
        NotFoundError: if there is no such team to put it under.
        WrongDetailError: if the name is empty or longer than 120 characters.
    """
    with writing(session):
        authority.require_admin(session, actor=actor, now=now)
        if parent_id is not None:
            team(session, parent_id)
        added = Team(
            name=readable(name, field="name", longest=120), parent_id=parent_id
        )
        session.add(added)
        session.flush()
        audit.record(
            session,
            "team.added",
            actor=audit_id(session, actor),
            at=now,
            detail={"team": added.id, "parent": parent_id},
        )
        return added.id


def teams_of(session: Session, *, actor: int, now: datetime) -> tuple[TeamInView, ...]:
    """Return the teams a person oversees today, by name; an administrator's are all."""
    statement = select(Team).order_by(Team.name, Team.id)
    if not authority.is_admin(session, actor, now):
        reach = authority.reach(actor, now)
        statement = statement.where(Team.id.in_(select(reach.c.team_id)))
    return tuple(
        TeamInView(id=row.id, name=row.name, parent_id=row.parent_id)
        for row in session.scalars(statement)
    )


def join_team(session: Session, *, actor: int, post: Post, now: datetime) -> None:
    """Give somebody a role in a team from now on; nothing happens if they hold it.

    Raises:
        NotAllowedError: if the actor may not give this role in this team.
        NotFoundError: if there is no such person in the actor's sight, or no team.
    """
    person_id = post.person_id
    with writing(session):
        if not authority.may_see(session, actor=actor, person_id=person_id, now=now):
            raise NotFoundError("There is no such person in your teams.")
        require_may_fill(
            session, actor=actor, team_id=post.team_id, role=post.role, now=now
        )
        if _held(session, post, now) is None:
            enter(session, post=post, now=now)
            _note(session, "team.joined", actor=actor, post=post, now=now)


def known_by(
    session: Session, *, actor: int, staff_number: str, now: datetime
) -> Person | None:
    """Return the active person of a staff number, if the actor oversees them."""
    person = session.scalar(
        select(Person).where(
            Person.staff_number == plain_staff_number(staff_number),
            Person.deactivated_at.is_(None),
        )
    )
    if person is None or not authority.may_see(
        session, actor=actor, person_id=person.id, now=now
    ):
        return None
    return person


def organisation(session: Session) -> str:
    """Return the name of the team above all others; empty where there is none."""
    top = select(Team.name).where(Team.parent_id.is_(None)).order_by(Team.id).limit(1)
    return session.scalar(top) or ""


def leave_team(session: Session, *, actor: int, post: Post, now: datetime) -> None:
    """End somebody's role in a team now; what happened until now stays in sight.

    Raises:
        NotAllowedError: if the actor may not give this role, and so not take it.
        NotFoundError: if the person does not hold this role today.
    """
    with writing(session):
        require_may_fill(
            session, actor=actor, team_id=post.team_id, role=post.role, now=now
        )
        held = _held(session, post, now)
        if held is None:
            raise NotFoundError("This person does not have that role in the team.")
        held.valid_to = now
        _note(session, "team.left", actor=actor, post=post, now=now)


def enter(session: Session, *, post: Post, now: datetime) -> None:
    """Add a membership without asking who may; part of the caller's transaction."""
    session.add(
        Membership(
            person_id=post.person_id,
            team_id=post.team_id,
            role=str(post.role),
            valid_from=now,
        )
    )
    session.flush()


def require_may_fill(
    session: Session, *, actor: int, team_id: int, role: Role, now: datetime
) -> None:
    """Return quietly if the actor may give this role in this team.

    Raises:
        NotAllowedError: if not.
        NotFoundError: if there is no such team.
    """
    team(session, team_id)
    if not authority.may_fill(
        session, actor=actor, team_id=team_id, role=role, now=now
    ):
        raise NotAllowedError(
            "Supervisors add trainees to their own teams, managers supervisors too. "
            "Ask an administrator for anything else."
        )


def team(session: Session, team_id: int) -> Team:
    """Return a team.

    Raises:
        NotFoundError: if there is none with this id.
    """
    found = session.get(Team, team_id)
    if found is None:
        raise NotFoundError("There is no such team. Choose one from the list.")
    return found


def audit_id(session: Session, person_id: int) -> str:
    """Return what the audit log calls a person."""
    return session.scalars(select(Person.audit_id).where(Person.id == person_id)).one()


def readable(text: str, *, field: str, longest: int) -> str:
    """Return a name as it is stored: one line, no control characters, no edges.

    Raises:
        WrongDetailError: if nothing is left, or more than ``longest`` characters.
    """
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if not plain:
        raise WrongDetailError(field, "This is empty. Type a name.")
    if len(plain) > longest:
        raise WrongDetailError(
            field,
            "This has %(length)s characters. Use %(longest)s at most.",
            length=len(plain),
            longest=longest,
        )
    return plain


def _held(session: Session, post: Post, now: datetime) -> Membership | None:
    return session.scalar(
        select(Membership).where(
            Membership.person_id == post.person_id,
            Membership.team_id == post.team_id,
            Membership.role == str(post.role),
            *authority.current(now),
        )
    )


def _note(
    session: Session, action: str, *, actor: int, post: Post, now: datetime
) -> None:
    audit.record(
        session,
        action,
        actor=audit_id(session, actor),
        at=now,
        subject=audit_id(session, post.person_id),
        detail={"team": post.team_id, "role": str(post.role)},
    )
