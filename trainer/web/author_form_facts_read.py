"""The table of facts as it was sent: what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from werkzeug.datastructures import MultiDict

from trainer.scenarios.forms.asked import Asked
from trainer.scenarios.forms.declared import as_declared, picked
from trainer.scenarios.forms.facts import (
    SETTINGS,
    FactRow,
    Kind,
    Shape,
    name_of,
    shape_of_field,
)
from trainer.scenarios.forms.letters import fits_a_name
from trainer.web.author_form_facts_look import type_of
from trainer.web.author_form_fields import places
from trainer.web.author_form_typed import Typed
from trainer.web.language import gettext as _
from trainer.web.learn_words import field_words


def read_rows(
    form: MultiDict[str, str], before: Sequence[FactRow], asked: Mapping[str, Asked]
) -> tuple[FactRow, ...]:
    """Return the rows that were sent, without those to be deleted.

    Args:
        form: What was sent.
        before: The rows the page was made of.
        asked: What the policies in force ask for.
    """
    typed = Typed(form)
    known = {row.was: row for row in before}
    found: list[FactRow] = []
    for number in places(form, "f", "kind"):
        id_ = f"f{number}"
        old = known.get(typed.line(f"{id_}-was"))
        row = _row(typed, id_, old)
        if f"{id_}-picks" in form and old is not None:
            start = row.value if row.kind is Kind.CHANGES else ""
            row = picked(
                replace(row, value=old.value), start, form.getlist(f"{id_}-pick")
            )
        if typed.line(f"{id_}-gone") != "yes" and (row.name or row.value):
            found.append(_declared(row, old, asked))
    return tuple(found)


def wrong_in(rows: Sequence[FactRow]) -> dict[str, str]:
    """Return what no text could hold, by field; all else is said by the checks."""
    found: dict[str, str] = {}
    names = [name_of(row.name) for row in rows]
    for at, (row, name) in enumerate(zip(rows, names, strict=True)):
        told = field_words(name)
        if not fits_a_name(row.name):
            found[f"f{at}-name"] = _(
                "Give the fact a name of the letters a to z, digits and spaces that "
                "begins with a letter."
            )
        elif _is_taken(rows, names, at):
            found[f"f{at}-name"] = _(
                "There is a fact “%(name)s” already. Choose another name.", name=told
            )
        elif not row.value:
            found[f"f{at}-value"] = _("Say what “%(name)s” is.", name=told)
    return found


def _is_taken(rows: Sequence[FactRow], names: Sequence[str], at: int) -> bool:
    """Tell whether a name that is new here is that of another fact of any kind."""
    kept = [row.was.partition(".")[2] == n for row, n in zip(rows, names, strict=True)]
    if kept[at]:
        place = SETTINGS[rows[at].kind]
        earlier = zip(rows[:at], names[:at], strict=True)
        return (place, names[at]) in [(SETTINGS[r.kind], n) for r, n in earlier]
    return any(
        other == names[at] and (kept[n] or n < at)
        for n, other in enumerate(names)
        if n != at
    )


def _row(typed: Typed, id_: str, old: FactRow | None) -> FactRow:
    kind, shape = typed.line(f"{id_}-kind"), typed.line(f"{id_}-shape")
    row = FactRow(
        name=_name(typed.line(f"{id_}-name"), old),
        kind=Kind(kind) if kind in set(Kind) else Kind.FIXED,
        shape=Shape(shape) if shape in set(Shape) else Shape.TEXT,
        value=typed.line(f"{id_}-value"),
        low=typed.line(f"{id_}-low"),
        high=typed.line(f"{id_}-high"),
        was=old.was if old else "",
    )
    if row.kind is Kind.MOOD:
        row = replace(row, shape=Shape.NUMBER)
    elif row.kind is Kind.FIXED:
        row = replace(row, shape=shape_of_field(name_of(row.name)) or row.shape)
    return row


def _name(typed: str, old: FactRow | None) -> str:
    """Return the name of a fact; one that says the same stays as it is written."""
    if old is None:
        return typed
    return old.name if not typed or name_of(typed) == old.name else typed


def _declared(row: FactRow, old: FactRow | None, asked: Mapping[str, Asked]) -> FactRow:
    """Return a new row, or one of another kind, in the shape its type asks for."""
    type_ = type_of(row, asked)
    same = old is not None and old.kind is row.kind
    if type_ is None or same or row.shape is Shape.WRITTEN or not row.value:
        return row
    return as_declared(row, type_)
