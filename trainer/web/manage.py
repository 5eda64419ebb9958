"""For whoever leads people: who is in the team, adding somebody, printing codes."""

from __future__ import annotations

import secrets
from collections.abc import Sequence

from flask import (
    Blueprint,
    flash,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from werkzeug.wrappers import Response

from trainer import clock
from trainer.errors import NotFoundError, StaffNumberTakenError, WrongDetailError
from trainer.services import people as services
from trainer.services import teams
from trainer.services.codes import LIFETIME
from trainer.services.people import NewPerson, PersonInView
from trainer.services.teams import Post
from trainer.store.people import Person, Role
from trainer.web import current, guard
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.problems import sentence

pages = Blueprint("manage", __name__, url_prefix="/people")
guard.only(pages, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN)

_SENT = "codes"
"""Where the session remembers the last forms that made a code, and for whom."""

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
        once=_once(),
    )


@pages.get("/add")
def add() -> str:
    """Show the form for somebody new."""
    return _form({}, {})


@pages.post("/add")
def add_person() -> str | tuple[str, int]:
    """Add somebody and show their code, so that one page is all there is to do."""
    typed = {name: request.form.get(name, "") for name in _FIELDS}
    added = _sent_before()
    if added is not None:
        return _code(added)
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
    except StaffNumberTakenError as error:
        return _taken(typed, error)
    except WrongDetailError as error:
        return _form(typed, {error.field: sentence(error)}), error.status
    return _code(person_id)


@pages.post("/<int:person_id>/code")
def print_code(person_id: int) -> str:
    """Make a new code and show it once; it is stored nowhere."""
    return _code(person_id)


@pages.post("/<int:person_id>/join")
def join(person_id: int) -> Response:
    """Give somebody a role in another of one's own teams."""
    team, role = request.form.get("team", ""), request.form.get("role", "")
    if not team.isdecimal() or role not in set(Role):
        raise NotFoundError(_("Choose a team and a role from the lists."))
    teams.join_team(
        db.session(),
        actor=current.visitor().person_id,
        post=Post(person_id=person_id, team_id=int(team[:9]), role=Role(role)),
        now=clock.now(),
    )
    flash(_("They are in your team now, and sign in as before."), "good")
    return redirect(url_for(".people"), code=303)


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


def _taken(typed: dict[str, str], error: StaffNumberTakenError) -> tuple[str, int]:
    """Say whose number it is, if they are in sight, and offer to add them."""
    known = teams.known_by(
        db.session(),
        actor=current.visitor().person_id,
        staff_number=typed["staff_number"],
        now=clock.now(),
    )
    words = sentence(error)
    if known is None:
        words += " " + _(
            "If it is the same person, ask an administrator to add them to your team."
        )
    return _form(typed, {error.field: words}, known), error.status


def _form(
    typed: dict[str, str], problems: dict[str, str], known: Person | None = None
) -> str:
    person = current.visitor()
    own = teams.teams_of(db.session(), actor=person.person_id, now=clock.now())
    return render_template(
        "manage/add.html",
        typed=typed,
        problems=problems,
        known=known,
        once=_once(),
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
    """Make a code and show it; the same form sent again shows none and makes none."""
    now = clock.now()
    actor = current.visitor().person_id
    code = ""
    if _sent_before() != person_id:
        code = services.print_code(
            db.session(), actor=actor, person_id=person_id, now=now
        )
        _remember(person_id)
    everybody = services.people_of(db.session(), actor=actor, now=now)
    person = next((one for one in everybody if one.id == person_id), None)
    if person is None:
        raise NotFoundError(_("There is no such person in your teams."))
    return render_template(
        "manage/code.html",
        person=person,
        code=code,
        until=now + LIFETIME,
        address=current.config().public_url,
        organisation=teams.organisation(db.session()),
        once=_once(),
    )


def _once() -> str:
    """Return what tells one showing of a form from the next."""
    return secrets.token_urlsafe(9)


def _sent_before() -> int | None:
    """Return whose code this very form, as it was shown, has made already."""
    once = request.form.get("once", "")
    return next((who for key, who in session.get(_SENT, ()) if key == once), None)


def _remember(person_id: int) -> None:
    if once := request.form.get("once", "")[:20]:
        session[_SENT] = [*session.get(_SENT, ())[-9:], (once, person_id)]


def _matching(everybody: Sequence[PersonInView], sought: str) -> Sequence[PersonInView]:
    wanted = sought.casefold()
    return [
        person
        for person in everybody
        if wanted in person.name.casefold() or wanted in person.staff_number.casefold()
    ]
