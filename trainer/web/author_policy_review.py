"""Publish a policy: what changed, how much, and its revisions."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from trainer import clock
from trainer.errors import TrainerError, WrongDetailError
from trainer.services import (
    policy_outlook,
    policy_plans,
    policy_publishing,
    policy_revisions,
    reviews,
    revisions,
)
from trainer.services.policy_press import PolicyDone
from trainer.services.policy_publishing import PolicyNotReadyError
from trainer.services.readiness import OldDraftError, Publication
from trainer.services.revisions import DRAFT
from trainer.web import formats
from trainer.web.author import Answer, address_of, frame, pages
from trainer.web.author_policies import key
from trainer.web.author_revisions import around
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.language import ngettext
from trainer.web.planned import today
from trainer.web.problems import sentence

_FIELDS = ("note", "kind", "answer")


@pages.get("/policies/<slug>/review")
def review_policy(slug: str) -> str:
    """Show what would be published, and what is still in the way."""
    return _page(key(slug), {}, {})


@pages.post("/policies/<slug>/review")
def decide_policy(slug: str) -> Answer:
    """Publish, submit, approve, send back or take back."""
    typed = {name: request.form.get(name, "") for name in _FIELDS}
    act = _ACTS.get(request.form.get("do", ""))
    if act is None:
        return _page(key(slug), typed, {}), 400
    try:
        return act(key(slug), typed)
    except WrongDetailError as error:
        return _page(key(slug), typed, {error.field: sentence(error)}), error.status
    except (PolicyNotReadyError, OldDraftError) as error:
        return _page(key(slug), typed, {}, error), error.status


@pages.get("/policies/<slug>/revisions")
def policy_history(slug: str) -> str:
    """Show every revision of a policy, the newest first."""
    found = revisions.history(db.session(), viewer=visitor(), slug=key(slug))
    return render_template("author/revisions.html", **around(found), history=found)


@pages.get("/policies/<slug>/difference")
def compare_policy(slug: str) -> str:
    """Show what changed between two revisions, clause by clause."""
    found = revisions.history(db.session(), viewer=visitor(), slug=key(slug))
    compared = policy_revisions.compare(
        db.session(),
        viewer=visitor(),
        slug=key(slug),
        before=request.args.get("from", ""),
        after=request.args.get("to", ""),
    )
    return render_template(
        "author/policy/difference.html",
        **around(found),
        history=found,
        compared=compared,
        stands_for_draft=DRAFT,
    )


@pages.post("/policies/<slug>/withdraw")
def withdraw_policy(slug: str) -> Response:
    """Withdraw a policy that nothing published is judged by."""
    revisions.withdraw(db.session(), viewer=visitor(), slug=key(slug), now=clock.now())
    flash(_("It is withdrawn. Nobody is asked to read or sign it any more."), "good")
    return redirect(address_of(key(slug), "revisions"), code=303)


def _publish(slug: str, typed: dict[str, str]) -> Response:
    done = policy_publishing.publish(
        db.session(),
        viewer=visitor(),
        slug=slug,
        wish=_wish(typed),
        now=clock.now(),
        today=today(),
    )
    return _published(slug, done)


def _submit(slug: str, typed: dict[str, str]) -> Response:
    policy_publishing.submit(
        db.session(),
        viewer=visitor(),
        slug=slug,
        wish=_wish(typed),
        now=clock.now(),
    )
    flash(_("Submitted. Another supervisor can approve it on this page."), "good")
    return redirect(address_of(slug, "review"), code=303)


def _approve(slug: str, _typed: dict[str, str]) -> Response:
    done = policy_publishing.approve(
        db.session(), viewer=visitor(), slug=slug, now=clock.now(), today=today()
    )
    return _published(slug, done)


def _send_back(slug: str, typed: dict[str, str]) -> Response:
    reviews.send_back(
        db.session(),
        viewer=visitor(),
        slug=slug,
        answer=typed["answer"],
        now=clock.now(),
    )
    flash(_("Sent back with your note."), "good")
    return redirect(address_of(slug, "review"), code=303)


def _take_back(slug: str, _typed: dict[str, str]) -> Response:
    reviews.take_back(db.session(), viewer=visitor(), slug=slug, now=clock.now())
    flash(_("It is a draft again. Submit it when you are done."), "good")
    return redirect(address_of(slug, "review"), code=303)


def _call_off(slug: str, _typed: dict[str, str]) -> Response:
    policy_plans.call_off(db.session(), viewer=visitor(), slug=slug, now=clock.now())
    flash(_("It is not published by itself any more."), "good")
    return redirect(address_of(slug, "review"), code=303)


_ACTS = {
    "publish": _publish,
    "submit": _submit,
    "approve": _approve,
    "send-back": _send_back,
    "take-back": _take_back,
    "call-off": _call_off,
}


def _wish(typed: dict[str, str]) -> Publication:
    return Publication(
        version=request.form.get("version", 0, type=int),
        note=typed["note"],
        kind=typed["kind"],
    )


def _published(slug: str, done: PolicyDone) -> Response:
    if done.planned:
        words = _(
            "“%(title)s” is published by itself on %(day)s if nobody changes it.",
            title=done.title,
            day=formats.day(done.planned),
        )
        flash(words, "good")
        return redirect(address_of(slug, "review"), code=303)
    words = _(
        "“%(title)s” is published as revision %(number)s.",
        title=done.title,
        number=done.number,
    )
    if done.also:
        words += " " + ngettext(
            "%(num)s scenario is judged by it from now on.",
            "%(num)s scenarios are judged by it from now on.",
            len(done.also),
        )
    flash(words, "good")
    if done.left:
        flash(
            _(
                "These cannot be played under it and stay under the one before: "
                "%(titles)s. Mend and publish them.",
                titles=", ".join(done.left),
            ),
            "warn",
        )
    return redirect(address_of(slug, "revisions"), code=303)


def _page(
    slug: str,
    typed: dict[str, str],
    problems: dict[str, str],
    error: TrainerError | None = None,
) -> str:
    found = policy_outlook.outlook(
        db.session(), viewer=visitor(), slug=slug, now=clock.now(), today=today()
    )
    return render_template(
        "author/policy/review.html",
        **frame(found.draft, "review"),
        outlook=found,
        typed=typed,
        problems=problems,
        refused=sentence(error) if error else "",
    )
