"""Print a scenario: from a machine and a deal to the cards of a role-play on paper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from string import ascii_lowercase

from trainer.scenarios import engine
from trainer.scenarios.effects import NOTHING
from trainer.scenarios.machine import Beat, Machine, Move
from trainer.scenarios.paper import Answer, Change, Fact, Lead, Paper, Said, Step
from trainer.scenarios.parts import Condition, Goal, Slots, Test
from trainer.scenarios.pictures import PICTURE
from trainer.scenarios.speech import fill
from trainer.scenarios.syntax import MoveKind

OTHERWISE = "otherwise"
"""The condition of a speech that is said where those before it are not."""

_LETTERS = tuple(f"{more}{letter}" for more in ("", "a") for letter in ascii_lowercase)
"""At most 50 replies stand at a step."""

_ASKED = re.compile(r"(chose|seen|visits|said|did)\(([a-z0-9_-]+)\)")
"""Questions about the conversation, put in words that fit numbered steps."""


def paper_of(
    machine: Machine, deal: Mapping[str, str], *, secret: Iterable[str] = ()
) -> Paper:
    """Return a scenario as it is played on paper.

    Args:
        machine: The scenario.
        deal: What is drawn, one word for each of ``machine.deals``.
        secret: Fields of the case that never lie open.
    """
    opening = engine.begin(machine, deal).after.slots
    printer = _Printer(
        machine=machine,
        opening=opening,
        dealt=frozenset(slot for slot, _options in machine.deals.values()),
        asked={one.test: one for one in machine.conditions},
    )
    return printer.printed(frozenset(secret))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Printer:
    machine: Machine
    opening: Slots
    dealt: frozenset[int]
    asked: Mapping[Test, Condition]
    slots: dict[int, Slots] = field(default_factory=dict)
    """Beat → the values its blanks are filled from."""
    numbers: dict[int, int] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    """Move → what it is called on the cards."""

    def printed(self, secret: frozenset[str]) -> Paper:
        machine = self.machine
        self._reach()
        self.numbers.update((beat, at) for at, beat in enumerate(sorted(self.slots), 1))
        beats = [machine.beats[index] for index in self.numbers]
        moves = [(move, beat) for beat in beats for move in self._moves(beat)]
        always = {move.index: (move, beat) for move, beat in moves if move.beat < 0}
        self.labels.update(zip(sorted(always), _LETTERS, strict=False))
        for beat in beats:
            own = (move.index for move in self._own(beat))
            labels = (f"{self.numbers[beat.index]}{letter}" for letter in _LETTERS)
            self.labels.update(zip(own, labels, strict=False))
        facts = [
            Fact(name=name, type=one.type, value=one.value)
            for name, one in machine.settings.case.items()
        ]
        hidden = {*machine.shown, *secret}
        return Paper(
            steps=tuple(self._step(beat) for beat in beats),
            always=tuple(self._answer(*always[index]) for index in sorted(always)),
            meters=machine.settings.meters,
            known=tuple(fact for fact in facts if fact.name not in hidden),
            hidden=tuple(fact for fact in facts if fact.name in hidden),
            cites=tuple(dict.fromkeys(move.cite for move, _ in moves if move.cite)),
        )

    def _reach(self) -> None:
        """Walk from the first beat along everything this deal leaves possible."""
        waiting = [(0, self.opening)]
        while waiting:
            index, slots = waiting.pop()
            if index in self.slots:
                continue
            self.slots[index] = slots
            for move in self._moves(self.machine.beats[index]):
                for _test, goal in self._goals(move):
                    waiting += _entered(goal, slots)
                if move.then >= 0:
                    waiting.append((move.then, slots))

    def _moves(self, beat: Beat) -> Iterator[Move]:
        """Yield what this deal leaves possible at a beat; nothing at an ending."""
        indices = () if beat.outcome else dict.fromkeys((*beat.moves, *beat.goes))
        for index in indices:
            move = self.machine.moves[index]
            if self._known(move.when) is not False:
                yield move

    def _own(self, beat: Beat) -> Iterator[Move]:
        return (move for move in self._moves(beat) if move.beat == beat.index)

    def _goals(self, move: Move) -> Iterator[tuple[Test | None, Goal]]:
        for test, goal in move.goes:
            known = self._known(test)
            if known is not False:
                yield test, goal
            if known:
                return
        yield None, move.goal

    def _known(self, test: Test | None) -> bool | None:
        """Return what a condition comes to; ``None`` where the deal does not say."""
        if test is None:
            return True
        if self.machine.reads.get(test, frozenset()) <= self.dealt:
            return bool(test(self.opening, NOTHING))
        return None

    def _when(self, test: Test | None) -> str:
        if test is None or self._known(test):
            return ""
        condition = self.asked[test]

        def told(found: re.Match[str]) -> str:
            return self._told(found[1], found[2], condition.place.file)

        return _ASKED.sub(told, condition.text)

    def _told(self, question: str, name: str, file: str) -> str:
        """Say ``chose(p1)`` and the like with the numbers of the cards."""
        if question == "chose":
            moves = self.machine.moves
            known = {m.id: self.labels.get(m.index) for m in moves if m.file == file}
            return known.get(name) or "another way"
        if question in {"seen", "visits"}:
            beats = (self.machine.beats[index] for index in self.numbers)
            steps = {b.id: self.numbers[b.index] for b in beats if b.file == file}
            return f"step {steps[name]}" if name in steps else "another step"
        return f"“{name.replace('_', ' ')}”"

    def _step(self, beat: Beat) -> Step:
        return Step(
            number=self.numbers[beat.index],
            id=beat.id,
            said=tuple(self._said(beat)),
            answers=tuple(self._answer(move, beat) for move in self._own(beat)),
            outcome=beat.outcome,
        )

    def _said(self, beat: Beat) -> Iterator[Said]:
        slots, run = self.slots[beat.index], list[bool | None]()
        for block in beat.blocks:
            known, when = self._known(block.when), self._when(block.when)
            if block.otherwise:
                known, when = True not in run, OTHERWISE if None in run else ""
            run = [*run, known] if block.when else []
            if known is not False:
                yield Said(
                    kind=str(block.kind),
                    name=fill(block.name, slots),
                    text=fill(block.text, slots),
                    when=when,
                )
        if beat.show:
            file, words = beat.show
            yield Said(kind=PICTURE, name=file, text=words, when="")

    def _answer(self, move: Move, beat: Beat) -> Answer:
        words = fill(move.label, self.slots[beat.index])
        action = move.action.signature.name if move.action else ""
        if action:
            words = words.strip("`").removeprefix(action).strip().removesuffix("*")
        return Answer(
            label=self.labels[move.index],
            kind=str(move.kind),
            words="" if move.kind in (MoveKind.WAIT, MoveKind.GO) else words.strip(),
            action=action,
            seconds=move.seconds,
            when=self._when(move.when),
            leads=tuple(
                Lead(
                    step=self.numbers.get(goal.beat, 0),
                    then=self.numbers.get(move.then, 0),
                    when=self._when(test),
                )
                for test, goal in self._goals(move)
            ),
            moods=tuple(self._moods(move)),
            marks=tuple(self._marks(move)),
            critical=bool(move.critical),
            why=move.why,
            cite=move.cite,
            model=move.model,
            tells=tuple(self._tells(move)),
        )

    def _moods(self, move: Move) -> Iterator[Change]:
        names = {slot: name for name, slot in self.machine.meters.items()}
        for effect in move.effects:
            possible = effect.amount and self._known(effect.when) is not False
            if effect.slot in names and possible:
                yield Change(
                    name=names[effect.slot],
                    amount=effect.amount,
                    when=self._when(effect.when),
                )

    def _marks(self, move: Move) -> Iterator[Change]:
        for entry in move.scores:
            if self._known(entry.when) is not False:
                yield Change(
                    name=entry.criterion,
                    amount=entry.points,
                    when=self._when(entry.when),
                )
        for one in move.expectations:
            if one.criterion:
                yield Change(name=one.criterion, amount=one.points, when=one.name)

    def _tells(self, move: Move) -> Iterator[Fact]:
        names = {slot: name for name, slot in self.machine.shown.items()}
        case = self.machine.settings.case
        for effect in move.effects:
            name = names.get(effect.slot, "")
            if name in case and self._known(effect.when) is not False:
                one = case[name]
                yield Fact(name=name, type=one.type, value=one.value)


def _entered(goal: Goal, slots: Slots) -> list[tuple[int, Slots]]:
    """Return the beat a goal enters, with a sub-scene's own names as it begins."""
    if goal.beat < 0:
        return []
    after = list(slots)
    for slot, value in goal.resets:
        after[slot] = value
    for slot, test in goal.assigns:
        after[slot] = test(slots, NOTHING)
    return [(goal.beat, tuple(after))]
