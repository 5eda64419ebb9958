"""Facts that policies ask for and a scenario lacks: one line for each policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from babel.lists import format_list

from trainer.content.diagnostics import Diagnostic
from trainer.scenarios.forms.asked import UNKNOWN, Lacking
from trainer.scenarios.forms.facts import FactRow, Shape
from trainer.services.form_facts import lacking_in
from trainer.services.form_open import OpenForm
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.language import locale
from trainer.web.learn_words import field_words, option_words


@dataclass(frozen=True, slots=True, kw_only=True)
class LackLook:
    """One policy as a page shows it, beside the button that adds its facts."""

    policy: str
    """Its id."""
    words: str


def lacks_of(form: OpenForm, diagnostics: Iterable[Diagnostic]) -> tuple[LackLook, ...]:
    """Return what each policy asks for in vain, in a sentence.

    Args:
        form: The draft.
        diagnostics: What the checks say about it.
    """
    if form.sheet is None:
        return ()
    found = lacking_in(db.session(), form, diagnostics)
    return tuple(LackLook(policy=one.policy, words=_sentence(one)) for one in found)


def others(diagnostics: Iterable[Diagnostic]) -> Sequence[Diagnostic]:
    """Return what the checks say beside the facts that :func:`lacks_of` tells of."""
    return tuple(one for one in diagnostics if one.code != UNKNOWN)


def added_words(rows: Sequence[FactRow]) -> str:
    """Say which facts were added, and what they are now."""
    if not rows:
        return _("These facts are in the table already.")
    facts = [
        _("%(fact)s: %(value)s", fact=field_words(row.name), value=_value(row))
        for row in rows
    ]
    return _(
        "Added as fixed facts: %(facts)s. Put in what is true in this case, and save.",
        facts="; ".join(facts),
    )


def _value(row: FactRow) -> str:
    if row.shape is Shape.FLAG:
        return _("yes") if row.value == "yes" else _("no")
    return option_words(row.value)


def _sentence(one: Lacking) -> str:
    names = [f"“{field_words(fact.name)}”" for fact in one.facts]
    return _(
        "The policy “%(policy)s” looks at %(facts)s. This scenario does not say so, "
        "and what is done is not judged by those clauses.",
        policy=one.title,
        facts=format_list(names, locale=locale()),
    )
