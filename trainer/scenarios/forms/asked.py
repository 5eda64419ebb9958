"""What the policies in force ask about a case, and what a scenario does not say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Diagnostic
from trainer.content.types import Day, Flag, Money, Type, Whole, Words
from trainer.policies.module import Policy
from trainer.scenarios.forms.facts import FactRow, Kind, shape_of

UNKNOWN = "fact-unbound"
"""The code of a fact that a rule reads and a scenario does not have."""

_CASE = "case."
_NAMED = re.compile(r"“([^”]*)”")
_AS_A_RULE = frozenset({"proof", "here", "holder", "inspected"})
"""What holds in most cases; all else is an exception, and “no” is the usual answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A fact some policy asks for."""

    name: str
    type: Type
    policy: str
    """The title of the policy."""
    clauses: tuple[str, ...]
    """Number and title of the clauses that look at it, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A policy with the facts it asks for and a scenario does not say."""

    policy: str
    """Its id."""
    title: str
    facts: tuple[Asked, ...]


def asked_by(policies: Iterable[Policy]) -> Mapping[str, Asked]:
    """Return every fact that rules of these policies read, by name.

    Where two policies ask for one fact, the first says what it can be.
    """
    found: dict[str, Asked] = {}
    for policy in policies:
        for asked in _asked(policy):
            found.setdefault(asked.name, asked)
    return found


def lacking(
    policies: Sequence[Policy], diagnostics: Iterable[Diagnostic]
) -> tuple[Lacking, ...]:
    """Gather what is told of each fact into one entry for each policy.

    Args:
        policies: Those in force.
        diagnostics: What the checks say; only ``fact-unbound`` matters.
    """
    unknown = _unknown(diagnostics)
    found = (
        Lacking(
            policy=policy.id,
            title=policy.title,
            facts=tuple(one for one in _asked(policy) if one.name in unknown),
        )
        for policy in policies
    )
    return tuple(one for one in found if one.facts)


def added(facts: Iterable[Asked], today: date) -> tuple[FactRow, ...]:
    """Return rows that say facts, each with a value that its policy can read.

    Args:
        facts: Those to say.
        today: What a day begins as.
    """
    return tuple(
        FactRow(
            name=one.name,
            kind=Kind.FIXED,
            shape=shape_of(one.type),
            value=_usual(one, today),
        )
        for one in facts
    )


def _asked(policy: Policy) -> Iterator[Asked]:
    """Yield what a policy asks for: its own facts in their order, then the desk's."""
    readers: dict[str, dict[str, None]] = {name: {} for name in policy.facts}
    for clause in policy.clauses:
        shown = f"{clause.number} {clause.title}".strip()
        for name in (name for rule in clause.rules for name in rule.reads):
            readers.setdefault(name.removeprefix(_CASE), {})[shown] = None
    for name, clauses in readers.items():
        if clauses:
            yield Asked(
                name=name,
                type=policy.facts.get(name) or CASE_FIELDS[name],
                policy=policy.title,
                clauses=tuple(clauses),
            )


def _unknown(diagnostics: Iterable[Diagnostic]) -> frozenset[str]:
    """Return the facts that are told to be missing: the first name of each message."""
    named = (_NAMED.search(one.message) for one in diagnostics if one.code == UNKNOWN)
    return frozenset(found[1].removeprefix(_CASE) for found in named if found)


def _usual(one: Asked, today: date) -> str:
    match one.type:
        case Flag():
            return "yes" if one.name in _AS_A_RULE else "no"
        case Words(options=(first, *_others)):
            return first
        case Whole(low=low):
            return str(low)
        case Money():
            return "0.00"
        case Day():
            return today.isoformat()
        case _:
            return "…"
