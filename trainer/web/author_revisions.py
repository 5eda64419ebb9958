"""What was published of a scenario, what changed, and taking it off offer."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff
from itertools import groupby

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from trainer import clock
from trainer.scenarios.difference import Change
from trainer.scenarios.difference_plays import ABOUT as PLAYS
from trainer.services import catching_up, reviews, revisions
from trainer.services.revisions import DRAFT, History
from trainer.store.named import is_of_policy
from trainer.web.author import address_of, frame, opened, pages, tabs_of
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _


@pages.get("/<slug>/revisions")
def history(slug: str) -> str:
    """Show every revision, the newest first."""
    found = revisions.history(db.session(), viewer=visitor(), slug=slug)
    return render_template("author/revisions.html", **around(found), history=found)


@pages.get("/<slug>/difference")
def compare(slug: str) -> str:
    """Show what changed between two revisions, in sentences and line by line."""
    found = revisions.history(db.session(), viewer=visitor(), slug=slug)
    compared = revisions.compare(
        db.session(),
        viewer=visitor(),
        slug=slug,
        before=request.args.get("from", ""),
        after=request.args.get("to", ""),
    )
    return render_template(
        "author/difference.html",
        **around(found),
        history=found,
        compared=compared,
        steps=_by_step(compared.changes),
        lines=list(_lines(*compared.lines)),
        stands_for_draft=DRAFT,
    )


@pages.post("/<slug>/withdraw")
def withdraw(slug: str) -> Response:
    """Take a scenario off offer."""
    revisions.withdraw(db.session(), viewer=visitor(), slug=slug, now=clock.now())
    flash(
        _("It is no longer offered. Whoever is in the middle of it may finish."),
        "good",
    )
    return redirect(address_of(slug, "revisions"), code=303)


@pages.post("/<slug>/catch-up")
def catch_up(slug: str) -> Response:
    """Bring into the draft what was published since it was begun."""
    catching_up.catch_up(db.session(), viewer=visitor(), slug=slug, now=clock.now())
    flash(_("The draft has the changes that were published meanwhile."), "good")
    return redirect(address_of(slug, "review"), code=303)


@pages.get("/approval")
def approval() -> str:
    """Show which teams want what is written to be approved."""
    return render_template(
        "author/approval.html",
        teams=reviews.teams_to_set(db.session(), viewer=visitor(), now=clock.now()),
    )


@pages.post("/approval")
def set_approval() -> Response:
    """Change that for one team."""
    reviews.set_approval(
        db.session(),
        viewer=visitor(),
        team_id=request.form.get("team", 0, type=int),
        needed=request.form.get("needed") == "yes",
        now=clock.now(),
    )
    flash(_("Saved."), "good")
    return redirect(url_for(".approval"), code=303)


def around(found: History) -> dict[str, object]:
    """Return what the frame needs, with a draft or without."""
    if found.has_draft:
        return frame(opened(found.slug), "revisions")
    return {
        "draft": None,
        "title": found.title,
        "standing": "published" if found.offered else "withdrawn",
        "tab": "revisions",
        "home": address_of(found.slug),
        "of_policy": is_of_policy(found.slug),
        "tabs": tabs_of(found.slug)[-2 if is_of_policy(found.slug) else -1 :],
    }


def _by_step(changes: tuple[Change, ...]) -> list[tuple[str, list[Change]]]:
    """Group changes by step; those of conversation tests stand below no step."""
    groups = groupby(changes, lambda change: (change.about == PLAYS, change.step))
    return [(step, list(some)) for (_plays, step), some in groups]


def _lines(before: str, after: str) -> Iterator[tuple[str, str]]:
    """Yield the lines that differ with those around them, each with its sign."""
    lines = unified_diff(before.splitlines(), after.splitlines(), n=2, lineterm="")
    for line in list(lines)[2:]:
        yield line[:1], line[1:] if line[:1] in "+- " else ""
