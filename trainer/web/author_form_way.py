"""What is in the way of publishing, with where to mend it; said after each save."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash

from trainer.content.diagnostics import Diagnostic
from trainer.scenarios.forms.facts import SETTINGS
from trainer.scenarios.forms.spots import beat_at
from trainer.services.form_open import OpenForm
from trainer.web.author import address_of
from trainer.web.author_form import opened_form, proof_of
from trainer.web.form_problems import form_wording
from trainer.web.language import ngettext


@dataclass(frozen=True, slots=True, kw_only=True)
class InTheWay:
    """One thing to mend, and the address of where that is done."""

    words: str
    address: str


def in_the_way(form: OpenForm, here: Mapping[int, str]) -> tuple[InTheWay, ...]:
    """Return all that keeps a draft from being published.

    Args:
        form: The draft.
        here: Line of the text → id of the field on this page that shows it.
    """
    return tuple(
        InTheWay(
            words=f"{told.words} {told.mend}".strip(),
            address=_address(form, one, here),
        )
        for one in proof_of(form).blocking
        for told in (form_wording(one),)
    )


def say_saved(slug: str, saved: str) -> None:
    """Say that something was saved and, if so, that something is in the way now.

    Args:
        slug: Of the draft, as it is after saving.
        saved: What to say if all is well.
    """
    found = in_the_way(opened_form(slug), {})
    if not found:
        flash(saved, "good")
        return
    flash(
        ngettext(
            "Saved. One thing is in the way: %(first)s",
            "Saved. %(num)s things are in the way; the first: %(first)s",
            len(found),
            first=found[0].words,
        ),
        "warn",
    )


def _address(form: OpenForm, one: Diagnostic, here: Mapping[int, str]) -> str:
    slug, line = form.draft.slug, one.place.line
    if one.place.file != form.draft.file or form.sheet is None:
        return address_of(slug, "report")
    if line in here:
        return f"#{here[line]}"
    beat = beat_at(form.sheet.document.beats, line)
    if beat is not None:
        return address_of(slug, f"steps/{beat.id}")
    facts = (form.sheet.document.settings.get(key) for key in SETTINGS.values())
    lines = {
        part.place.line
        for group in facts
        for entry in getattr(group, "entries", ())
        for part in entry
    }
    return address_of(slug, "facts" if line in lines else "settings")
