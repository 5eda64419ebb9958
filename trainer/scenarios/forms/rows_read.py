"""Which rows a fact as written is, and which facts no row can express."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from trainer.content.facts import split_if
from trainer.scenarios.forms.steps import KEPT, Row
from trainer.scenarios.reader_facts import BEAT_FACTS, MOVE_FACTS
from trainer.scenarios.syntax import Fact

_SIGNED = r"[+\-−] ?[0-9]{1,4}"
_CHANGE = re.compile(rf"(?P<name>[a-z][a-z0-9_]*) *(?P<value>{_SIGNED})")
_AMOUNT = re.compile(_SIGNED)
_SET = re.compile(r"(?P<name>[a-z][a-z0-9_]*) *= *(?P<value>[^=].*)")
_GOAL = re.compile(r"#?[A-Za-z0-9._/#-]+")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_NAMES = re.compile(r"[a-z][a-z0-9_]*(?: *, *[a-z][a-z0-9_]*)*")
_EXPECT = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*) *"
    r"(?:\( *(?P<criterion>[a-z]+) *(?P<points>[+\-−] ?[0-9]+) *\) *)?"
    r"= *(?P<value>.+)"
)
_REVIEW = re.compile(r"(?P<name>★{1,5}) *\"(?P<value>[^\"]*)\"")
_QUOTED = re.compile(r'"([^"]*)"')

_ONE_LINE = frozenset(
    ("if", "lock", "then", "with", "words", "why", "cite", "hint", "coach")
)
_Found = Sequence[Row] | None


def placed_rows(fact: Fact, at: int, *, step: bool = False) -> Iterator[Row]:
    """Yield the rows of a fact with its place; one that is kept if it has none.

    Args:
        fact: As written.
        at: Its place among the facts of its reply or step.
        step: Whether it is a step's own fact.
    """
    rows = read_rows(fact, step=step)
    if rows is None:
        yield Row(key=KEPT, name=fact.key, value=f"{fact.key}: {fact.value}", at=at)
        return
    for row in rows:
        yield replace(row, at=at)


def read_rows(fact: Fact, *, step: bool) -> _Found:
    """Return the rows of a fact without their place; ``None``: a form has none."""
    if not fact.value:
        return None
    reader = (_OF_STEPS if step else _OF_MOVES).get(fact.key)
    if reader is not None:
        return reader(fact.key, fact.value)
    if step or fact.key in MOVE_FACTS or fact.key in BEAT_FACTS:
        return None
    head, when = _divided(fact.value)
    if _AMOUNT.fullmatch(head) and _NAME.fullmatch(fact.key):
        return [Row(key=fact.key, value=_signed(head), when=when)]
    return None


def _divided(value: str) -> tuple[str, str]:
    head, when, _ = split_if(value)
    return head, when or ""


def _signed(text: str) -> str:
    return text.replace("−", "-").replace(" ", "")


def _one_line(key: str, value: str) -> _Found:
    return [Row(key=key, value=value)]


def _once(key: str, value: str) -> _Found:
    return [Row(key=key, value=value)] if value == "yes" else None


def _quoted(key: str, value: str) -> _Found:
    found = _QUOTED.fullmatch(value)
    return [Row(key=key, value=found[1])] if found else None


def _with_condition(key: str, value: str) -> _Found:
    head, when = _divided(value)
    return [Row(key=key, value=head, when=when)] if head else None


def _critical(key: str, value: str) -> _Found:
    """Prose may contain an “if”: only its whole is certain, so only that is a row."""
    head, when = _divided(value)
    return None if when else [Row(key=key, value=head)]


def _go(key: str, value: str) -> _Found:
    head, when = _divided(value)
    return [Row(key=key, value=head, when=when)] if _GOAL.fullmatch(head) else None


def _parts(key: str, value: str, read: Callable[[str, str, str], Row | None]) -> _Found:
    head, when = _divided(value)
    rows = [read(key, part.strip(), when) for part in head.split(",")]
    return [row for row in rows if row] if all(rows) else None


def _point(key: str, part: str, when: str) -> Row | None:
    found = _CHANGE.fullmatch(part)
    if found is None:
        return None
    return Row(key=key, name=found["name"], value=_signed(found["value"]), when=when)


def _assignment(key: str, part: str, when: str) -> Row | None:
    found = _SET.fullmatch(part)
    if found is None:
        return None
    return Row(key=key, name=found["name"], value=found["value"], when=when)


def _change_or_assignment(key: str, part: str, when: str) -> Row | None:
    return _point(key, part, when) or _assignment(key, part, when)


def _fields(key: str, value: str) -> _Found:
    head, when = _divided(value)
    return [Row(key=key, value=head, when=when)] if _NAMES.fullmatch(head) else None


def _expectation(key: str, value: str) -> _Found:
    found = _EXPECT.fullmatch(value)
    if found is None:
        return None
    return [
        Row(
            key=key,
            name=found["name"],
            value=found["value"].strip(),
            criterion=found["criterion"] or "",
            points=_signed(found["points"] or ""),
        )
    ]


def _review(key: str, value: str) -> _Found:
    head, when = _divided(value)
    found = _REVIEW.fullmatch(head)
    if found is None:
        return None
    return [Row(key=key, name=found["name"], value=found["value"], when=when)]


_Reader = Callable[[str, str], _Found]

_OF_MOVES: Mapping[str, _Reader] = {
    **dict.fromkeys(_ONE_LINE, _one_line),
    "once": _once,
    "model": _quoted,
    "good": _quoted,
    "bad": _quoted,
    "means": _with_condition,
    "critical": _critical,
    "go": _go,
    "score": lambda key, value: _parts(key, value, _point),
    "set": lambda key, value: _parts(key, value, _assignment),
    "reveal": _fields,
    "expect": _expectation,
    "avoid": _expectation,
}

_OF_STEPS: Mapping[str, _Reader] = {
    **dict.fromkeys(("coach", "desk", "show", "tag", "outcome"), _one_line),
    "enter": lambda key, value: _parts(key, value, _change_or_assignment),
    "review": _review,
}
