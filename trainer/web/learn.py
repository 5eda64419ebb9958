"""The trainee's pages: home, policies, the catalogue of practice, own attempts."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from trainer import clock
from trainer.services import home as homes
from trainer.services import roster, study
from trainer.services.practise import Practice
from trainer.services.roster import Overview
from trainer.services.shelf import Shelf
from trainer.services.talks import Talks
from trainer.web import fragments, guard, learn_why, learn_words, problems
from trainer.web.current import config_of, visitor
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.navigation import LEADERS

pages = Blueprint("learn", __name__)
guard.only(pages)

_PRACTICE = "practice"


def init_app(app: Flask) -> None:
    """Give the application its shelf and conversations, and the words for them."""
    shelf = Shelf()
    app.extensions[_PRACTICE] = Practice(
        shelf=shelf, talks=Talks(shelf=shelf), pass_mark=config_of(app).pass_mark
    )
    learn_words.init_app(app)
    learn_why.init_app(app)
    problems.init_app(app)


def practice() -> Practice:
    """Return what is on the shelf of this application."""
    return cast("Practice", current_app.extensions[_PRACTICE])


@pages.get("/")
def home() -> str:
    """Show the one next step, and what was done so far."""
    person = visitor()
    leads = not person.roles.isdisjoint(LEADERS)
    return fragments.render(
        "learn/home.html",
        block="main",
        home=homes.home(
            db.session(), practice().shelf, person=person.person_id, now=clock.now()
        ),
        name=person.name.split()[0],
        team=_overview(person.person_id) if leads else None,
    )


@pages.get("/practice")
def catalogue() -> str:
    """List every role-play one may practise."""
    person = visitor().person_id
    return fragments.render(
        "learn/catalogue.html",
        block="main",
        scenarios=homes.catalogue(
            db.session(), practice().shelf, person=person, now=clock.now()
        ),
    )


@pages.get("/policies")
def policies() -> str:
    """List the policies, those not read yet first."""
    return fragments.render(
        "learn/policies.html",
        block="main",
        policies=study.policies(
            db.session(), practice().shelf, person=visitor().person_id
        ),
    )


@pages.get("/policies/<slug>")
def policy(slug: str) -> str:
    """Show a policy; each clause can be linked to by its id."""
    found = study.policy(db.session(), _shelf(), person=visitor().person_id, slug=slug)
    return fragments.render("learn/policy.html", block="main", policy=found)


@pages.post("/policies/<slug>")
def read_policy(slug: str) -> Response:
    """Note that the policy was read."""
    title = study.mark_read(
        db.session(),
        person=visitor().person_id,
        slug=slug,
        revision=request.form.get("revision", type=int) or 0,
        now=clock.now(),
    )
    flash(_("Noted: you have read “%(title)s”.", title=title), "good")
    return redirect(url_for(".home"), code=303)


@pages.get("/attempts")
def attempts() -> str:
    """List one's own attempts, newest first."""
    before = request.args.get("before", type=int)
    return fragments.render(
        "learn/attempts.html",
        block="main",
        page=homes.attempts(db.session(), person=visitor().person_id, before=before),
    )


def _overview(person: int) -> Overview:
    return roster.overview(db.session(), actor=person, now=clock.now())


def _shelf() -> Shelf:
    return practice().shelf
