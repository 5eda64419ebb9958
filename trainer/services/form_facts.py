"""The table of facts and the policies that look at it: what they ask, what is missing.

Only the lines of the settings that hold a fact change.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Diagnostic, Report
from trainer.policies.module import Policy
from trainer.scenarios.forms import asked
from trainer.scenarios.forms.asked import Asked, Lacking
from trainer.scenarios.forms.facts import FactRow, facts_in, with_facts
from trainer.scenarios.settings import read_settings
from trainer.services.drafts import Draft
from trainer.services.form_open import OpenForm
from trainer.services.form_renaming import Change, facts_called
from trainer.services.form_saving import (
    Author,
    OnlyAsTextError,
    put,
    save_facts,
    sheet_of,
)
from trainer.services.surroundings import library_with


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A draft that says more facts than before."""

    draft: Draft
    facts: tuple[FactRow, ...]
    """What was added; empty where everything was there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """A draft whose table of facts was saved."""

    draft: Draft
    renamed: tuple[Change, ...]
    """What is called something else now, with all that followed."""


def asked_in(session: Session, form: OpenForm) -> Mapping[str, Asked]:
    """Return every fact that the policies of a draft look at, by name."""
    return asked.asked_by(_policies(session, form))


def lacking_in(
    session: Session, form: OpenForm, diagnostics: Iterable[Diagnostic]
) -> tuple[Lacking, ...]:
    """Return which policies of a draft ask for facts that it does not say.

    Args:
        session: Reads the policies.
        form: The draft.
        diagnostics: What the checks say about it.
    """
    told = [one for one in diagnostics if one.code == asked.UNKNOWN]
    return asked.lacking(_policies(session, form), told) if told else ()


def add_facts(
    session: Session, form: OpenForm, lacks: Iterable[Lacking], *, author: Author
) -> Said:
    """Say the facts that some policies ask for, fixed, with usual values.

    Args:
        session: Outside a transaction.
        form: The draft as it was when the page was opened.
        lacks: The policies, with the facts to say; one that is there already, or comes
            twice, is left as it is.
        author: Who saves, and when: a day begins as today.

    Raises:
        OnlyAsTextError: if only the text can be changed.
    """
    before = facts_in(sheet_of(form).document.settings)
    there = {row.name for row in before}
    new = {
        row.name: row
        for lack in lacks
        for row in asked.added(lack.facts, author.now.date())
        if row.name not in there
    }
    rows = tuple(new.values())
    draft = save_facts(session, form, (*before, *rows), author=author)
    return Said(draft=draft, facts=rows)


def save_table(
    session: Session, form: OpenForm, rows: Sequence[FactRow], *, author: Author
) -> Saved:
    """Save the table of facts; what names a fact follows where its name changed.

    Args:
        session: Outside a transaction.
        form: The draft as it was when the page was opened.
        rows: All facts there shall be.
        author: Who saves.

    Raises:
        OnlyAsTextError: if only the text can be changed.
        WrongDetailError: naming what ``was`` says of a row, if its name is taken.
    """
    sheet, asks = sheet_of(form), asked_in(session, form)
    named = facts_called(sheet, rows, form.draft.plays, asks)
    text = with_facts(named.sheet.text, named.sheet.document.settings, named.rows)
    if text is None:
        raise OnlyAsTextError
    plays = named.plays if named.changes else None
    draft = put(session, form, text, author, plays=plays)
    return Saved(draft=draft, renamed=named.changes)


def _policies(session: Session, form: OpenForm) -> list[Policy]:
    sheet = sheet_of(form)
    settings = read_settings(sheet.document.settings, Report())
    if settings is None:
        return []
    library = library_with(session, file=form.draft.file, body=sheet.text)
    found = (library.policy(name) for name in settings.policy)
    return [policy for policy in found if policy is not None]
