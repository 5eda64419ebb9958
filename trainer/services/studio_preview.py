"""What one step of a draft looks like in the role-play, with what replies are worth.

It is read from the text as it is now, half-written lines and all; blanks are filled
once the text can be compiled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from trainer.content.diagnostics import Report
from trainer.content.facts import split_if
from trainer.scenarios import engine
from trainer.scenarios.compiler.instances import go_target
from trainer.scenarios.machine import Beat, Machine, Move, Situation
from trainer.scenarios.parts import Text
from trainer.scenarios.pictures import PICTURE, picture_of
from trainer.scenarios.settings import CRITERIA, Settings, read_settings
from trainer.scenarios.speech import fill
from trainer.scenarios.syntax import (
    BeatSyntax,
    Block,
    BlockKind,
    Document,
    MoveKind,
    MoveSyntax,
)
from trainer.services.scene import Mark

_CHANGE = re.compile(r"[+-]\d{1,4}")
_POINTS = re.compile(r"([a-z]+)\s*([+-]\d{1,4})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A paragraph of the step, or its picture."""

    kind: str
    """``speech``, ``stage``, ``code`` or ``picture``."""
    name: str
    """Of a picture, its file in the library."""
    text: str
    when: str
    """The author's condition; empty: always."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """Something that can be done at the step."""

    kind: str
    id: str
    words: str
    """Of a reply; of own words, what is asked; of an action, as it is written."""
    when: str
    goal: str
    """The beat it leads to first of all; empty for a return."""
    ends: str
    """The outcome of that beat, if it ends the conversation."""
    goal_line: int
    """Where that beat stands; 0 where there is none."""
    line: int
    marks: tuple[Mark, ...] = ()
    """What it is worth where no condition decides."""
    moods: tuple[tuple[str, int], ...] = ()
    """Meter and change, where no condition decides."""
    maybe: bool = False
    """Whether conditions decide about more than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """One step."""

    id: str
    line: int
    said: tuple[Said, ...]
    ways: tuple[Way, ...]
    outcome: str
    coach: str = ""
    beats: tuple[str, ...] = field(default=())
    """Every step of the file, for going to another."""


def at_line(document: Document, line: int) -> str:
    """Return the id of the beat a line stands in; the first for lines above it."""
    above = [beat.id for beat in document.beats if beat.place.line <= line]
    return above[-1] if above else document.beats[0].id


def preview(document: Document, machine: Machine | None, beat: str) -> Preview | None:
    """Return what a step looks like.

    Args:
        document: The text, as far as it can be read.
        machine: The same, compiled; ``None`` while it has errors.
        beat: The step's id.

    Returns:
        The step; ``None`` where the text has no such beat.
    """
    written = next((one for one in document.beats if one.id == beat), None)
    if written is None:
        return None
    return _Sketch(
        document=document,
        machine=machine,
        written=written,
        settings=read_settings(document.settings, Report()),
    ).drawn()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sketch:
    document: Document
    machine: Machine | None
    written: BeatSyntax
    settings: Settings | None

    def drawn(self) -> Preview:
        written = self.written
        facts = {fact.key: fact.value for fact in written.facts}
        return Preview(
            id=written.id,
            line=written.place.line,
            said=tuple(self._said()),
            ways=tuple(self._way(move) for move in written.moves),
            outcome=facts.get("outcome", ""),
            coach=facts.get("coach", ""),
            beats=tuple(beat.id for beat in self.document.beats),
        )

    def _said(self) -> Iterator[Said]:
        shown = [b for b in self.written.blocks if b.kind is not BlockKind.COMMENT]
        compiled = self._compiled()
        texts = compiled.blocks if compiled else ()
        for at, block in enumerate(shown):
            text = texts[at].text if len(texts) == len(shown) else None
            yield _spoken(block, self._filled(text, block.text))
        for fact in self.written.facts:
            picture = picture_of(self.document.file, fact.value)
            if fact.key == "show" and picture:
                yield Said(kind=PICTURE, name=picture.file, text=picture.words, when="")

    def _way(self, move: MoveSyntax) -> Way:
        compiled = self._move(move)
        label = compiled.label if compiled and move.kind is MoveKind.SAY else None
        facts = {fact.key: fact.value for fact in move.facts}
        goal = move.target.beat or facts.get("then", "").strip().lstrip("#")
        return Way(
            kind=str(move.kind),
            id=move.id,
            words=self._filled(label, move.label).strip("`"),
            when=facts.get("if", ""),
            goal=goal,
            ends=self._outcome(goal),
            goal_line=self._line(goal),
            line=move.place.line,
            marks=_marks(move),
            moods=self._moods(move),
            maybe=_depends(move),
        )

    def _outcome(self, beat: str) -> str:
        facts = (
            fact
            for one in self.document.beats
            if one.id == beat
            for fact in one.facts
            if fact.key == "outcome"
        )
        found = next(facts, None)
        return found.value if found else ""

    def _line(self, beat: str) -> int:
        found = (one for one in self.document.beats if one.id == beat)
        return next((one.place.line for one in found), 0)

    def _moods(self, move: MoveSyntax) -> tuple[tuple[str, int], ...]:
        meters = {meter.name for meter in self.settings.meters} if self.settings else ()
        return tuple(
            (fact.key, int(fact.value))
            for fact in move.facts
            if fact.key in meters and _CHANGE.fullmatch(fact.value)
        )

    def _compiled(self) -> Beat | None:
        beats = self.machine.beats if self.machine else ()
        own = (b for b in beats if b.file == self.document.file)
        return next((beat for beat in own if beat.id == self.written.id), None)

    def _move(self, written: MoveSyntax) -> Move | None:
        moves = self.machine.moves if self.machine else ()
        return next((move for move in moves if move.place == written.place), None)

    def _filled(self, text: Text | None, written: str) -> str:
        if text is None or self.machine is None:
            return written
        return fill(text, _opening(self.machine).slots)


def _opening(machine: Machine) -> Situation:
    return engine.begin(machine, {}).after


def _spoken(block: Block, text: str) -> Said:
    return Said(kind=str(block.kind), name=block.name, text=text, when=block.when)


def _marks(move: MoveSyntax) -> tuple[Mark, ...]:
    sums: dict[str, int] = {}
    for fact in move.facts:
        if fact.key == "score" and split_if(fact.value)[1] is None:
            for criterion, points in _POINTS.findall(fact.value):
                sums[criterion] = sums.get(criterion, 0) + int(points)
    return tuple(
        Mark(criterion=name, points=points)
        for name, points in sums.items()
        if name in CRITERIA
    )


def _depends(move: MoveSyntax) -> bool:
    """Say whether a condition decides about what a move does or where it leads."""
    goes = any(go_target(f, Report()).written for f in move.facts if f.key == "go")
    return goes or any(
        split_if(fact.value)[1] is not None
        for fact in move.facts
        if fact.key not in {"if", "lock", "why", "hint", "coach", "model"}
    )
