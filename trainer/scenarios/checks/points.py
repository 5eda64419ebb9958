"""Points that cannot be earned, or are earned for the wrong thing."""

from __future__ import annotations

from trainer.content.diagnostics import Place, Report
from trainer.scenarios.checks.endings import References
from trainer.scenarios.exploration.result import Exploration
from trainer.scenarios.machine import Machine
from trainer.scenarios.settings import CRITERIA


def check_losses(machine: Machine, report: Report) -> None:
    """Note a criterion that can only lose: it never applies, an author's slip."""
    earned = _earned(machine)
    for entry in (entry for move in machine.moves for entry in move.scores):
        if entry.points < 0 and entry.criterion not in earned:
            report.error(
                entry.place,
                "only-losses",
                f"“{entry.criterion}” can lose points here, but never earn any.",
                "Let good replies earn some, or take the loss under another criterion.",
            )


def check_criteria(machine: Machine, references: References, report: Report) -> None:
    """Note a criterion with a weight that no best conversation earns anything for."""
    lost = {e.criterion for move in machine.moves for e in move.scores if e.points < 0}
    earned = _earned(machine)
    counted = {name for reference in references.values() for name in reference.points}
    complete = all(reference.complete for reference in references.values())
    for criterion in CRITERIA:
        place = machine.settings.places.get(f"rubric.{criterion}")
        weight = machine.settings.rubric.get(criterion, 0)
        if place is None or weight == 0 or criterion in counted or not counted:
            continue
        if criterion not in earned | lost or (criterion in earned and complete):
            _unused(criterion, weight, place, report, earned=criterion in earned)


def check_rewards(machine: Machine, found: Exploration, report: Report) -> None:
    """Note each move that breaks a clause and earns points all the same.

    What a best conversation does is right; elsewhere it may only come too early, and
    the verdict says so.
    """
    right = {c.move.place for best in found.by_deal for c in best.choices if c.move}
    for index, clauses in found.rewarded.items():
        move = machine.moves[index]
        if move.place in right:
            continue
        places = [entry.place for entry in move.scores if entry.points > 0]
        broken = ", ".join(sorted(clauses))
        report.warn(
            places[0] if places else move.place,
            "breaking-earns",
            f"“^{move.id}” breaks {broken} and earns points all the same.",
            "Take the points away, or give the move a condition under which it is "
            "allowed.",
        )


def _unused(
    criterion: str, weight: int, place: Place, report: Report, *, earned: bool
) -> None:
    why = (
        "the best conversation earns no point for it"
        if earned
        else "no reply earns points for it"
    )
    report.warn(
        place,
        "unused-criterion",
        f"“{criterion}” has a weight of {weight}, but {why}.",
        f"Add “- score: {criterion} +1” to a good reply, or give its weight to another "
        "criterion.",
    )


def _earned(machine: Machine) -> set[str]:
    earned = {e.criterion for m in machine.moves for e in m.scores if e.points > 0}
    earned |= {
        e.criterion for m in machine.moves for e in m.expectations if e.points > 0
    }
    return earned | ({"policy"} if machine.goal else set())
