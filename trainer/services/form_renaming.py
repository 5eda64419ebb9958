"""Names given in a form: what follows them, and which names are taken."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from trainer.errors import WrongDetailError
from trainer.scenarios.forms.facts import SETTINGS, FactRow, name_of
from trainer.scenarios.forms.reading import reply_of
from trainer.scenarios.forms.renaming import (
    Renaming,
    fact_renamed,
    listened_in,
    listened_renamed,
    names_in,
)
from trainer.scenarios.forms.sheet import Sheet, open_sheet
from trainer.scenarios.forms.steps import Step
from trainer.scenarios.settings_fields import RESERVED
from trainer.scenarios.syntax import BeatSyntax

Plays = Callable[[str], str]
"""Makes kept plays of those there were before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Something that has another name now."""

    old: str
    new: str
    places: int = 0
    """How many places followed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A text in which facts have their new names, and the rows that go with it."""

    sheet: Sheet
    rows: tuple[FactRow, ...]
    changes: tuple[Change, ...] = ()
    plays: Plays = str


def facts_called(
    sheet: Sheet, rows: Sequence[FactRow], plays: str, asked: Collection[str]
) -> Table:
    """Give facts the names their rows have, wherever the text and its plays name them.

    Args:
        sheet: The text as it stands.
        rows: The table as it shall be.
        plays: The kept plays, to count the places in them.
        asked: The facts that policies ask for.

    Raises:
        WrongDetailError: naming what ``was`` says of the row, if a name is taken.
    """
    done = Table(sheet=sheet, rows=tuple(rows))
    for at, row in enumerate(rows):
        kind = next((k for k, key in SETTINGS.items() if key == _key(row)), None)
        old, new = row.was.partition(".")[2], name_of(row.name)
        if kind is None or new == old:
            continue
        _check(new, names_in(done.sheet, kind), row.was)
        wish = Renaming(kind=kind, old=old, new=new)
        made = fact_renamed(done.sheet, plays, wish, asked)
        named = replace(row, name=new, was=f"{SETTINGS[kind]}.{new}")
        done = Table(
            sheet=_opened(made.text, done.sheet),
            rows=(*done.rows[:at], named, *done.rows[at + 1 :]),
            changes=(*done.changes, Change(old=old, new=new, places=made.places)),
            plays=_then(done.plays, done.sheet, wish),
        )
        plays = made.plays
    return done


def listening_called(sheet: Sheet, step: Step, before: BeatSyntax) -> list[Change]:
    """Return which expectations of own words a step calls something else.

    Args:
        sheet: The text the form was made of.
        step: As it shall be.
        before: As it was.

    Raises:
        WrongDetailError: naming a field, if a name is taken.
    """
    taken = listened_in(sheet)
    found: list[Change] = []
    for field, old, new in _expectations(step, before):
        if new in taken:
            raise WrongDetailError(
                field,
                "Own words are listened to for “%(name)s” already. Choose another "
                "name.",
                name=new,
            )
        found.append(Change(old=old, new=new))
    return found


def listening_told(
    sheet: Sheet, step: Step, before: BeatSyntax, plays: str
) -> tuple[Change, ...]:
    """Return the same with the places that follow, beside the one in the step's form.

    Raises:
        WrongDetailError: naming a field, if a name is taken.
    """
    changes = listening_called(sheet, step, before)
    _text, _plays, done = _followed(sheet, plays, changes)
    return tuple(replace(one, places=one.places - 1) for one in done)


def follow(sheet: Sheet, changes: Sequence[Change]) -> tuple[str, Plays | None]:
    """Let everything follow that names expectations which are called otherwise now.

    Returns:
        The text, and what becomes of kept plays; ``None``: nothing.
    """
    if not changes:
        return sheet.text, None
    text, _plays, _done = _followed(sheet, "", changes)
    return text, lambda plays: _followed(sheet, plays, changes)[1]


def _followed(
    sheet: Sheet, plays: str, changes: Sequence[Change]
) -> tuple[str, str, tuple[Change, ...]]:
    done: list[Change] = []
    for one in changes:
        made = listened_renamed(sheet, plays, one.old, one.new)
        sheet, plays = _opened(made.text, sheet), made.plays
        done.append(replace(one, places=made.places))
    return sheet.text, plays, tuple(done)


def _expectations(step: Step, before: BeatSyntax) -> Iterator[tuple[str, str, str]]:
    """Yield field, old and new name of each expectation with another name."""
    for number, reply in enumerate(step.replies):
        if reply.at is None or reply.at >= len(before.moves):
            continue
        old = reply_of(before.moves[reply.at], reply.at)
        was = {row.at: row for row in old.of("expect", "avoid")}
        for place, row in enumerate(reply.of("expect", "avoid")):
            one = was.get(row.at)
            if one is not None and row.at is not None and one.name != row.name:
                yield f"r{number}x{place}-name", one.name, row.name


def _then(first: Plays, sheet: Sheet, wish: Renaming) -> Plays:
    return lambda plays: fact_renamed(sheet, first(plays), wish).plays


def _key(row: FactRow) -> str:
    return row.was.partition(".")[0]


def _check(name: str, taken: Collection[str], field: str) -> None:
    if name in taken:
        raise WrongDetailError(
            field,
            "There is a fact “%(name)s” already. Choose another name.",
            name=name,
        )
    if name in RESERVED or keyword.iskeyword(name):
        raise WrongDetailError(
            field,
            "“%(name)s” is a word of the language and cannot be a name. Choose another "
            "name.",
            name=name,
        )


def _opened(text: str, sheet: Sheet) -> Sheet:
    return open_sheet(text, sheet.document.file) or sheet
