"""The table of slots: every value a conversation's state is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.content.types import Flag, Type, Value, Whole
from trainer.scenarios.parts import Condition, Slot, Test


@dataclass(slots=True)
class SlotTable:
    """Hands out slots by name; the same name always gets the same one."""

    slots: list[Slot] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    reads: dict[Test, frozenset[int]] = field(default_factory=dict)
    """Condition or value → the slots it reads."""
    conditions: list[Condition] = field(default_factory=list)

    def add(self, name: str, type: Type, start: Value) -> int:  # noqa: A002
        """Return the slot of that name, new if it has none yet."""
        if name not in self.places:
            self.places[name] = len(self.slots)
            self.slots.append(Slot(name=name, type=type, start=start))
        return self.places[name]

    def flag(self, name: str) -> int:
        """Return the slot of something that has happened or not."""
        return self.add(name, Flag(), start=False)

    def count(self, name: str, most: int) -> int:
        """Return the slot of a count that saturates at ``most``."""
        return self.add(name, Whole(0, most), 0)

    def find(self, name: str) -> int:
        """Return the slot of that name, or -1."""
        return self.places.get(name, -1)

    def type_of(self, slot: int) -> Type:
        """Return the type of a slot."""
        return self.slots[slot].type
