"""Whether a scenario ends well, and what the best conversation is worth."""

from __future__ import annotations

from collections.abc import Mapping

from trainer.content.diagnostics import Place, Report
from trainer.policies.judge import Outcome as Judged
from trainer.policies.judge import Verdict
from trainer.policies.module import RuleKind
from trainer.scenarios.chance import all_deals
from trainer.scenarios.checks.entitlements import leaves_owed
from trainer.scenarios.checks.told import after, conversation, dealt
from trainer.scenarios.checks.ways import cheapest, first_mistake
from trainer.scenarios.choices import Choice
from trainer.scenarios.exploration.references import Reference
from trainer.scenarios.exploration.result import Exploration, Outcome
from trainer.scenarios.exploration.ways import is_clean
from trainer.scenarios.machine import Machine
from trainer.scenarios.steps import Step

Deal = tuple[tuple[str, str], ...]
"""What is dealt, as (name, word) in the order of the names."""

References = Mapping[Deal, Reference]


def check_stuck(machine: Machine, found: Exploration, report: Report) -> None:
    """Note each beat where a conversation can get stuck, and how it comes there."""
    for trail in found.stuck:
        beat = machine.beats[trail.beat]
        report.error(
            beat.place,
            "stuck",
            f"The conversation gets stuck at “{beat.id}” {after(trail.choices)}"
            f"{dealt(trail.deal)}: nothing can be said or done.",
            "Add a reply that is always open, or change the “if” of one that is there.",
        )


def check_good_ending(machine: Machine, found: Exploration, report: Report) -> bool:
    """Say whether a good ending can be reached; note it where none can."""
    good = machine.settings.good
    if any(e.reachable and e.outcome in good for e in found.endings):
        return True
    if found.complete:
        report.error(
            machine.beats[0].place,
            "no-good-ending",
            f"No conversation ends well: none reaches {_either(good)}.",
            "Lead a reply to a beat with that outcome, or say under “good” which "
            "endings count as success.",
        )
    return False


def check_endings(
    machine: Machine, found: Exploration, references: References, report: Report
) -> None:
    """Note where no good ending is reached, or none without a mistake."""
    if not check_good_ending(machine, found, report):
        return
    for deal in all_deals(machine):
        reference = references[tuple(sorted(deal.items()))]
        if reference.complete and not reference.found:
            _no_clean_ending(machine, deal, report)
        elif reference.found and not reference.points:
            report.error(
                machine.beats[0].place,
                "nothing-to-score",
                f"Even the best conversation earns no point{dealt(deal)}.",
                "Add “- score: …” to the replies that deserve it.",
            )
        _check_maxima(machine, deal, reference, report)


def check_best(machine: Machine, found: Exploration, report: Report) -> None:
    """Note a conversation with a mistake that scores or earns as much as the best."""
    best, flawed = found.best_clean, found.best_flawed
    if best is None or not found.complete:
        return
    if found.richest:
        told = "earns more points than the best without one"
        _mistaken(machine, found.richest, told, report)
    elif flawed and flawed.passed and flawed.total >= best.total:
        told = f"scores {flawed.total}, no less than the best without one"
        _mistaken(machine, flawed, told, report)


def _mistaken(machine: Machine, outcome: Outcome, told: str, report: Report) -> None:
    slip = first_mistake(machine, outcome.deal, outcome.choices)
    if slip is None:
        return
    report.warn(
        slip.move.place if slip.move else machine.beats[0].place,
        "best-has-mistake",
        f"A conversation with a mistake {told}: {conversation(outcome.choices)}"
        f"{dealt(outcome.deal)}.",
        "Let this cost more, and turning round earn at most half of it back.",
    )


def _no_clean_ending(machine: Machine, deal: dict[str, str], report: Report) -> None:
    """Say why there is no good ending without a mistake: policies, or the author."""
    breaking = cheapest(machine, deal, _breach)
    way = breaking or cheapest(machine, deal, _mistake)
    if way is None:
        report.error(
            machine.beats[0].place,
            "no-good-ending",
            f"No conversation ends well{dealt(deal)}.",
            "Lead at least one reply to an outcome that is good.",
        )
        return
    slip = next(taken for taken in way if not is_clean(*taken))
    place = slip.choice.move.place if slip.choice.move else machine.beats[0].place
    told = conversation(taken.choice for taken in way)
    verdict = next((v for v in slip.step.verdicts if v.outcome is Judged.BROKEN), None)
    if breaking and verdict and verdict.kind is RuleKind.OWE:
        leaves_owed(verdict, machine.beats[0].place, f"{told}{dealt(deal)}", report)
        return
    if breaking and verdict:
        _breaks_policy(verdict, place, f"{told}{dealt(deal)}", report)
        return
    report.error(
        place,
        "no-clean-ending",
        f"Nobody can end well without a mistake{dealt(deal)}: every way loses points "
        f"or makes a critical error, such as {told}.",
        "Offer a reply beside this one that loses nothing.",
    )


def _breaks_policy(verdict: Verdict, place: Place, told: str, report: Report) -> None:
    because = f" ({verdict.because})" if verdict.because else ""
    report.error(
        place,
        "best-breaks-policy",
        f"Even the best conversation breaks {verdict.clause} here{because}: {told}.",
        "Offer a way that keeps to the policy, or change the case so that this one "
        "does.",
    )


def _check_maxima(
    machine: Machine, deal: dict[str, str], reference: Reference, report: Report
) -> None:
    for criterion, most in reference.maxima.items():
        earned = reference.points.get(criterion, 0)
        if most > earned:
            report.warn(
                _rubric(machine, criterion),
                "maximum-above-reference",
                f"“{criterion}” can earn {most} points, but the best conversation "
                f"earns {earned}{dealt(deal)}.",
                "Give the best replies the points, so that one way is best.",
            )


def _rubric(machine: Machine, criterion: str) -> Place:
    places = machine.settings.places
    return places.get(f"rubric.{criterion}") or machine.beats[0].place


def _breach(choice: Choice, step: Step) -> int | None:
    """Count what only the policies call a mistake; allow none of the author's."""
    if not is_clean(choice, step._replace(verdicts=())):
        return None
    return int(not is_clean(choice, step))


def _mistake(choice: Choice, step: Step) -> int:
    return int(not is_clean(choice, step))


def _either(words: tuple[str, ...]) -> str:
    return " or ".join(f"“{word}”" for word in words)
