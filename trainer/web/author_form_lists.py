"""The lists of the guided form, in words: where a reply leads, what it does, when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trainer.content.actions import SPEECH_ACTS
from trainer.scenarios.forms.conditions import CALLS
from trainer.scenarios.forms.parts import is_change
from trainer.scenarios.forms.steps import Row
from trainer.scenarios.reader_lines import CLOSE, OPEN
from trainer.scenarios.reader_text import slug
from trainer.services.form_choices import Choices
from trainer.web.author import pages
from trainer.web.author_form_listening import ways_of
from trainer.web.author_form_reply import NEW
from trainer.web.condition_words import (
    condition_words,
    meter_words,
    operator_words,
)
from trainer.web.language import gettext as _
from trainer.web.learn_words import (
    action_words,
    criterion_words,
    field_words,
    outcome_words,
)

Options = tuple[tuple[str, str], ...]
Groups = tuple[tuple[str, Options], ...]

pages.add_app_template_filter(ways_of)

RETURN = "#return"
"""The target that leads out of a sub-scene."""

FURTHEST = 3
"""Steps up or down the mood scale that have words of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Options of select fields: (what is sent, what people read)."""

    targets: Groups
    outcomes: Options
    clauses: Groups
    actions: Options
    what: Groups
    """What else a reply can do."""
    names: Groups
    """What a condition can ask about."""
    operators: Options
    conditions: Options
    """Ready-made ones."""
    criteria: Options
    changes: Options
    """A change of mood, in words."""
    stars: Options
    values: tuple[str, ...]
    """Words that can stand behind an operator."""
    changing: tuple[str, ...]
    """Names a step can change when the conversation comes to it."""


def lists_of(chosen: Choices, new: Iterable[str] = ()) -> Lists:
    """Return every list of the form, in the reader's language.

    Args:
        chosen: What there is to choose from.
        new: Names typed for steps that are added when the form is saved.
    """
    criteria = tuple((name, criterion_words(name)) for name in chosen.criteria)
    return Lists(
        targets=_targets(chosen, new),
        outcomes=tuple((name, outcome_words(name)) for name in chosen.outcomes),
        clauses=(("", (("", _("no clause")),)), *chosen.clauses),
        actions=tuple((name, action_words(name)) for name in chosen.actions),
        what=_what(chosen, criteria),
        names=_names(chosen),
        operators=tuple(operator_words().items()),
        conditions=tuple((c, condition_words(c)) for c in chosen.conditions),
        criteria=(("", _("no points")), *criteria),
        changes=change_options(),
        stars=tuple(("★" * n, "★" * n + "☆" * (5 - n)) for n in range(5, 0, -1)),
        values=_values(chosen),
        changing=(*(name for name, *_ends in chosen.meters), *chosen.changeable),
    )


def _targets(chosen: Choices, new: Iterable[str]) -> Groups:
    known = {name for name, _words in chosen.steps}
    named = dict.fromkeys(slug(name) for name in new)
    added = tuple((f"#{one}", one) for one in named if one and one not in known)
    steps = tuple((f"#{name}", words) for name, words in chosen.steps)
    back = ((RETURN, _("back to where it was called")),) if chosen.returns else ()
    return (
        ("", (("", _("choose…")), *back, (NEW, _("a new step…")))),
        (_("New when this is saved"), added),
        (_("Steps"), steps),
        (_("Sub-scenes"), chosen.subscenes),
    )


def _what(chosen: Choices, criteria: Options) -> Groups:
    meters = tuple((f"meter:{one[0]}", meter_words(one[0])) for one in chosen.meters)
    return (
        ("", (("", _("nothing more")),)),
        (_("Points"), tuple((f"score:{name}", words) for name, words in criteria)),
        (_("The customer"), meters),
        (
            _("What is remembered"),
            tuple((f"set:{name}", meter_words(name)) for name in chosen.changeable),
        ),
        (
            _("And also"),
            (
                ("go", _("leads to another step")),
                ("reveal", _("shows facts on the desk")),
                ("means", _("counts as something else, in the words of the text")),
                ("critical", _("is a critical error")),
            ),
        ),
        (
            _("It counts as doing this"),
            tuple((f"means:{name}", action_words(name)) for name in chosen.spoken),
        ),
    )


def _names(chosen: Choices) -> Groups:
    return (
        ("", (("", _("nothing")),)),
        (
            _("The customer"),
            tuple((name, meter_words(name)) for name, *_ends in chosen.meters),
        ),
        (
            _("What is remembered"),
            tuple((name, meter_words(name)) for name in chosen.words),
        ),
        (
            _("The conversation so far"),
            tuple((name, words) for name, words in zip(CALLS, _calls(), strict=True)),
        ),
        (
            _("The desk"),
            tuple((f"case.{name}", field_words(name)) for name in chosen.fields),
        ),
    )


def _calls() -> tuple[str, ...]:
    return (
        _("came past the step"),
        _("chose the reply"),
        _("their own words said"),
        _("did at the desk"),
    )


def change_options() -> Options:
    """Return how much a number about the customer can change at once, in words."""
    words = (
        _("much worse (−3)"),
        _("worse (−2)"),
        _("a little worse (−1)"),
        _("stays the same"),
        _("a little better (+1)"),
        _("better (+2)"),
        _("much better (+3)"),
    )
    steps = range(-FURTHEST, FURTHEST + 1)
    return tuple(
        (f"{n:+d}" if n else "", word) for n, word in zip(steps, words, strict=True)
    )


def _values(chosen: Choices) -> tuple[str, ...]:
    words = (word for some in chosen.words.values() for word in some)
    steps = (name for name, _words in chosen.steps)
    replies = (name for name, _words in chosen.replies)
    every = (*words, *steps, *replies, *chosen.listened, *chosen.actions)
    return tuple(dict.fromkeys(every))


@pages.app_template_filter()
def note_words(text: str) -> str:
    """Return an author's note without its marks; several at once as they stand."""
    inner = text.strip().removeprefix(OPEN).removesuffix(CLOSE).strip()
    return text if OPEN in inner or CLOSE in inner else inner


@pages.app_template_filter()
def what_of(row: Row) -> str:
    """Return which entry of ``Lists.what`` a row is."""
    if is_change(row):
        return f"meter:{row.key}"
    if names_an_act(row):
        return f"means:{row.value}"
    return f"{row.key}:{row.name}" if row.name else row.key


@pages.app_template_test()
def names_an_act(row: Row | None) -> bool:
    """Tell whether a row says no more than what an answer counts as doing."""
    return row is not None and row.key == "means" and row.value in SPEECH_ACTS
