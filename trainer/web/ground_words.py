"""What decided that a clause was broken, in words a trainee knows.

Authors name facts, actions and settings for themselves; a ground keeps the values, and
here they get the names that forms and pages use.
"""

from __future__ import annotations

from babel.lists import format_list

from trainer.policies.because import (
    Beyond,
    Compared,
    Done,
    Earlier,
    Fact,
    Given,
    Ground,
    Lack,
    Unknown,
)
from trainer.policies.verdicts import Verdict
from trainer.services.scene import Breach
from trainer.web.language import gettext as _
from trainer.web.language import locale
from trainer.web.learn_names import marked
from trainer.web.learn_words import (
    action_words,
    blank_words,
    field_words,
    value_words,
)


def grounds_words(breach: Breach | Verdict, currency: str = "") -> str:
    """Say what decided whether a clause was broken: ``Proof of purchase: no``."""
    said = (_ground(ground, breach.action, currency) for ground in breach.grounds)
    return "; ".join(dict.fromkeys(said))


def _ground(ground: Ground, action: str, currency: str) -> str:
    match ground:
        case Fact():
            value = value_words(ground.value, ground.type, currency)
            return _("%(name)s: %(value)s", name=_name(ground, action), value=value)
        case Compared():
            return _compared(ground, action, currency)
        case Beyond():
            return _beyond(ground, currency)
        case _:
            return _deed(ground)


def _deed(ground: Earlier | Done | Given | Unknown) -> str:
    match ground:
        case Earlier():
            return _("“%(what)s” was not done before", what=action_words(ground.action))
        case Done():
            return _("“%(what)s” is never right", what=action_words(ground.action))
        case Given():
            return _given(ground)
        case _:
            return str(ground)


def _name(fact: Fact, action: str) -> str:
    name = fact.name.rpartition(".")[2]
    return blank_words(name, action) if fact.given else field_words(name)


def _compared(ground: Compared, action: str, currency: str) -> str:
    limit = value_words(ground.right.value, ground.right.type, currency)
    if ground.right.name and not ground.worked_out:
        named = _name(ground.right, action)
        limit = _("%(value)s (%(name)s)", value=limit, name=named)
    value = value_words(ground.left.value, ground.left.type, currency)
    if ground.in_all:
        value = _("%(value)s in all", value=value)
    asked = {"name": _name(ground.left, action), "value": value, "limit": limit}
    if ground.sign == ">":
        return _("%(name)s: %(value)s, more than %(limit)s", **asked)
    if ground.sign == "<":
        return _("%(name)s: %(value)s, less than %(limit)s", **asked)
    return _("%(name)s: %(value)s, as much as %(limit)s", **asked)


def _given(ground: Given) -> str:
    quoted = [_("“%(what)s”", what=action_words(name)) for name in ground.actions]
    if ground.done:
        return _(
            "%(what)s was owed and done", what=format_list(quoted, locale=locale())
        )
    return _("%(what)s was owed", what=format_list(quoted, "or", locale=locale()))


def _beyond(ground: Beyond, currency: str) -> str:
    """Say who may go how far, then what was missing for it."""
    amount = value_words(ground.most.value, ground.most.type, currency)
    only, may = _MAY[ground.role]
    said = [_(only if Lack.LESS in ground.lacks else may, amount=amount)]
    if Lack.HAND_OVER in ground.lacks:
        said.append(_("nobody was called"))
    if Lack.REASON in ground.lacks:
        said.append(_("no reason was given"))
    return "; ".join(said)


_MAY = {
    "agent": (
        marked("you may never go beyond %(amount)s"),
        marked("you may go up to %(amount)s"),
    ),
    "supervisor": (
        marked("not even a supervisor may go beyond %(amount)s"),
        marked("a supervisor may go up to %(amount)s"),
    ),
    "manager": (
        marked("not even a manager may go beyond %(amount)s"),
        marked("a manager may go up to %(amount)s"),
    ),
}
"""Who may go how far, where somebody went further still, and where not."""
