"""For whoever leads people: who is in the team, adding somebody, printing codes."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template, request

from trainer import clock
from trainer.errors import WrongDetailError
from trainer.services import people as services
from trainer.services import teams
from trainer.services.codes import LIFETIME
from trainer.services.people import NewPerson, PersonInView
from trainer.store.people import Role
from trainer.web import current, guard
from trainer.web.database import db
from trainer.web.language import gettext as _

pages = Blueprint("manage", __name__, url_prefix="/people")
guard.only(pages, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN)

MOST_SHOWN = 200
"""People listed at once; a search finds the others."""


@pages.get("/")
def people() -> str:
    """List the people of one's own teams, found by a part of name or number."""
    everybody = services.people_of(
        db.session(), actor=current.visitor().person_id, now=clock.now()
    )
    sought = request.args.get("q", "").strip()[:100]
    found = _matching(everybody, sought)
    return render_template(
        "manage/people.html",
        people=found[:MOST_SHOWN],
        found=len(found),
        total=len(everybody),
        sought=sought,
        role_name=role_name,
    )


@pages.get("/add")
def add() -> str:
    """Show the form for somebody new."""
    return _form({}, {})


@pages.post("/add")
def add_person() -> str | tuple[str, int]:
    """Add somebody and show their code, so that one page is all there is to do."""
    typed = {name: request.form.get(name, "") for name in _FIELDS}
    person = _read(typed)
    if person is None:
        return _form(
            typed, {"team": _("Choose a team and a role from the lists.")}
        ), 422
    try:
        person_id = services.add_person(
            db.session(),
            actor=current.visitor().person_id,
            person=person,
            now=clock.now(),
        )
    except WrongDetailError as error:
        return _form(typed, {error.field: str(error)}), error.status
    return _code(person_id)


@pages.post("/<int:person_id>/code")
def print_code(person_id: int) -> str:
    """Make a new code and show it once; it is stored nowhere."""
    return _code(person_id)


def role_name(role: Role) -> str:
    """Return what a role is called on the page."""
    names = {
        Role.TRAINEE: _("Trainee"),
        Role.SUPERVISOR: _("Supervisor"),
        Role.MANAGER: _("Manager"),
        Role.ADMIN: _("Administrator"),
    }
    return names[role]


_FIELDS = ("name", "staff_number", "team", "role", "email")


def _read(typed: dict[str, str]) -> NewPerson | None:
    if not typed["team"].isdecimal() or typed["role"] not in set(Role):
        return None
    leader = current.visitor()
    return NewPerson(
        staff_number=typed["staff_number"],
        name=typed["name"],
        team_id=int(typed["team"][:9]),
        role=Role(typed["role"]),
        email=typed["email"],
        language=leader.language,
        zone=leader.zone,
    )


def _form(typed: dict[str, str], problems: dict[str, str]) -> str:
    person = current.visitor()
    own = teams.teams_of(db.session(), actor=person.person_id, now=clock.now())
    return render_template(
        "manage/add.html",
        typed=typed,
        problems=problems,
        teams=[(str(team.id), team.name) for team in own],
        roles=[(str(role), role_name(role)) for role in _may_give(person.roles)],
    )


def _may_give(roles: frozenset[Role]) -> Sequence[Role]:
    if Role.ADMIN in roles:
        return tuple(Role)
    if Role.MANAGER in roles:
        return (Role.TRAINEE, Role.SUPERVISOR)
    return (Role.TRAINEE,)


def _code(person_id: int) -> str:
    now = clock.now()
    actor = current.visitor().person_id
    code = services.print_code(db.session(), actor=actor, person_id=person_id, now=now)
    everybody = services.people_of(db.session(), actor=actor, now=now)
    person = next(one for one in everybody if one.id == person_id)
    return render_template(
        "manage/code.html",
        person=person,
        code=code,
        until=now + LIFETIME,
        address=current.config().public_url,
    )


def _matching(everybody: Sequence[PersonInView], sought: str) -> Sequence[PersonInView]:
    wanted = sought.casefold()
    return [
        person
        for person in everybody
        if wanted in person.name.casefold() or wanted in person.staff_number.casefold()
    ]
