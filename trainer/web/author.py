"""The studio: every scenario with its state, and the way to a new one.

The modules beside this one add their pages to the same blueprint.
"""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from trainer import clock
from trainer.services import drafts
from trainer.services.drafts import Draft
from trainer.store.people import Role
from trainer.web import guard
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _

pages = Blueprint("author", __name__, url_prefix="/studio")
guard.only(pages, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN)


@pages.get("/")
def scenarios() -> str:
    """List drafts and what is published."""
    return render_template("author/list.html")


@pages.get("/new")
def new() -> str:
    """Offer templates and published scenarios to begin from."""
    return render_template("author/new.html", typed={}, problems={})


@pages.post("/new")
def start() -> Response:
    """Begin a draft and open it."""
    draft = drafts.start(
        db.session(),
        viewer=visitor(),
        slug=request.form.get("slug", ""),
        body=request.form.get("body", ""),
        now=clock.now(),
    )
    return redirect(f"{url_for('.scenarios')}{draft.slug}", code=303)


def opened(slug: str) -> Draft:
    """Return the draft a page is about.

    Raises:
        NotFoundError: if there is none.
    """
    return drafts.open_draft(db.session(), viewer=visitor(), slug=slug)


def frame(draft: Draft, tab: str) -> dict[str, object]:
    """Return what ``author/frame.html`` needs, for ``render_template(…, **frame(…))``.

    Args:
        draft: What the page is about.
        tab: ``steps``, ``text``, ``map``, ``report``, ``revisions``, or another name
            where none of the tabs is open.
    """
    home = f"{url_for('.scenarios')}{draft.slug}"
    return {
        "draft": draft,
        "tab": tab,
        "home": home,
        "tabs": (
            ("steps", home, _("Steps")),
            ("text", f"{home}/text", _("Text")),
            ("map", f"{home}/map", _("Map")),
            ("report", f"{home}/report", _("Report")),
            ("revisions", f"{home}/revisions", _("Revisions")),
        ),
    }
