"""Which part of a step a line of the text is about: where to show a problem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.scenarios.syntax import BeatSyntax, Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A part of a step; what is ``None`` is not meant."""

    paragraph: int | None = None
    reply: int | None = None
    fact: int | None = None
    """Of the reply, or of the step itself where no reply is meant."""


def spot_of(beat: BeatSyntax, line: int) -> Spot:
    """Return what stands on a line of a step; the step itself for its heading."""
    reply = _last([move.place.line for move in beat.moves], line)
    if reply is not None:
        return Spot(reply=reply, fact=_fact(beat.moves[reply].facts, line))
    fact = _fact(beat.facts, line)
    if fact is not None:
        return Spot(fact=fact)
    return Spot(paragraph=_last([block.place.line for block in beat.blocks], line))


def beat_at(beats: Sequence[BeatSyntax], line: int) -> BeatSyntax | None:
    """Return the step a line belongs to; ``None`` above the first."""
    at = _last([beat.place.line for beat in beats], line)
    return None if at is None else beats[at]


def _fact(facts: Sequence[Fact], line: int) -> int | None:
    return _last([fact.place.line for fact in facts], line)


def _last(starts: Sequence[int], line: int) -> int | None:
    found = [at for at, start in enumerate(starts) if start <= line]
    return max(found, key=lambda at: starts[at]) if found else None
