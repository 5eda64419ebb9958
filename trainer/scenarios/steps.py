"""What one step of a conversation did, and what it was worth."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from trainer.policies.judge import Verdict
from trainer.scenarios.desk import Change, Refusal
from trainer.scenarios.machine import Situation


class Mark(NamedTuple):
    """Points a step is worth, before it is known which were counted before."""

    key: str
    criterion: str
    points: int
    source: str
    """``score``, ``expect``, ``avoid``, ``goal`` or ``verdict``."""
    detail: str = ""
    """The expectation's name, the goal's field or the clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a move did."""

    after: Situation
    entered: tuple[Situation, ...] = ()
    """Every beat entered, as it stood then; the last is ``after``."""
    marks: tuple[Mark, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    critical: tuple[str, ...] = ()
    result: Change | Refusal | None = None
    """What the desk answered to an action."""
