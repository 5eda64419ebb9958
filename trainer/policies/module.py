"""A policy module: prose for people and rules for the machine, side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from trainer.content.diagnostics import Place
from trainer.content.types import Money, Type, Value
from trainer.content.values import value_text

CRITERIA = ("policy", "deescalation", "discovery", "process", "close")
"""What a broken clause can count under; the first unless the clause names another."""

ROLES = ("agent", "supervisor", "manager")
"""Who can have authority."""

REFERENCE = re.compile(r"(?<!\\)\{(?:([a-z][a-z0-9-]*)\.)?([a-z][a-z0-9_]*)\}")
"""``{window}`` or ``{returns.window}`` in prose."""


class Severity(StrEnum):
    """What breaking a clause means for the one who does it."""

    NOTE = "note"
    ERROR = "error"
    CRITICAL = "critical"


class Gate(StrEnum):
    """Whom a critical error harms; ``""``: the clause does not say."""

    UNSAID = ""
    CUSTOMER = "customer"
    BUSINESS = "business"
    COMPLIANCE = "compliance"


class RuleKind(StrEnum):
    """What a rule asks for."""

    FORBID = "forbid"
    REQUIRE = "require"
    BEFORE = "before"
    LIMIT = "limit"
    OWE = "owe"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A piece of a rule that is an expression, with its place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of a clause; its expressions are checked when it is read."""

    kind: RuleKind
    text: str
    """As written, with its kind: ``forbid issue_refund if not proof``."""
    place: Place
    actions: tuple[str, ...] = ()
    """The action it judges first; ``before``: then the one that comes earlier;
    ``owe``: each that would do."""
    argument: str = ""
    """Of the action, that ``limit`` adds up."""
    demand: Written | None = None
    """What ``require`` asks, what ``limit`` allows, how far ``authority`` goes."""
    condition: Written | None = None
    """When the rule applies; ``None``: always."""
    reads: tuple[str, ...] = ()
    """The policy facts and case fields (``case.paid``) its expressions read."""
    role: str = ""
    """Whose authority."""
    needs_reason: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause: a number and a name to cite it by, prose, and rules."""

    id: str
    """Empty where the author gave none; then it is cited by its number."""
    number: str
    title: str
    prose: str
    """Markdown, with ``{settings}`` not yet filled in."""
    rules: tuple[Rule, ...] = ()
    severity: Severity = Severity.ERROR
    gate: Gate = Gate.UNSAID
    """Whom breaking it harms; said of a critical clause only."""
    criterion: str = CRITERIA[0]
    only: tuple[str, ...] = ()
    """Countries it is in force in; empty: everywhere."""
    place: Place

    @property
    def name(self) -> str:
        """What it is best cited by: its id, else its number."""
        return self.id or self.number

    def in_force(self, country: str) -> bool:
        """Return whether it holds in a country (empty: no country is set)."""
        return not self.only or country in self.only


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A numbered chapter with its clauses, in written order."""

    number: str
    title: str
    prose: str = ""
    clauses: tuple[Clause, ...] = ()
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question of the check, with one right answer."""

    text: str
    """Like the answers with ``{settings}`` not yet filled in."""
    right: str
    wrong: tuple[str, ...]
    clause: str
    """Id or number of the clause that answers it."""
    place: Place

    @property
    def options(self) -> tuple[str, ...]:
        """All answers in an order that does not tell which is right."""
        return tuple(sorted((self.right, *self.wrong), key=self._order))

    def _order(self, option: str) -> str:
        return sha256(f"{self.text}\n{option}".encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A number or amount that prose and rules share."""

    name: str
    type: Type
    value: Value
    unit: str = ""
    """``days`` and the like; empty for amounts and plain numbers."""
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A whole policy module, checked."""

    id: str
    title: str
    effective: date
    file: str
    digest: str
    """SHA-256 of its text; another text is another revision."""
    revision: int = 0
    """Its number, from 1; 0 for a text that is not published."""
    applies_from: date | None = None
    """Only purchases from that day on are judged; ``None``: all."""
    currency: str = ""
    owner: str = ""
    audience: tuple[str, ...] = ()
    """Who it is for, in words people read; empty: everybody."""
    review_by: date | None = None
    """The day by which its owner reads it again; ``None``: none is set."""
    intro: str = ""
    settings: Mapping[str, Setting] = field(default_factory=dict)
    overlays: Mapping[str, Mapping[str, Setting]] = field(default_factory=dict)
    """Country → the settings that differ there."""
    facts: Mapping[str, Type] = field(default_factory=dict)
    """What a scenario must know for the rules to be judged, in written order."""
    sections: tuple[Section, ...] = ()
    check: tuple[Question, ...] = ()
    """What whoever signs it answers first; empty: nothing is asked."""
    country: str = ""
    """Whose settings and clauses these are; empty: as they are written."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, in written order."""
        return tuple(c for section in self.sections for c in section.clauses)

    @property
    def citable(self) -> frozenset[str]:
        """Every name a clause can be cited by, without ``policy#``."""
        names = (name for clause in self.clauses for name in (clause.id, clause.number))
        return frozenset(name for name in names if name)

    def clause(self, name: str) -> Clause | None:
        """Return the clause of that id or number, or ``None``."""
        found = (c for c in self.clauses if name and name in (c.id, c.number))
        return next(found, None)

    def settings_for(self, country: str) -> Mapping[str, Setting]:
        """Return the settings in force in a country (empty: no country is set)."""
        return {**self.settings, **self.overlays.get(country, {})}

    def fill(
        self,
        prose: str,
        *,
        country: str = "",
        show: Callable[[Setting, str], str] | None = None,
    ) -> str:
        """Put the settings into prose.

        Args:
            prose: Markdown with ``{window}`` and the like; unknown names stay.
            country: Whose settings to take.
            show: Shows a setting, given with the policy's currency, in the reader's
                language; otherwise as authors write it: ``30 days``, ``50.00 EUR``.
        """
        settings = self.settings_for(country)
        shown = show or setting_text

        def filled(found: re.Match[str]) -> str:
            setting = settings.get(found[2]) if found[1] in (None, self.id) else None
            return shown(setting, self.currency) if setting else found[0]

        return REFERENCE.sub(filled, prose)


def setting_text(setting: Setting, currency: str) -> str:
    """Return a setting as authors write it: ``30 days``, ``50.00 EUR``, ``yes``."""
    unit = currency if isinstance(setting.type, Money) else setting.unit
    return f"{value_text(setting.value, setting.type)} {unit}".rstrip()
