"""Add, copy, move and delete the steps of a draft."""

from __future__ import annotations

from sqlalchemy.orm import Session

from trainer.errors import WrongDetailError
from trainer.scenarios.forms import links
from trainer.scenarios.forms.sheet import (
    duplicate_of,
    with_beat_moved,
    with_new_beat,
    without_beat,
)
from trainer.services.drafts import Draft
from trainer.services.form_open import OpenForm
from trainer.services.form_saving import (
    Author,
    NewStep,
    begun,
    check_id,
    put,
    reopened,
    sheet_of,
)


def add_step(
    session: Session, form: OpenForm, new: NewStep, *, after: str, author: Author
) -> Draft:
    """Add a step behind another.

    Raises:
        WrongDetailError: naming ``id``, if no step can be called so.
    """
    sheet = sheet_of(form)
    check_id(sheet, new.id, "id")
    text = with_new_beat(sheet, after, begun(new))
    return put(session, form, text, author)


def duplicate_step(
    session: Session, form: OpenForm, step: str, *, author: Author
) -> tuple[Draft, str]:
    """Copy a step, with replies of its own, behind it; return the copy's id too."""
    form.beat(step)
    copy = duplicate_of(sheet_of(form), step)
    text = with_new_beat(sheet_of(form), step, copy)
    return put(session, form, text, author), copy.id


def move_step(
    session: Session, form: OpenForm, step: str, *, by: int, author: Author
) -> Draft:
    """Let a step change places with the one before (-1) or after it (+1)."""
    form.beat(step)
    return put(session, form, with_beat_moved(sheet_of(form), step, by), author)


def remove_step(
    session: Session, form: OpenForm, step: str, *, instead: str, author: Author
) -> Draft:
    """Delete a step; what led to it leads elsewhere from now on.

    Args:
        session: Outside a transaction.
        form: The draft as it was when the page was opened.
        step: Which one.
        instead: Where the replies lead that led to it; empty: they keep their target
            and are shown as leading nowhere.
        author: Who deletes it.

    Raises:
        WrongDetailError: naming ``step``, if it is the only one left.
    """
    form.beat(step)
    sheet = sheet_of(form)
    if len(sheet.ids) == 1:
        raise WrongDetailError(
            "step", "This is the only step. Change it, or add another one first."
        )
    text = without_beat(sheet, step)
    if instead:
        text = links.led_elsewhere(reopened(text, form), step, instead)
    return put(session, form, text, author)
