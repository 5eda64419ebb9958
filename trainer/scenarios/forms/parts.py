"""A reply's rows, sorted into the parts of its form, and put together again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.scenarios.forms.steps import KEPT, Reply, Row
from trainer.scenarios.reader_facts import MOVE_FACTS

SINGLE = (
    *("if", "lock", "once", "then", "with", "model", "words"),
    *("why", "cite", "hint", "coach"),
)
"""What a form asks for once."""

LISTENING = ("expect", "avoid")
SAMPLES = ("good", "bad")
ALSO = ("score", "set", "go", "reveal", "means", "critical")
"""What a reply may do besides; a change of a meter is one more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a reply's form."""

    points: Mapping[str, Row] = field(default_factory=dict)
    """Criterion → points that are earned whatever holds."""
    changes: Mapping[str, Row] = field(default_factory=dict)
    """Meter → its change, whatever holds."""
    single: Mapping[str, Row] = field(default_factory=dict)
    also: tuple[Row, ...] = ()
    """What else happens, mostly under conditions."""
    listening: tuple[Row, ...] = ()
    """What own words should say, and should not."""
    good: tuple[Row, ...] = ()
    """Sample answers that should do well."""
    bad: tuple[Row, ...] = ()
    kept: tuple[Row, ...] = ()
    """What a form cannot express; it stays as it is."""

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows again."""
        return (
            *self.single.values(),
            *self.listening,
            *self.good,
            *self.bad,
            *self.changes.values(),
            *self.points.values(),
            *self.also,
            *self.kept,
        )


def parts_of(reply: Reply) -> Parts:
    """Sort the rows of a reply."""
    points: dict[str, Row] = {}
    changes: dict[str, Row] = {}
    single: dict[str, Row] = {}
    also: list[Row] = []
    kept: list[Row] = []
    for row in reply.rows:
        if row.key == "score" and not row.when and row.name not in points:
            points[row.name] = row
        elif is_change(row) and not row.when and row.key not in changes:
            changes[row.key] = row
        elif row.key in SINGLE and row.key not in single:
            single[row.key] = row
        elif row.key in ALSO or is_change(row):
            also.append(row)
        elif row.key not in (*LISTENING, *SAMPLES):
            kept.append(row)
    return Parts(
        points=points,
        changes=changes,
        single=single,
        also=tuple(also),
        listening=reply.of(*LISTENING),
        good=reply.of("good"),
        bad=reply.of("bad"),
        kept=tuple(kept),
    )


def is_change(row: Row) -> bool:
    """Tell whether a row changes a meter, whose name is its key."""
    return row.key != KEPT and row.key not in MOVE_FACTS
