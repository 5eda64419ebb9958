"""The words settings are written in."""

from __future__ import annotations

CRITERIA = ("policy", "deescalation", "discovery", "process", "close")
"""The five fixed criteria, so that skills add up over scenarios."""

OUTCOMES = ("resolved", "escalated", "lost", "failed")
"""Endings every scenario may have without declaring them."""

SETTINGS = (
    "id",
    "title",
    "kind",
    "language",
    "level",
    "minutes",
    "topics",
    "channel",
    "player",
    "use",
    "timed",
    "from",
    "until",
    "params",
    "shared",
    "policy",
    "bind",
    "pass",
    "rubric",
    "good",
    "outcomes",
    "persona",
    "meters",
    "vars",
    "deal",
    "case",
    "goal",
    "shuffle",
)
"""Every setting, in canonical order."""

SUBSCENE_ONLY = frozenset({"params", "shared"})
"""Settings of files that are called by others."""

SCENARIO_ONLY = frozenset(
    {
        "channel",
        "player",
        "use",
        "timed",
        "from",
        "until",
        "policy",
        "bind",
        "pass",
        "good",
        "outcomes",
        "persona",
        "deal",
        "case",
        "goal",
    }
)
"""Settings that mean nothing in a sub-scene: its caller decides them."""
