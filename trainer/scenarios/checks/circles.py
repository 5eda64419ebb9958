"""Moves that happen by themselves and never come to an end."""

from __future__ import annotations

from trainer.content.diagnostics import Report
from trainer.scenarios.checks.told import after
from trainer.scenarios.cycles import strongly_connected, targets
from trainer.scenarios.exploration.result import Exploration, Trail
from trainer.scenarios.machine import Machine, Move


def check_circles(machine: Machine, found: Exploration, report: Report) -> None:
    """Note each ``go`` that can lead in circles, where exploring met one."""
    if not found.circles:
        return
    links = [_led(machine, beat.goes) for beat in machine.beats]
    circles = [c for c in strongly_connected(links) if _turns(c, links)]
    trail = found.circles[0]
    for circle in circles:
        move = min(_inside(machine, circle), key=lambda move: move.place)
        names = " → ".join(machine.beats[beat].id for beat in sorted(circle))
        _note(machine, move, names, trail, report)
    if not circles:
        goes = machine.beats[trail.beat].goes
        first = machine.moves[goes[0]] if goes else None
        _note(machine, first, machine.beats[trail.beat].id, trail, report)


def _note(
    machine: Machine, move: Move | None, names: str, trail: Trail, report: Report
) -> None:
    report.error(
        move.place if move else machine.beats[trail.beat].place,
        "go-circle",
        f"The conversation goes on by itself without end at “{names}” "
        f"{after(trail.choices)}.",
        "Give this “go” a condition that no longer holds once it was taken, or lead "
        "it to an ending.",
    )


def _led(machine: Machine, goes: tuple[int, ...]) -> list[int]:
    return sorted({to for go in goes for to in targets(machine, machine.moves[go])})


def _turns(circle: list[int], links: list[list[int]]) -> bool:
    return len(circle) > 1 or circle[0] in links[circle[0]]


def _inside(machine: Machine, circle: list[int]) -> list[Move]:
    """Return the automatic moves that lead from a beat of a circle to another."""
    return [
        machine.moves[go]
        for beat in circle
        for go in machine.beats[beat].goes
        if {*targets(machine, machine.moves[go])} & {*circle}
    ]
