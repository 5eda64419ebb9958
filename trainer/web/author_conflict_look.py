"""Two versions of a reply in the words of the form, with what differs marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from trainer.policies.difference import Change, Stretch, word_by_word
from trainer.scenarios.forms.parts import is_change
from trainer.scenarios.forms.steps import Row
from trainer.services.disputes import Reply
from trainer.web.author_form_lists import change_options
from trainer.web.condition_words import condition_words, meter_words
from trainer.web.language import gettext as _
from trainer.web.learn_names import marked
from trainer.web.learn_words import action_words, criterion_words

_LABELS = {
    "why": marked("Why (shown afterwards)"),
    "cite": marked("The clause it rests on"),
    "if": marked("When it can be chosen"),
    "lock": marked("While it cannot be chosen: show it closed, with this reason"),
    "once": marked("Only once in a conversation"),
    "hint": marked("A hint before they choose, in practice only"),
    "coach": marked("A line right after it, in practice only"),
    "then": marked("After the sub-scene: go to the step"),
    "with": marked("What the sub-scene is told"),
    "go": marked("leads to another step"),
    "reveal": marked("shows facts on the desk"),
    "means": marked("It counts as doing this"),
    "critical": marked("is a critical error"),
}
"""Fact → how the form asks for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Something said about a reply, as one author has it."""

    label: str
    words: Sequence[Stretch]
    """Those with a change are not what the other author has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """A reply as one author has it."""

    words: Sequence[Stretch]
    lines: tuple[Line, ...]


def sides_of(
    mine: Reply, theirs: Reply, clauses: Mapping[str, str]
) -> tuple[Side, Side]:
    """Return both versions of a reply, each with what the other has not marked.

    Args:
        mine: Of the second author.
        theirs: Of the first.
        clauses: Citation → number and title of its clause.
    """
    ours, others = dict(_lines(mine, clauses)), dict(_lines(theirs, clauses))
    return (
        _side(mine.words, theirs.words, ours, others),
        _side(theirs.words, mine.words, others, ours),
    )


_Key = tuple[str, str, int]


def _side(
    words: str,
    other: str,
    lines: Mapping[_Key, tuple[str, str]],
    others: Mapping[_Key, tuple[str, str]],
) -> Side:
    return Side(
        words=_own(words, other),
        lines=tuple(
            Line(label=label, words=_own(said, others.get(key, ("", ""))[1]))
            for key, (label, said) in lines.items()
        ),
    )


def _own(words: str, other: str) -> Sequence[Stretch]:
    """Return words without those that only the other has."""
    both = word_by_word(other, words)
    return tuple(one for one in both if one.change is not Change.GONE)


def _lines(
    reply: Reply, clauses: Mapping[str, str]
) -> Iterator[tuple[_Key, tuple[str, str]]]:
    """Yield label and words of all that is said, by what it is about."""
    yield ("target", "", 0), (_("Leads to"), _target(reply.target))
    seen: Counter[tuple[str, str]] = Counter()
    for row in reply.rows:
        label, words = _told(row, clauses)
        if row.when:
            words = _(
                "%(words)s, only if %(condition)s",
                words=words,
                condition=condition_words(row.when),
            )
        yield (row.key, row.name, seen[row.key, row.name]), (label, words)
        seen[row.key, row.name] += 1


def _target(written: str) -> str:
    return _("back to where it was called") if written == "#return" else written


def _told(row: Row, clauses: Mapping[str, str]) -> tuple[str, str]:
    if row.key == "score":
        return criterion_words(row.name), row.value
    if row.key == "set":
        return meter_words(row.name), row.value
    if is_change(row):
        return meter_words(row.key), dict(change_options()).get(row.value, row.value)
    label = _(_LABELS[row.key]) if row.key in _LABELS else _("Written in the text")
    if row.key in ("expect", "avoid"):
        return label, f"{row.name} = {row.value}"
    return label, _value(row, clauses)


def _value(row: Row, clauses: Mapping[str, str]) -> str:
    match row.key:
        case "cite":
            return clauses.get(row.value, row.value)
        case "if":
            return condition_words(row.value)
        case "means":
            return action_words(row.value)
        case "then" | "go":
            return row.value.removeprefix("#")
    return row.value
