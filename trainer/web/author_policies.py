"""Policies in the studio: the list, a new one, a draft of one, and throwing it away."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from trainer import clock
from trainer.errors import WrongDetailError
from trainer.services import drafts, policy_drafts, starting
from trainer.store.named import OF_POLICY
from trainer.web.author import Answer, address_of, opened, pages
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.planned import today
from trainer.web.problems import sentence


@pages.get("/policies")
def policies() -> str:
    """List every policy that is published or being written."""
    return render_template(
        "author/policy/list.html",
        policies=policy_drafts.entries(db.session(), viewer=visitor(), today=today()),
    )


@pages.get("/policies/new")
def new_policy() -> str:
    """Ask for the name of a new policy."""
    return _form({"title": "", "slug": ""}, {})


@pages.post("/policies/new")
def start_policy() -> Answer:
    """Begin a new policy and open its text."""
    typed = {name: request.form.get(name, "") for name in ("title", "slug")}
    try:
        draft = policy_drafts.begin(
            db.session(), viewer=visitor(), **typed, now=clock.now()
        )
    except WrongDetailError as error:
        return _form(typed, {error.field: sentence(error)}), error.status
    return redirect(address_of(draft.slug, "text"), code=303)


@pages.post("/policies/<slug>/draft")
def revise_policy(slug: str) -> Response:
    """Begin the next revision of a published policy, or go on with it."""
    draft = starting.revise(
        db.session(),
        viewer=visitor(),
        slug=key(slug),
        now=clock.now(),
        number=request.form.get("number", type=int),
    )
    return redirect(address_of(draft.slug, "text"), code=303)


@pages.post("/policies/<slug>/discard")
def discard_policy(slug: str) -> Response:
    """Throw a draft away; what is published stays."""
    draft = opened(key(slug))
    drafts.discard(db.session(), viewer=visitor(), slug=draft.slug, now=clock.now())
    flash(_("The draft of “%(title)s” is gone.", title=draft.title), "good")
    return redirect(url_for(".policies"), code=303)


def key(slug: str) -> str:
    """Return the name of the draft of a policy."""
    return f"{OF_POLICY}{slug}"


def _form(typed: dict[str, str], problems: dict[str, str]) -> str:
    return render_template("author/policy/new.html", typed=typed, problems=problems)
