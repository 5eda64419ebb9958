"""How the plays of a draft come out, and which moves nobody plays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from trainer.assessments.rehearsal import Rehearsed, dealt, rehearse
from trainer.content.diagnostics import Diagnostic, Report
from trainer.scenarios.checks.check import references_of
from trainer.scenarios.checks.endings import References
from trainer.scenarios.machine import Machine, Move
from trainer.scenarios.plays import Play, Take, read_plays
from trainer.scenarios.plays_syntax import plays_file
from trainer.scenarios.syntax import MoveKind
from trainer.services.proving import Proof
from trainer.services.studio_report import words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """One play, and what came of it."""

    name: str
    line: int
    passed: bool | None
    """``None``: it cannot be played, because the scenario has errors."""
    moves: tuple[str, ...]
    """What it does, by the names of the moves, in order."""
    outcome: str
    """Empty where it ends before the conversation does."""
    total: Decimal | None
    problems: tuple[Diagnostic, ...]
    """What went differently, or cannot be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplayed:
    """A move no play takes."""

    id: str
    beat: str
    kind: str
    words: str
    """What is said, or the name of the action."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """Which moves of the scenario's own file its plays take."""

    plays: int
    moves: int
    unplayed: tuple[Unplayed, ...]

    @property
    def played(self) -> int:
        """Moves that at least one play takes."""
        return self.moves - len(self.unplayed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """All plays of a draft, played."""

    plays: tuple[Played, ...]
    problems: tuple[Diagnostic, ...]
    """Of lines that belong to no play."""
    coverage: Coverage | None
    """``None`` where it cannot be played."""

    @property
    def failed(self) -> int:
        """Plays that went differently, or cannot be read."""
        return sum(bool(one.problems) for one in self.plays)


def rehearsal(proof: Proof, plays: str) -> Rehearsal:
    """Play every play of a draft.

    Args:
        proof: Of the draft; what full marks mean comes from its exploration.
        plays: The text, as in a ``.play`` file.
    """
    report = Report()
    read = read_plays(plays, plays_file(proof.file), report)
    found = tuple(report.in_order())
    done = [] if proof.machine is None else _played(proof, proof.machine, read)
    shown = []
    for at, play in enumerate(read):
        upto = read[at + 1].place.line if at + 1 < len(read) else None
        wrong = _between(found, play.place.line, upto)
        shown.append(_shown(play, done[at] if done else None, wrong))
    before = read[0].place.line if read else None
    return Rehearsal(
        plays=tuple(shown),
        problems=_between(found, 0, before),
        coverage=_coverage(proof.machine, [one[0] for one in done]),
    )


_Done = tuple[Rehearsed, tuple[Diagnostic, ...]]


def _played(proof: Proof, machine: Machine, plays: tuple[Play, ...]) -> list[_Done]:
    explored = proof.exploration
    known = explored is not None and not explored.circles
    references = references_of(explored) if explored and known else {}
    return [_one(machine, play, references) for play in plays]


def _one(machine: Machine, play: Play, references: References) -> _Done:
    report = Report()
    reference = references.get(tuple(sorted(dealt(machine, play).items())))
    done = rehearse(machine, play, reference.points if reference else {}, report)
    return done, tuple(report.in_order())


def _shown(play: Play, done: _Done | None, wrong: tuple[Diagnostic, ...]) -> Played:
    rehearsed, told = done or (None, ())
    problems = (*wrong, *told)
    return Played(
        name=play.name,
        line=play.place.line,
        passed=not problems if rehearsed else None,
        moves=tuple(_steps(play)),
        outcome=rehearsed.conversation.outcome if rehearsed else "",
        total=rehearsed.scorecard.total if rehearsed else None,
        problems=problems,
    )


def _steps(play: Play) -> Iterator[str]:
    for step in play.steps:
        if isinstance(step, Take):
            yield from step.moves
        else:
            yield step.move or getattr(step, "action", "") or "after"


def _between(
    found: tuple[Diagnostic, ...], first: int, upto: int | None
) -> tuple[Diagnostic, ...]:
    return tuple(
        one
        for one in found
        if one.place.line >= first and (upto is None or one.place.line < upto)
    )


def _coverage(machine: Machine | None, done: list[Rehearsed]) -> Coverage | None:
    if machine is None:
        return None
    taken = {
        turn.move.index
        for one in done
        for turn in one.conversation.turns
        if turn.move is not None
    }
    own = [move for move in machine.moves if _can_be_played(machine, move)]
    return Coverage(
        plays=len(done),
        moves=len(own),
        unplayed=tuple(
            Unplayed(
                id=move.id,
                beat=machine.beats[move.beat].id,
                kind=str(move.kind),
                words=words_of(move),
            )
            for move in own
            if move.index not in taken
        ),
    )


def _can_be_played(machine: Machine, move: Move) -> bool:
    return move.file == machine.file and move.kind is not MoveKind.GO
