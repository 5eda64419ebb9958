"""Every check of a scenario that compiles, in one call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.content.diagnostics import Diagnostic, Report
from trainer.policies.module import Policy
from trainer.scenarios.checks.circles import apart_from_circles, check_circles
from trainer.scenarios.checks.citations import check_citations
from trainer.scenarios.checks.conditions import check_conditions
from trainer.scenarios.checks.desks import check_desks
from trainer.scenarios.checks.endings import (
    References,
    check_best,
    check_endings,
    check_good_ending,
    check_stuck,
)
from trainer.scenarios.checks.guessing import check_guessing
from trainer.scenarios.checks.idle import check_idle
from trainer.scenarios.checks.languages import check_languages
from trainer.scenarios.checks.links import check_links, check_returns
from trainer.scenarios.checks.mistakes import check_mistakes
from trainer.scenarios.checks.names import (
    check_expectations,
    check_names,
    check_outcomes,
)
from trainer.scenarios.checks.points import (
    check_criteria,
    check_losses,
    check_rewards,
)
from trainer.scenarios.checks.timers import check_timers
from trainer.scenarios.checks.wording import check_literals, check_speeches
from trainer.scenarios.exploration.result import Exploration
from trainer.scenarios.machine import Machine
from trainer.scenarios.syntax import Document


def check(
    machine: Machine,
    documents: Sequence[Document],
    exploration: Exploration | None,
    *,
    policies: Mapping[str, Policy],
    pinned: Mapping[str, Policy] | None = None,
    scored: bool = True,
) -> tuple[Diagnostic, ...]:
    """Look for everything that is wrong, or doubtful, with a scenario.

    Args:
        machine: The scenario; its reader and compiler have told their problems.
        documents: Its file as written, then the sub-scenes it calls.
        exploration: What it can come to; ``None``: only what needs none is looked for.
        policies: The policies by id.
        pinned: The policies as they were when it was published last.
        scored: Whether all points could be read; else what rests on them is left out.

    Returns:
        Every problem once, by file and line. Problems of a sub-scene are those it has
        in this scenario; see ``common`` for what it has in all.
    """
    report = Report()
    if scored:
        check_losses(machine, report)
        check_expectations(machine, report)
    check_timers(machine, report)
    check_outcomes(machine, report)
    check_desks(machine, report)
    check_returns(machine, report)
    check_idle(machine, policies, report)
    check_languages(documents, report)
    in_force = [policies[n] for n in machine.settings.policy if n in policies]
    for document in documents:
        check_speeches(document, report)
        check_names(machine, document, in_force, report)
        check_literals(document, in_force, _known(machine), report)
        check_citations(document, pinned or {}, policies, report)
    if exploration is not None:
        check_circles(machine, exploration, report)
        _check_met(machine, exploration, report)
        if not exploration.circles:
            _check_explored(machine, exploration, report, scored=scored)
    return tuple(report.in_order())


def references_of(exploration: Exploration) -> References:
    """Return what full marks mean for every deal that was explored."""
    return {
        tuple(sorted(deal.items())): found for deal, found in exploration.references
    }


def _check_met(machine: Machine, exploration: Exploration, report: Report) -> None:
    """Note what is so wherever the conversation stands, also beside a circle."""
    check_stuck(machine, exploration, report)
    doubtful = Report()
    check_links(machine, exploration, doubtful)
    check_conditions(exploration, doubtful)
    report.extend(apart_from_circles(machine, exploration, doubtful.in_order()))


def _check_explored(
    machine: Machine,
    exploration: Exploration,
    report: Report,
    *,
    scored: bool,
) -> None:
    references = references_of(exploration)
    if not exploration.complete:
        report.warn(
            machine.beats[0].place,
            "not-everything-checked",
            f"Not everything was checked: {exploration.situations:,} situations were, "
            "and there are more.",
            "Use fewer variables, or smaller bounds; move parts into sub-scenes.",
        )
    if not scored:
        check_good_ending(machine, exploration, report)
        return
    check_endings(machine, exploration, references, report)
    check_best(machine, exploration, report)
    check_rewards(machine, exploration, report)
    check_guessing(machine, exploration, report)
    check_mistakes(machine, exploration, report)
    check_criteria(machine, references, report)


def _known(machine: Machine) -> set[object]:
    """Return the values the case has, or should have in the end."""
    settings = machine.settings
    fields = (*settings.case.values(), *settings.goal.values())
    return {field.value for field in fields}
