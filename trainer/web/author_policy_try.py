"""Try the rules of a policy: pick a case, and see the verdicts. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass

from flask import render_template, request

from trainer.content.types import Day, Flag, Money, Whole, Words
from trainer.services import policy_proving, policy_testing, revisions
from trainer.services.policy_testing import (
    BEFORE,
    BLANK,
    END,
    HANDED_OVER,
    Asked,
    Tried,
)
from trainer.store.named import file_of
from trainer.web import formats
from trainer.web.author import pages
from trainer.web.author_policies import key
from trainer.web.author_revisions import around
from trainer.web.current import visitor
from trainer.web.database import db
from trainer.web.ground_words import grounds_words
from trainer.web.language import gettext as _
from trainer.web.learn_words import (
    action_words,
    blank_words,
    field_words,
    option_words,
)

pages.add_app_template_filter(grounds_words, "grounds_words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of the form, as the page shows it."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    """(what is sent, what people read); empty where it is typed."""
    value: str
    kind: str
    """Of the field: ``text``, ``number`` or ``date``."""
    mode: str
    """Of the keyboard."""
    problem: str


@pages.get("/policies/<slug>/try")
def try_policy(slug: str) -> str:
    """Show the form of a case, and what the rules make of it."""
    history = revisions.history(db.session(), viewer=visitor(), slug=key(slug))
    body = policy_testing.newest(db.session(), viewer=visitor(), slug=key(slug))
    file = file_of(key(slug))
    policy = policy_proving.prove(db.session(), file=file, body=body).policy
    tried = None
    if policy is not None:
        given, before = request.args.to_dict(), request.args.getlist(BEFORE)
        tried = policy_testing.try_rules(policy, given, before)
    return render_template(
        "author/policy/try.html",
        **{**around(history), "tab": "try"},
        policy=policy,
        tried=tried,
        facts=[_field(one, one.name, field_words(one.field)) for one in tried.facts]
        if tried
        else [],
        blanks=_blanks(tried) if tried else [],
        groups=_groups(tried) if tried else [],
    )


def _blanks(tried: Tried) -> list[Field]:
    return [
        _field(one, f"{BLANK}{one.name}", blank_words(one.name, tried.action))
        for one in tried.blanks
    ]


def _groups(tried: Tried) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return what can be done, in groups: what the rules speak of comes first."""
    ends = [
        (END, _("It ends")),
        (HANDED_OVER, _("It ends with a hand-over")),
    ]
    return [
        (_("How it ends"), ends),
        (_("In these rules"), [(name, action_words(name)) for name in tried.actions]),
        (_("Others"), [(name, action_words(name)) for name in tried.others]),
    ]


def _field(asked: Asked, name: str, label: str) -> Field:
    return Field(
        name=name,
        label=label,
        options=_options(asked),
        value=asked.written,
        kind={Whole: "number", Day: "date"}.get(type(asked.type), "text"),
        mode="decimal" if isinstance(asked.type, Money) else "",
        problem=_problem(asked) if asked.wrong else "",
    )


def _options(asked: Asked) -> tuple[tuple[str, str], ...]:
    match asked.type:
        case Flag():
            said = [("yes", _("yes")), ("no", _("no"))]
        case Words(options=options):
            said = [(word, option_words(word)) for word in options]
        case _:
            return ()
    return (("", _("not known")), *said)


def _problem(asked: Asked) -> str:
    match asked.type:
        case Money():
            return _("Write an amount, such as %(n)s.", n=formats.money(34_90))
        case Whole(low, high):
            return _("Write a number from %(low)s to %(high)s.", low=low, high=high)
        case _:
            return _("Choose one of the list, or a day such as 2026-11-24.")
