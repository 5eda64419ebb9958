"""How a step begins in its form, and where one goes on when it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import flash

from trainer.scenarios.forms.sheet import ANYWHERE
from trainer.scenarios.forms.steps import Paragraph, Reply, Step
from trainer.scenarios.syntax import BlockKind, MoveKind
from trainer.services.form_open import OpenForm
from trainer.web.author import address_of
from trainer.web.language import gettext as _

EMPTY = (Reply(kind=MoveKind.SAY), Reply(kind=MoveKind.SAY))
"""What a step without replies offers to fill in; left empty, none is written."""


def begun(step: Step, speaker: str) -> Step:
    """Return a step with empty fields for what it has nothing of yet.

    Args:
        step: As written.
        speaker: Who speaks in most steps; empty: nobody does yet.
    """
    if step.id == ANYWHERE:
        return step
    said = Paragraph(
        kind=BlockKind.SPEECH if speaker else BlockKind.STAGE, text="", name=speaker
    )
    ends = bool(step.text("outcome"))
    return replace(
        step,
        paragraphs=step.paragraphs or (said,),
        replies=step.replies or (() if ends else EMPTY),
    )


def say_begun(slug: str, added: Sequence[str]) -> None:
    """Say of each step that was just made that it waits to be written, with a link."""
    for name in added:
        words = _("The new step “%(name)s” has no replies yet.", name=name)
        there = address_of(slug, f"steps/{name}")
        flash(words, f"good {there} {_('Write it')}")


def after_saving(form: OpenForm, called: str, wish: str) -> str:
    """Return the address to go on at.

    Args:
        form: The draft as it is after saving.
        called: The step that was saved; empty: it is gone.
        wish: ``list`` for all steps, ``step`` for the next one; else it stays open.
    """
    slug = form.draft.slug
    if not called:
        return address_of(slug)
    if called == ANYWHERE or wish not in ("list", "step"):
        return address_of(slug, f"steps/{called}")
    ids = form.sheet.ids if form.sheet else ()
    at = ids.index(called) + 1 if called in ids else len(ids)
    following = [one for one in ids[at:] if one != ANYWHERE]
    if wish == "step" and following:
        return address_of(slug, f"steps/{following[0]}")
    return f"{address_of(slug)}#{called}"
