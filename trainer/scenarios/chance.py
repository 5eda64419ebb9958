"""Chance that repeats: everything drawn for an attempt follows from its seed.

Draws are hashes, not a random stream, so one more draw somewhere changes no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from itertools import product
from typing import TypeVar

from trainer.scenarios.machine import Machine

T = TypeVar("T")


def draw(seed: str, purpose: str, options: Sequence[T]) -> T:
    """Draw one of the options; the same seed and purpose draw the same one."""
    return options[_number(seed, purpose) % len(options)]


def shuffled(seed: str, purpose: str, items: Sequence[T]) -> tuple[T, ...]:
    """Return the items in the order this seed and purpose give them."""
    order = sorted(
        range(len(items)), key=lambda place: _number(seed, f"{purpose}/{place}")
    )
    return tuple(items[place] for place in order)


def deal(machine: Machine, seed: str) -> dict[str, str]:
    """Draw what the scenario leaves to chance, once for an attempt."""
    return {
        name: draw(seed, f"deal/{name}", options)
        for name, (_, options) in machine.deals.items()
    }


def all_deals(machine: Machine) -> tuple[dict[str, str], ...]:
    """Return every way the scenario can be dealt; one empty deal where it is fixed."""
    names = list(machine.deals)
    options = [machine.deals[name][1] for name in names]
    return tuple(dict(zip(names, drawn, strict=True)) for drawn in product(*options))


def _number(seed: str, purpose: str) -> int:
    digest = blake2b(f"{seed}\0{purpose}".encode(), digest_size=8).digest()
    return int.from_bytes(digest)
