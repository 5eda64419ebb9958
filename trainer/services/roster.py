"""The list of people somebody oversees, with what can be done for each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from trainer.services import authority
from trainer.store.people import Membership, Person, Role, Team
from trainer.store.sessions import OneTimeCode

NAMED = 5
"""People an overview names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonInView:
    """One person as somebody who oversees them may see them."""

    id: int
    staff_number: str
    name: str
    posts: tuple[tuple[str, Role], ...]
    """Team and role, for every post today; empty if they have left."""
    has_password: bool
    """Whether they have signed in and set one."""
    code_until: datetime | None
    """Until when the code printed for them works; None: there is none."""
    may_print_code: bool
    """Whether the one who looks may print a code for them."""
    deactivated_at: datetime | None


def people_of(
    session: Session, *, actor: int, now: datetime
) -> tuple[PersonInView, ...]:
    """Return the people a person oversees, by name, without themself.

    Somebody who left stays in the list of whoever oversaw them at the time.
    An administrator oversees everybody.
    """
    admin = authority.is_admin(session, actor, now)
    visible = _everybody() if admin else _overseen(actor, now)
    people = session.execute(_people(visible, actor, now)).all()
    posts = _posts_by_person(session, visible, now)
    if admin:
        return tuple(_in_view(row, posts[row.id], may_print=True) for row in people)
    reached = set(session.scalars(_reached(actor, now, authority.OVERSEERS)))
    led = set(session.scalars(_reached(actor, now, (Role.MANAGER,))))
    return tuple(
        _in_view(
            row,
            [post for post in posts[row.id] if post.team_id in reached],
            may_print=_may_print(row, posts[row.id], reached, led),
        )
        for row in people
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How many people somebody oversees, and who of them has never come in."""

    people: int
    """Active ones, without themself."""
    waiting: int
    """Those of them who have not signed in yet."""
    names: tuple[str, ...]
    """The first of those, by name."""


def overview(session: Session, *, actor: int, now: datetime) -> Overview:
    """Return what a leader's home page says of their people."""
    admin = authority.is_admin(session, actor, now)
    visible = _everybody() if admin else _overseen(actor, now)
    active = (
        Person.id.in_(visible),
        Person.id != actor,
        Person.deactivated_at.is_(None),
    )
    new = Person.password_set_at.is_(None)
    people, waiting = session.execute(
        select(func.count(), func.count().filter(new)).where(*active)
    ).one()
    names = session.scalars(
        select(Person.name)
        .where(*active, new)
        .order_by(Person.name, Person.staff_number)
        .limit(NAMED)
    )
    return Overview(people=people, waiting=waiting, names=tuple(names))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Post:
    team_id: int
    team: str
    role: Role


def _posts_by_person(
    session: Session, visible: Select[int], now: datetime
) -> Mapping[int, list[_Post]]:
    posts: dict[int, list[_Post]] = defaultdict(list)
    for row in session.execute(_posts(visible, now)):
        post = _Post(team_id=row.team_id, team=row.name, role=Role(row.role))
        posts[row.person_id].append(post)
    return posts


def _in_view(
    person: Row[*tuple[Any, ...]], posts: list[_Post], *, may_print: bool
) -> PersonInView:
    return PersonInView(
        id=person.id,
        staff_number=person.staff_number,
        name=person.name,
        posts=tuple((post.team, post.role) for post in posts),
        has_password=person.password_hash is not None,
        code_until=person.code_until,
        may_print_code=may_print and person.deactivated_at is None,
        deactivated_at=person.deactivated_at,
    )


def _may_print(
    person: Row[*tuple[Any, ...]], posts: list[_Post], reached: set[int], led: set[int]
) -> bool:
    """Answer for many what ``people.print_code`` asks for one."""
    roles = {post.role for post in posts}
    only_trainee = roles == {Role.TRAINEE} and any(p.team_id in reached for p in posts)
    newly_led = person.password_set_at is None and all(p.team_id in led for p in posts)
    givable = bool(roles) and roles <= {Role.TRAINEE, Role.SUPERVISOR}
    return only_trainee or (newly_led and givable)


def _everybody() -> Select[int]:
    return select(Person.id)


def _overseen(actor: int, now: datetime) -> Select[int]:
    teams = authority.reach(actor, now)
    return select(Membership.person_id).join(teams, authority.overlapping(teams))


def _reached(actor: int, now: datetime, roles: Iterable[Role]) -> Select[int]:
    return select(authority.reach(actor, now, roles).c.team_id)


def _people(
    visible: Select[int], actor: int, now: datetime
) -> Select[*tuple[Any, ...]]:
    code_until = (
        select(func.max(OneTimeCode.expires_at))
        .where(
            OneTimeCode.person_id == Person.id,
            OneTimeCode.used_at.is_(None),
            OneTimeCode.expires_at > now,
        )
        .scalar_subquery()
    )
    return (
        select(
            Person.id,
            Person.staff_number,
            Person.name,
            Person.password_hash,
            Person.password_set_at,
            Person.deactivated_at,
            code_until.label("code_until"),
        )
        .where(Person.id.in_(visible), Person.id != actor)
        .order_by(Person.name, Person.staff_number)
    )


def _posts(visible: Select[int], now: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(Membership.person_id, Membership.team_id, Membership.role, Team.name)
        .join(Team, Team.id == Membership.team_id)
        .where(Membership.person_id.in_(visible), *authority.current(now))
        .order_by(Team.name, Membership.id)
    )
