"""``trainer content play``: one conversation from the command line, or its tests."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from trainer import paths
from trainer.assessments.rehearsal import dealt, rehearse
from trainer.assessments.scoring import Scorecard, score
from trainer.content.diagnostics import Place, Report
from trainer.library import Library, open_library
from trainer.scenarios.chance import deal as deal_of
from trainer.scenarios.conversation import Conversation, Turn
from trainer.scenarios.exploration.references import find_reference
from trainer.scenarios.machine import Machine
from trainer.scenarios.pictures import PICTURE
from trainer.scenarios.plays import Play, Step, Take, Write
from trainer.scenarios.speech import lines


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
@click.option("--seed", default="0", help="Decides what is dealt.")
@click.option("--deal", "deals", multiple=True, metavar="NAME=VALUE")
@click.option("--moves", default="", metavar="a,d1/v1,…", help="Taken in this order.")
@click.option("--write", "writes", multiple=True, metavar="ID=TEXT")
@click.option("--plays", is_flag=True, help="Run the .play files instead.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document.")
def play(  # noqa: PLR0913 - one argument an option, as click asks
    path: Path | None,
    *,
    seed: str,
    deals: tuple[str, ...],
    moves: str,
    writes: tuple[str, ...],
    plays: bool,
    as_json: bool,
) -> None:
    """Play one conversation of the scenario PATH, or every test below PATH.

    Without PATH the starter pack is meant. Example: trainer content play --plays
    """
    library = open_library(path or paths.CONTENT)
    if plays:
        sys.exit(_run_plays(library, as_json=as_json))
    machine = the_scenario(library, "play")
    drawn = deal_of(machine, seed) | dict(_pair(text) for text in deals)
    wanted = Play(
        name="by hand",
        place=Place(machine.file),
        deal=drawn,
        deal_places=dict.fromkeys(drawn, Place(machine.file)),
        steps=_steps(moves, dict(_pair(text) for text in writes), machine),
        expectations=(),
    )
    reference = find_reference(machine, dealt(machine, wanted))
    report = Report()
    done = rehearse(machine, wanted, reference.points, report)
    _complain(report)
    card = score(done.conversation, reference.points)
    if as_json:
        click.echo(json.dumps(_document(done.conversation, card), ensure_ascii=False))
    else:
        _say(done.conversation, card)
    sys.exit(int(bool(report.errors)))


def _steps(moves: str, writes: dict[str, str], machine: Machine) -> tuple[Step, ...]:
    place = Place(machine.file)
    steps: list[Step] = []
    for key in filter(None, (part.strip() for part in moves.split(","))):
        if key in writes:
            steps.append(Write(move=key, text=writes[key], place=place))
        else:
            steps.append(Take(moves=(key,), places=(place,), place=place))
    return tuple(steps)


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise click.UsageError(f"“{text}” needs a “=”, as in second=pending.")
    return name, value


def the_scenario(library: Library, verb: str) -> Machine:
    """Return the one scenario a path names; exit with what is wrong with it.

    Args:
        library: As opened by that path.
        verb: What is to be done with it, for whoever named another file.
    """
    return _machine(library, _only(library, verb))


def _only(library: Library, verb: str) -> str:
    files = [file for file in library.scenarios() if file in library.asked]
    if len(files) == 1:
        return files[0]
    [file, *more] = [*library.asked] or [""]
    if not more and file in library.files():
        message = f"{Path(file).name} is a sub-scene: {verb} a scenario that calls it."
        raise click.UsageError(message)
    if not more and library.is_broken(file):
        return file
    instead = ", or ask for --plays" if verb == "play" else ""
    raise click.UsageError(f"Name one scenario file{instead}.")


def _machine(library: Library, file: str) -> Machine:
    machine = library.machine(file)
    if machine is None:
        _complain(library.report)
        sys.exit(1)
    return machine


def _complain(report: Report) -> None:
    for found in report.errors:
        click.echo(str(found), err=True)


def _run_plays(library: Library, *, as_json: bool) -> int:
    """Run every play below the path; return the exit code."""
    results: list[dict[str, object]] = []
    for file in sorted(library.scenarios()):
        asked = {file, file.removesuffix(".md") + ".play"} & library.asked
        machine = library.machine(file) if asked else None
        if machine is None:
            continue
        for one in library.plays(file):
            report = Report()
            reference = find_reference(machine, dealt(machine, one))
            done = rehearse(machine, one, reference.points, report)
            problems = [str(found) for found in report.errors]
            results.append(
                {
                    "file": file,
                    "play": one.name,
                    "ok": done.passed,
                    "outcome": done.conversation.outcome,
                    "total": float(done.scorecard.total),
                    "problems": problems,
                }
            )
            if not as_json:
                _line(file, one.name, problems, done.scorecard)
    _complain(library.report)
    failed = sum(not result["ok"] for result in results)
    if as_json:
        click.echo(json.dumps({"plays": results, "failed": failed}, ensure_ascii=False))
    else:
        click.echo(f"{len(results) - failed} of {len(results)} plays hold.")
    return int(bool(failed or library.report.errors))


def _line(file: str, name: str, problems: list[str], card: Scorecard) -> None:
    mark = click.style("holds", fg="green") if not problems else None
    mark = mark or click.style("fails", fg="red")
    click.echo(f"{mark}  {file}: {name} ({card.outcome or 'open'}, {card.total})")
    for problem in problems:
        click.echo(f"       {problem}")


def _document(conversation: Conversation, card: Scorecard) -> dict[str, Any]:
    machine, slots = conversation.machine, conversation.situation.slots
    return {
        "beat": conversation.beat,
        "outcome": conversation.outcome or None,
        "total": float(card.total),
        "passed": card.passed,
        "deal": {name: slots[slot] for name, (slot, _) in machine.deals.items()},
        "criteria": {c.id: float(c.share) for c in card.criteria},
        "critical": list(card.critical),
        "verdicts": [v for turn in conversation.turns for v in _verdicts(turn)],
        "meters": dict(conversation.meters),
        "events": [_event(turn) for turn in conversation.turns],
    }


def _verdicts(turn: Turn) -> Iterator[dict[str, Any]]:
    for verdict in turn.step.verdicts:
        yield {
            "seq": turn.event.seq,
            "clause": verdict.clause,
            "rule": verdict.rule,
            "verdict": str(verdict.outcome),
            "severity": str(verdict.severity),
            "because": verdict.because,
        }


def _event(turn: Turn) -> dict[str, Any]:
    event = turn.event
    return {
        "seq": event.seq,
        "kind": str(event.kind),
        "move": event.move,
        "action": event.action,
        "arguments": {name: str(value) for name, value in event.arguments.items()},
        "hits": list(event.hits),
        "points": [[line.criterion, line.points] for line in turn.counted],
    }


def _say(conversation: Conversation, card: Scorecard) -> None:
    click.echo(f"At “{conversation.beat}”, {conversation.outcome or 'not over yet'}.")
    for step in (conversation.opening, *(turn.step for turn in conversation.turns)):
        for line in lines(conversation.machine, step):
            if line.kind == PICTURE:
                click.echo(f"  [picture: {line.text}]")
    for name, value in conversation.meters.items():
        click.echo(f"  {name}: {value}")
    click.echo(f"Total {card.total}, {'passed' if card.passed else 'not passed'}.")
    for criterion in card.criteria:
        click.echo(f"  {criterion.id}: {criterion.share} ({criterion.level})")
    for critical in card.critical:
        click.echo(f"  Critical: {critical}")
