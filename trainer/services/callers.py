"""What a sub-scene does to the scenarios that call it, before it is published."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from trainer.content.diagnostics import Diagnostic, Severity
from trainer.library import Library
from trainer.scenarios.checks.common import common
from trainer.scenarios.exploration import Budget
from trainer.scenarios.plays_syntax import plays_file
from trainer.services.checking import Examined, examine, parts_of

ABOUT_SCORES = frozenset({"nothing-to-score", "only-losses", "no-clean-ending"})
"""Codes of errors about what a conversation is worth: practice can do without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of a sub-scene in the scenarios that call it."""

    diagnostics: tuple[Diagnostic, ...]
    """Problems of the sub-scene, and errors of its callers, each with their name."""
    complete: bool
    """Whether every caller was explored to the end."""


def try_callers(
    library: Library,
    file: str,
    *,
    seconds: float,
    now: Callable[[], float],
    practice: Collection[str] = (),
) -> Tried:
    """Explore everything that calls a sub-scene, and play its conversation tests.

    Args:
        library: With the sub-scene and its callers.
        file: The sub-scene.
        seconds: That exploring all of them together may take.
        now: The clock the seconds are told by.
        practice: Callers published for practice only, which need no points.
    """
    until = now() + seconds
    parts = {
        caller: {document.file for document in parts_of(library, caller)}
        for caller in library.scenarios()
    }
    callers = [caller for caller, files in parts.items() if file in files]
    found: dict[str, Examined] = {}
    for number, caller in enumerate(callers):
        left = max(until - now(), 0.0) / (len(callers) - number)
        examined = examine(library, caller, budget=Budget(seconds=left), now=now)
        if examined is not None:
            found[caller] = examined
    told = {caller: examined.diagnostics for caller, examined in found.items()}
    kept = set(common(told, {caller: parts[caller] for caller in found}))
    everywhere = set.intersection(*map(set, told.values())) if told else set()
    problems = list(_compiling(library, file, callers))
    for caller in callers:
        for one in told.get(caller, ()):
            if one in kept and one.place.file == file and one in everywhere:
                problems.append(one)
            elif one in kept and _breaks(one, file, practice=caller in practice):
                problems.append(_named(library, caller, one))
    return Tried(
        diagnostics=tuple(dict.fromkeys(problems)),
        complete=all(examined.exploration.complete for examined in found.values()),
    )


def _compiling(
    library: Library, file: str, callers: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield what reading and compiling told, of other files only the errors."""
    for one in library.report.in_order():
        if one.place.file == file:
            yield one
        elif one.severity is Severity.ERROR:
            named = one.place.file in callers
            yield _named(library, one.place.file, one) if named else one


def _breaks(one: Diagnostic, file: str, *, practice: bool) -> bool:
    """Say whether a problem is worth telling though not every caller has it."""
    if practice and one.code in ABOUT_SCORES:
        return False
    return one.place.file == file or one.severity is Severity.ERROR


def _named(library: Library, caller: str, one: Diagnostic) -> Diagnostic:
    """Return a problem with the caller it is a problem of, and the play it fails."""
    document = library.document(caller)
    title = document.settings.get("title") if document else None
    name = getattr(title, "text", "") or caller
    play = ""
    if one.place.file == plays_file(caller):
        begun = [p for p in library.plays(caller) if p.place.line <= one.place.line]
        play = f", the play “{begun[-1].name}” fails" if begun else ""
    told = f"In “{name}”, which calls this{play}: {one.message}"
    return replace(one, message=told)
