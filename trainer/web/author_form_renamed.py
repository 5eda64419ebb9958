"""What is said after something got another name in a form."""

from __future__ import annotations

from trainer.services.form_renaming import Change
from trainer.web.language import gettext as _
from trainer.web.language import ngettext
from trainer.web.learn_words import field_words


def renamed_words(change: Change) -> str:
    """Say what something is called now, and in how many places that followed."""
    old, new = field_words(change.old), field_words(change.new)
    if not change.places:
        return _("“%(old)s” is called “%(new)s” now.", old=old, new=new)
    return ngettext(
        "“%(old)s” is called “%(new)s” now, in %(num)s more place too.",
        "“%(old)s” is called “%(new)s” now, in %(num)s more places too.",
        change.places,
        old=old,
        new=new,
    )
