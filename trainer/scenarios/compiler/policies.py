"""The policies in force, and which names of the scenario hold their facts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trainer.content.actions import ACTIONS
from trainer.content.diagnostics import Diagnostic, Place, Report
from trainer.content.expressions import Binding
from trainer.content.suggest import did_you_mean
from trainer.content.types import Money, Whole
from trainer.policies.module import Policy
from trainer.scenarios.compiler.instances import Sources
from trainer.scenarios.compiler.slots import SlotTable
from trainer.scenarios.settings import Settings
from trainer.scenarios.syntax import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class ScenarioFacts:
    """Where a scenario holds what its policies ask about."""

    settings: Settings
    table: SlotTable
    slots: Mapping[str, int]
    case: Mapping[str, int]

    def name(self, name: str) -> Binding | None:
        """Return the slot that a policy's fact is bound to, or that has its name."""
        bound = self.settings.bind.get(name, name)
        if bound.startswith("case."):
            return self.field("case", bound.removeprefix("case."))
        return self._slot(self.slots.get(bound, -1))

    def field(self, owner: str, name: str) -> Binding | None:
        """Return the slot of a field of the case."""
        return self._slot(self.case.get(name, -1) if owner == "case" else -1)

    def _slot(self, slot: int) -> Binding | None:
        if slot < 0:
            return None
        return Binding(type=self.table.type_of(slot), slot=slot)


def policies_of(
    document: Document, settings: Settings, sources: Sources, report: Report
) -> list[Policy]:
    """Return the policies a scenario names, reporting those that do not exist."""
    found: list[Policy] = []
    for name in settings.policy:
        policy = sources.policy(name)
        key = document.settings.key("policy")
        place = key.place if key else Place(document.file)
        if policy is None and sources.is_broken(f"policies/{name}.md"):
            report.error(
                place,
                "broken-policy",
                f"The policy “{name}” cannot be read; its own problems are listed with "
                "it.",
                "Mend that file first.",
            )
        elif policy is None:
            report.error(
                place,
                "unknown-policy",
                f"There is no policy “{name}”.",
                did_you_mean(name, list(sources.policies())) or "Write it first.",
            )
        else:
            found.append(policy)
    return found


def beyond_missing(
    told: Iterable[Diagnostic], settings: Settings, policies: Sequence[Policy]
) -> Iterator[Diagnostic]:
    """Yield what is not only about settings of a policy that is told to be missing."""
    missing = {*settings.policy} - {policy.id for policy in policies}
    for one in told:
        if not any(f"“{name}." in one.message for name in missing):
            yield one


def check_bound(
    settings: Settings,
    policies: Sequence[Policy],
    slots: Collection[str],
    case: Collection[str],
    report: Report,
) -> None:
    """Report what is bound to a name that is not there, and facts nobody asks for.

    Whether one asks is not known where one of the policies could not be read.
    """
    all_read = len(policies) == len(settings.policy)
    facts = [name for policy in policies for name in policy.facts]
    for fact, name in settings.bind.items():
        place = settings.places[f"bind.{fact}"]
        if all_read and fact not in facts:
            report.error(
                place,
                "unknown-policy-fact",
                f"No policy in force asks for a fact “{fact}”.",
                did_you_mean(fact, facts)
                or f"Choose from {', '.join(facts) or 'nothing'}, or delete the line.",
            )
        _check_name(name, place, slots, case, report)


def _check_name(
    name: str,
    place: Place,
    slots: Collection[str],
    case: Collection[str],
    report: Report,
) -> None:
    names = [*slots, *(f"case.{field}" for field in case)]
    if name not in names:
        of_case = f"Write “case.{name}”." if name in case else ""
        report.error(
            place,
            "unknown-name",
            f"“{name}” is not a name of this file.",
            of_case
            or did_you_mean(name, names)
            or "Declare it in the settings at the top, under “vars” or “case”.",
        )


def sum_type(action: str, argument: str) -> Money | Whole:
    """Return the type of an argument's sum over an attempt."""
    signature = ACTIONS.get(action)
    found = signature.argument(argument) if signature else None
    return Money() if found and isinstance(found.type, Money) else Whole(0, 9999)
