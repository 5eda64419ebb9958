"""The studio: every scenario with its state, and the way to a new one.

The modules beside this one add their pages to the same blueprint.
"""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from trainer import clock
from trainer.errors import WrongDetailError
from trainer.services import drafts, starting, studio
from trainer.services.drafts import Draft, Name
from trainer.services.proving import Moment
from trainer.services.starting import Wish
from trainer.store.named import is_of_policy
from trainer.store.people import Role
from trainer.web import fragments, guard
from trainer.web.current import config, visitor
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.problems import sentence

pages = Blueprint("author", __name__, url_prefix="/studio")
guard.only(pages, Role.SUPERVISOR, Role.MANAGER, Role.ADMIN)

Answer = Response | str | tuple[str, int]


@pages.get("/")
def scenarios() -> str:
    """List drafts and what is published; check some of it if asked to."""
    entries = studio.drafts_of(
        db.session(),
        viewer=visitor(),
        moment=moment(),
        seconds=studio.PROVING if "check" in request.args else 0.0,
    )
    return fragments.render(
        "author/list.html",
        block="listed",
        scenarios=entries,
        templates=len(starting.templates(config().content_dir)),
        address_of=address_of,
        fewest=studio.FEWEST_SHOWN,
    )


@pages.get("/new")
def new() -> str:
    """Offer templates and published scenarios to begin from."""
    return _form({"source": request.args.get("from", "")}, {})


@pages.post("/new")
def start() -> Answer:
    """Begin a draft and open it."""
    typed = {name: request.form.get(name, "") for name in ("source", "title", "slug")}
    if typed["source"] == "published":
        typed["source"] = f"published:{request.form.get('like', '')}"
    try:
        draft = starting.begin(
            db.session(),
            viewer=visitor(),
            wish=Wish(**typed),
            folder=config().content_dir,
            now=clock.now(),
        )
    except WrongDetailError as error:
        return _form(typed, {error.field: sentence(error)}), error.status
    return redirect(address_of(draft.slug), code=303)


@pages.post("/<slug>/draft")
def revise(slug: str) -> Response:
    """Begin the next revision of something published, or go on with it."""
    draft = starting.revise(
        db.session(),
        viewer=visitor(),
        slug=slug,
        now=clock.now(),
        number=request.form.get("number", type=int),
    )
    return redirect(address_of(draft.slug), code=303)


@pages.get("/<slug>/name")
def name(slug: str) -> str:
    """Show what a draft is called, and the way to throw it away."""
    draft = opened(slug)
    return _name_form(draft, {"title": draft.title, "slug": draft.slug}, {})


@pages.post("/<slug>/name")
def rename(slug: str) -> Answer:
    """Call a draft something else."""
    typed = {name: request.form.get(name, "").strip() for name in ("title", "slug")}
    typed["slug"] = typed["slug"] or slug
    try:
        draft = drafts.rename(
            db.session(),
            viewer=visitor(),
            slug=slug,
            wish=Name(**typed),
            now=clock.now(),
        )
    except WrongDetailError as error:
        return _name_form(
            opened(slug), typed, {error.field: sentence(error)}
        ), error.status
    flash(_("It is called “%(title)s” now.", title=draft.title), "good")
    return redirect(address_of(draft.slug), code=303)


@pages.post("/<slug>/discard")
def discard(slug: str) -> Response:
    """Throw a draft away; what is published stays."""
    draft = opened(slug)
    drafts.discard(db.session(), viewer=visitor(), slug=slug, now=clock.now())
    flash(_("The draft of “%(title)s” is gone.", title=draft.title), "good")
    return redirect(url_for(".scenarios"), code=303)


def moment() -> Moment:
    """Return now, and the clock that measures how long checks take."""
    return Moment(at=clock.now(), ticks=clock.monotonic)


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
        tab: ``steps``, ``text``, ``map``, ``plays``, ``report``, ``revisions``, or
            another name where none of the tabs is open.
    """
    return {
        "draft": draft,
        "tab": tab,
        "home": address_of(draft.slug),
        "of_policy": is_of_policy(draft.slug),
        "tabs": tabs_of(draft.slug),
    }


def tabs_of(slug: str) -> tuple[tuple[str, str, str], ...]:
    """Return name, address and words of the pages of one scenario or policy."""
    if is_of_policy(slug):
        return (
            ("text", address_of(slug, "text"), _("Text")),
            ("try", address_of(slug, "try"), _("Try its rules")),
            ("revisions", address_of(slug, "revisions"), _("Revisions")),
        )
    return (
        ("steps", address_of(slug), _("Steps")),
        ("text", address_of(slug, "text"), _("Text")),
        ("map", address_of(slug, "map"), _("Map")),
        ("plays", address_of(slug, "plays"), _("Plays")),
        ("report", address_of(slug, "report"), _("Report")),
        ("revisions", address_of(slug, "revisions"), _("Revisions")),
    )


def address_of(slug: str, page: str = "") -> str:
    """Return the address of a page of a draft; without ``page`` of its first one."""
    return f"{pages.url_prefix}/{slug}/{page}".rstrip("/")


def _form(typed: dict[str, str], problems: dict[str, str]) -> str:
    offered = starting.templates(config().content_dir)
    kind, _colon, like = typed["source"].partition(":")
    return render_template(
        "author/new.html",
        typed=typed,
        problems=problems,
        templates=offered,
        published=starting.sources(db.session()),
        source=typed["source"] if kind == "template" else kind,
        like=like if kind == "published" else "",
    )


def _name_form(draft: Draft, typed: dict[str, str], problems: dict[str, str]) -> str:
    return render_template(
        "author/name.html", **frame(draft, ""), typed=typed, problems=problems
    )
