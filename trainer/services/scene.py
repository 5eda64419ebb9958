"""What is shown of a conversation so far: who said and did what, and what it was worth.

Only values, no words of the page itself. Verdicts are for practice and debriefs; for
every other page they are left out here, so that no page can leak them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from trainer.content.types import Type, Value
from trainer.scenarios.conversation import Turn
from trainer.scenarios.desk import Change, Refusal
from trainer.scenarios.machine import Machine
from trainer.scenarios.speech import Line, lines, said
from trainer.services.talks import Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What a turn was worth under one criterion."""

    criterion: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """A clause a turn broke."""

    cite: str
    """``returns#cash-proof``."""
    number: str
    title: str
    critical: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One thing that was looked for in own words."""

    name: str
    wanted: bool
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One turn: what the trainee did, and what was said and happened then."""

    seq: int
    kind: str
    """``say``, ``write``, ``act``, ``wait``, ``pause``, ``resume`` or ``open``."""
    words: str
    """Of a say or write turn."""
    action: str
    arguments: tuple[tuple[str, Type, Value], ...]
    answer: str
    """What the desk answered."""
    refused: bool
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...] = ()
    breaches: tuple[Breach, ...] = ()
    critical: tuple[str, ...] = ()
    expected: tuple[Expected, ...] = ()
    why: str = ""
    cite: str = ""

    @property
    def points(self) -> int:
        """The points of the turn, all criteria together."""
        return sum(mark.points for mark in self.marks)


def opening(talk: Talk) -> Shown:
    """Return what is shown before the first turn."""
    conversation = talk.conversation
    return Shown(
        seq=0,
        kind="open",
        words="",
        action="",
        arguments=(),
        answer="",
        refused=False,
        lines=lines(conversation.machine, conversation.opening),
    )


def turns(talk: Talk, texts: Mapping[int, str], *, since: int = 0) -> Iterator[Shown]:
    """Yield the turns after one, with verdicts in practice only.

    Args:
        talk: The attempt.
        texts: The words typed, by event; erased ones are missing.
        since: The number of the last turn left out.
    """
    for turn in talk.conversation.turns[since:]:
        yield shown(
            talk.conversation.machine,
            turn,
            texts.get(turn.event.seq, ""),
            open_book=talk.practice,
        )


def shown(machine: Machine, turn: Turn, text: str, *, open_book: bool) -> Shown:
    """Return one turn; with its verdicts where the book may be open."""
    event, result = turn.event, turn.step.result
    plain = Shown(
        seq=event.seq,
        kind=str(event.kind),
        words=text if event.kind == "write" else said(turn),
        action=event.action,
        arguments=_arguments(machine, turn),
        answer=_answer(result),
        refused=isinstance(result, Refusal),
        lines=lines(machine, turn.step),
    )
    return _with_verdicts(plain, turn) if open_book else plain


def _answer(result: Change | Refusal | None) -> str:
    if isinstance(result, Change):
        return result.answer
    return result.reason if result is not None else ""


def _arguments(machine: Machine, turn: Turn) -> tuple[tuple[str, Type, Value], ...]:
    event = turn.event
    if not event.action:
        return ()
    signature = next((a for a in machine.actions if a.name == event.action), None)
    known = signature.arguments if signature else ()
    return tuple(
        (a.name, a.type, event.arguments[a.name])
        for a in known
        if a.name in event.arguments
    )


def _with_verdicts(plain: Shown, turn: Turn) -> Shown:
    sums: dict[str, int] = {}
    for line in turn.counted:
        if not line.covered:
            sums[line.criterion] = sums.get(line.criterion, 0) + line.points
    move = turn.move
    return replace(
        plain,
        marks=tuple(Mark(criterion=c, points=p) for c, p in sums.items() if p),
        breaches=tuple(
            Breach(
                cite=verdict.clause,
                number=verdict.number,
                title=verdict.title,
                critical=str(verdict.severity) == "critical",
                because=verdict.because,
            )
            for verdict in turn.broken
        ),
        critical=turn.critical,
        expected=tuple(
            Expected(name=e.name, wanted=e.wanted, met=e.name in turn.event.hits)
            for e in (move.expectations if move else ())
        ),
        why=move.why if move else "",
        cite=move.cite if move else "",
    )
