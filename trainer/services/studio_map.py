"""The map of a draft: every step, what leads where, and what nobody can reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from trainer.scenarios.compiler.instances import ANYWHERE
from trainer.scenarios.layout import Box, Layout, Line, lay_out
from trainer.scenarios.links import Link, links
from trainer.scenarios.syntax import BeatSyntax, BlockKind, Document, MoveKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Exit:
    """One way out of a step, in words."""

    words: str
    """What is said or done."""
    kind: str
    goal: str
    """The step it leads to; empty: back to the caller."""
    known: bool
    """Whether there is such a step."""
    file: str
    """The sub-scene on the way; empty where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One step on the map."""

    box: Box
    opening: str
    """How it begins, for people."""
    outcome: str
    state: str
    """``start``, ``step``, ``anywhere``, ``good``, ``end`` or ``unreached``."""
    exits: tuple[Exit, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """The whole map."""

    stations: tuple[Station, ...]
    lines: tuple[Line, ...]
    width: int
    height: int
    proven: bool
    """Whether every conversation was looked at; otherwise only links were followed."""

    @property
    def unreached(self) -> tuple[Station, ...]:
        """The steps nobody can come to."""
        return tuple(one for one in self.stations if one.state == "unreached")


def chart(
    document: Document, *, good: Collection[str], reached: Collection[str] | None
) -> Chart:
    """Draw the map of a text, as far as it can be read.

    Args:
        document: The text.
        good: Outcomes that count as success.
        reached: The beats some conversation comes to; ``None`` where that is not
            known, and only links are followed.
    """
    found = tuple(links(document))
    beats = {beat.id: beat for beat in reversed(document.beats)}
    layout = _laid_out(document, found)
    first = document.beats[0].id
    return Chart(
        stations=tuple(
            _Map(
                beat=beats[box.id],
                box=box,
                known=beats.keys(),
                good=good,
                lost=_lost(box, reached, first),
            ).station(found)
            for box in layout.boxes
        ),
        lines=layout.lines,
        width=layout.width,
        height=layout.height,
        proven=reached is not None,
    )


def _laid_out(document: Document, found: Iterable[Link]) -> Layout:
    steps = list(dict.fromkeys(beat.id for beat in document.beats))
    return lay_out(
        steps,
        [(link.source, link.target) for link in found],
        starts=[steps[0], ANYWHERE] if ANYWHERE in steps else steps[:1],
    )


def _lost(box: Box, reached: Collection[str] | None, first: str) -> bool:
    if box.id in {ANYWHERE, first}:
        return False
    return not box.linked or (reached is not None and box.id not in reached)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Map:
    beat: BeatSyntax
    box: Box
    known: Collection[str]
    good: Collection[str]
    lost: bool

    def station(self, found: Iterable[Link]) -> Station:
        facts = {fact.key: fact.value for fact in self.beat.facts}
        outcome = facts.get("outcome", "")
        return Station(
            box=self.box,
            opening=_opening(self.beat),
            outcome=outcome,
            state=self._state(outcome),
            exits=tuple(
                self._exit(link) for link in found if link.source == self.beat.id
            ),
            line=self.beat.place.line,
        )

    def _state(self, outcome: str) -> str:
        if self.lost:
            return "unreached"
        if outcome:
            return "good" if outcome in self.good else "end"
        if self.box.id == ANYWHERE:
            return "anywhere"
        return "start" if (self.box.row, self.box.column) == (0, 0) else "step"

    def _exit(self, link: Link) -> Exit:
        move = link.move
        words = "" if move.kind in {MoveKind.WAIT, MoveKind.GO} else move.label
        words = words.strip("`")
        return Exit(
            words=words,
            kind=str(move.kind),
            goal=link.target,
            known=link.target in self.known,
            file=link.file,
        )


def _opening(beat: BeatSyntax) -> str:
    shown = (b for b in beat.blocks if b.kind is not BlockKind.COMMENT)
    first = next(shown, None)
    return first.text.strip("*_") if first else ""
