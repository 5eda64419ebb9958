"""Go on where the search stopped: play that prefers what was done least."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from trainer.scenarios.choices import Choice
from trainer.scenarios.exploration.random_play import MOST_TURNS, numbers
from trainer.scenarios.exploration.result import Trail
from trainer.scenarios.exploration.search import Graph
from trainer.scenarios.exploration.ways import Entry

WALKS = 300
"""Conversations of each deal."""


def wander(graph: Graph, *, walks: int = WALKS) -> tuple[Trail, ...]:
    """Play on with what was done least; a seed decides between equals.

    What is met on the way is noted as in the search itself.

    Returns:
        The first conversation to each beat where nothing could be said or done.
    """
    draw, used = numbers(7), Counter[tuple[int, int]]()
    stuck: dict[int, Trail] = {}
    for deal, root in zip(graph.deals, graph.roots, strict=True):
        for _ in range(walks if root >= 0 else 0):
            state, choices = graph.states[root], list[Choice]()
            for _ in range(MOST_TURNS):
                entry = graph.ways.entry(state)
                beat = state & graph.ways.packing.beat_mask
                if entry.stuck:
                    trail = Trail(deal=deal, choices=tuple(choices), beat=beat)
                    stuck.setdefault(beat, trail)
                if not entry.jumps:
                    break
                place = _least_used(entry, used, draw)
                kept, put = entry.jumps[place]
                state = state & kept | put
                choices.append(entry.ways[place].choice)
    return tuple(stuck.values())


def _least_used(
    entry: Entry, used: Counter[tuple[int, int]], draw: Iterator[int]
) -> int:
    first, count = next(draw) >> 8, len(entry.jumps)
    order = ((first + place) % count for place in range(count))
    place = min(order, key=lambda place: used[id(entry), place])
    used[id(entry), place] += 1
    return place
