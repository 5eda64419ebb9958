"""For whoever leads people: who has signed which policy, and signatures on paper."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from trainer import clock
from trainer.errors import WrongDetailError
from trainer.services import attesting, signatures
from trainer.services.attesting import OnPaper
from trainer.web import current
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.learn import practice
from trainer.web.learn_policies import today
from trainer.web.manage import pages
from trainer.web.problems import sentence


@pages.get("/policies")
def policies() -> str:
    """List the policies, with how many of one's own people have signed each."""
    return render_template(
        "manage/policies.html",
        teams=signatures.overview(
            db.session(), practice().shelf, actor=_actor(), now=clock.now()
        ),
    )


@pages.get("/policies/<slug>")
def policy_signatures(slug: str) -> str:
    """Show who of one's own people has signed the newest revision of a policy."""
    return render_template("manage/policy_signatures.html", team=_team(slug))


@pages.get("/<int:person_id>/policies/<slug>")
def paper(person_id: int, slug: str) -> str:
    """Show the form for a signature on paper."""
    return _form(person_id, slug, {"day": today().isoformat()}, {})


@pages.post("/<int:person_id>/policies/<slug>")
def record_paper(person_id: int, slug: str) -> Response | tuple[str, int]:
    """Record a signature on paper."""
    typed = {name: request.form.get(name, "") for name in ("revision", "day", "note")}
    try:
        attesting.record_on_paper(
            db.session(),
            actor=_actor(),
            paper=_read(person_id, slug, typed),
            today=today(),
            now=clock.now(),
        )
    except WrongDetailError as error:
        page = _form(person_id, slug, typed, {error.field: sentence(error)})
        return page, error.status
    flash(_("Recorded: the signature on paper counts from now on."), "good")
    return redirect(url_for(".policy_signatures", slug=slug), code=303)


def _read(person_id: int, slug: str, typed: dict[str, str]) -> OnPaper:
    signed_on = None
    with suppress(ValueError):
        signed_on = date.fromisoformat(typed["day"][:10])
    if signed_on is None:
        raise WrongDetailError("day", "Choose the day on the paper.")
    number = typed["revision"][:9]
    return OnPaper(
        person_id=person_id,
        slug=slug,
        number=int(number) if number.isascii() and number.isdecimal() else 0,
        signed_on=signed_on,
        note=typed["note"],
    )


def _form(
    person_id: int, slug: str, typed: dict[str, str], problems: dict[str, str]
) -> str:
    person = attesting.member(
        db.session(), actor=_actor(), person_id=person_id, now=clock.now()
    )
    return render_template(
        "manage/policy_paper.html",
        person=person,
        team=_team(slug),
        typed=typed,
        problems=problems,
    )


def _team(slug: str) -> signatures.Team:
    return signatures.team(db.session(), actor=_actor(), slug=slug, now=clock.now())


def _actor() -> int:
    return current.visitor().person_id
