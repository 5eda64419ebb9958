"""What an attempt was worth, every point with what can be said about it.

The points are those written down when the attempt ended; what decided them is read
from the conversation, which replays to the same values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from trainer.assessments.scoring import LEAST_SHARE
from trainer.policies.because import Fact
from trainer.policies.judge import Verdict
from trainer.policies.module import RuleKind, Severity
from trainer.scenarios.conversation import STILL, Conversation, Turn
from trainer.services import own_words, scene
from trainer.services.cited import Clause, clause_of
from trainer.services.own_words import Expected
from trainer.services.scene import Breach
from trainer.services.shelf import Script
from trainer.services.talks import Talk
from trainer.store import evaluations
from trainer.store.types import AnyRow

_OWN_WORDS = frozenset({"expect", "avoid"})
"""Where points come from in an answer in own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something a turn won, lost or made critical, and why."""

    seq: int
    number: int
    """The turn as people count, without pauses."""
    criterion: str
    """Empty for a critical error in the author's words."""
    points: int
    """0 for a critical error: it costs the pass, whatever it costs besides."""
    source: str
    """``score``, ``expect``, ``avoid``, ``goal``, ``verdict`` or ``critical``."""
    why: str = ""
    """The author's reason; may be empty."""
    words: str = ""
    """The author's words for a critical error."""
    clause: Clause | None = None
    breach: Breach | None = None
    expected: Expected | None = None
    fact: Fact | None = None
    """The fact a goal asked for, as it had to be in the end."""
    covered: bool = False
    """It costs nothing: a larger loss of the same turn stands for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One criterion of the result."""

    name: str
    weight: int
    share: Decimal
    level: str
    gains: int
    losses: int
    reference: int
    evidence: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the attempt was worth."""

    total: Decimal
    pass_mark: int
    passed: bool
    provisional: bool
    reasons: tuple[str, ...]
    good: tuple[str, ...]
    """The endings a pass needs."""
    criteria: tuple[Criterion, ...]
    critical: tuple[Point, ...]
    """The critical errors, in the order they happened."""

    @property
    def below(self) -> tuple[str, ...]:
        """The criteria that are too low for any pass."""
        return tuple(c.name for c in self.criteria if c.share < LEAST_SHARE)

    @property
    def worked(self) -> Point | None:
        """What worked best: with a reason before without one, then the earlier."""
        good = [p for p in self._points() if p.points > 0]
        return max(good, key=lambda p: (bool(p.why), p.points, -p.seq), default=None)

    @property
    def change(self) -> Point | None:
        """The one thing to change: the first critical error, else the largest loss."""
        bad = [p for p in self._points() if p.points < 0 and not p.covered]
        largest = min(bad, key=lambda p: (p.points, not p.why, p.seq), default=None)
        return next(iter(self.critical), largest)

    def _points(self) -> Iterator[Point]:
        return (p for c in self.criteria for p in c.evidence if p.seq)


def numbers(conversation: Conversation) -> dict[int, int]:
    """Return for each event which turn it is for people, who count no pauses."""
    taken = [t.event.seq for t in conversation.turns if t.event.kind not in STILL]
    return {seq: number for number, seq in enumerate(taken, 1)}


def result(
    session: Session, script: Script, talk: Talk, texts: Mapping[int, str]
) -> Result | None:
    """Return what an ended attempt was worth; ``None`` where nothing was scored.

    Args:
        session: Reads the evaluation.
        script: What was played.
        talk: The attempt.
        texts: The words typed, by event; erased ones are missing.
    """
    connection = session.connection()
    row = evaluations.of_attempt(connection, talk.id)
    if row is None:
        return None
    settings = script.machine.settings
    order = list(settings.rubric)
    rows = sorted(
        evaluations.criteria_of(connection, row.id),
        key=lambda c: order.index(c.criterion),
    )
    book = _Book(script=script, talk=talk, texts=texts)
    return Result(
        total=row.total,
        pass_mark=row.pass_mark,
        passed=row.passed,
        provisional=row.provisional,
        reasons=tuple(row.reasons),
        good=settings.good,
        criteria=tuple(book.criterion(one) for one in rows),
        critical=tuple(book.critical()),
    )


class _Book:
    """Looks up in the conversation what a point is about."""

    def __init__(self, *, script: Script, talk: Talk, texts: Mapping[int, str]) -> None:
        self.policies = script.policies
        self.conversation = talk.conversation
        self.texts = texts
        self.numbers = numbers(talk.conversation)

    def criterion(self, row: AnyRow) -> Criterion:
        return Criterion(
            name=row.criterion,
            weight=row.weight,
            share=row.share,
            level=row.level,
            gains=row.gains,
            losses=row.losses,
            reference=row.reference,
            evidence=tuple(self.point(row.criterion, line) for line in row.evidence),
        )

    def point(self, criterion: str, line: Mapping[str, Any]) -> Point:
        seq, source, detail = line["seq"], line["source"], line["detail"]
        turn = self.conversation.turns[seq - 1]
        broken = next((v for v in turn.broken if v.clause == detail), None)
        return Point(
            seq=seq,
            number=self.numbers[seq],
            criterion=criterion,
            points=line["points"],
            source=source,
            why=_why(turn, broken),
            clause=clause_of(self.policies, line["cite"]),
            breach=scene.breach(broken) if source == "verdict" and broken else None,
            expected=self._expected(turn, detail) if source in _OWN_WORDS else None,
            fact=self._fact(detail) if source == "goal" else None,
            covered=line["covered"],
        )

    def critical(self) -> Iterator[Point]:
        """Yield each critical error once: the author's, then broken clauses."""
        told: set[str] = set()
        for turn in self.conversation.turns:
            for words in turn.critical:
                if words not in told:
                    told.add(words)
                    yield self._critical(turn, words=words)
            for verdict in turn.broken:
                if verdict.severity is Severity.CRITICAL:
                    yield self._critical(turn, verdict)

    def _critical(
        self, turn: Turn, verdict: Verdict | None = None, *, words: str = ""
    ) -> Point:
        cite = verdict.clause if verdict else turn.move.cite if turn.move else ""
        return Point(
            seq=turn.event.seq,
            number=self.numbers[turn.event.seq],
            criterion=verdict.criterion if verdict else "",
            points=0,
            source="critical",
            why=_why(turn, verdict),
            words=words,
            clause=clause_of(self.policies, cite),
            breach=scene.breach(verdict) if verdict else None,
        )

    def _expected(self, turn: Turn, name: str) -> Expected | None:
        text = self.texts.get(turn.event.seq, "")
        found = own_words.expected(self.conversation.machine, turn, text)
        return next((one for one in found if one.name == name), None)

    def _fact(self, name: str) -> Fact | None:
        machine = self.conversation.machine
        return next(
            (
                Fact(name, machine.slots[slot].type, wanted)
                for slot, field, wanted in machine.goal
                if field == name
            ),
            None,
        )


def _why(turn: Turn, verdict: Verdict | None) -> str:
    """Return the author's reason, unless it is about the move and not the verdict.

    What was left owed at the end is no doing of the last move.
    """
    if turn.move is None or (verdict and verdict.kind is RuleKind.OWE):
        return ""
    return turn.move.why
