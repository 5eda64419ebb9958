"""Points of no return: moves after which a pass, or a good ending, is out of reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from trainer.scenarios.exploration.history import History
from trainer.scenarios.exploration.hopes import LOST, Hopes
from trainer.scenarios.exploration.result import PointOfNoReturn
from trainer.scenarios.exploration.search import Graph

PASS, GOOD_ENDING = "pass", "good ending"


@dataclass(slots=True)
class Turning:
    """Counts for every move of every beat how often it loses something."""

    lost: str
    taken: dict[tuple[int, int], int] = field(default_factory=dict)
    """(Beat, move) → situations in which it was still possible before the move."""
    gone: dict[tuple[int, int], int] = field(default_factory=dict)
    """Of those, in how many it no longer is afterwards."""

    def points(self) -> Iterator[PointOfNoReturn]:
        """Yield every move that loses it somewhere, in the order of the beats."""
        for (beat, move), times in sorted(self.gone.items()):
            always = times == self.taken[beat, move]
            yield PointOfNoReturn(beat=beat, move=move, lost=self.lost, always=always)

    def endings(self, graph: Graph) -> None:
        """Add every situation of a graph, by whether a good ending is in reach."""
        good = good_ahead(graph)
        for number, entry in enumerate(graph.entries):
            if good[number]:
                ahead = [good[to] for to in graph.ahead(number)]
                moves = [way.choice.move for way in entry.ways]
                self._add(
                    graph.beat(number),
                    [(m.index, a) for m, a in zip(moves, ahead, strict=True) if m],
                )

    def passes(self, history: History, hopes: Hopes) -> None:
        """Add every state of one deal, by whether a pass is in reach."""
        graph, sure = history.graph, hopes.sure()
        for place, steps in enumerate(hopes.ahead):
            if not sure[place]:
                continue
            number = history.situations[hopes.states[place][0]]
            ways = graph.entries[number].ways
            reached = (
                (ways[way].choice.move, to != LOST and sure[to]) for way, to in steps
            )
            self._add(graph.beat(number), [(m.index, a) for m, a in reached if m])

    def _add(self, beat: int, moves: Sequence[tuple[int, bool]]) -> None:
        """Add a situation; a move counts as lost where none of its ways keeps it."""
        kept: dict[int, bool] = {}
        for move, possible in moves:
            kept[move] = kept.get(move, False) or possible
        for move, possible in kept.items():
            key = (beat, move)
            self.taken[key] = self.taken.get(key, 0) + 1
            if not possible:
                self.gone[key] = self.gone.get(key, 0) + 1


def good_ahead(graph: Graph) -> Sequence[bool]:
    """Return for each situation whether a good ending can be reached from it."""
    wanted = graph.machine.settings.good
    behind: list[list[int]] = [[] for _ in graph.states]
    for number in range(len(graph.entries)):
        for to in graph.ahead(number):
            behind[to].append(number)
    found = [graph.outcome(number) in wanted for number in range(len(graph.states))]
    waiting = [number for number, good in enumerate(found) if good]
    while waiting:
        for number in behind[waiting.pop()]:
            if not found[number]:
                found[number] = True
                waiting.append(number)
    return found
