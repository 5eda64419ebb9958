"""What was met while exploring: beats, moves, and both answers to each condition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.content.types import Value
from trainer.scenarios.arrival import automatic, count
from trainer.scenarios.choices import Choice
from trainer.scenarios.effects import NOTHING, changed, lead
from trainer.scenarios.engine import heard
from trainer.scenarios.events import completed
from trainer.scenarios.exploration.result import Asked
from trainer.scenarios.machine import Machine, Situation
from trainer.scenarios.parts import Condition
from trainer.scenarios.steps import Step
from trainer.scenarios.syntax import MoveKind

_ON_ENTERING = "enter"
_TO_BE_OPEN = "if"


class Met:
    """Watches every step, and asks conditions where the engine would."""

    def __init__(self, machine: Machine) -> None:
        """Sort the conditions of a machine by where they are asked."""
        self.machine = machine
        self.beats: set[int] = set()
        """Entered somewhere, also on the way to another."""
        self.moves: set[int] = set()
        """Taken somewhere, ``go`` moves included."""
        self.seen: dict[int, set[bool]] = {}
        """For each condition the answers it had."""
        self._resting: dict[int, list[int]] = {}
        self._passing: dict[int, list[int]] = {}
        self._entering: dict[int, list[int]] = {}
        self._taking: dict[int, list[int]] = {}
        beats = _beats_of_moves(machine)
        for number, condition in enumerate(machine.conditions):
            self.seen[number] = set()
            if condition.move >= 0 and condition.fact == _TO_BE_OPEN:
                moved = machine.moves[condition.move].kind
                asked = self._passing if moved is MoveKind.GO else self._resting
                for beat in beats.get(condition.move, ()):
                    asked.setdefault(beat, []).append(number)
            elif condition.move >= 0:
                self._taking.setdefault(condition.move, []).append(number)
            else:
                entering = condition.fact == _ON_ENTERING
                asked = self._entering if entering else self._passing
                asked.setdefault(condition.beat, []).append(number)

    def begin(self, slots: Sequence[Value], opening: Step) -> None:
        """Ask what is asked before anything is done; slots are those dealt."""
        self._follow(list(slots), 0, opening)

    def rest(self, here: Situation) -> None:
        """Ask what a beat asks where the conversation stands at it."""
        self._ask(self._passing.get(here.beat), here.slots, NOTHING)
        self._ask(self._resting.get(here.beat), here.slots, NOTHING)

    def take(self, here: Situation, choice: Choice, step: Step) -> None:
        """Ask what taking a choice asks, up to where it leads."""
        move = choice.move
        if move is None:
            return
        self.moves.add(move.index)
        slots: Sequence[Value] = here.slots
        if move.expectations:
            slots = heard(move, slots, choice.hits)
        arguments: Mapping[str, Value] = NOTHING
        if choice.action:
            arguments = completed(choice.action, dict(choice.arguments))
        self._ask(self._taking.get(move.index), slots, arguments)
        self.beats.add(step.after.beat)
        if self._entering or len(step.entered) > 1:
            after = changed(self.machine, move, slots, arguments, step.result)
            _, beat = lead(self.machine, move, here.stack, slots, after, arguments)
            self._follow(after, beat, step)

    def answers(self) -> tuple[Asked, ...]:
        """Return each place once, whichever sub-scene's copy was asked."""
        found: dict[tuple[object, str], tuple[Condition, set[bool]]] = {}
        for number, condition in enumerate(self.machine.conditions):
            key = (condition.place, condition.fact)
            found.setdefault(key, (condition, set()))[1].update(self.seen[number])
        return tuple(
            Asked(condition=condition, ever_true=True in seen, ever_false=False in seen)
            for condition, seen in found.values()
        )

    def _follow(self, slots: list[Value], index: int, step: Step) -> None:
        """Ask what entering asks, and what follows by itself."""
        last = len(step.entered) - 1
        for number, entered in enumerate(step.entered):
            self.beats.add(index)
            count(self.machine.beats[index], slots)
            self._ask(self._entering.get(index), slots, NOTHING)
            if number < last:
                self._ask(self._passing.get(entered.beat), entered.slots, NOTHING)
                index, slots = self._passed(entered)

    def _passed(self, entered: Situation) -> tuple[int, list[Value]]:
        beat = self.machine.beats[entered.beat]
        move = automatic(self.machine, beat, entered.slots)
        assert move is not None  # noqa: S101 - the engine went on from here
        self.moves.add(move.index)
        self._ask(self._taking.get(move.index), entered.slots, NOTHING)
        slots = changed(self.machine, move, entered.slots, NOTHING, None)
        _, index = lead(
            self.machine, move, entered.stack, entered.slots, slots, NOTHING
        )
        return index, slots

    def _ask(
        self,
        numbers: list[int] | None,
        slots: Sequence[Value],
        arguments: Mapping[str, Value],
    ) -> None:
        if not numbers:
            return
        settled = False
        for number in numbers:
            seen = self.seen[number]
            seen.add(bool(self.machine.conditions[number].test(slots, arguments)))
            settled |= len(seen) > 1
        if settled:
            numbers[:] = [n for n in numbers if len(self.seen[n]) == 1]


def _beats_of_moves(machine: Machine) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for beat in machine.beats:
        for index in (*beat.moves, *beat.goes):
            found.setdefault(index, []).append(beat.index)
    return found
