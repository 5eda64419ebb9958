"""Moves that happen by themselves and never come to an end."""

from __future__ import annotations

from trainer.content.diagnostics import Diagnostic, Place, Report
from trainer.errors import ContentError
from trainer.scenarios import engine
from trainer.scenarios.checks.told import after, dealt
from trainer.scenarios.choices import Choice, choices, take
from trainer.scenarios.cycles import beat_links, strongly_connected, targets
from trainer.scenarios.exploration.result import Exploration, Trail
from trainer.scenarios.machine import Machine, Move, Situation


def check_circles(machine: Machine, found: Exploration, report: Report) -> None:
    """Note each ``go`` that can lead in circles, where exploring met one."""
    if not found.circles:
        return
    circles = _circles(machine)
    trail = found.circles[0]
    for circle in circles:
        move = min(_inside(machine, circle), key=lambda move: move.place)
        names = " → ".join(machine.beats[beat].id for beat in sorted(circle))
        _note(machine, move, names, trail, report)
    if not circles:
        goes = machine.beats[trail.beat].goes
        first = machine.moves[goes[0]] if goes else None
        _note(machine, first, machine.beats[trail.beat].id, trail, report)


def way_into(machine: Machine, trail: Trail) -> tuple[Choice, ...]:
    """Return the choices of a conversation up to the one that begins a circle."""
    try:
        here = engine.begin(machine, trail.deal).after
    except ContentError:
        return ()
    for choice in trail.choices:
        here = take(machine, here, choice).after
    into = [c for c in choices(machine, here) if not _rests(machine, here, c)]
    return (*trail.choices, *into[:1])


def apart_from_circles(
    machine: Machine, found: Exploration, told: list[Diagnostic]
) -> list[Diagnostic]:
    """Leave out what may only be so because exploring ends where a circle begins."""
    if not found.circles:
        return told
    round_ = _round(machine, found)
    past = _past(machine, round_)
    return [one for one in told if not _hangs_on(machine, round_, past, one.place)]


def _round(machine: Machine, found: Exploration) -> set[int]:
    """Return the beats of circles, and what leads there by itself."""
    round_ = {beat for circle in _circles(machine) for beat in circle}
    round_ = round_ or {trail.beat for trail in found.circles}
    for _ in machine.beats:
        round_ |= {b.index for b in machine.beats if round_ & {*_led(machine, b.goes)}}
    return round_


def _past(machine: Machine, round_: set[int]) -> set[int]:
    past, links, waiting = {*round_}, beat_links(machine), [*round_]
    for here in waiting:
        fresh = [to for to in links[here] if to not in past]
        past.update(fresh)
        waiting += fresh
    return past


def _hangs_on(machine: Machine, round_: set[int], past: set[int], place: Place) -> bool:
    """Say whether what stands at a place belongs to beats, or to a way to them."""
    beats = [b for b in machine.beats if b.file == place.file and b.place <= place]
    start = max((beat.place for beat in beats), default=place)
    moves = [move for move in machine.moves if start <= move.place <= place]
    last = max((move.place for move in moves), default=place)
    return any(b.index in past for b in beats if b.place == start) or any(
        move.beat < 0 or round_ & {*targets(machine, move)}
        for move in moves
        if move.place == last
    )


def _rests(machine: Machine, here: Situation, choice: Choice) -> bool:
    try:
        take(machine, here, choice)
    except ContentError:
        return False
    return True


def _circles(machine: Machine) -> list[list[int]]:
    """Return the beats that automatic moves can lead round, whatever they ask."""
    links = [_led(machine, beat.goes) for beat in machine.beats]
    return [c for c in strongly_connected(links) if _turns(c, links)]


def _note(
    machine: Machine, move: Move | None, names: str, trail: Trail, report: Report
) -> None:
    report.error(
        move.place if move else machine.beats[trail.beat].place,
        "go-circle",
        f"The conversation goes on by itself without end at “{names}” "
        f"{after(way_into(machine, trail))}{dealt(trail.deal)}.",
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
