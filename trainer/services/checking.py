"""Check a library of content: everything that can be said before anybody plays it."""

from __future__ import annotations

from trainer.assessments.rehearsal import dealt, rehearse
from trainer.assessments.words.matcher import match_move
from trainer.content.diagnostics import Place, Report
from trainer.library import Library
from trainer.scenarios.chance import all_deals
from trainer.scenarios.exploration.references import Reference, find_reference
from trainer.scenarios.machine import Machine
from trainer.scenarios.syntax import MoveKind


def check_library(library: Library) -> Report:
    """Compile, search and rehearse every scenario; problems go to its report."""
    for file in library.scenarios():
        machine = library.machine(file)
        if machine is not None:
            check_machine(library, machine)
    return library.report


def check_machine(library: Library, machine: Machine) -> None:
    """Check a scenario that compiles: its best conversations, models and plays."""
    references: dict[tuple[tuple[str, str], ...], Reference] = {}
    for deal in all_deals(machine):
        reference = find_reference(machine, deal)
        references[tuple(sorted(deal.items()))] = reference
        _check_reference(library.report, machine, deal, reference)
    _check_models(library.report, machine)
    _check_criteria(library.report, machine)
    for play in library.plays(machine.file):
        key = tuple(sorted(dealt(machine, play).items()))
        found = references.get(key)
        rehearse(machine, play, found.points if found else {}, library.report)


def _check_reference(
    report: Report, machine: Machine, deal: dict[str, str], reference: Reference
) -> None:
    start = machine.beats[0].place
    dealt_as = ", ".join(f"{name} {option}" for name, option in deal.items())
    where = f" when {dealt_as} is dealt" if deal else ""
    if not reference.complete:
        report.warn(
            start,
            "not-everything-checked",
            f"Not everything was checked{where}: there are too many situations.",
            "Use fewer variables, or sub-scenes.",
        )
    elif not reference.found:
        report.error(
            start,
            "no-good-ending",
            f"No conversation without a mistake reaches a good ending{where}.",
            "Lead at least one reply without lost points to an outcome that is good.",
        )
    elif not reference.points:
        report.error(
            start,
            "nothing-to-score",
            f"Even the best conversation earns no point{where}.",
            "Add “- score: …” to the replies that deserve it.",
        )
    _check_maxima(report, start, where, reference)


def _check_maxima(
    report: Report, start: Place, where: str, reference: Reference
) -> None:
    for criterion, most in reference.maxima.items():
        earned = reference.points.get(criterion, 0)
        if most > earned:
            report.warn(
                start,
                "maximum-above-reference",
                f"“{criterion}” can earn {most} points, but the best conversation "
                f"earns {earned}{where}.",
                "Give the best replies the points, so that one way is best.",
            )


def _check_criteria(report: Report, machine: Machine) -> None:
    """A criterion that can only lose points is never applicable: an author's slip."""
    entries = [entry for move in machine.moves for entry in move.scores]
    earned = {entry.criterion for entry in entries if entry.points > 0}
    earned |= {
        e.criterion for move in machine.moves for e in move.expectations if e.points > 0
    }
    for entry in entries:
        if entry.points < 0 and entry.criterion not in earned:
            report.error(
                entry.place,
                "only-losses",
                f"“{entry.criterion}” can lose points here, but never earn any.",
                "Let good replies earn some, or take the loss under another criterion.",
            )


def _check_models(report: Report, machine: Machine) -> None:
    """A model answer must meet everything expected and nothing to avoid."""
    for move in machine.moves:
        if move.kind is not MoveKind.WRITE or not move.model:
            continue
        met = match_move(machine, move, move.model).met
        for expectation in move.expectations:
            if expectation.wanted is not (expectation.name in met):
                told = "does not show" if expectation.wanted else "shows"
                report.error(
                    expectation.place,
                    "model-answer",
                    f"The model answer {told} “{expectation.name}”.",
                    "Change the model, or the words looked for.",
                )
