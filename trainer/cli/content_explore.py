"""``trainer content explore``: every situation of a scenario, and what follows."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import monotonic
from typing import Any

import click

from trainer.cli.content_play import the_scenario
from trainer.content.diagnostics import Report
from trainer.library import open_library
from trainer.scenarios.checks.circles import check_circles
from trainer.scenarios.exploration import (
    Budget,
    Exploration,
    Outcome,
    Trail,
    explore,
    keys_of,
)
from trainer.scenarios.machine import Machine

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)

_RARELY = 0.0001
"""Shares below which two decimals of a percentage say nothing."""


@click.command("explore")
@click.argument("path", type=FILE)
@click.option("--seconds", type=click.FloatRange(min=0), help="How long it may take.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def explore_file(path: Path, *, seconds: float | None, as_json: bool) -> None:
    """Look at every situation the scenario PATH can come to.

    Exits 1 where a situation is stuck or goes in circles, or no good ending can be
    reached without a mistake. Example: trainer content explore
    content/scenarios/warm-up.md
    """
    machine = the_scenario(open_library(path), "explore")
    found = explore(machine, budget=Budget(seconds=seconds), now=monotonic)
    if as_json:
        click.echo(json.dumps(_document(machine, found), ensure_ascii=False))
    else:
        _say(machine, found)
    sys.exit(int(bool(found.stuck or found.circles) or found.best_clean is None))


def _document(machine: Machine, found: Exploration) -> dict[str, Any]:
    beats, moves = machine.beats, machine.moves
    return {
        "situations": found.situations,
        "complete": found.complete,
        "seconds": round(found.seconds, 3),
        "best": _outcome(machine, found.best),
        "best_by_deal": [_outcome(machine, best) for best in found.by_deal],
        "best_with_a_mistake": _outcome(machine, found.best_flawed),
        "worst": _outcome(machine, found.worst),
        "random_pass": found.random_pass,
        "random_plays": found.random_plays,
        "endings": [
            {
                "beat": beats[ending.beat].id,
                "outcome": ending.outcome,
                "random_share": ending.random_share,
                "reachable": ending.reachable,
            }
            for ending in found.endings
        ],
        "unreached": _unreached(machine, found),
        "points_of_no_return": [
            {
                "beat": beats[point.beat].id,
                "move": moves[point.move].id,
                "lost": point.lost,
                "always": point.always,
            }
            for point in found.no_return
        ],
        "stuck": [_trail(machine, trail) for trail in found.stuck],
        "circles": [_trail(machine, trail) for trail in found.circles],
        "strategies": {
            name: {"passed": played.passed, "share": played.share}
            for name, played in found.strategies.items()
        },
    }


def _trail(machine: Machine, trail: Trail) -> dict[str, Any]:
    return {
        "beat": machine.beats[trail.beat].id,
        "deal": dict(trail.deal),
        "moves": list(keys_of(machine, trail.deal, trail.choices)),
    }


def _outcome(machine: Machine, outcome: Outcome | None) -> dict[str, Any] | None:
    if outcome is None:
        return None
    return {
        "total": float(outcome.total),
        "moves": list(keys_of(machine, outcome.deal, outcome.choices)),
        "clean": outcome.clean,
        "passed": outcome.passed,
        "outcome": outcome.outcome,
        "deal": dict(outcome.deal),
        "exact": outcome.exact,
    }


def _unreached(machine: Machine, found: Exploration) -> list[dict[str, Any]]:
    """Return beats never entered, and moves never taken in those that were."""
    entered = {(machine.beats[i].file, machine.beats[i].id) for i in found.beats}
    taken = {(machine.moves[i].file, machine.moves[i].id) for i in found.moves}
    left = {
        ("beat", beat.file, beat.id): beat.place
        for beat in machine.beats
        if (beat.file, beat.id) not in entered
    }
    for move in machine.moves:
        beat = machine.beats[move.beat] if move.beat >= 0 else None
        stands = beat is None or (beat.file, beat.id) in entered
        if stands and (move.file, move.id) not in taken:
            left["move", move.file, move.id] = move.place
    return [
        {"kind": kind, "id": id_, "file": file, "line": place.line}
        for (kind, file, id_), place in left.items()
    ]


def _say(machine: Machine, found: Exploration) -> None:
    every = "all" if found.complete else "not all"
    click.echo(f"{found.situations:,} situations, {every} there are.")
    _say_outcome(machine, "Best", found.best)
    _say_outcome(machine, "Best with a mistake", found.best_flawed)
    _say_outcome(machine, "Worst", found.worst)
    played = f", of {found.random_plays:,} plays" if found.random_plays else ""
    passes = found.random_pass
    often = _often(passes, 2)
    click.echo(f"Random play passes {often} of the time{played}.")
    for ending in found.endings:
        name = machine.beats[ending.beat].id
        share = _often(ending.random_share, 1) if ending.reachable else "never"
        click.echo(f"  {name} ({ending.outcome}): {share} of random play")
    for name, strategy in found.strategies.items():
        if strategy.passed:
            click.echo(f"Keeping to “{name}” passes {strategy.share:.0%} of the time.")
    _say_no_return(machine, found)
    for left in _unreached(machine, found):
        click.echo(f"Never reached: {left['kind']} {left['id']}, line {left['line']}.")
    for trail in found.stuck:
        way = ", ".join(keys_of(machine, trail.deal, trail.choices)) or "at once"
        click.secho(f"Stuck at {machine.beats[trail.beat].id}: {way}.", fg="red")
    circles = Report()
    check_circles(machine, found, circles)
    for circle in circles.in_order():
        click.secho(circle.message, fg="red")


def _often(share: float, digits: int) -> str:
    """Return a share in percent; what happens at all is never told as 0."""
    return "less than 0.01%" if 0 < share < _RARELY else f"{share:.{digits}%}"


def _say_no_return(machine: Machine, found: Exploration) -> None:
    for point in found.no_return:
        move = machine.moves[point.move]
        when = "" if point.always else ", sometimes"
        click.echo(
            f"No {point.lost} any more after {move.id or move.place} "
            f"at {machine.beats[point.beat].id}{when}."
        )


def _say_outcome(machine: Machine, name: str, outcome: Outcome | None) -> None:
    if outcome is None:
        click.echo(f"{name}: none")
        return
    way = ", ".join(keys_of(machine, outcome.deal, outcome.choices))
    click.echo(f"{name}: {outcome.total} ({outcome.outcome}): {way}")
