"""Actions a move waits for where the desk does not offer them."""

from __future__ import annotations

from trainer.content.diagnostics import Report
from trainer.scenarios.machine import Machine


def check_desks(machine: Machine, report: Report) -> None:
    """Note moves whose action their own beat keeps away from the desk."""
    for move in machine.moves:
        beat = machine.beats[move.beat] if move.beat >= 0 else None
        if beat is None or not beat.desk or move.action is None:
            continue
        name = move.action.signature.name
        if name not in beat.desk:
            report.error(
                move.place,
                "not-on-this-desk",
                f"The desk of “{beat.id}” does not offer “{name}”.",
                f"Add it: “- desk: {', '.join((*beat.desk, name))}”.",
            )
