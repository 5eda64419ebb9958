"""The one table of facts: what is fixed, drawn, changes, and how the customer feels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import redirect, render_template, request
from werkzeug.wrappers import Response

from trainer.content.case import CASE_FIELDS
from trainer.scenarios.forms.facts import (
    SETTINGS,
    FactRow,
    Kind,
    Shape,
    facts_in,
    name_of,
    shape_of_field,
)
from trainer.services.form_open import OpenForm
from trainer.services.form_saving import OnlyAsTextError, save_facts, sheet_of
from trainer.web.author import address_of, frame, pages
from trainer.web.author_conflict import say_merged
from trainer.web.author_form import author, opened_form, proof_of
from trainer.web.author_form_fields import places
from trainer.web.author_form_look import Trouble
from trainer.web.author_form_typed import Typed
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
    rows = _read(request.form, before)
    if request.form.get("do") == "more":
        return _page(form, rows, empty=EMPTY + 2)
    problems = _check(rows)
    if problems:
        return _page(form, rows, problems=problems), 422
    try:
        draft = save_facts(db.session(), form, rows, author=author())
    except OnlyAsTextError as error:
        return _page(form, rows, problems={"facts": sentence(error)}), error.status
    say_merged(draft)
    say_saved(slug, _("The facts are saved."))
    return redirect(address_of(slug, "facts"), code=303)


def _read(form: Mapping[str, str], before: Sequence[FactRow]) -> tuple[FactRow, ...]:
    typed = Typed(form)
    known = {row.was: row for row in before}
    found: list[FactRow] = []
    for number in places(form, "f", "kind"):
        name = f"f{number}"
        row = _row(typed, name, known.get(typed.line(f"{name}-was")))
        if typed.line(f"{name}-gone") != "yes" and (row.name or row.value):
            found.append(row)
    return tuple(found)


def _row(typed: Typed, name: str, old: FactRow | None) -> FactRow:
    kind, shape = typed.line(f"{name}-kind"), typed.line(f"{name}-shape")
    row = FactRow(
        name=old.name if old else typed.line(f"{name}-name"),
        kind=Kind(kind) if kind in set(Kind) else Kind.FIXED,
        shape=Shape(shape) if shape in set(Shape) else Shape.TEXT,
        value=typed.line(f"{name}-value"),
        low=typed.line(f"{name}-low"),
        high=typed.line(f"{name}-high"),
        was=old.was if old else "",
    )
    if row.kind is Kind.MOOD:
        row = replace(row, shape=Shape.NUMBER)
    elif row.kind is Kind.FIXED:
        row = replace(row, shape=shape_of_field(name_of(row.name)) or row.shape)
    return row


def _check(rows: Sequence[FactRow]) -> dict[str, str]:
    """Return what no text could hold; all else is said by the checks."""
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    for at, row in enumerate(rows):
        name = name_of(row.name)
        place = (SETTINGS[row.kind], name)
        if not name:
            found[f"f{at}-name"] = _("Give the fact a name that begins with a letter.")
        elif place in seen:
            found[f"f{at}-name"] = _("There is a fact “%(name)s” already.", name=name)
        elif not row.value:
            found[f"f{at}-value"] = _("Say what “%(name)s” is.", name=name)
        seen.add(place)
    return found


def _page(
    form: OpenForm,
    rows: Sequence[FactRow],
    *,
    problems: Mapping[str, str] | None = None,
    empty: int = EMPTY,
) -> str:
    blank = (FactRow(name="", kind=Kind.FIXED),) * empty
    return render_template(
        "author/form/facts.html",
        **frame(form.draft, "steps"),
        form=form,
        rows=(*rows, *blank),
        problems=problems or {},
        troubles=_troubles(form, rows),
        ways=() if problems else in_the_way(form, _fields(form, rows)),
        kinds=_kinds(),
        shapes=_shapes(),
        usual=tuple((name, field_words(name)) for name in CASE_FIELDS),
    )


def _troubles(form: OpenForm, rows: Sequence[FactRow]) -> Mapping[str, list[Trouble]]:
    """Return what the checks say about each fact, by where it stands in the text."""
    lines = _lines(form)
    found: dict[str, list[Trouble]] = {row.was: [] for row in rows}
    proof = proof_of(form)
    for one in proof.diagnostics:
        was = lines.get(one.place.line, "")
        if one.place.file == form.draft.file and was in found:
            grave = one in proof.blocking
            found[was].append(
                Trouble(words=one.message, mend=one.suggestion, grave=grave)
            )
    return found


def _lines(form: OpenForm) -> Mapping[int, str]:
    """Return which fact stands on a line of the text."""
    settings = sheet_of(form).document.settings
    lines: dict[int, str] = {}
    for key in SETTINGS.values():
        for name, value in getattr(settings.get(key), "entries", ()):
            lines[value.place.line] = lines[name.place.line] = f"{key}.{name.text}"
    return lines


def _fields(form: OpenForm, rows: Sequence[FactRow]) -> Mapping[int, str]:
    """Return the field that shows the fact on a line of the text."""
    places = {row.was: f"f{at}-value" for at, row in enumerate(rows) if row.was}
    lines = _lines(form).items()
    return {line: places[was] for line, was in lines if was in places}


def _kinds() -> tuple[tuple[str, str], ...]:
    return (
        (str(Kind.FIXED), _("fixed")),
        (str(Kind.DRAWN), _("drawn")),
        (str(Kind.CHANGES), _("changes")),
        (str(Kind.MOOD), _("mood")),
    )


def _shapes() -> tuple[tuple[str, str], ...]:
    return (
        (str(Shape.TEXT), _("text")),
        (str(Shape.FLAG), _("yes or no")),
        (str(Shape.WORDS), _("one of some words")),
        (str(Shape.NUMBER), _("a number")),
        (str(Shape.MONEY), _("money")),
        (str(Shape.DAY), _("a day")),
    )
