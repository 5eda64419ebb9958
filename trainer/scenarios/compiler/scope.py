"""What a name means in a condition, a value or a blank of one file."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from trainer.content.actions import ACTIONS
from trainer.content.expressions import Binding
from trainer.content.types import Type, Words
from trainer.policies.module import Policy
from trainer.scenarios.compiler.instances import Instance, body
from trainer.scenarios.compiler.slots import SlotTable
from trainer.scenarios.syntax import Document

_VISITS = re.compile(r"visits\(\s*([a-z0-9-]+)\s*\)")
_ASKED = re.compile(r"\b(visits|seen|chose|said|did)\s*\(\s*\^?([a-z0-9_-]+)\s*\)")
_NUMBER = re.compile(r"(?<![\w.])\d{1,4}(?![\w.])")


@dataclass(slots=True, eq=False)
class FileScope:
    """The names of one instance: its own, its case's and what has happened in it."""

    instance: Instance
    table: SlotTable
    slots: Mapping[str, int]
    """Every declared name → its slot; shared names are the caller's."""
    case: Mapping[str, int]
    modules: Mapping[str, Policy]
    most: Mapping[str, int] = field(default_factory=dict)
    """Beat → the largest number of visits anybody asks for, plus one."""
    changeable: frozenset[int] = frozenset()
    """Slots of variables and meters: what effects may change."""
    arguments: Mapping[str, Type] = field(default_factory=dict)
    """Of the action, while the facts of an act move are compiled."""

    def name(self, name: str) -> Binding | None:
        """Return what a bare name means."""
        if name in self.arguments:
            return Binding(type=self.arguments[name], argument=name)
        slot = self.slots.get(name, -1)
        if slot < 0:
            return None
        return Binding(type=self.table.type_of(slot), slot=slot)

    def field(self, owner: str, name: str) -> Binding | None:
        """Return what ``case.paid`` or ``returns.window`` means."""
        if owner == "case":
            slot = self.case.get(name, -1)
            if slot < 0:
                return None
            return Binding(type=self.table.type_of(slot), slot=slot)
        module = self.modules.get(owner)
        setting = module.settings.get(name) if module else None
        if setting is None:
            return None
        return Binding(type=setting.type, constant=setting.value)

    def call(self, function: str, argument: str) -> Binding | None:
        """Return the slot behind ``said(x)``, ``seen(beat)`` and their like."""
        if argument not in self.candidates(function):
            return None
        key = f"{function}:{self.instance.file}:{argument}"
        if function == "visits":
            slot = self.table.count(key, self.most.get(argument, 1))
        else:
            slot = self.table.flag(key)
        return Binding(type=self.table.type_of(slot), slot=slot)

    def words(self) -> frozenset[str]:
        """Return every word of every declared list."""
        types = [self.table.type_of(slot) for slot in self.slots.values()]
        types += [self.table.type_of(slot) for slot in self.case.values()]
        types += self.arguments.values()
        return frozenset(
            word
            for type_ in types
            if isinstance(type_, Words)
            for word in type_.options
        )

    def candidates(self, kind: str) -> Collection[str]:
        """Return what could be meant in a place, for checks and suggestions."""
        if kind in ("visits", "seen", "chose", "said"):
            return _events(self.instance, kind)
        known: dict[str, Collection[str]] = {
            "name": (*self.arguments, *self.slots),
            "case": self.case,
            "did": ACTIONS,
            "owner": ("case", *self.modules),
        }
        if kind in known:
            return tuple(known[kind])
        module = self.modules.get(kind)
        return tuple(module.settings) if module else ()


def _events(instance: Instance, kind: str) -> tuple[str, ...]:
    """Return what a file's conditions can ask about: beats, moves, expectations."""
    document = instance.document
    if kind == "said":
        return expected_names(instance)
    if kind == "chose":
        return tuple(m.id for beat in document.beats for m in beat.moves if m.id)
    return tuple(beat.id for beat in body(document))


def expected_names(instance: Instance) -> tuple[str, ...]:
    """Return the names a file's write moves listen for."""
    facts = (f for b in instance.document.beats for m in b.moves for f in m.facts)
    names = (
        re.match(r"[a-z][a-z0-9_]*", fact.value)
        for fact in facts
        if fact.key in ("expect", "avoid")
    )
    return tuple(dict.fromkeys(found.group() for found in names if found))


def most_visits(instance: Instance) -> dict[str, int]:
    """Return for every beat one more than the largest number its visits meet."""
    most: dict[str, int] = {}
    for text in _texts(instance.document):
        if "visits" in text:
            largest = max((int(n) for n in _NUMBER.findall(text)), default=0)
            for beat in _VISITS.findall(text):
                most[beat] = max(most.get(beat, 1), largest + 1)
    return most


def remember(instance: Instance, scope: FileScope) -> None:
    """Give everything a file's conditions ask about its slot, before they are read.

    So each move and beat knows, when it is made, whether anybody will ask for it.
    """
    for text in _texts(instance.document):
        if "(" in text:
            for function, argument in _ASKED.findall(text):
                scope.call(function, argument)


def _texts(document: Document) -> Iterator[str]:
    """Yield every text of a file that may hold a condition."""
    for beat in document.beats:
        for block in beat.blocks:
            yield block.when
        for fact in beat.facts:
            yield fact.value
        for move in beat.moves:
            for fact in move.facts:
                yield fact.value
