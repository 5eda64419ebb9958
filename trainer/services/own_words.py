"""What was looked for in an answer in own words, told without the author's names."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.assessments.words.matcher import match_move, patterns_of
from trainer.content.patterns import Pattern, PatternKind
from trainer.scenarios.conversation import Turn
from trainer.scenarios.machine import Machine


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One thing that was looked for in own words."""

    name: str
    """The author's; never shown to a trainee."""
    wanted: bool
    met: bool
    example: Pattern | None
    """One way to say it, in whole words where there is one."""
    found: str = ""
    """The words that met it; empty where none did, or they are erased."""


def expected(machine: Machine, turn: Turn, text: str) -> tuple[Expected, ...]:
    """Return what was looked for in a turn's answer, each name once.

    What was met is what was recorded when the answer was given; the answer is read
    again only to quote the words that met it.

    Args:
        machine: Of the conversation.
        turn: Any; only answers in own words are held against anything.
        text: The answer; empty where it is erased.
    """
    move, hits = turn.move, turn.event.hits
    if move is None or not move.expectations:
        return ()
    found = match_move(machine, move, text).hits if text and hits else {}
    told: dict[str, Expected] = {}
    for one in move.expectations:
        met = one.name in hits
        spans = found[one.name].spans if met and one.name in found else ()
        told.setdefault(
            one.name,
            Expected(
                name=one.name,
                wanted=one.wanted,
                met=met,
                example=_example(one.patterns),
                found=" … ".join(text[start:end].strip() for start, end in spans),
            ),
        )
    return tuple(told.values())


def _example(patterns: str) -> Pattern | None:
    """Return the pattern that says best to people what is looked for."""
    known = patterns_of(patterns)
    signals = [p for p in known if p.kind is PatternKind.SIGNAL]
    whole = [p for p in known if p not in signals and "*" not in p.text]
    return next(iter((*whole, *signals, *known)), None)
