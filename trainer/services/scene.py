"""What is shown of a conversation so far: who said and did what, and what it was worth.

Only values, no words of the page itself. Verdicts are for practice and debriefs; for
every other page they are left out here, so that no page can leak them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from trainer.content.types import Type, Value
from trainer.policies.because import Ground
from trainer.policies.judge import Verdict
from trainer.scenarios.conversation import Turn
from trainer.scenarios.desk import Change, Refusal
from trainer.scenarios.machine import Machine
from trainer.scenarios.speech import Line, lines, said
from trainer.sentences import Sentence
from trainer.services import own_words
from trainer.services.own_words import Expected
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
    action: str
    """That broke it."""
    grounds: tuple[Ground, ...]
    """The values that decided."""
    revision: int = 0
    """Of the policy, as it was judged by; 0 where that is not published."""


class Worth(NamedTuple):
    """What a turn was worth: plain values, the same for all who took the same move."""

    critical: tuple[str, ...]
    breaches: tuple[Breach, ...]
    expected: tuple[Expected, ...]
    marks: tuple[Mark, ...]
    why: str
    cite: str
    currency: str


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
    answer: Sentence | None
    """What the desk answered."""
    refused: bool
    lines: tuple[Line, ...]
    currency: str = ""
    """Of all amounts; empty where the scenario's policies name none."""
    number: int = 0
    """Which turn it is for people, who do not count pauses; 0 where nobody counts."""
    marks: tuple[Mark, ...] = ()
    breaches: tuple[Breach, ...] = ()
    critical: tuple[str, ...] = ()
    expected: tuple[Expected, ...] = ()
    why: str = ""
    cite: str = ""

    @property
    def worth(self) -> Worth:
        """All that tells what the turn was worth, and nothing else of it."""
        return Worth(
            self.critical,
            self.breaches,
            self.expected,
            self.marks,
            self.why,
            self.cite,
            self.currency,
        )

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
        answer=None,
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


def shown(
    machine: Machine, turn: Turn, text: str, *, open_book: bool, number: int = 0
) -> Shown:
    """Return one turn; with its verdicts where the book may be open."""
    event, result = turn.event, turn.step.result
    words = text if event.kind == "write" else said(turn)
    return Shown(
        seq=event.seq,
        kind=str(event.kind),
        words=words,
        action=event.action,
        arguments=_arguments(machine, turn),
        answer=_answer(result),
        refused=isinstance(result, Refusal),
        lines=lines(machine, turn.step),
        currency=machine.currency,
        number=number,
        **(_verdicts(machine, turn, words) if open_book else {}),
    )


def breach(verdict: Verdict) -> Breach:
    """Return what is shown of a broken clause."""
    return Breach(
        cite=verdict.clause,
        number=verdict.number,
        title=verdict.title,
        critical=str(verdict.severity) == "critical",
        action=verdict.action,
        grounds=verdict.grounds,
        revision=verdict.revision,
    )


def _answer(result: Change | Refusal | None) -> Sentence | None:
    if isinstance(result, Change):
        return result.answer
    return result.reason if result is not None else None


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


def _verdicts(machine: Machine, turn: Turn, words: str) -> dict[str, Any]:
    """Return what only an open book shows of a turn, by the names of ``Shown``."""
    sums: dict[str, int] = {}
    for line in turn.counted:
        if not line.covered:
            sums[line.criterion] = sums.get(line.criterion, 0) + line.points
    move = turn.move
    return {
        "marks": tuple(Mark(criterion=c, points=p) for c, p in sums.items() if p),
        "breaches": tuple(breach(verdict) for verdict in turn.broken),
        "critical": turn.critical,
        "expected": own_words.expected(machine, turn, words),
        "why": move.why if move else "",
        "cite": move.cite if move else "",
    }
