"""A condition as rows to choose from, where it is simple enough, and as text again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

CALLS = ("seen", "chose", "said", "did")
"""What can be asked about the conversation so far, each with one word in brackets."""

OPERATORS = ("is", "is not", ">=", "<=", ">", "<")
"""How a fact can be compared; after a call, ``is`` means it holds."""

YES, NO = "yes", "no"

_NAME = r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?"
_VALUE = r"[a-z][a-z0-9_.-]*|-?[0-9]+(?:\.[0-9]{2})?"
_COMPARED = re.compile(
    rf"(?P<name>{_NAME})\s*(?P<operator>>=|<=|==|!=|>|<|\bis\s+not\b|\bis\b)\s*"
    rf"(?P<value>{_VALUE})"
)
_ASKED = re.compile(
    r"(?P<no>not\s+)?(?P<name>seen|chose|said|did)\(\s*(?P<value>[a-z0-9_-]+)\s*\)"
)
_FLAG = re.compile(rf"(?P<no>not\s+)?(?P<name>{_NAME})")
_WORDS_OF_THE_LANGUAGE = frozenset({"and", "or", "not", "in", "is", YES, NO})
_SAME = {"==": "is", "!=": "is not"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One row of a condition: ``mood`` ``>=`` ``4``."""

    name: str
    """A fact, a field of the case or a call's name."""
    operator: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Rows, all of which or any of which must hold."""

    terms: tuple[Term, ...] = ()
    every: bool = True


def read_condition(text: str) -> Condition | None:
    """Read a condition as rows; ``None`` where only its text can say it."""
    text = text.strip()
    if not text:
        return Condition()
    every = re.search(r"\bor\b", text) is None
    parts = re.split(r"\s+and\s+" if every else r"\s+or\s+", text)
    terms = [_term(part.strip()) for part in parts]
    known = tuple(term for term in terms if term)
    return Condition(terms=known, every=every) if len(known) == len(terms) else None


def write_condition(condition: Condition, before: str = "") -> str:
    """Return a condition as text.

    Args:
        condition: Rows; those without a name are left out.
        before: What was written; it comes back where it says the same.
    """
    named = tuple(term for term in condition.terms if term.name)
    every = condition.every or len(named) <= 1
    if read_condition(before) == Condition(terms=named, every=every):
        return before
    return (" and " if condition.every else " or ").join(_text(term) for term in named)


def _term(part: str) -> Term | None:
    compared = _COMPARED.fullmatch(part)
    if compared:
        written = " ".join(compared["operator"].split())
        operator = _SAME.get(written, written)
        return _known(compared["name"], operator, compared["value"])
    asked = _ASKED.fullmatch(part)
    if asked:
        return Term(
            name=asked["name"],
            operator="is not" if asked["no"] else "is",
            value=asked["value"],
        )
    flag = _FLAG.fullmatch(part)
    return _known(flag["name"], "is", NO if flag["no"] else YES) if flag else None


def _known(name: str, operator: str, value: str) -> Term | None:
    if name in _WORDS_OF_THE_LANGUAGE or value in _WORDS_OF_THE_LANGUAGE - {YES, NO}:
        return None
    return Term(name=name, operator=operator, value=value)


def _text(term: Term) -> str:
    if term.name in CALLS:
        call = f"{term.name}({term.value})"
        return f"not {call}" if term.operator == "is not" else call
    if term.value in (YES, NO) and term.operator in ("is", "is not"):
        holds = (term.value == YES) == (term.operator == "is")
        return term.name if holds else f"not {term.name}"
    return f"{term.name} {term.operator} {term.value}"


def suggestions(
    meters: Iterable[tuple[str, int, int]],
    words: Iterable[tuple[str, tuple[str, ...]]],
    said: Iterable[str] = (),
) -> tuple[str, ...]:
    """Return ready-made conditions to choose from.

    Args:
        meters: (name, lowest, highest) of each number.
        words: (name, its words) of each list; ``yes`` and ``no`` for a flag.
        said: What own words are listened to for.
    """
    found = [f"said({name})" for name in said]
    found += [f"not said({name})" for name in said]
    for name, low, high in meters:
        middle = (low + high + 1) // 2
        found += [f"{name} >= {middle}", f"{name} < {middle}", f"{name} <= {low}"]
    for name, options in words:
        terms = (Term(name=name, operator="is", value=word) for word in options)
        found += [_text(term) for term in terms]
    return tuple(found)
