"""The page of a step after a save, also where somebody else renamed or deleted it."""

from __future__ import annotations

from flask import flash

from trainer.scenarios.forms.sheet import ANYWHERE, Sheet
from trainer.services.drafts import Draft
from trainer.services.form_landing import step_now
from trainer.web.language import gettext as _


def landed(draft: Draft, called: str, mine: Sheet | None, *, was: str = "") -> str:
    """Return where a step is in a draft, and say so if somebody else moved it.

    Args:
        draft: As it was saved.
        called: What the step should be called.
        mine: The text its author had.
        was: What it is called there, if that is something else.
    """
    if called == ANYWHERE or step_now(called, None, draft):
        return called
    now = step_now(was or called, mine, draft)
    if now:
        words = _("The step “%(old)s” is called “%(new)s” now.", old=called, new=now)
    else:
        words = _("The step “%(old)s” is not there any more.", old=called)
    flash(words, "warn")
    return now
