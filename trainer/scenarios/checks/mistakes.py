"""Whether a mistake can be made good, or the first one ends all hope of a pass."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from trainer.content.diagnostics import Report
from trainer.scenarios.exploration.result import Exploration
from trainer.scenarios.machine import Machine, Move
from trainer.scenarios.shares import LEAST_SHARE, applies

_FEWEST = 3
"""Steps where a good ending can still follow a mistake, from which on it is a pattern:
a short role-play has little to make good with."""


def check_mistakes(machine: Machine, found: Exploration, report: Report) -> None:
    """Note a scenario in which nobody can pass after any one mistake."""
    best, forgiven = found.best_clean, found.forgiven
    if best is None or not best.passed or forgiven is None or not found.complete:
        return
    slips = [
        (beat, machine.moves[index])
        for beat in sorted(found.beats)
        for index in machine.beats[beat].moves
        if index in found.moves and machine.moves[index].loses
    ]
    hopeless = {
        (end.beat, end.move) for end in found.no_return if end.lost == "good ending"
    }
    going_on = {
        beat
        for beat, move in slips
        if _goes_on(machine, move) and (beat, move.index) not in hopeless
    }
    if len(going_on) < _FEWEST or any(move.index in forgiven for _, move in slips):
        return
    falls = [
        fall for beat, move in slips if (fall := _fall(machine, found, beat, move))
    ]
    told = ""
    if falls:
        share, criterion, move = max(falls, key=lambda fall: fall[0])
        told = (
            f" Even after {move.id}, “{criterion}” falls to {share}, and "
            f"{LEAST_SHARE} is needed."
        )
    report.warn(
        machine.beats[0].place,
        "no-second-chance",
        f"After any one mistake nobody can pass any more.{told}",
        "Let some mistakes cost less, or spread the points of that part over more "
        "steps, so that one can be made good.",
    )


def _goes_on(machine: Machine, move: Move) -> bool:
    to = move.goal.beat
    return to >= 0 and not machine.beats[to].outcome


def _fall(
    machine: Machine, found: Exploration, beat: int, move: Move
) -> tuple[int, str, Move] | None:
    """Return what one part comes to at most after a move, in percent, where too low."""
    best = found.best_clean
    assert best is not None  # noqa: S101 - asked for before
    falls = [
        (percent, criterion, move)
        for criterion, possible in best.points.items()
        if applies(machine, best.points, criterion)
        for percent in _left(machine, beat, move, criterion, possible)
        if percent < LEAST_SHARE
    ]
    return min(falls, key=lambda fall: fall[0], default=None)


def _left(
    machine: Machine, beat: int, move: Move, criterion: str, possible: int
) -> Iterator[int]:
    """Yield what is left of a part when a move was taken instead of the best one."""
    lost = -sum(_points(move, criterion, sign=-1))
    if not lost:
        return
    instead = max(
        sum(_points(machine.moves[index], criterion, sign=1))
        for index in machine.beats[beat].moves
    )
    yield max(0, int(Fraction((possible - instead - lost) * 100, possible)))


def _points(move: Move, criterion: str, *, sign: int) -> Iterator[int]:
    for entry in move.scores:
        if entry.criterion == criterion and entry.points * sign > 0:
            yield entry.points
