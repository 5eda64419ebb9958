"""Explore a scenario: every situation it can come to, and what follows from that."""

from trainer.scenarios.exploration.conversations import keys_of
from trainer.scenarios.exploration.explore import explore
from trainer.scenarios.exploration.result import (
    MOST_SITUATIONS,
    STRATEGIES,
    Asked,
    Budget,
    Ending,
    Exploration,
    Outcome,
    Played,
    PointOfNoReturn,
    Standing,
    Trail,
)

__all__ = [
    "MOST_SITUATIONS",
    "STRATEGIES",
    "Asked",
    "Budget",
    "Ending",
    "Exploration",
    "Outcome",
    "Played",
    "PointOfNoReturn",
    "Standing",
    "Trail",
    "explore",
    "keys_of",
]
