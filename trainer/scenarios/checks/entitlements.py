"""What a policy owes the customer, and the best conversation does not give."""

from __future__ import annotations

from trainer.content.diagnostics import Report
from trainer.scenarios import engine
from trainer.scenarios.checks.told import conversation, dealt
from trainer.scenarios.choices import take
from trainer.scenarios.desk import Refusal
from trainer.scenarios.effects import NOTHING, holds
from trainer.scenarios.exploration.result import Exploration, Outcome
from trainer.scenarios.machine import Machine, Situation


def check_entitlements(machine: Machine, found: Exploration, report: Report) -> None:
    """Note a best conversation that ends well without what a clause owes.

    One that is handed over leaves it to whoever goes on.
    """
    for best in found.by_deal:
        end, did = _end(machine, best)
        if machine.beats[end.beat].outcome == "escalated":
            continue
        for owed in machine.judge.owed:
            condition = owed.condition.evaluate if owed.condition else None
            if did.isdisjoint(owed.actions) and holds(condition, end.slots, NOTHING):
                report.error(
                    machine.beats[0].place,
                    "best-leaves-owed",
                    f"{owed.clause} owes the customer {' or '.join(owed.actions)}, and "
                    "even the best conversation ends without: "
                    f"{conversation(best.choices)}{dealt(best.deal)}.",
                    "Let the best way give it, or change the case so that it is not "
                    "owed.",
                )


def _end(machine: Machine, outcome: Outcome) -> tuple[Situation, set[str]]:
    """Return where a conversation ends, and every action done on the way."""
    here = engine.begin(machine, outcome.deal).after
    did: set[str] = set()
    for choice in outcome.choices:
        step = take(machine, here, choice)
        if choice.action and not isinstance(step.result, Refusal):
            did.add(choice.action)
        if choice.move is not None:
            did |= {
                act.action
                for act in choice.move.means
                if holds(act.when, here.slots, NOTHING)
            }
        here = step.after
    return here, did
