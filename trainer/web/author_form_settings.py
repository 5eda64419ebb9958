"""The settings of a scenario: its title, how it ends, what counts, the customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from trainer.scenarios.forms.naming import in_the_way as in_the_way_of
from trainer.scenarios.forms.naming import named_in
from trainer.scenarios.forms.settings import (
    MANY,
    PERSONA,
    SINGLE,
    SettingsForm,
    outcomes_of,
    settings_in,
    with_settings,
)
from trainer.scenarios.forms.spots import Spot
from trainer.scenarios.reader_lines import CLOSE, OPEN
from trainer.scenarios.reader_text import slug as nearest_id
from trainer.scenarios.settings_words import CRITERIA, OUTCOMES
from trainer.services.form_choices import choices
from trainer.services.form_open import OpenForm
from trainer.services.form_saving import (
    MisreadError,
    OnlyAsTextError,
    save_settings,
    sheet_of,
)
from trainer.web.author import address_of, frame, pages
from trainer.web.author_conflict import say_merged
from trainer.web.author_form import author, opened_form, proof_of
from trainer.web.author_form_lacking import lacks_of, others
from trainer.web.author_form_look import Trouble
from trainer.web.author_form_notes import note_words, opens_note
from trainer.web.author_form_typed import Typed
from trainer.web.author_form_way import in_the_way, say_saved
from trainer.web.current import config
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.learn_words import channel_words, outcome_words
from trainer.web.problems import sentence

FULL = 100
USUAL = {"channel": "counter", "language": "en", "level": "1", "use": "practice"}
"""What a setting is where it is not written."""

FIELDS = {
    "policy": "policy-1",
    "good": "good-1",
    "persona": "persona-name",
    "rubric": "rubric",
}
"""Setting → its first field, where that is not called like it."""

LANGUAGES = (
    ("en", "English"),
    ("es", "Español"),
    ("pl", "Polski"),
    ("it", "Italiano"),
    ("de", "Deutsch"),
)


@pages.get("/<slug>/settings")
def settings(slug: str) -> str:
    """Show the settings as a form."""
    form = opened_form(slug)
    return _page(form, settings_in(sheet_of(form)), {})


@pages.post("/<slug>/settings")
def change_settings(slug: str) -> Response | tuple[str, int]:
    """Save the settings, or say what is wrong at its field."""
    form = opened_form(slug, request.form.get("version", type=int))
    was = settings_in(sheet_of(form))
    typed = _read(Typed(request.form), was)
    problems = _check(typed) | _wrong_name(typed, was)
    if problems:
        return _page(form, typed, problems), 422
    try:
        draft = save_settings(db.session(), form, typed, author=author())
    except OnlyAsTextError as error:
        return _page(form, typed, _in_the_text(form, was, typed)), error.status
    say_merged(draft)
    _say_renamed(form, was, typed)
    say_saved(slug, _("The settings are saved."))
    return redirect(address_of(slug, "settings"), code=303)


def _in_the_text(
    form: OpenForm, was: SettingsForm, typed: SettingsForm
) -> Mapping[str, str]:
    """Return what cannot be written, at its field: the briefing, if it is that."""
    if with_settings(sheet_of(form), replace(typed, briefing=was.briefing)) is None:
        return {"title": sentence(OnlyAsTextError())}
    return {"briefing": sentence(MisreadError(Spot()))}


def _say_renamed(form: OpenForm, was: SettingsForm, now: SettingsForm) -> None:
    """Say where the customer has a new name, and where the old one still stands."""
    old, new = was.persona["name"], now.persona["name"]
    if not old or not new or old.split() == new.split():
        return
    still = named_in(sheet_of(opened_form(form.draft.slug)), old)
    before = named_in(sheet_of(form), old)
    changed = [_part(step) for step in before if step not in still]
    if changed:
        flash(
            _("The new name stands in: %(places)s.", places=", ".join(changed)), "good"
        )
    if still and old.split()[0] != new.split()[0]:
        words = _(
            "“%(name)s” still stands in: %(places)s. Look whether it should.",
            name=old.split()[0],
            places=", ".join(_part(step) for step in still),
        )
        flash(words, "warn")


def _part(step: str) -> str:
    return step or _("the settings and the briefing")


def _read(typed: Typed, was: SettingsForm) -> SettingsForm:
    form = request.form
    own = tuple(
        dict.fromkeys(
            nearest_id(word).replace("-", "_")
            for word in typed.line("outcomes").split(",")
            if nearest_id(word)
        )
    )
    topics = [part.strip() for part in typed.line("topics").split(",")]
    return SettingsForm(
        single={key: _single(typed, key, was.single[key]) for key in SINGLE},
        many={
            "topics": tuple(part for part in topics if part),
            "policy": tuple(form.getlist("policy")),
            "good": _good(tuple(form.getlist("good")), was),
            "outcomes": own,
        },
        rubric={name: typed.line(f"weight-{name}") for name in CRITERIA},
        persona={name: typed.line(f"persona-{name}") for name in PERSONA},
        briefing=typed.lines("briefing"),
        notes=typed.lines("notes") if "notes" in form else was.notes,
    )


def _single(typed: Typed, key: str, was: str) -> str:
    """Return a setting; the usual value need not be written where it was not."""
    if key not in typed.form:
        return was
    value = typed.line(key)
    return "" if not was and value == USUAL.get(key) else value


def _good(good: tuple[str, ...], was: SettingsForm) -> tuple[str, ...]:
    """Return which endings are good; the usual one need not be written."""
    return () if good == ("resolved",) and not was.many["good"] else good


def _check(typed: SettingsForm) -> dict[str, str]:
    found: dict[str, str] = {}
    if opens_note(typed.briefing):
        found["briefing"] = note_words()
    if any(mark in typed.notes for mark in (OPEN, CLOSE)):
        found["notes"] = _("Write notes without “<!--” and “-->”: they are added.")
    if not typed.single["title"]:
        found["title"] = _("Give the scenario a title.")
    weights = [one for one in typed.rubric.values() if one]
    if any(not one.isdecimal() for one in weights):
        found["rubric"] = _("Weights are whole numbers from 0 to 100.")
    elif weights and (total := sum(int(one[:4]) for one in weights)) != FULL:
        found["rubric"] = _(
            "The weights add up to %(total)s; they must add up to 100.", total=total
        )
    return found


def _wrong_name(typed: SettingsForm, was: SettingsForm) -> dict[str, str]:
    """Return what keeps everybody from speaking of the customer by a new name."""
    name = typed.persona["name"]
    mark = in_the_way_of(name) if name != was.persona["name"] else ""
    if not mark:
        return {}
    words = _("A name cannot have “%(mark)s” in it: take it away.", mark=mark)
    return {"persona-name": words}


def _page(form: OpenForm, typed: SettingsForm, problems: Mapping[str, str]) -> str:
    chosen = choices(db.session(), form)
    outcomes = outcomes_of(typed)
    return render_template(
        "author/form/settings.html",
        **frame(form.draft, "steps"),
        form=form,
        typed=typed,
        problems=problems,
        unsaved=request.method == "POST",
        troubles=_troubles(form),
        lacks=() if problems else lacks_of(form, proof_of(form).diagnostics),
        ways=() if problems else in_the_way(form, _fields(form)),
        policies=chosen.policies,
        outcomes=tuple((name, outcome_words(name)) for name in outcomes),
        usual=OUTCOMES,
        criteria=CRITERIA,
        languages=LANGUAGES,
        channels=tuple(
            (name, channel_words(name))
            for name in ("counter", "phone", "chat", "email")
        ),
        uses=(
            ("practice", _("for practice")),
            ("exam", _("as an exam")),
            ("both", _("for both")),
        ),
        levels=tuple((str(n), str(n)) for n in range(1, 6)),
        pass_mark=config().pass_mark,
    )


def _fields(form: OpenForm) -> Mapping[int, str]:
    """Return the field that shows the setting on a line of the text."""
    return {
        part.place.line: FIELDS.get(name.text, name.text)
        for name, value in sheet_of(form).document.settings.entries
        if name.text in {*SINGLE, *MANY, *FIELDS}
        for part in (name, value)
    }


def _troubles(form: OpenForm) -> Sequence[Trouble]:
    """Return what the checks say about anything above the first step."""
    first = sheet_of(form).document.beats[0].place.line
    proof = proof_of(form)
    return tuple(
        Trouble(words=d.message, mend=d.suggestion, grave=d in proof.blocking)
        for d in others(proof.diagnostics)
        if d.place.file == form.draft.file and d.place.line < first
    )
