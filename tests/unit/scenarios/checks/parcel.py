"""The guide's late parcel, changed for a test: what is said about it then."""

from dataclasses import dataclass
from textwrap import dedent

from tests.content.examples_of_messages import SCENARIO, Part, composed
from trainer.content.diagnostics import Report
from trainer.library import Library
from trainer.policies.reader import read_policy
from trainer.scenarios.checks import check
from trainer.scenarios.exploration import Budget, explore
from trainer.services.checking import parts_of


def part(kind, text, file=""):
    """A part of the parcel, as the guide's examples have it."""
    return Part(file, kind, f"{dedent(text).strip()}\n")


def beat(text):
    """Beats that stand in place of those of their name, or are new."""
    return part("beat", text)


def settings(text):
    """Settings that stand in place of those of their name."""
    return part("settings", text)


def move(text):
    """One more move of the first beat."""
    return part("move", text)


@dataclass
class Checked:
    """What was found, to be asked by code."""

    machine: object
    diagnostics: tuple

    @property
    def codes(self):
        """Every code once, in the order of the alphabet."""
        return sorted({found.code for found in self.diagnostics})

    def only(self, code):
        """The one problem of that code."""
        [found] = [found for found in self.diagnostics if found.code == code]
        return found


def library(*parts):
    """The library of the guide's examples with some parts changed."""
    return Library(composed(parts))


def checked(*parts, situations=3_000, explored=True, pinned=(), scored=True):
    """Check the parcel with some parts changed; it has to compile."""
    made = library(*parts)
    machine = made.machine(SCENARIO)
    assert machine is not None, [str(error) for error in made.report.errors]
    before = (read_policy(text, "policies/parcels.md", Report()) for text in pinned)
    found = check(
        machine,
        parts_of(made, SCENARIO),
        explore(machine, budget=Budget(situations=situations)) if explored else None,
        policies={name: made.policy(name) for name in made.policies()},
        pinned={policy.id: policy for policy in before},
        scored=scored,
    )
    return Checked(machine, found)
