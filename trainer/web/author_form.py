"""The guided form: the list of steps, and one step to fill in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from trainer import clock
from trainer.errors import WrongDetailError
from trainer.scenarios.forms.links import Link, links
from trainer.scenarios.forms.reading import step_of
from trainer.scenarios.forms.sheet import ANYWHERE
from trainer.scenarios.forms.steps import Step
from trainer.services.form_choices import Choices, choices
from trainer.services.form_open import OpenForm, open_form
from trainer.services.form_saving import (
    Author,
    MisreadError,
    sheet_of,
)
from trainer.services.form_worth import measure
from trainer.services.proving import Proof, prove
from trainer.web import fragments
from trainer.web.author import frame, pages
from trainer.web.author_form_action import wrong_values
from trainer.web.author_form_acts import act
from trainer.web.author_form_begun import after_saving, begun
from trainer.web.author_form_fields import Sent, read_step
from trainer.web.author_form_lacking import lacks_of, others
from trainer.web.author_form_lists import lists_of
from trainer.web.author_form_look import (
    StepLook,
    Troubles,
    field_of,
    look_of,
    troubles_by_step,
)
from trainer.web.author_form_notes import opened_notes
from trainer.web.author_form_save import PATIENCE, save, say_moved, speaker, tidied
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.problems import sentence

SAVE = "save"


@pages.get("/<slug>")
def steps(slug: str) -> str:
    """List the steps as cards, with what is wrong beside what it concerns."""
    return list_page(opened_form(slug))


def list_page(
    form: OpenForm,
    *,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
) -> str:
    """Show all steps; ``typed`` is what stands in the form that adds one."""
    proof = proof_of(form)
    chosen = choices(db.session(), form)
    beats = form.sheet.document.beats if form.sheet else ()
    told = others(proof.diagnostics)
    troubles, elsewhere = troubles_by_step(beats, told, form.draft.file)
    full = measure(proof)
    looks = [
        look_of(
            step_of(beat),
            chosen,
            full,
            troubles.get(beat.id),
            whole=form.can_be_edited(beat),
        )
        for beat in beats
    ]
    return render_template(
        "author/form/list.html",
        **frame(form.draft, "steps"),
        form=form,
        looks=looks,
        proof=proof,
        elsewhere=elsewhere,
        lacks=lacks_of(form, proof.diagnostics),
        chosen=chosen,
        lists=lists_of(chosen),
        incoming=incoming(form),
        measured=bool(full),
        typed=typed or {},
        problems=problems or {},
    )


@pages.get("/<slug>/steps/<step>")
def step(slug: str, step: str) -> str:
    """Show one step as a form."""
    form = opened_form(slug)
    beat = form.beat(step)
    new = begun(step_of(beat), speaker(form))
    return page(form, Sent(step=new, called=beat.id))


@pages.post("/<slug>/steps/<step>")
def change_step(slug: str, step: str) -> Response | str | tuple[str, int]:
    """Save the step, or change the form as one of its buttons asks."""
    form = opened_form(slug, request.form.get("version", type=int))
    sent = read_step(request.form, form.beat(step))
    asked = request.form.get("do", SAVE)
    if asked != SAVE:
        changed, focus = act(sent.step, asked)
        return page(form, replace(sent, step=changed), focus=focus)
    sent = tidied(sent)
    wrong = wrong_values(sent.step, step_of(form.beat(step)))
    wrong = {**wrong, **opened_notes(request.form)}
    if wrong:
        return page(form, sent, problems=wrong), 422
    try:
        called = save(form, sent, author())
        say_moved(form, sent)
    except WrongDetailError as error:
        return page(form, sent, problems={error.field: sentence(error)}), error.status
    except MisreadError as error:
        part, field = field_of(sent.step, error.spot)
        problems = {field if part else "form": sentence(error)}
        return page(form, sent, problems=problems), error.status
    there = after_saving(opened_form(slug), called, request.form.get("next", ""))
    return redirect(there, code=303)


def opened_form(slug: str, version: int | None = None) -> OpenForm:
    """Return a draft opened as forms."""
    return open_form(db.session(), viewer=visitor(), slug=slug, version=version)


def proof_of(form: OpenForm) -> Proof:
    """Return what is known about a draft after looking as long as one may wait."""
    return prove(db.session(), form.draft, now=clock.monotonic, seconds=PATIENCE)


def author() -> Author:
    """Return who saves, now."""
    return Author(viewer=visitor(), now=clock.now())


def page(
    form: OpenForm,
    sent: Sent,
    *,
    problems: dict[str, str] | None = None,
    focus: str = "",
) -> str:
    """Show a step as it is typed, with what is wrong at its field."""
    chosen = choices(db.session(), form)
    proof = proof_of(form)
    view = _look(form, sent.step, proof, chosen, told=not problems)
    return fragments.render(
        "author/form/step.html",
        block="form",
        **frame(form.draft, "steps"),
        form=form,
        sent=sent,
        view=view,
        chosen=chosen,
        lists=lists_of(chosen, sent.new.values()),
        problems=problems or {},
        focus=focus,
        unsaved=request.method == "POST" and not fragments.wanted(),
        anywhere=sent.step.id == ANYWHERE,
        incoming=incoming(form).get(sent.step.id, ()),
        shuffled=proof.machine is None or proof.machine.settings.shuffle,
        around=_around(form, sent.step.id),
        others=_others(form, sent.step.id, chosen),
    )


def _look(
    form: OpenForm, step: Step, proof: Proof, chosen: Choices, *, told: bool
) -> StepLook:
    troubles: Troubles = {}
    if told and form.version == form.draft.version:
        beats = sheet_of(form).document.beats
        found, _rest = troubles_by_step(beats, proof.diagnostics, form.draft.file)
        troubles = found.get(step.id, {})
    full = measure(proof)
    whole = form.can_be_edited(form.beat(step.id))
    return look_of(step, chosen, full, troubles, whole=whole)


def incoming(form: OpenForm) -> dict[str, tuple[Link, ...]]:
    """Return which replies lead to each step."""
    beats = form.sheet.document.beats if form.sheet else ()
    found: dict[str, tuple[Link, ...]] = {}
    for link in links(beats):
        found[link.target] = (*found.get(link.target, ()), link)
    return found


def _others(form: OpenForm, step: str, chosen: Choices) -> tuple[tuple[str, str], ...]:
    """Return the steps a reply of one can go to; where it ends, nothing is said."""
    beats = form.sheet.document.beats if form.sheet else ()
    ends = {beat.id for beat in beats if any(f.key == "outcome" for f in beat.facts)}
    return tuple(one for one in chosen.steps if one[0] not in {step, *ends})


def _around(form: OpenForm, step: str) -> tuple[str, str]:
    """Return the steps before and after one; empty at an end."""
    ids = form.sheet.ids if form.sheet else ()
    at = ids.index(step)
    return ids[at - 1] if at else "", ids[at + 1] if at + 1 < len(ids) else ""
