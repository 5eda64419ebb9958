"""Add, move, copy and delete steps, each with a plain form of its own."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from trainer.errors import WrongDetailError
from trainer.scenarios.reader_text import slug as nearest_id
from trainer.services import form_layout
from trainer.services.form_choices import choices
from trainer.services.form_saving import NewStep
from trainer.web.author import address_of, frame, pages
from trainer.web.author_conflict import say_merged
from trainer.web.author_form import author, incoming, list_page, opened_form
from trainer.web.author_form_save import speaker
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.problems import sentence


@pages.post("/<slug>/steps")
def add_step(slug: str) -> Response | tuple[str, int]:
    """Add a step and open it, or say what is wrong with its name."""
    form = opened_form(slug, request.form.get("version", type=int))
    typed = request.form
    outcome = typed.get("outcome", "")
    new = NewStep(
        id=nearest_id(typed.get("id", "")),
        speaker=speaker(form),
        words=" ".join(typed.get("words", "").split()),
        outcome=outcome if outcome.isidentifier() else "",
    )
    try:
        draft = form_layout.add_step(
            db.session(), form, new, after=typed.get("after", ""), author=author()
        )
    except WrongDetailError as error:
        told = sentence(error)
        if not new.id:
            told = _("Say in a word or two what happens in the step.")
        return list_page(form, typed=typed, problems={"id": told}), error.status
    say_merged(draft)
    flash(_("The step is there. Now say what can be done in it."), "good")
    return redirect(address_of(slug, f"steps/{new.id}"), code=303)


@pages.post("/<slug>/steps/<step>/up")
def move_up(slug: str, step: str) -> Response:
    """Let a step change places with the one before it."""
    return _move(slug, step, -1)


@pages.post("/<slug>/steps/<step>/down")
def move_down(slug: str, step: str) -> Response:
    """Let a step change places with the one after it."""
    return _move(slug, step, 1)


@pages.post("/<slug>/steps/<step>/copy")
def copy_step(slug: str, step: str) -> Response:
    """Copy a step and open the copy."""
    form = opened_form(slug, request.form.get("version", type=int))
    draft, copy = form_layout.duplicate_step(db.session(), form, step, author=author())
    say_merged(draft)
    flash(_("This is the copy. Nothing leads to it yet."), "good")
    return redirect(address_of(slug, f"steps/{copy}"), code=303)


@pages.get("/<slug>/steps/<step>/delete")
def ask_to_delete(slug: str, step: str) -> str:
    """Ask where the replies shall lead that led to a step."""
    return _delete_page(slug, step, {})


@pages.post("/<slug>/steps/<step>/delete")
def delete_step(slug: str, step: str) -> Response | tuple[str, int]:
    """Delete a step; what led to it leads elsewhere."""
    form = opened_form(slug, request.form.get("version", type=int))
    instead = request.form.get("instead", "")
    known = form.sheet.ids if form.sheet else ()
    try:
        draft = form_layout.remove_step(
            db.session(),
            form,
            step,
            instead=instead if instead in known and instead != step else "",
            author=author(),
        )
    except WrongDetailError as error:
        return _delete_page(slug, step, {"instead": sentence(error)}), error.status
    say_merged(draft)
    flash(_("The step “%(name)s” is gone.", name=step), "good")
    return redirect(f"{address_of(slug)}#said", code=303)


def _move(slug: str, step: str, by: int) -> Response:
    form = opened_form(slug, request.form.get("version", type=int))
    draft = form_layout.move_step(db.session(), form, step, by=by, author=author())
    say_merged(draft)
    return redirect(f"{address_of(slug)}#{step}", code=303)


def _delete_page(slug: str, step: str, problems: dict[str, str]) -> str:
    form = opened_form(slug)
    form.beat(step)
    chosen = choices(db.session(), form)
    return render_template(
        "author/form/delete.html",
        **frame(form.draft, "steps"),
        form=form,
        step=step,
        links=incoming(form).get(step, ()),
        others=tuple(one for one in chosen.steps if one[0] != step),
        problems=problems,
    )
