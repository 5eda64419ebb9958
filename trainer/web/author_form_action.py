"""The blanks of a desk action in a reply's form: one field each, and back to text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from trainer.content.actions import DESK_ACTIONS, Argument
from trainer.content.types import Day, Money, Type, Whole, Words
from trainer.content.values import money_cents, value_text
from trainer.scenarios.forms.acting import (
    CASE,
    Acting,
    faults,
    read_acting,
    read_value,
    write_acting,
    write_value,
)
from trainer.scenarios.forms.steps import Reply, Step
from trainer.scenarios.syntax import MoveKind, MoveSyntax
from trainer.services import blanks
from trainer.services.form_choices import Choices
from trainer.web import formats
from trainer.web.author_form_typed import Typed, same
from trainer.web.language import gettext as _
from trainer.web.learn_words import blank_words, field_words, option_words

EXACTLY = "="
"""The choice that stands for a value that is typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blank:
    """One blank of an action, as a page asks for it."""

    id: str
    label: str
    options: tuple[tuple[str, str], ...]
    """(what is sent, what people read); empty where it is only typed."""
    chosen: str
    typed: bool
    """Whether a value can be typed."""
    value: str
    """What was typed, as the reader writes it."""
    kind: str
    """Of the field: ``text``, ``number`` or ``date``."""
    mode: str
    """Of the keyboard."""

    @property
    def value_id(self) -> str:
        """Return the id of the field it is typed in."""
        return f"{self.id}-value" if self.options else self.id


def blanks_of(words: str, name: str, chosen: Choices) -> tuple[Blank, ...] | None:
    """Return the fields of an action; ``None`` where only its text can say it.

    Args:
        words: The action with its values, as written.
        name: Of the reply on the page: ``r2``.
        chosen: What its case holds.
    """
    if not words:
        return ()
    acting = read_acting(words)
    if acting is None:
        return None
    return tuple(
        _blank(one, f"{name}-arg-{one.name}", acting, chosen)
        for one in DESK_ACTIONS[acting.action].arguments
    )


def _blank(one: Argument, id_: str, acting: Acting, chosen: Choices) -> Blank:
    written = acting.values.get(one.name, "")
    of_case = _of_case(one, chosen, written)
    words = one.type.options if isinstance(one.type, Words) else ()
    listed = written in (*words, *(name for name, _words in of_case))
    exactly = () if words else ((EXACTLY, _("exactly…")),)
    options = (
        ("", _("anything")),
        *((word, option_words(word)) for word in words),
        *of_case,
        *exactly,
    )
    return Blank(
        id=id_,
        label=blank_words(one.name, acting.action),
        options=options if words or of_case else (),
        chosen=written if listed or words else EXACTLY if written else "",
        typed=not words,
        value="" if listed else _shown(one.type, written),
        kind={Whole: "number", Day: "date"}.get(type(one.type), "text"),
        mode="decimal" if isinstance(one.type, Money) else "",
    )


def _of_case(
    one: Argument, chosen: Choices, written: str
) -> tuple[tuple[str, str], ...]:
    """Return the facts of the case that fit, the usual one first."""
    fits = [name for name, type_ in chosen.fields.items() if _alike(type_, one.type)]
    known = dict.fromkeys(sorted(fits, key=lambda name: name != one.field))
    if written.startswith(CASE):
        known[written.removeprefix(CASE)] = None
    return tuple(
        (f"{CASE}{name}", _("from the case: %(fact)s", fact=field_words(name)))
        for name in known
    )


def _alike(one: Type, other: Type) -> bool:
    return one == other if isinstance(one, Words) else type(one) is type(other)


def _shown(type_: Type, written: str) -> str:
    text = read_value(written)
    cents = money_cents(text) if isinstance(type_, Money) else None
    return text if cents is None else formats.money(cents)


def typed_action(typed: Typed, name: str, old: Reply | None) -> str:
    """Return an action with its values as it was filled in.

    Args:
        typed: The fields that were sent.
        name: Of the reply on the page: ``r2``.
        old: The reply the form was made of.
    """
    action = typed.line(f"{name}-action")
    before = old.words if old else ""
    words = f"{action} {typed.line(f'{name}-words')}".strip()
    if f"{name}-words" in typed.form or action not in DESK_ACTIONS:
        return before if same(before, words) else words
    was = read_acting(before)
    known = was.values if was and was.action == action else {}
    values = {
        one.name: _typed(typed, f"{name}-arg-{one.name}", one.type, known.get(one.name))
        for one in DESK_ACTIONS[action].arguments
    }
    return write_acting(Acting(action=action, values=values), before)


def _typed(typed: Typed, id_: str, type_: Type, was: str | None) -> str:
    text = typed.line(id_)
    if text == EXACTLY:
        text = typed.line(f"{id_}-value")
    elif isinstance(type_, Words) or text.startswith(CASE):
        return text
    if not text:
        return ""
    if was is not None and _shown(type_, was) == text:
        return was
    value = blanks.typed(type_, text)[0]
    return write_value(type_, text if value is None else value_text(value, type_))


def wrong_values(step: Step, was: Step) -> Mapping[str, str]:
    """Return what is wrong with values that were filled in, by the field to mend."""
    kept = {reply.words for reply in was.replies}
    return {
        field: problem
        for number, reply in enumerate(step.replies)
        if reply.kind is MoveKind.ACT and reply.words not in kept
        for field, problem in _wrong(f"r{number}", reply.words)
    }


def _wrong(name: str, words: str) -> list[tuple[str, str]]:
    acting, found = read_acting(words), faults(words)
    if acting is None or not found:
        return []
    types = {one.name: one.type for one in DESK_ACTIONS[acting.action].arguments}
    return [(f"{name}-arg-{one}", _mend(types[one])) for one in found]


def _mend(type_: Type) -> str:
    match type_:
        case Money():
            return _("Write an amount, such as %(n)s.", n=formats.money(34_90))
        case Whole(low, high):
            return _("Write a number from %(low)s to %(high)s.", low=low, high=high)
        case _:
            return _("Choose one of the list, or a day such as 2026-11-24.")


def field_in_action(move: MoveSyntax, name: str, column: int) -> str:
    """Return the id of the field that a column of a reply's line is about.

    Args:
        move: The reply; other kinds than desk actions have one field of words.
        name: Of the reply on the page: ``r2``.
        column: From 1.
    """
    if move.kind is not MoveKind.ACT:
        return f"{name}-words"
    arguments = move.action.arguments if move.action else ()
    blank = next((n for n, _value, place in arguments if place.column == column), "")
    return f"{name}-arg-{blank}" if blank else f"{name}-action"
