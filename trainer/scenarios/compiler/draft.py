"""A move while its facts are being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.scenarios.parts import (
    ActionMatch,
    Effect,
    Expectation,
    Goal,
    ScoreEntry,
    SpokenAct,
    Test,
)


@dataclass(slots=True)
class Draft:
    """A move's facts, collected one by one."""

    effects: list[Effect] = field(default_factory=list)
    scores: list[ScoreEntry] = field(default_factory=list)
    expectations: list[Expectation] = field(default_factory=list)
    means: list[SpokenAct] = field(default_factory=list)
    critical: list[tuple[str, Test | None]] = field(default_factory=list)
    when: Test | None = None
    conditional: bool = False
    once: bool = False
    words: tuple[int, int] | None = None
    texts: dict[str, str] = field(default_factory=dict)
    action: ActionMatch | None = None
    goes: tuple[tuple[Test | None, Goal], ...] = ()
