"""The best conversation in spite of a mistake, and the worst of all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from trainer.scenarios.choices import Choice
from trainer.scenarios.exploration.conversations import Dealt, measured
from trainer.scenarios.exploration.findings import Findings
from trainer.scenarios.exploration.furthest import Flawed, Worst
from trainer.scenarios.exploration.history import Words
from trainer.scenarios.exploration.result import Outcome
from trainer.scenarios.exploration.turning import good_ahead

_EVERYTHING = Decimal(100)


def best_flawed(findings: Findings) -> Outcome | None:
    """Return the highest total that ends well in spite of a mistake, of all deals."""
    found = list(_flawed(findings) if findings.exact else _sampled_high(findings))
    return max(found, key=lambda outcome: outcome.total, default=None)


def worst(findings: Findings) -> Outcome | None:
    """Return the lowest total that any conversation ends with, of all deals."""
    found = list(_worst(findings) if findings.exact else _sampled_low(findings))
    return min(found, key=lambda outcome: outcome.total, default=None)


def better(clean: Outcome | None, flawed: Outcome | None) -> Outcome | None:
    """Return the one with the higher total; the clean one where they are equal."""
    if clean is None or flawed is None:
        return clean or flawed
    return flawed if flawed.total > clean.total else clean


def _flawed(findings: Findings) -> Iterator[Outcome]:
    history, potential = findings.weighed(Words.BEST)
    good = good_ahead(findings.graph)
    for one in findings.dealt:
        scales = findings.scales(one, Words.BEST)
        search = Flawed(history, potential, scales, findings.budget.steps, good)
        found = search.search(one.root)
        if found is not None:
            outcome = _outcome(findings, one, found.step.choices())
            highest = one.measure.percent(found.bound)
            yield replace(outcome, exact=found.exact, highest=highest)


def _worst(findings: Findings) -> Iterator[Outcome]:
    history, potential = findings.weighed(Words.WORST)
    for one in findings.dealt:
        scales = findings.scales(one, Words.WORST)
        found = Worst(history, potential, scales, findings.budget.steps).search(
            one.root
        )
        if found is not None:
            outcome = _outcome(findings, one, found.step.choices())
            lowest = one.measure.percent(found.bound)
            yield replace(outcome, exact=found.exact, lowest=lowest)


def _sampled_high(findings: Findings) -> Iterator[Outcome]:
    for one in findings.dealt:
        met = findings.sample(one).highest
        if met is not None:
            outcome = _outcome(findings, one, met[1])
            yield replace(outcome, exact=False, highest=_EVERYTHING)


def _sampled_low(findings: Findings) -> Iterator[Outcome]:
    for one in findings.dealt:
        met = findings.sample(one).lowest
        if met is not None:
            outcome = _outcome(findings, one, met[1])
            yield replace(outcome, exact=False, lowest=Decimal(0))


def _outcome(findings: Findings, one: Dealt, choices: tuple[Choice, ...]) -> Outcome:
    return measured(findings.graph.machine, one.deal, choices, one.measure)
