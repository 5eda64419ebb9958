"""Publish a draft: what changed, how much, and who has to look at it first."""

from __future__ import annotations

import secrets

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from trainer import clock
from trainer.errors import TrainerError, WrongDetailError
from trainer.services import outlook as outlooks
from trainer.services import publishing, reviews
from trainer.services.moving import Movers, UnderWay
from trainer.services.publishing import (
    Done,
    NotReadyError,
    OldDraftError,
    Publication,
)
from trainer.web.author import Answer, address_of, frame, moment, pages
from trainer.web.author_words import under_way_words
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.language import ngettext
from trainer.web.learn import practice
from trainer.web.problems import sentence

_FIELDS = ("note", "kind", "under_way", "answer")


@pages.get("/<slug>/review")
def review(slug: str) -> str:
    """Show what would be published, and what is still in the way."""
    return _page(slug, {}, {})


@pages.post("/<slug>/review")
def decide(slug: str) -> Answer:
    """Publish, submit, approve, send back or take back."""
    typed = {name: request.form.get(name, "") for name in _FIELDS}
    act = _ACTS.get(request.form.get("do", ""))
    if act is None:
        return _page(slug, typed, {}), 400
    try:
        return act(slug, typed)
    except WrongDetailError as error:
        return _page(slug, typed, {error.field: sentence(error)}), error.status
    except (NotReadyError, OldDraftError) as error:
        return _page(slug, typed, {}, error), error.status


def _publish(
    slug: str, typed: dict[str, str], *, practice_only: bool = False
) -> Answer:
    return _published(
        slug,
        publishing.publish(
            db.session(),
            _movers(),
            viewer=visitor(),
            slug=slug,
            wish=_wish(typed, practice_only=practice_only),
            moment=moment(),
        ),
    )


def _practise(slug: str, typed: dict[str, str]) -> Answer:
    return _publish(slug, typed, practice_only=True)


def _submit(slug: str, typed: dict[str, str]) -> Answer:
    publishing.submit(
        db.session(),
        viewer=visitor(),
        slug=slug,
        wish=_wish(typed),
        moment=moment(),
    )
    flash(_("Submitted. Another supervisor can approve it on this page."), "good")
    return _back(slug)


def _approve(slug: str, _typed: dict[str, str]) -> Answer:
    done = publishing.approve(
        db.session(), _movers(), viewer=visitor(), slug=slug, moment=moment()
    )
    return _published(slug, done)


def _send_back(slug: str, typed: dict[str, str]) -> Answer:
    reviews.send_back(
        db.session(),
        viewer=visitor(),
        slug=slug,
        answer=typed["answer"],
        now=clock.now(),
    )
    flash(_("Sent back with your note."), "good")
    return _back(slug)


def _take_back(slug: str, _typed: dict[str, str]) -> Answer:
    reviews.take_back(db.session(), viewer=visitor(), slug=slug, now=clock.now())
    flash(_("It is a draft again. Submit it when you are done."), "good")
    return _back(slug)


_ACTS = {
    "publish": _publish,
    "practice": _practise,
    "submit": _submit,
    "approve": _approve,
    "send-back": _send_back,
    "take-back": _take_back,
}


def _wish(typed: dict[str, str], *, practice_only: bool = False) -> Publication:
    how = typed["under_way"]
    return Publication(
        version=request.form.get("version", 0, type=int),
        note=typed["note"],
        kind=typed["kind"],
        under_way=UnderWay(how) if how in set(UnderWay) else UnderWay.FINISH,
        practice_only=practice_only,
    )


def _movers() -> Movers:
    return Movers(practice=practice(), draw=lambda: secrets.token_hex(16))


def _back(slug: str) -> Response:
    return redirect(address_of(slug, "review"), code=303)


def _published(slug: str, done: Done) -> Response:
    words = _(
        "“%(title)s” is published as revision %(number)s.",
        title=done.title,
        number=done.number,
    )
    moved = len(done.moved.by_attempt)
    if moved:
        words += " " + ngettext(
            "%(num)s role-play under way moved on to it.",
            "%(num)s role-plays under way moved on to it.",
            moved,
        )
    if done.moved.finishing:
        words += " " + ngettext(
            "%(num)s under way is finished on the version it began.",
            "%(num)s under way are finished on the version they began.",
            done.moved.finishing,
        )
    tone = "good"
    if done.playable:
        there = url_for("learn.briefing", slug=slug)
        tone = f"good {there} {_('Open it as a trainee sees it')}"
    flash(words, tone)
    return redirect(address_of(slug, "revisions"), code=303)


def _page(
    slug: str,
    typed: dict[str, str],
    problems: dict[str, str],
    error: TrainerError | None = None,
) -> str:
    found = outlooks.outlook(db.session(), viewer=visitor(), slug=slug, moment=moment())
    return render_template(
        "author/review.html",
        **frame(found.draft, "review"),
        outlook=found,
        typed=typed,
        problems=problems,
        refused=sentence(error) if error else "",
        ways=[(str(way), under_way_words(way)) for way in UnderWay],
        under_way_words=under_way_words,
    )
