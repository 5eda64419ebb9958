"""What the settings of a scenario name in vain: good endings, and policies."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.content.diagnostics import Report
from trainer.policies.module import Policy
from trainer.scenarios.machine import Machine
from trainer.scenarios.reach import reach_of
from trainer.scenarios.settings_words import OUTCOMES


def check_idle(
    machine: Machine, policies: Mapping[str, Policy], report: Report
) -> None:
    """Note good endings that no beat has, and policies that judge nothing here.

    A policy without rules is there to be read and cited, so nothing is said of it.
    """
    settings, start = machine.settings, machine.beats[0].place
    ends = {beat.outcome for beat in machine.beats}
    for word in settings.good:
        if word in OUTCOMES and word not in ends and ends.intersection(settings.good):
            report.warn(
                settings.places.get("good", start),
                "good-without-ending",
                f"“{word}” counts as a good ending, and no beat ends with it.",
                f"Write “- outcome: {word}” below a beat, or take it out of “good”.",
            )
    for name, reach in reach_of(machine).items():
        cited = any(cite.startswith(f"{name}#") for cite in machine.cited)
        if name in policies and reach.clauses and not (reach.decided or cited):
            report.warn(
                settings.places.get("policy", start),
                "policy-judges-nothing",
                f"“{policies[name].title}”: nothing done or said here is judged by it.",
                "Offer an action it decides on, say what a reply means, cite one of "
                "its clauses, or take the policy out of the settings.",
            )
