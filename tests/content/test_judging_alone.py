"""``trainer policy judge`` and the engine agree on every act of every shipped play."""

import json

import pytest
from click.testing import CliRunner

from trainer import paths
from trainer.assessments.rehearsal import rehearse
from trainer.cli.policy import policy as command
from trainer.content.actions import ACTIONS
from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Report
from trainer.content.types import Text
from trainer.content.values import value_text
from trainer.library import open_library
from trainer.policies.module import RuleKind
from trainer.scenarios.desk import Refusal
from trainer.scenarios.effects import holds
from trainer.scenarios.engine import heard

LIBRARY = open_library(paths.CONTENT)
SCENARIOS = [file for file in LIBRARY.scenarios() if LIBRARY.plays(file)]


def written(name, value, type_):
    text = value_text(value, type_)
    return f'{name}="{text}"' if isinstance(type_, Text) else f"{name}={text}"


def given(arguments, action):
    """The blanks that were filled in, as the command is told them."""
    blanks = ((ACTIONS[action].argument(name), arguments[name]) for name in arguments)
    filled = [(one, value) for one, value in blanks if value != ""]
    return " ".join(written(one.name, value, one.type) for one, value in filled)


def known(machine, module, rulings, slots):
    """The facts of a policy that the scenario knows, as they stand."""
    parts = (p for r in rulings for p in (r.demand, r.condition) if p)
    read = {n: b for part in parts for n, b in part.explain if b.slot is not None}
    types = {**module.facts, **{f"case.{n}": t for n, t in CASE_FIELDS.items()}}
    if "purchased" in machine.case:
        read["case.purchased"] = None
    for name, binding in read.items():
        slot = machine.case["purchased"] if binding is None else binding.slot
        if name in types:
            yield written(name, slots[slot], types[name])


def acts(turn):
    """Every act of a turn that is judged, with what was filled in."""
    event, move = turn.event, turn.move
    if event.action and not isinstance(turn.step.result, Refusal):
        yield event.action, event.arguments
    slots = heard(move, turn.before.slots, event.hits) if move else ()
    for act in move.means if move else ():
        if holds(act.when, slots, event.arguments):
            values = {n: value(slots, event.arguments) for n, value in act.arguments}
            yield act.action, values


def asked(module, *arguments):
    file = str(paths.CONTENT / LIBRARY.policy_file(module.id))
    result = CliRunner().invoke(command, ["judge", file, *arguments, "--json"])
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)["verdicts"]


def told(verdict):
    return {
        "clause": verdict.clause,
        "rule": verdict.rule,
        "verdict": str(verdict.outcome),
        "severity": str(verdict.severity),
        "because": verdict.because,
    }


def of(module, verdicts):
    return [told(v) for v in verdicts if v.clause.partition("#")[0] == module.id]


def done(machine, slots):
    """What the engine remembers of what was done, with what it added up."""
    yield from (name for name, slot in machine.acted.items() if slots[slot])
    for (action, argument), slot in machine.sums.items():
        if slots[slot]:
            type_ = ACTIONS[action].argument(argument).type
            yield f"{action} {written(argument, slots[slot], type_)}"


@pytest.mark.parametrize("file", SCENARIOS)
def test_the_command_says_what_the_engine_says(file):
    machine = LIBRARY.machine(file)
    modules = [LIBRARY.policy(name) for name in machine.settings.policy]
    for play in LIBRARY.plays(file):
        for turn in rehearse(machine, play, {}, Report()).conversation.turns:
            verdicts = [v for v in turn.step.verdicts if v.kind is not RuleKind.OWE]
            owed = [v for v in turn.step.verdicts if v.kind is RuleKind.OWE]
            slots = turn.before.slots
            did = ",".join(done(machine, slots))
            for action, arguments in acts(turn):
                rulings = machine.judge.rulings.get(action, ())
                here, verdicts = verdicts[: len(rulings)], verdicts[len(rulings) :]
                for module in modules:
                    facts = " ".join(known(machine, module, rulings, slots))
                    act = f"{action} {given(arguments, action)}"
                    options = ("--action", act, "--facts", facts, "--did", did)
                    assert asked(module, *options) == of(module, here)
            assert verdicts == []
            outcome, end = machine.beats[turn.after.beat].outcome, turn.after.slots
            if outcome:
                did = ",".join(done(machine, end))
                for module in modules:
                    facts = " ".join(known(machine, module, machine.judge.owed, end))
                    options = ("--outcome", outcome, "--facts", facts, "--did", did)
                    assert asked(module, *options) == of(module, owed)
