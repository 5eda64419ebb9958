"""What one step of a conversation did, and what it was worth."""

from __future__ import annotations

from typing import NamedTuple

from trainer.policies.judge import Verdict
from trainer.scenarios.desk import Change, Refusal
from trainer.scenarios.machine import Situation
from trainer.scenarios.parts import Mark

__all__ = ["Mark", "Step"]


class Step(NamedTuple):
    """What a move did."""

    after: Situation
    entered: tuple[Situation, ...] = ()
    """Every beat entered, as it stood then; the last is ``after``."""
    marks: tuple[Mark, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    critical: tuple[str, ...] = ()
    result: Change | Refusal | None = None
    """What the desk answered to an action."""
