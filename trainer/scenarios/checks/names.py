"""Names that are declared and never asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trainer.content.diagnostics import Place, Report
from trainer.policies.module import Policy
from trainer.scenarios.machine import Machine
from trainer.scenarios.settings import OUTCOMES, Settings, read_settings
from trainer.scenarios.syntax import Document

MOOD = "mood"
"""The meter that is shown; it may go up and down without any condition."""


def check_names(
    machine: Machine,
    document: Document,
    policies: Iterable[Policy],
    report: Report,
) -> None:
    """Note meters, variables and parameters of one file that change nothing.

    Args:
        machine: A scenario the file is part of.
        document: The scenario, or a sub-scene it calls.
        policies: Those in force; a fact that one of their rules reads is asked for.
        report: Where they are noted.
    """
    settings = read_settings(document.settings, Report())
    assert settings is not None  # noqa: S101 - without them it would not compile
    places = _slots(machine, document.file)
    read = _read(machine) | _judged(machine, policies)
    touched = read | _written(machine)
    for meter in settings.meters:
        used = touched if meter.name == MOOD else read
        if not _any(meter.name, places, used):
            idle = not _any(meter.name, places, touched)
            report.warn(
                meter.place,
                "unused-meter",
                f"Nothing {'changes or ' if idle else ''}asks for “{meter.name}”.",
                "Ask for it in a condition, or delete it.",
            )
    for name, place in _variables(settings):
        if not _any(name, places, read):
            report.warn(
                place,
                "unused-variable",
                f"Nothing ever asks for “{name}”.",
                "Ask for it in a condition, or delete it with the lines that set it.",
            )


def check_outcomes(machine: Machine, report: Report) -> None:
    """Note endings of the scenario's own that no beat ends with."""
    used = {beat.outcome for beat in machine.beats}
    own = [word for word in machine.settings.outcomes if word not in OUTCOMES]
    for word in own:
        if word not in used:
            report.warn(
                machine.settings.places["outcomes"],
                "unused-outcome",
                f"No beat ends with “{word}”.",
                f"Write “- outcome: {word}” below a beat, or take the word away.",
            )


def check_expectations(machine: Machine, report: Report) -> None:
    """Note what is wanted in own words without any consequence.

    What is to be avoided has one without points: an answer with it is not clean.
    """
    for move in machine.moves:
        for expectation in move.expectations:
            silent = not expectation.points and expectation.said < 0
            if silent and expectation.wanted:
                name = expectation.name
                report.warn(
                    expectation.place,
                    "unused-expectation",
                    f"“{name}” earns no points and no condition asks for it.",
                    f"Give it points, as in “{name} (process +1) = …”, or ask for "
                    f"“said({name})”.",
                )


def _variables(settings: Settings) -> Iterator[tuple[str, Place]]:
    for variable in settings.vars:
        yield variable.name, variable.place
    for name in settings.deal:
        yield name, settings.places[f"deal.{name}"]
    for name in settings.params:
        yield name, settings.places["params"]


def _slots(machine: Machine, file: str) -> tuple[dict[str, int], tuple[str, ...]]:
    """Return every slot by name, and what begins the names of a file's own."""
    numbers = {beat.instance for beat in machine.beats if beat.file == file}
    prefixes = tuple(f"{number}:" if number else "" for number in sorted(numbers))
    return {slot.name: at for at, slot in enumerate(machine.slots)}, prefixes


def _any(
    name: str, places: tuple[dict[str, int], tuple[str, ...]], used: set[int]
) -> bool:
    """Say whether a name is used, wherever its file is called from."""
    slots, prefixes = places
    return any(slots.get(f"{prefix}{name}", -1) in used for prefix in prefixes)


def _read(machine: Machine) -> set[int]:
    return {slot for slots in machine.reads.values() for slot in slots}


def _judged(machine: Machine, policies: Iterable[Policy]) -> set[int]:
    """Return the slots that hold a fact some rule in force reads."""
    slots = {slot.name: at for at, slot in enumerate(machine.slots)}
    rules = (rule for policy in policies for c in policy.clauses for rule in c.rules)
    bound = machine.settings.bind
    names = {bound.get(fact, fact) for rule in rules for fact in rule.reads}
    return {slots[name] for name in names if name in slots}


def _written(machine: Machine) -> set[int]:
    entered = {effect.slot for beat in machine.beats for effect in beat.enter}
    return entered | {e.slot for move in machine.moves for e in move.effects}
