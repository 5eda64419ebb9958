"""The plays of a draft: which there are, how they come out, and their text."""

from __future__ import annotations

from flask import flash, redirect, render_template, request

from trainer import clock
from trainer.errors import WrongDetailError
from trainer.services import proving, studio_plays
from trainer.services.drafts import Draft
from trainer.services.plays_kept import PlaysChangedError, save_plays
from trainer.web.author import Answer, address_of, frame, opened, pages
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.problems import sentence


@pages.get("/<slug>/plays")
def plays(slug: str) -> str:
    """Show every play and what came of it."""
    draft = opened(slug)
    return _page(draft, draft.plays)


@pages.post("/<slug>/plays")
def save_the_plays(slug: str) -> Answer:
    """Save the plays; what was typed stays in the box where that is not possible."""
    typed = request.form.get("plays", "")
    try:
        draft = save_plays(
            db.session(),
            viewer=visitor(),
            slug=slug,
            version=request.form.get("version", 0, type=int),
            plays=typed,
            now=clock.now(),
        )
    except PlaysChangedError as error:
        page = _page(error.theirs, typed, problem=sentence(error), theirs=error.theirs)
        return page, error.status
    except WrongDetailError as error:
        return _page(opened(slug), typed, problem=sentence(error)), error.status
    _say_saved(draft)
    return redirect(address_of(slug, "plays"), code=303)


def _say_saved(draft: Draft) -> None:
    words = _("Saved.")
    if draft.merged_with:
        words = _(
            "Saved, together with what %(name)s changed in other lines meanwhile.",
            name=draft.merged_with,
        )
    flash(words, "good")


def _page(
    draft: Draft, text: str, *, problem: str = "", theirs: Draft | None = None
) -> str:
    proof = proving.prove(db.session(), draft, now=clock.monotonic)
    return render_template(
        "author/plays.html",
        **frame(draft, "plays"),
        text=text,
        problem=problem,
        theirs=theirs,
        rehearsed=studio_plays.rehearsal(proof, text),
    )
