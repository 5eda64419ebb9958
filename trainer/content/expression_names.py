"""Looks up the names of an expression and remembers which ones it read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from trainer.content.expression_match import Complaint, Typed, like
from trainer.content.expression_parse import Asked
from trainer.content.expression_types import CALLS, Binding, Scope
from trainer.content.suggest import did_you_mean
from trainer.content.types import Flag, Text, Type, Value, Words

_CALLED = {
    "visits": ("unknown-beat", "a beat"),
    "seen": ("unknown-beat", "a beat"),
    "chose": ("unknown-move", "a move"),
    "said": ("unknown-expectation", "expected or avoided by any move"),
    "did": ("unknown-action", "an action"),
}
_SHOWN = 12


@dataclass(slots=True, kw_only=True)
class Names:
    """The names one expression has read so far."""

    scope: Scope
    read: dict[str, Binding] = field(default_factory=dict)
    """Name as written → where its value stands, in order of reading."""
    compared: list[tuple[str, str]] = field(default_factory=list)
    """Names set against each other with ``<`` and the like."""

    def bare(self, name: str) -> Typed:
        """Return a variable, yes, no, or else a word, known or not."""
        if name in ("yes", "no"):
            return Typed(source=str(name == "yes"), type=Flag(), shown=name)
        binding = self.scope.name(name)
        if binding is not None:
            return self._found(name, binding)
        return Typed(
            source=repr(name),
            type=Words((name,)),
            shown=name,
            is_word=True,
            is_known=name in self.scope.words(),
        )

    def field(self, owner: str, name: str) -> Typed | Complaint:
        """Return ``case.paid``, or what is wrong with it."""
        shown = f"{owner}.{name}"
        binding = self.scope.field(owner, name)
        if binding is not None:
            return self._found(shown, binding)
        fields = self.scope.candidates(owner)
        if fields:
            nearest = did_you_mean(name, fields)
            return (
                "unknown-field",
                f"“{owner}” has no “{name}” here.",
                nearest or _known(fields),
            )
        owners = self.scope.candidates("owner")
        message = f"“{shown}” is not known: there is no “{owner}” here."
        return ("unknown-field", message, did_you_mean(owner, owners) or _known(owners))

    def asked(self, asked: Asked) -> Typed | Complaint:
        """Return ``said(apology)``, or what is wrong with it."""
        if not asked.is_call:
            return self.field(asked.owner, asked.name)
        binding = self.scope.call(asked.owner, asked.name)
        if binding is not None:
            return self._found(asked.shown, binding)
        code, noun = _CALLED[asked.owner]
        if not asked.name:
            return (code, f"“{asked.owner}()” needs a name in its brackets.", "")
        known = self.scope.candidates(asked.owner)
        return (
            code,
            f"“{asked.name}” is not {noun}.",
            did_you_mean(asked.name, known) or _known(known),
        )

    def unknown(
        self, name: str, fits: Type | None = None, beside: str = ""
    ) -> Complaint:
        """Return what to say about a bare name nobody declared.

        Args:
            name: As written.
            fits: What it would have to be; ``None`` where nothing is known of it.
            beside: What it is compared with, which is never meant.
        """
        message = f"“{name}” is not known here."
        if fits is None or isinstance(fits, Text):
            names = {*self.scope.candidates("name"), "yes", "no"}
            nearest = did_you_mean(name, {*names, *self.scope.words()})
            return "unknown-name", message, nearest or _known(names)
        alike = {
            known
            for known in self.scope.candidates("name")
            if known != beside
            and (found := self.scope.name(known)) is not None
            and type(found.type) is type(fits)
        }
        values = _options(fits)
        nearest = did_you_mean(name, {*values, *alike})
        whole = isinstance(fits, Flag) and not beside
        known = {*values, *alike} if whole else alike
        only = values and not whole
        offered = f"Write {' or '.join(values)}." if only else _known(known)
        return "unknown-name", message, nearest or offered or like(fits)

    @staticmethod
    def function(name: str) -> Complaint:
        """Return what to say about a call of something that cannot be called."""
        if name in CALLS:
            return ("call-form", f"“{name}” asks about one thing.", f"Write {name}(…).")
        nearest = did_you_mean(name, CALLS)
        message = f"“{name}(…)” cannot be asked."
        return ("unknown-function", message, nearest or _known(CALLS))

    def _found(self, shown: str, binding: Binding) -> Typed:
        self.read.setdefault(shown, binding)
        return Typed(
            source=_source(binding), type=binding.type, shown=shown, is_name=True
        )


def _options(type_: Type) -> tuple[str, ...]:
    """Return the values of a type that has few of them."""
    if isinstance(type_, Flag):
        return "yes", "no"
    return type_.options[:_SHOWN] if isinstance(type_, Words) else ()


def _source(binding: Binding) -> str:
    if binding.slot is not None:
        return f"s[{binding.slot:d}]"
    if binding.argument is not None:
        return f"a[{binding.argument!r}]"
    return _constant(binding.constant)


def _constant(value: Value | None) -> str:
    if isinstance(value, date):
        return f"date({value.year}, {value.month}, {value.day})"
    return repr(value)


def _known(names: Iterable[str]) -> str:
    shown = ", ".join(sorted(names)[:_SHOWN])
    return f"Known here: {shown}." if shown else ""
