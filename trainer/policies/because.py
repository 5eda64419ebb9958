"""What decided a verdict: the values themselves, and the same in words.

The words are an author's: they name facts as the rules do. A page for trainees takes
the values and says them in its reader's language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from trainer.content.expressions import Binding, Expression
from trainer.content.types import Type, Value
from trainer.content.values import value_text


class Fact(NamedTuple):
    """A value and what it is called in the rule."""

    name: str
    """A fact, a setting or an argument; empty for a number that has no name."""
    type: Type
    value: Value
    given: bool = False
    """It is a blank of the action's form, so it is what the act asked for."""

    def __str__(self) -> str:
        """Return ``proof is no``."""
        return f"{self.name} is {self.written}"

    @property
    def written(self) -> str:
        """The value as authors write it."""
        return value_text(self.value, self.type)


class Compared(NamedTuple):
    """Two amounts or numbers that were set against each other."""

    left: Fact
    right: Fact
    worked_out: bool = False
    """The right one is the result of an expression, which stands as its name."""
    in_all: bool = False
    """The left one is the sum of several acts."""

    @property
    def sign(self) -> str:
        """``<``, ``=`` or ``>``, whichever holds."""
        if self.left.value == self.right.value:
            return "="
        less = self.left.value < self.right.value  # type: ignore[operator]
        return "<" if less else ">"

    def __str__(self) -> str:
        """Return ``amount 60.00 > credit_limit 50.00``."""
        one = f"{self.left.name} {self.left.written}{' in all' if self.in_all else ''}"
        name, other = self.right.name, self.right.written
        if self.worked_out:
            other = f"{other} ({name})"
        elif name:
            other = f"{name} {other}"
        return f"{one} {self.sign} {other}"


class Earlier(NamedTuple):
    """Whether an action was done before the one that is judged."""

    action: str
    done: bool

    def __str__(self) -> str:
        """Return ``lookup_purchase was not done before``."""
        return f"{self.action} was {'' if self.done else 'not '}done before"


class Done(NamedTuple):
    """An action that decides by itself."""

    action: str

    def __str__(self) -> str:
        """Return ``insult_customer was done``."""
        return f"{self.action} was done"


class Given(NamedTuple):
    """Whether the customer got what was owed."""

    actions: tuple[str, ...]
    """Those that were done; where none was, each that would have done."""
    done: bool

    def __str__(self) -> str:
        """Return ``neither issue_refund nor exchange_item was done``."""
        if self.done:
            verb = "was" if len(self.actions) == 1 else "were"
            return f"{' and '.join(self.actions)} {verb} done"
        if len(self.actions) == 1:
            return f"{self.actions[0]} was not done"
        return f"neither {' nor '.join(self.actions)} was done"


class Lack(StrEnum):
    """What an act beyond a limit would have needed."""

    HAND_OVER = "hand-over"
    REASON = "reason"
    LESS = "less"
    """It went beyond what even that role may do."""


class Beyond(NamedTuple):
    """Who may go beyond a limit, and what was missing for it."""

    role: str
    most: Fact
    lacks: tuple[Lack, ...] = ()
    """Empty: nothing, so the act is theirs to allow."""

    def __str__(self) -> str:
        """Return ``a supervisor may go up to 500.00, and nobody was called``."""
        who = f"{'an' if self.role == 'agent' else 'a'} {self.role}"
        if Lack.LESS in self.lacks:
            return f"even {who} may only go up to {self.most.written}"
        missing = "".join(f", and {_MISSING[lack]}" for lack in self.lacks)
        return f"{who} may go up to {self.most.written}{missing}"


_MISSING = {Lack.HAND_OVER: "nobody was called", Lack.REASON: "no reason was given"}


class Unknown(NamedTuple):
    """Why a rule was not judged."""

    why: str

    def __str__(self) -> str:
        """Return the reason as it is."""
        return self.why


Ground = Fact | Compared | Earlier | Done | Given | Beyond | Unknown


def value_of(
    binding: Binding, slots: Sequence[Value], arguments: Mapping[str, Value]
) -> Value:
    """Return the value behind a binding."""
    if binding.slot is not None:
        return slots[binding.slot]
    if binding.argument is not None:
        return arguments[binding.argument]
    return binding.constant if binding.constant is not None else ""


def explain(
    expression: Expression, slots: Sequence[Value], arguments: Mapping[str, Value]
) -> Iterator[Ground]:
    """Yield what an expression read: ``days 40 > window 30``, ``proof is no``.

    Numbers and amounts that were set against each other stand together, with the sign
    that holds between them; the other names follow, each with its value.
    """
    read = [
        Fact(
            name,
            binding.type,
            value_of(binding, slots, arguments),
            given=binding.argument is not None,
        )
        for name, binding in expression.explain
    ]
    paired = {index for pair in expression.compared for index in pair}
    for left, right in expression.compared:
        yield Compared(read[left], read[right])
    for index, fact in enumerate(read):
        if index not in paired:
            yield fact


def in_words(grounds: Sequence[Ground]) -> str:
    """Say what decided, each thing once: ``days 40 > window 30, proof is no``."""
    return ", ".join(dict.fromkeys(map(str, grounds)))
