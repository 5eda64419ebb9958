"""The one table of facts: what is fixed, drawn, changes, and how the customer feels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request
from werkzeug.wrappers import Response

from trainer.content.case import CASE_FIELDS
from trainer.errors import WrongDetailError
from trainer.scenarios.forms.facts import FactRow, Kind, facts_in
from trainer.services.form_facts import (
    add_facts,
    asked_in,
    lacking_in,
    save_table,
)
from trainer.services.form_open import OpenForm
from trainer.services.form_saving import OnlyAsTextError, sheet_of
from trainer.web.author import address_of, frame, pages
from trainer.web.author_conflict import say_merged
from trainer.web.author_form import author, opened_form, proof_of
from trainer.web.author_form_facts_look import (
    kinds,
    lines_of,
    looks_of,
    shapes,
    troubles_of,
)
from trainer.web.author_form_facts_read import read_rows, wrong_in
from trainer.web.author_form_lacking import added_words, lacks_of
from trainer.web.author_form_renamed import renamed_words
from trainer.web.author_form_way import in_the_way, say_saved
from trainer.web.database import db
from trainer.web.language import gettext as _
from trainer.web.learn_words import field_words
from trainer.web.problems import sentence

EMPTY = 2
"""Empty rows below the facts there are."""


@pages.get("/<slug>/facts")
def facts(slug: str) -> str:
    """Show all facts in one table."""
    form = opened_form(slug)
    return _page(form, facts_in(sheet_of(form).document.settings))


@pages.post("/<slug>/facts")
def change_facts(slug: str) -> Response | str | tuple[str, int]:
    """Save the table, or show one more row."""
    form = opened_form(slug, request.form.get("version", type=int))
    before = facts_in(sheet_of(form).document.settings)
    rows = read_rows(request.form, before, asked_in(db.session(), form))
    if request.form.get("do") == "more":
        return _page(form, rows, empty=EMPTY + 2)
    problems = wrong_in(rows)
    if problems:
        return _page(form, rows, problems=problems), 422
    try:
        saved = save_table(db.session(), form, rows, author=author())
    except OnlyAsTextError as error:
        return _page(form, rows, problems={"facts": sentence(error)}), error.status
    except WrongDetailError as error:
        at = next(n for n, row in enumerate(rows) if row.was == error.field)
        return _page(form, rows, problems={f"f{at}-name": sentence(error)}), 422
    say_merged(saved.draft)
    for change in saved.renamed:
        flash(renamed_words(change), "good")
    say_saved(slug, _("The facts are saved."))
    return redirect(f"{address_of(slug, 'facts')}#said", code=303)


@pages.post("/<slug>/facts/add")
def add_asked_facts(slug: str) -> Response | tuple[str, int]:
    """Say the facts a policy asks for, and open the table at the first of them."""
    form = opened_form(slug, request.form.get("version", type=int))
    wanted = request.form.get("policy", "")
    lacks = lacking_in(db.session(), form, proof_of(form).diagnostics)
    chosen = [one for one in lacks if one.policy == wanted]
    try:
        said = add_facts(db.session(), form, chosen, author=author())
    except OnlyAsTextError as error:
        rows = facts_in(sheet_of(form).document.settings)
        return _page(form, rows, problems={"facts": sentence(error)}), error.status
    say_merged(said.draft)
    flash(added_words(said.facts), "good" if said.facts else "")
    return redirect(f"{address_of(slug, 'facts')}{_first(slug, said.facts)}", code=303)


def _first(slug: str, added: Sequence[FactRow]) -> str:
    """Return the part of an address that goes to the first fact that was added."""
    rows = facts_in(sheet_of(opened_form(slug)).document.settings)
    new = {row.name for row in added}
    places = [at for at, row in enumerate(rows) if row.name in new]
    return f"#f{places[0]}-value" if places else ""


def _page(
    form: OpenForm,
    rows: Sequence[FactRow],
    *,
    problems: Mapping[str, str] | None = None,
    empty: int = EMPTY,
) -> str:
    blank = (FactRow(name="", kind=Kind.FIXED),) * empty
    asked = asked_in(db.session(), form)
    found = proof_of(form).diagnostics
    return render_template(
        "author/form/facts.html",
        **frame(form.draft, "steps"),
        form=form,
        looks=looks_of((*rows, *blank), asked, troubles_of(form, rows)),
        problems=problems or {},
        unsaved=tuple(rows) != facts_in(sheet_of(form).document.settings),
        lacks=() if problems else lacks_of(form, found),
        ways=() if problems else in_the_way(form, _fields(form, rows)),
        kinds=kinds(),
        shapes=shapes(),
        usual=tuple((n, field_words(n)) for n in dict.fromkeys((*CASE_FIELDS, *asked))),
    )


def _fields(form: OpenForm, rows: Sequence[FactRow]) -> Mapping[int, str]:
    """Return the field that shows the fact on a line of the text."""
    places = {row.was: f"f{at}-value" for at, row in enumerate(rows) if row.was}
    lines = lines_of(form).items()
    return {line: places[was] for line, was in lines if was in places}
