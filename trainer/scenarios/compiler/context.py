"""What compiling one file needs at hand."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.content.diagnostics import Place, Report
from trainer.content.expressions import Expression, compile_expression, split_if
from trainer.content.types import Flag, Type, Value
from trainer.scenarios.compiler.instances import Instance, Sources
from trainer.scenarios.compiler.scope import FileScope
from trainer.scenarios.compiler.slots import SlotTable
from trainer.scenarios.parts import Condition, Test
from trainer.scenarios.syntax import Fact

_YES_OR_NO = Flag()


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that never changes, called like a compiled expression."""

    value: Value

    def __call__(self, _slots: object, _arguments: object) -> Value:
        """Return the value."""
        return self.value


@dataclass(slots=True, kw_only=True)
class Context:
    """One instance being compiled."""

    instance: Instance
    scope: FileScope
    table: SlotTable
    report: Report
    sources: Sources
    criteria: frozenset[str]
    """Those the scenario weighs."""
    bounds: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Slot → the bounds of a whole number that effects may change."""
    known: dict[tuple[str, Type | None], Expression] = field(default_factory=dict)
    """What was compiled before, by its text and wanted type; authors repeat it."""
    outcomes: tuple[str, ...] = ()
    """Endings the scenario declares itself."""
    calls: dict[int, tuple[tuple[tuple[int, Value], ...], dict[str, int]]] = field(
        default_factory=dict
    )
    """Instance → what its local slots start from, and its parameters' slots."""
    move: int = -1
    """The move being compiled; -1 outside of one."""
    beat: int = -1
    """The beat being compiled; -1 outside of one."""

    def condition(self, text: str, place: Place, fact: str) -> Test | None:
        """Compile a condition of a fact; ``None`` where there is none or it is wrong.

        It is noted as one of the move or beat that is being compiled.
        """
        if not text:
            return None
        found = self._compiled(text, place, _YES_OR_NO)
        return self.noted(found, place, fact) if found else None

    def noted(self, found: Expression, place: Place, fact: str) -> Test:
        """Note a condition where it stands, and what it reads."""
        self.table.reads[found.evaluate] = found.reads
        self.table.conditions.append(
            Condition(
                test=found.evaluate,
                text=found.text,
                place=place,
                fact=fact,
                move=self.move,
                beat=self.beat if self.move < 0 else -1,
            )
        )
        return found.evaluate

    def value(self, text: str, place: Place, wanted: Type | None) -> Expression | None:
        """Compile a value; ``None`` after an error was reported."""
        found = self._compiled(text, place, wanted)
        if found is not None:
            self.table.reads[found.evaluate] = found.reads
        return found

    def _compiled(
        self, text: str, place: Place, wanted: Type | None
    ) -> Expression | None:
        """Compile an expression once, unless it may read arguments of an action."""
        known = {} if self.scope.arguments else self.known
        found = known.get((text, wanted))
        if found is None:
            scope, report = self.scope, self.report
            found = compile_expression(text, place, scope, report, wanted=wanted)
            if found is not None:
                known[text, wanted] = found
        return found

    def divided(self, fact: Fact) -> tuple[str, Test | None]:
        """Return what stands before the ``if`` of a fact, and its condition."""
        head, condition, column = split_if(fact.value)
        if condition is None:
            return head, None
        place = fact.value_place.shifted(column)
        found = self._compiled(condition, place, _YES_OR_NO)
        return head, self.noted(found, place, fact.key) if found else None

    def error(
        self, place: Place, code: str, message: str, suggestion: str = ""
    ) -> None:
        """Report a problem."""
        self.report.error(place, code, message, suggestion)
