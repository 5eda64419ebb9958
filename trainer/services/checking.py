"""Check a library of content: everything that can be said before anybody plays it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from trainer.assessments.rehearsal import dealt, rehearse
from trainer.assessments.words.matcher import match_move
from trainer.content.diagnostics import Diagnostic, Report
from trainer.content.suggest import did_you_mean
from trainer.library import Library
from trainer.policies.module import Policy
from trainer.scenarios.checks.check import check, references_of
from trainer.scenarios.checks.common import BY_CALLER, common
from trainer.scenarios.checks.endings import References
from trainer.scenarios.compiler import Compiled
from trainer.scenarios.compiler.compiled import HARMLESS
from trainer.scenarios.compiler.instances import calls, resolve
from trainer.scenarios.exploration import Budget, Exploration, explore
from trainer.scenarios.machine import Machine
from trainer.scenarios.plays import ExpectationKind, Play
from trainer.scenarios.settings import read_settings
from trainer.scenarios.syntax import Document, MoveKind

Now = Callable[[], float]
"""A clock that only ever goes forward, in seconds."""

_ABOUT_POINTS = frozenset({ExpectationKind.TOTAL, ExpectationKind.PASSED})
"""What a play expects of the points it earns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What became of checking a scenario that compiles."""

    diagnostics: tuple[Diagnostic, ...]
    """Beyond what reading and compiling told; also of the sub-scenes it calls."""
    exploration: Exploration
    references: References
    """By deal; empty where the scenario goes in circles."""


def check_library(
    library: Library, *, budget: Budget | None = None, now: Now | None = None
) -> Report:
    """Compile, explore and rehearse every scenario; problems go to its report.

    Args:
        library: As read.
        budget: How much is looked at in each scenario.
        now: The clock that the seconds of the budget are told by.
    """
    found: dict[str, tuple[Diagnostic, ...]] = {}
    parts: dict[str, set[str]] = {}
    for file in library.scenarios():
        examined = examine(library, file, budget=budget, now=now)
        if examined is not None:
            found[file] = examined.diagnostics
            parts[file] = {document.file for document in parts_of(library, file)}
    library.report.extend(common(found, parts))
    for file in library.files():
        _check_subscene(library, file)
    _check_orphans(library)
    return library.report


def examine(
    library: Library,
    file: str,
    *,
    budget: Budget | None = None,
    now: Now | None = None,
    pinned: Mapping[str, Policy] | None = None,
) -> Examined | None:
    """Check one scenario: what can happen in it, its models and its plays.

    Args:
        library: Where it stands, with all it calls and the policies.
        file: The scenario.
        budget: How much is looked at; the usual one if not given.
        now: The clock that the seconds of the budget are told by.
        pinned: The policies as they were when it was published last.

    Returns:
        What was found; ``None`` where an error leaves out what a conversation depends
        on. What is wrong is in the library's report, and told there once.
    """
    compiled = library.compiled(file)
    if compiled.machine is None or not _sound(library, file):
        return None
    exploration = explore(compiled.machine, budget=budget or Budget(), now=now)
    return _examined(library, compiled, compiled.machine, exploration, pinned or {})


def check_scenario(
    library: Library,
    file: str,
    *,
    budget: Budget | None = None,
    now: Now | None = None,
    pinned: Mapping[str, Policy] | None = None,
) -> Examined | None:
    """Check one scenario of a library, for whoever looks at that scenario alone.

    What a sub-scene has wrong only as this scenario calls it is left out. Everything
    else goes to the library's report.
    """
    examined = examine(library, file, budget=budget, now=now, pinned=pinned)
    if examined is None:
        return None
    library.report.extend(
        one
        for one in examined.diagnostics
        if one.place.file == file or one.code not in BY_CALLER
    )
    return examined


def _examined(
    library: Library,
    compiled: Compiled,
    machine: Machine,
    exploration: Exploration,
    pinned: Mapping[str, Policy],
) -> Examined:
    references = {} if exploration.circles else references_of(exploration)
    report = Report()
    _check_models(report, machine)
    if not exploration.circles:
        _rehearse(library, machine, references if compiled.scored else None, report)
    policies = {name: library.policy(name) for name in library.policies()}
    report.extend(
        check(
            machine,
            parts_of(library, machine.file),
            exploration,
            policies={name: found for name, found in policies.items() if found},
            pinned=pinned,
            scored=compiled.scored,
        )
    )
    return Examined(
        diagnostics=tuple(report.in_order()),
        exploration=exploration,
        references=references,
    )


def _sound(library: Library, file: str) -> bool:
    """Say whether nothing wrong in a scenario's files leaves out more than words.

    Whatever was left out there would only be missed once more.
    """
    parts = {document.file for document in parts_of(library, file)}
    errors = (one for one in library.report.errors if one.code not in HARMLESS)
    return parts.isdisjoint(problem.place.file for problem in errors)


def parts_of(library: Library, file: str) -> tuple[Document, ...]:
    """Return a scenario as written, then every sub-scene it calls, each once."""
    found: dict[str, Document] = {}
    waiting = [file]
    for here in waiting:
        document = library.document(here)
        if document is None or here in found:
            continue
        found[here] = document
        waiting += [resolve(here, target.path) for target in calls(document)]
    return tuple(found.values())


def _rehearse(
    library: Library, machine: Machine, references: References | None, report: Report
) -> None:
    """Play the conversation tests; nothing is said about points that are not known.

    That is so without references, and where there was no time to find the best way.
    """
    for play in library.plays(machine.file):
        deal = tuple(sorted(dealt(machine, play).items()))
        reference = references.get(deal) if references else None
        hurried = reference is not None and not reference.complete
        if references is None or hurried:
            rehearse(machine, _unscored(play), {}, report)
        else:
            rehearse(machine, play, reference.points if reference else {}, report)


def _unscored(play: Play) -> Play:
    kept = (one for one in play.expectations if one.kind not in _ABOUT_POINTS)
    return replace(play, expectations=tuple(kept))


def _check_subscene(library: Library, file: str) -> None:
    """The settings of a sub-scene are read by its callers, who do not tell."""
    document = library.document(file)
    if document is not None and library.is_subscene(file):
        read_settings(document.settings, library.report)


def _check_orphans(library: Library) -> None:
    """Note plays whose scenario is not there: nobody would ever try them."""
    for file in library.texts:
        path = PurePosixPath(file)
        scenario = str(path.with_suffix(".md"))
        plays = library.plays(scenario)
        if path.suffix == ".play" and plays and scenario not in library.texts:
            names = [PurePosixPath(name).stem for name in library.files()]
            library.report.error(
                plays[0].place,
                "plays-without-scenario",
                f"There is no scenario “{path.stem}.md” that these plays could be of.",
                did_you_mean(path.stem, names)
                or "Rename the file like its scenario, or delete it.",
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
