"""Problems of a sub-scene that it has wherever it is called from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from trainer.content.diagnostics import Diagnostic, Place

BY_CALLER = frozenset(
    {
        "unreached-beat",
        "unreached-move",
        "always-true",
        "always-false",
        "unused-variable",
        "unused-meter",
    }
)
"""What may be so for one caller of a sub-scene and otherwise for the next."""


def common(
    found: Mapping[str, Collection[Diagnostic]], parts: Mapping[str, Collection[str]]
) -> Iterator[Diagnostic]:
    """Yield problems of scenarios, of sub-scenes only those that all callers have.

    Args:
        found: Scenario → what was found in it and in the sub-scenes it calls.
        parts: Scenario → the files it is made of, itself included.
    """
    counts: dict[tuple[Place, str], int] = {}
    for diagnostics in found.values():
        for key in {(one.place, one.code) for one in diagnostics}:
            counts[key] = counts.get(key, 0) + 1
    for scenario, diagnostics in found.items():
        for one in diagnostics:
            own = one.place.file == scenario or one.code not in BY_CALLER
            callers = sum(one.place.file in parts[other] for other in found)
            if own or counts[one.place, one.code] == callers:
                yield one
