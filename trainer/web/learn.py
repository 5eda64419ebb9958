"""The trainee's pages: home, the catalogue of practice, own attempts."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask, current_app, request

from trainer import clock
from trainer.services import home as homes
from trainer.services import roster
from trainer.services.practise import Practice
from trainer.services.roster import Overview
from trainer.services.shelf import Shelf
from trainer.services.talks import Talks
from trainer.web import fragments, guard, learn_why, learn_words, problems
from trainer.web.current import config_of, visitor
from trainer.web.database import db
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
