"""Points of no return: moves after which a pass, or a good ending, is out of reach."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from trainer.scenarios.exploration.history import History
from trainer.scenarios.exploration.hopes import LOST, Hopes
from trainer.scenarios.exploration.result import PointOfNoReturn
from trainer.scenarios.exploration.search import Graph
from trainer.scenarios.exploration.ways import Entry

PASS, GOOD_ENDING = "pass", "good ending"


@dataclass(slots=True)
class Turning:
    """Notes for every move of every beat whether it loses something."""

    lost: str
    _seen: dict[tuple[int, int], set[bool]] = field(default_factory=dict)
    """(Beat, move) → whether it was ever possible after it, and ever not, where it was
    still possible before."""

    def points(self) -> Iterator[PointOfNoReturn]:
        """Yield every move that loses it somewhere, in the order of the beats."""
        for (beat, move), seen in sorted(self._seen.items()):
            if False in seen:
                always = True not in seen
                yield PointOfNoReturn(
                    beat=beat, move=move, lost=self.lost, always=always
                )

    def kept(self) -> frozenset[int]:
        """Return the moves after which it was still possible somewhere."""
        return frozenset(move for (_, move), seen in self._seen.items() if True in seen)

    def endings(self, graph: Graph) -> None:
        """Add every situation of a graph, by whether a good ending is in reach."""
        good = good_ahead(graph)
        for number, entry in enumerate(graph.entries):
            if good[number]:
                kept = [good[to] for to in graph.ahead(number)]
                self._add(graph.beat(number), entry, enumerate(kept))

    def passes(self, history: History, hopes: Hopes) -> None:
        """Add every state of one deal, by whether a pass is in reach."""
        graph, sure = history.graph, hopes.sure()
        for place, (node, _) in enumerate(hopes.states):
            if sure[place]:
                number = history.situations[node]
                kept = [
                    (way, to != LOST and sure[to]) for way, to in hopes.ahead[place]
                ]
                self._add(graph.beat(number), graph.entries[number], kept)

    def _add(self, beat: int, entry: Entry, kept: Iterable[tuple[int, bool]]) -> None:
        """Add a situation; a move counts as lost where none of its ways keeps it.

        Args:
            beat: Where it stands.
            entry: Its ways.
            kept: (Place of a way, whether it is still possible after it).
        """
        moves: dict[int, bool] = {}
        for place, possible in kept:
            move = entry.ways[place].choice.move
            if move is not None:
                moves[move.index] = possible or moves.get(move.index, False)
        for index, possible in moves.items():
            self._seen.setdefault((beat, index), set()).add(possible)


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
