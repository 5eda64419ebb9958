"""The policies: list, search, reading, signing, and what was looked up meanwhile."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from trainer import clock
from trainer.services import attesting, looking_up, searching, study
from trainer.services.attesting import Signed, Signing
from trainer.web import fragments
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.formats import zone
from trainer.web.language import gettext as _
from trainer.web.language import language
from trainer.web.learn import pages, practice
from trainer.web.navigation import LEADERS

LONGEST_NUMBER = 9
"""Digits of a number that a page sends."""


@pages.get("/policies")
def policies() -> str:
    """List the policies, those to read first; or what a search in them finds."""
    sought = request.args.get("q", "")
    if sought.strip():
        return _found(sought)
    return fragments.render(
        "learn/policies.html",
        block="main",
        policies=study.policies(
            db.session(), practice().shelf, person=visitor().person_id
        ),
    )


@pages.get("/policies/<slug>")
def policy(slug: str) -> str:
    """Show a policy; each clause can be linked to by its id and its number."""
    return _page(slug, number=_number(request.args.get("revision", "")))


@pages.post("/policies/<slug>")
def sign_policy(slug: str) -> Response | tuple[str, int]:
    """Sign the policy, once its check is answered."""
    signing = Signing(
        person=visitor().person_id,
        slug=slug,
        revision=_number(request.form.get("revision", "")),
        language=language(),
        answers=_answers(),
    )
    signed = attesting.sign(
        db.session(), practice().shelf, signing=signing, now=clock.now()
    )
    if signed.wrong:
        wrong = frozenset(signed.wrong)
        page = _page(slug, number=signed.number, answers=signing.answers, wrong=wrong)
        return page, 422
    flash(_thanks(signed), "good")
    return redirect(url_for(".home"), code=303)


@pages.post("/attempts/<int:attempt>/clauses")
def look_up(attempt: int) -> Response:
    """Note that a clause was opened; without a script, go and read it."""
    opened = looking_up.look_up(
        practice(),
        db.session(),
        person=visitor().person_id,
        attempt=attempt,
        cite=request.form.get("clause", "")[:121],
        now=clock.now(),
    )
    if request.headers.get("X-Quiet"):
        return Response(status=204, mimetype="text/plain")
    return redirect(
        url_for(
            ".policy",
            slug=opened.slug,
            revision=opened.number,
            attempt=attempt,
            _anchor=opened.name,
        ),
        code=303,
    )


def today() -> date:
    """Return the day it is for the reader."""
    return clock.now().astimezone(zone()).date()


def _thanks(signed: Signed) -> str:
    return _(
        "Signed: you have read revision %(number)s of “%(title)s”.",
        number=signed.number,
        title=signed.title,
    )


def _page(slug: str, *, number: int, **shown: object) -> str:
    found = study.policy(
        db.session(),
        practice().shelf,
        person=visitor().person_id,
        slug=slug,
        today=today(),
        number=number,
    )
    context = {"answers": {}, "wrong": frozenset(), **shown}
    return fragments.render(
        "learn/policy.html",
        block="main",
        policy=found,
        attempt=_number(request.args.get("attempt", "")),
        leads=not visitor().roles.isdisjoint(LEADERS),
        **context,
    )


def _found(sought: str) -> str:
    everywhere = request.args.get("all") == "yes"
    return fragments.render(
        "learn/policies_found.html",
        block="main",
        found=searching.search(
            db.session(), practice().shelf, sought=sought, everywhere=everywhere
        ),
    )


def _answers() -> dict[int, int]:
    """Return what was chosen: the fields are called ``answer-0`` and so on."""
    chosen = {}
    for name, value in request.form.items():
        place = name.removeprefix("answer-")
        if place != name and _is_number(place) and _is_number(value):
            chosen[int(place)] = int(value)
    return chosen


def _number(text: str) -> int:
    return int(text) if _is_number(text) else 0


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER
