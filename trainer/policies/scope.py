"""What names mean in a rule: the act's arguments, the policy's facts and settings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from trainer.content.actions import Signature
from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Place, Report
from trainer.content.expressions import Binding
from trainer.content.types import Text, Type, Words
from trainer.policies.module import Setting


class FactScope(Protocol):
    """What a scenario knows; the scope of its conditions will do."""

    def name(self, name: str) -> Binding | None:
        """Return the variable or dealt fact of that name, or ``None``."""
        ...

    def field(self, owner: str, name: str) -> Binding | None:
        """Return a field of the ``case``, or ``None``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleScope:
    """The names one rule may use, in the order they are looked up."""

    policy: str
    signature: Signature | None
    """Of the act that is judged; ``None`` for what is owed at the end."""
    facts: Mapping[str, Binding]
    """Facts by name, case fields as ``case.paid``."""
    settings: Mapping[str, Setting]

    def name(self, name: str) -> Binding | None:
        """Return an argument, a fact or a setting."""
        argument = self.signature.argument(name) if self.signature else None
        if argument:
            return Binding(type=argument.type, argument=name)
        return self.facts.get(name) or self._setting(name)

    def field(self, owner: str, name: str) -> Binding | None:
        """Return a field of the case, or one of the policy's own settings."""
        if owner == self.policy:
            return self._setting(name)
        return self.facts.get(f"{owner}.{name}")

    def call(self, function: str, argument: str) -> Binding | None:
        """Return nothing: a rule judges acts on facts, not on what was said."""
        del function, argument
        return None

    def words(self) -> frozenset[str]:
        """Return every word of every list a rule can read."""
        types: list[Type] = [binding.type for binding in self.facts.values()]
        if self.signature:
            types += [argument.type for argument in self.signature.arguments]
        lists = [type_.options for type_ in types if isinstance(type_, Words)]
        return frozenset(word for options in lists for word in options)

    def candidates(self, kind: str) -> Collection[str]:
        """Return what could have been meant."""
        arguments = self.signature.arguments if self.signature else ()
        match kind:
            case "name":
                facts = [name for name in self.facts if "." not in name]
                return [*(a.name for a in arguments), *facts, *self.settings]
            case "case":
                fields = [name for name in self.facts if name.startswith("case.")]
                return [name.removeprefix("case.") for name in fields]
            case "owner":
                return ["case", self.policy]
            case self.policy:
                return list(self.settings)
        return []

    def _setting(self, name: str) -> Binding | None:
        setting = self.settings.get(name)
        return Binding(type=setting.type, constant=setting.value) if setting else None


def declared(facts: Mapping[str, Type]) -> dict[str, Binding]:
    """Bind facts and case fields to numbered places, to check rules by themselves."""
    types = {**facts, **{f"case.{name}": t for name, t in CASE_FIELDS.items()}}
    return {
        name: Binding(type=type_, slot=slot)
        for slot, (name, type_) in enumerate(types.items())
    }


def fits(found: Type, declared: Type) -> bool:
    """Return whether a scenario's fact can stand for a policy's."""
    if isinstance(found, Words) and isinstance(declared, Words):
        return {*found.options} <= {*declared.options}
    if isinstance(found, Text | Words) and isinstance(declared, Text | Words):
        return isinstance(declared, Text)
    return type(found) is type(declared)


def warn_of_missing(
    name: str, found: Type, declared: Type, place: Place, report: Report
) -> None:
    """Warn of words that a policy's fact can be and the scenario's never is."""
    if not (isinstance(found, Words) and isinstance(declared, Words)):
        return
    missing = [word for word in declared.options if word not in found.options]
    if missing:
        shown = ", ".join(missing)
        report.warn(
            place,
            "fact-narrower",
            f"In the policy “{name}” can also be {shown}; here it never is.",
            f"Add {shown} to “{name}” here, if it can come to that.",
        )
