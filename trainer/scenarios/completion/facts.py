"""What can stand in ``- key: value``, below a move or in a beat."""

from __future__ import annotations

import re
from collections.abc import Callable

from trainer.content.facts import split_if
from trainer.content.patterns import SIGNALS
from trainer.scenarios.completion.conditions import assignment, condition
from trainer.scenarios.completion.moves import action, blank, goal
from trainer.scenarios.completion.options import (
    NOTHING,
    Offer,
    OptionKind,
    options,
    typed,
)
from trainer.scenarios.completion.vocabulary import (
    Vocabulary,
    desk_actions,
    spoken_acts,
)
from trainer.scenarios.reader_facts import BEAT_FACTS

KEY = re.compile(r"(?P<indent>\s*)-\s+(?P<key>[A-Za-z_]*)\Z")
VALUE = re.compile(r"\s*-\s+(?P<key>[A-Za-z_]+)\s*:\s*(?P<value>.*)\Z")

_NEVER_IF = frozenset(
    {"if", "lock", "why", "hint", "coach", "model", "expect", "avoid"}
)
"""Facts whose value takes no “if” of its own, or is free text."""


def key(indent: str, written: str, names: Vocabulary) -> Offer:
    """Return the facts that can stand here: of the move, or of the beat."""
    known = names.move_facts() if indent else ((name, "") for name in BEAT_FACTS)
    keys = ((f"{name}: ", detail) for name, detail in known)
    return Offer(len(written), options(OptionKind.KEY, keys))


def fact(key: str, value: str, line: int, names: Vocabulary) -> Offer:
    """Return what can go on the value of a fact.

    Args:
        key: Of the fact.
        value: What is written of it up to the place.
        line: Where it stands, from 1.
        names: What the file knows.
    """
    if key == "if":
        return condition(value, names)
    if key not in _NEVER_IF:
        _, asked, start = split_if(value)
        if asked is not None:
            return condition(value[start:], names)
    if key == "with":
        return _with(value, line, names)
    head = _HEADS.get(key)
    return head(value, names) if head else NOTHING


def _with(value: str, line: int, names: Vocabulary) -> Offer:
    """Return what a sub-scene is called with."""
    part = value.rpartition(",")[2]
    if "=" in part:
        return assignment(part, names)
    move = names.move_at(line)
    known = names.parameters(move.target.path) if move else ()
    found = ((f"{name} = ", detail) for name, detail in known)
    return Offer(typed(part, r"[a-z0-9_]+"), options(OptionKind.NAME, found))


def _score(value: str, names: Vocabulary) -> Offer:
    part = value.rpartition(",")[2]
    if " " in part.lstrip():
        return NOTHING
    found = ((f"{name} +1", detail) for name, detail in names.criteria())
    return Offer(len(part.lstrip()), options(OptionKind.CRITERION, found))


def _set(value: str, names: Vocabulary) -> Offer:
    return assignment(value.rpartition(",")[2], names)


def _cite(value: str, names: Vocabulary) -> Offer:
    return Offer(typed(value, r"[\w.#-]+"), options(OptionKind.CLAUSE, names.clauses()))


def _means(value: str, _names: Vocabulary) -> Offer:
    part = value.rpartition(",")[2].lstrip()
    if " " in part:
        return action(part, spoken=True)
    return Offer(len(part), options(OptionKind.ACTION, spoken_acts()))


def _expect(value: str, names: Vocabulary) -> Offer:
    signal = re.search(r"@([a-z]*)\Z", value)
    if signal is not None and "=" in value:
        return Offer(len(signal[1]), options(OptionKind.WORD, SIGNALS))
    _, opened, inside = value.partition("(")
    if opened and ")" not in inside:
        return _score(inside, names)
    if re.fullmatch(r"[a-z0-9_]*", value):
        return Offer(len(value), options(OptionKind.NAME, names.said()))
    return NOTHING


def _desk(value: str, _names: Vocabulary) -> Offer:
    found = options(OptionKind.ACTION, desk_actions())
    return Offer(typed(value, r"[a-z_]+"), found)


def _reveal(value: str, names: Vocabulary) -> Offer:
    found = options(OptionKind.NAME, names.fields("case"))
    return Offer(typed(value, r"[a-z0-9_]+"), found)


def _outcome(value: str, names: Vocabulary) -> Offer:
    return Offer(len(value), options(OptionKind.WORD, names.outcomes()))


def _then(value: str, names: Vocabulary) -> Offer:
    beats = ((f"#{beat}", detail) for beat, detail in names.beats())
    return Offer(typed(value, r"[#\w-]+"), options(OptionKind.BEAT, beats))


def _once(value: str, _names: Vocabulary) -> Offer:
    return Offer(len(value), options(OptionKind.WORD, ("yes",)))


def _enter(value: str, names: Vocabulary) -> Offer:
    if "=" in value:
        return assignment(value.removeprefix("set "), names)
    return Offer(typed(value, r"[a-z0-9_]+"), options(OptionKind.NAME, names.names()))


def _text(value: str, names: Vocabulary) -> Offer:
    return blank(value, names)


_HEADS: dict[str, Callable[[str, Vocabulary], Offer]] = {
    "avoid": _expect,
    "cite": _cite,
    "desk": _desk,
    "enter": _enter,
    "expect": _expect,
    "go": goal,
    "means": _means,
    "once": _once,
    "outcome": _outcome,
    "reveal": _reveal,
    "review": _text,
    "score": _score,
    "set": _set,
    "then": _then,
}
