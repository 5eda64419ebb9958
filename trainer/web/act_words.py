"""A desk action as an author wrote it, in words: ``issue_refund *`` and the like."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from trainer.content.actions import DESK_ACTIONS
from trainer.content.diagnostics import Place, Report
from trainer.content.types import Text, Type, Value
from trainer.content.values import parse_value
from trainer.scenarios.paper import Fact
from trainer.scenarios.reader_actions import read_call
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.syntax import ActionPattern
from trainer.web.author import pages
from trainer.web.language import gettext as _
from trainer.web.learn_words import (
    action_words,
    blank_words,
    field_words,
    value_words,
)

_NOWHERE = Place("")
_CASE = "case."


@pages.app_template_filter()
def act_words(written: str, facts: Iterable[Fact] = (), currency: str = "") -> str:
    """Tell a desk action in words: ``Refund · Amount 34.90``.

    Args:
        written: As an author writes it, with or without backticks.
        facts: Of the case, where its values are known; otherwise it is only told
            that they come from the case.
        currency: Of amounts.

    Returns:
        The words; what cannot be read comes back as it is written.
    """
    problems = Problems(file="", report=Report())
    found = read_call(written.strip().strip("`"), _NOWHERE, problems)
    if found is None:
        return written
    known = {fact.name: fact for fact in facts}
    told = " · ".join((action_words(found.action), *_blanks(found, known, currency)))
    return _("%(action)s, any amount", action=told) if _any_amount(found) else told


def _any_amount(found: ActionPattern) -> bool:
    action = DESK_ACTIONS.get(found.action)
    asked = {name: value for name, value, _place in found.arguments}
    takes = action is not None and action.argument("amount") is not None
    return takes and asked.get("amount", "*") == "*"


def _blanks(
    found: ActionPattern, known: Mapping[str, Fact], currency: str
) -> Iterator[str]:
    for name, value, _place in found.arguments:
        if value != "*":
            label = blank_words(name, found.action)
            type_ = _type(found.action, name)
            yield f"{label} {_value(value, name, type_, known, currency)}"


def _type(action: str, name: str) -> Type:
    signature = DESK_ACTIONS.get(action)
    argument = signature.argument(name) if signature else None
    return argument.type if argument else Text()


def _value(
    written: str, name: str, type_: Type, known: Mapping[str, Fact], currency: str
) -> str:
    field = written.removeprefix(_CASE)
    if field != written:
        if field in known:
            return value_words(known[field].value, known[field].type, currency)
        if field == name:
            return _("from the case")
        return _("from the case (%(fact)s)", fact=field_words(field))
    quoted = written.startswith('"')
    text = written.strip('"')
    value: Value | None = parse_value(text, quoted, type_, _NOWHERE, Report())
    return text if value is None else value_words(value, type_, currency)
