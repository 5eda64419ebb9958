"""A scope for tests: names with the values they have."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from trainer.content.expressions import Binding
from trainer.content.types import Day, Flag, Money, Text, Whole, Words

SECOND = Words(("pending", "posted"))
SLOTS = {
    "mood": (Whole(0, 10), 5),
    "verified": (Flag(), False),
    "second": (SECOND, "pending"),
    "third": (Words(("posted", "lost")), "posted"),
    "note": (Text(), "pending"),
    "case.paid": (Money(), 3490),
    "case.purchased": (Day(), date(2026, 9, 1)),
    "case.delivered": (Day(), date(2026, 9, 4)),
    "said(apology)": (Flag(), True),
    "visits(no-receipt)": (Whole(0, 3), 2),
    "chose(is)": (Flag(), True),
    "seen(start)": (Flag(), True),
    "did(ring_up)": (Flag(), False),
}
ARGUMENTS = {
    "amount": (Money(), 6000),
    "tender": (Words(("cash", "card")), "cash"),
}
CONSTANTS = {
    "limit": (Money(), 5000),
    "returns.window": (Whole(0, 999), 30),
    "de-escalation.pause": (Whole(0, 999), 10),
    "opened": (Day(), date(2026, 9, 1)),
}
VALUES = [value for _, value in SLOTS.values()]
GIVEN = {name: value for name, (_, value) in ARGUMENTS.items()}


@dataclass
class TestScope:
    """Answers from the tables above."""

    __test__ = False

    extra: Mapping[str, Binding] = field(default_factory=dict)

    def name(self, name):
        return self.field("", name)

    def field(self, owner, name):
        key = f"{owner}.{name}" if owner else name
        if key in self.extra:
            return self.extra[key]
        if key in SLOTS:
            return Binding(type=SLOTS[key][0], slot=list(SLOTS).index(key))
        if key in ARGUMENTS:
            return Binding(type=ARGUMENTS[key][0], argument=key)
        if key in CONSTANTS:
            return Binding(type=CONSTANTS[key][0], constant=CONSTANTS[key][1])
        return None

    def call(self, function, argument):
        return self.field("", f"{function}({argument})")

    def words(self):
        return frozenset({"pending", "posted", "lost", "cash", "card", "angry"})

    def candidates(self, kind):
        names = [*SLOTS, *ARGUMENTS, *CONSTANTS]
        plain = [n for n in names if "." not in n and "(" not in n]
        fields = [n.split(".")[1] for n in names if n.startswith(f"{kind}.")]
        asked = [n[:-1].split("(")[1] for n in names if n.startswith(f"{kind}(")]
        return (
            {"name": plain, "owner": ["case", "returns"]}.get(kind) or fields or asked
        )
