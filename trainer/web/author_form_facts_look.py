"""What the table of facts shows: what each can be, who looks at it, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from babel.lists import format_list

from trainer.content.case import CASE_FIELDS
from trainer.content.types import Flag, Type, Whole, Words
from trainer.scenarios.forms.asked import Asked
from trainer.scenarios.forms.declared import options_of
from trainer.scenarios.forms.facts import (
    SETTINGS,
    FactRow,
    Kind,
    Shape,
    name_of,
    shape_of,
    words_of_row,
)
from trainer.services.form_open import OpenForm
from trainer.services.form_saving import sheet_of
from trainer.web.author_form import proof_of
from trainer.web.author_form_lacking import others
from trainer.web.author_form_look import Trouble
from trainer.web.author_words import fact_words
from trainer.web.form_problems import form_wording
from trainer.web.language import gettext as _
from trainer.web.language import locale
from trainer.web.learn_words import option_words

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactLook:
    """One row of the table."""

    row: FactRow
    words: str = ""
    """What the fact is called; empty for a new one."""
    can_be: str = ""
    """What a policy or the desk says it can be; empty where nobody does."""
    asked: str = ""
    """Which policy looks at it and where; empty where none does."""
    options: Options = ()
    """The words it can be or start from; empty: it is typed."""
    picks: tuple[tuple[str, str, bool], ...] = ()
    """(word, as read, whether it is among those it can become)."""
    bounds: tuple[int, int] | None = None
    """Of a fixed number."""
    fixed_name: bool = False
    """Whether its name is the desk's own and has to stay."""
    troubles: Sequence[Trouble] = ()


def type_of(row: FactRow, asked: Mapping[str, Asked]) -> Type | None:
    """Return what a fact can be as somebody declares it; ``None`` where nobody does."""
    name = name_of(row.name)
    if row.kind is Kind.MOOD:
        return None
    if name in asked:
        return asked[name].type
    return CASE_FIELDS.get(name) if row.kind is Kind.FIXED else None


def looks_of(
    rows: Sequence[FactRow],
    asked: Mapping[str, Asked],
    troubles: Mapping[str, Sequence[Trouble]],
) -> tuple[FactLook, ...]:
    """Return the rows as the page shows them.

    Args:
        rows: As written or typed; those without ``was`` are new.
        asked: What the policies in force ask for.
        troubles: Where a fact stood → what is wrong with it.
    """
    return tuple(
        _look(row, asked, troubles.get(row.was, ())) if row.was else FactLook(row=row)
        for row in rows
    )


def troubles_of(
    form: OpenForm, rows: Sequence[FactRow]
) -> Mapping[str, Sequence[Trouble]]:
    """Return what the checks say about each fact, by where it stands in the text."""
    lines = lines_of(form)
    found: dict[str, list[Trouble]] = {row.was: [] for row in rows}
    proof = proof_of(form)
    for one in others(proof.diagnostics):
        was = lines.get(one.place.line, "")
        if one.place.file == form.draft.file and was in found:
            told, grave = form_wording(one), one in proof.blocking
            found[was].append(Trouble(words=told.words, mend=told.mend, grave=grave))
    return found


def lines_of(form: OpenForm) -> Mapping[int, str]:
    """Return which fact stands on a line of the text."""
    settings = sheet_of(form).document.settings
    lines: dict[int, str] = {}
    for key in SETTINGS.values():
        for name, value in getattr(settings.get(key), "entries", ()):
            lines[value.place.line] = lines[name.place.line] = f"{key}.{name.text}"
    return lines


def kinds() -> Options:
    """Return how a fact can behave, in words."""
    return (
        (str(Kind.FIXED), _("fixed")),
        (str(Kind.DRAWN), _("drawn")),
        (str(Kind.CHANGES), _("changes")),
        (str(Kind.MOOD), _("mood")),
    )


def shapes() -> Options:
    """Return what a value can look like, in words."""
    return (
        (str(Shape.TEXT), _("text")),
        (str(Shape.FLAG), _("yes or no")),
        (str(Shape.WORDS), _("one of some words")),
        (str(Shape.NUMBER), _("a number")),
        (str(Shape.MONEY), _("money")),
        (str(Shape.DAY), _("a day")),
    )


def _look(
    row: FactRow, asked: Mapping[str, Asked], troubles: Sequence[Trouble]
) -> FactLook:
    name = row.was.partition(".")[2]
    type_ = None if row.shape is Shape.WRITTEN else type_of(row, asked)
    own = row.kind is Kind.MOOD or (row.kind is Kind.FIXED and name in CASE_FIELDS)
    by = asked.get(name) if row.kind is not Kind.MOOD else None
    return FactLook(
        row=row,
        words=fact_words(name),
        can_be=_can_be(type_),
        asked=_asked(by) if by else "",
        options=_options(row, type_),
        picks=_picks(row, type_),
        bounds=_bounds(row, type_),
        fixed_name=own,
        troubles=troubles,
    )


def _options(row: FactRow, type_: Type | None) -> Options:
    """Return the words to choose one of: the value, or the start."""
    if row.kind in (Kind.DRAWN, Kind.MOOD):
        return ()
    if isinstance(type_, Words) and row.kind is Kind.CHANGES:
        some = tuple(dict.fromkeys((*words_of_row(row), *type_.options)))
    else:
        known = options_of(type_) if type_ else ()
        some = known or (("yes", "no") if row.shape is Shape.FLAG else ())
    return tuple((word, _word(word)) for word in some)


def _picks(row: FactRow, type_: Type | None) -> tuple[tuple[str, str, bool], ...]:
    """Return the words to tick; none where one value is enough."""
    if not isinstance(type_, Words) or row.shape is not Shape.WORDS:
        return ()
    mine = words_of_row(row)
    some = dict.fromkeys((*mine, *type_.options))
    return tuple((word, option_words(word), word in mine) for word in some)


def _bounds(row: FactRow, type_: Type | None) -> tuple[int, int] | None:
    """Return the bounds of a fixed number; what is no number is typed as it is."""
    if row.kind is not Kind.FIXED or not isinstance(type_, Whole):
        return None
    number = row.value.removeprefix("-").isdecimal() or not row.value
    return (type_.low, type_.high) if number else None


def _word(word: str) -> str:
    return {"yes": _("yes"), "no": _("no")}.get(word) or option_words(word)


def _can_be(type_: Type | None) -> str:
    if isinstance(type_, Words):
        return _("one of some words")
    if isinstance(type_, Flag):
        return _("yes or no")
    if isinstance(type_, Whole):
        return _("%(low)s to %(high)s", low=type_.low, high=type_.high)
    return dict(shapes())[str(shape_of(type_))] if type_ else ""


def _asked(one: Asked) -> str:
    return _(
        "“%(policy)s” looks at it in %(clauses)s.",
        policy=one.policy,
        clauses=format_list(one.clauses, locale=locale()),
    )
