"""Save a step as it was typed: empty parts fall away, new steps are added."""

from __future__ import annotations

from dataclasses import replace

from flask import flash

from trainer import clock
from trainer.errors import WrongDetailError
from trainer.scenarios.forms.steps import Reply
from trainer.scenarios.reader_text import slug as nearest_id
from trainer.services.drafts import Draft
from trainer.services.form_open import OpenForm
from trainer.services.form_renaming import listening_told
from trainer.services.form_saving import Author, NewStep, save_step, sheet_of
from trainer.services.proving import prove
from trainer.web.author_conflict import say_merged
from trainer.web.author_form_begun import say_begun
from trainer.web.author_form_fields import Sent
from trainer.web.author_form_landed import landed
from trainer.web.author_form_renamed import renamed_words
from trainer.web.author_form_reply import is_blank
from trainer.web.database import db
from trainer.web.form_problems import form_wording, step_with
from trainer.web.language import gettext as _
from trainer.web.language import ngettext

PATIENCE = 0.5
"""Seconds that exploring may take before a form is shown; the report takes more."""


def tidied(sent: Sent) -> Sent:
    """Return a step without the paragraphs and replies that were left empty."""
    filled = [
        (reply, sent.new.get(at))
        for at, reply in enumerate(sent.step.replies)
        if not is_blank(reply) or sent.new.get(at)
    ]
    said = tuple(one for one in sent.step.paragraphs if one.text.strip())
    replies = tuple(reply for reply, _new in filled)
    return replace(
        sent,
        step=replace(sent.step, paragraphs=said, replies=replies),
        new={at: new for at, (_reply, new) in enumerate(filled) if new is not None},
    )


def save(form: OpenForm, sent: Sent, author: Author) -> str:
    """Save a step and return what it is called now; empty if it is gone.

    Raises:
        DraftChangedError: if somebody else changed the same lines.
        MisreadError: if a part would be read as something else.
        WrongDetailError: naming a field, if a step cannot be called so.
    """
    added: list[NewStep] = []
    replies = tuple(
        _led(form, reply, at, sent.new.get(at), added)
        for at, reply in enumerate(sent.step.replies)
    )
    step = replace(sent.step, replies=replies)
    told = listening_told(sheet_of(form), step, form.beat(step.id), form.draft.plays)
    draft = save_step(
        db.session(),
        form,
        step,
        author=author,
        called=sent.called,
        added=added,
    )
    say_merged(draft)
    for change in told:
        flash(renamed_words(change), "good")
    if draft.version == form.version:
        flash(_("Nothing had changed, so nothing was saved."), "")
    else:
        _say_saved(draft, sent.called)
        say_begun(draft.slug, [one.id for one in added])
    return landed(draft, sent.called, form.sheet, was=step.id)


def say_moved(form: OpenForm, sent: Sent) -> None:
    """Say which replies stand in another step now."""
    for reply in sent.step.replies:
        if reply.to in sheet_of(form).ids:
            flash(_("The reply stands in the step “%(name)s” now.", name=reply.to), "")


def _say_saved(draft: Draft, step: str) -> None:
    """Say that it is saved, and what of this step is in the way of publishing now."""
    proof = prove(db.session(), draft, now=clock.monotonic, seconds=PATIENCE)
    beats = proof.document.beats if proof.document else ()
    wrong = [one for one in proof.blocking if step_with(one, beats, proof.file) == step]
    if not wrong:
        flash(_("Saved."), "good")
        return
    words = ngettext(
        "Saved. One thing is in the way of publishing: %(first)s",
        "Saved. %(num)s things are in the way of publishing, the first: %(first)s",
        len(wrong),
        first=form_wording(wrong[0]).words,
    )
    flash(words, "warn")


def _led(
    form: OpenForm, reply: Reply, at: int, name: str | None, added: list[NewStep]
) -> Reply:
    if name is None:
        return reply
    return replace(reply, target=f"#{_new_step(form, name, at, added)}")


def _new_step(form: OpenForm, name: str, at: int, added: list[NewStep]) -> str:
    """Return the id of the step a reply leads to; a new one is noted to be added."""
    wish = nearest_id(name)
    if not wish:
        raise WrongDetailError(
            f"r{at}-new", _("Say in a word or two what the new step is about.")
        )
    if wish not in {*sheet_of(form).ids, *(one.id for one in added)}:
        added.append(NewStep(id=wish))
    return wish


def speaker(form: OpenForm) -> str:
    """Return who speaks in most steps."""
    names = [
        block.name
        for beat in (form.sheet.document.beats if form.sheet else ())
        for block in beat.blocks
        if block.name
    ]
    return max(names, key=names.count) if names else ""
