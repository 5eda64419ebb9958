"""What conditions are made of: where names come from and what compiling gives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from trainer.content.types import Type, Value

Evaluate = Callable[[Sequence[Value], Mapping[str, Value]], Value]
"""(slots of the state, arguments of the action) → value."""

CALLS = ("visits", "seen", "chose", "said", "did")
"""What a condition can ask about the conversation so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Where a name's value stands; exactly one of the three sources is given."""

    type: Type
    slot: int | None = None
    """Index into the slots of the state."""
    argument: str | None = None
    """Name of an argument of the action being judged."""
    constant: Value | None = None


class Scope(Protocol):
    """What the names of an expression mean where it stands."""

    def name(self, name: str) -> Binding | None:
        """Return what a bare name stands for, or ``None`` if it is not declared."""
        ...

    def field(self, owner: str, name: str) -> Binding | None:
        """Return ``case.paid``, ``returns.credit_limit``; ``None`` if unknown."""
        ...

    def call(self, function: str, argument: str) -> Binding | None:
        """Return ``said(apology)`` and the like; ``None`` if there is no such thing."""
        ...

    def words(self) -> frozenset[str]:
        """Return every word of every declared list."""
        ...

    def candidates(self, kind: str) -> Collection[str]:
        """Return what could have been meant.

        Args:
            kind: ``name``, ``owner`` (of fields), an owner (its fields), or one of
                ``CALLS`` (its arguments).
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A condition or value, checked and compiled."""

    evaluate: Evaluate
    type: Type
    reads: frozenset[int]
    """The slots it reads."""
    arguments: frozenset[str]
    """The arguments of the action it reads."""
    text: str
    """As written."""
    explain: tuple[tuple[str, Binding], ...]
    """Each name it reads, as written, once, in order: what decided a verdict."""
    compared: tuple[tuple[int, int], ...]
    """Pairs of indexes into ``explain``: amounts and numbers set against each other."""
