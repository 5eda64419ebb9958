"""Points beside the situations: what each step is worth, given what counted before.

An entry scores once an attempt, and a broken clause costs once. Where a conversation
can meet one again, whether it has counted is one more bit of the situation; all other
points stay outside of it. So no cycle earns twice, and longest paths are well defined.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from trainer.scenarios.choices import Choice
from trainer.scenarios.cycles import strongly_connected
from trainer.scenarios.exploration.scales import Packed, packed
from trainer.scenarios.exploration.search import Graph
from trainer.scenarios.exploration.ways import NOWHERE, Entry, Way, silent_marks
from trainer.scenarios.ledger import Ledger, book, points_of
from trainer.scenarios.parts import Mark
from trainer.scenarios.steps import Step


class Words(Enum):
    """Which own words are meant, of those that lead to the same situation."""

    BEST = "best"
    WORST = "worst"
    NONE = "none"
    """None that anybody listens for."""


class Link(NamedTuple):
    """A step from one node to another."""

    to: int
    """The number of the node it leads to."""
    place: int
    """Of its way, among those of the situation."""
    way: Way
    points: Packed
    """What it counts for, given what counted before."""
    critical: bool
    """Whether it makes a critical error."""


class Condensed:
    """The strongly connected components of a graph."""

    def __init__(self, graph: Graph) -> None:
        """Find them; situations not looked at lead nowhere."""
        looked_at = len(graph.entries)
        links: list[Sequence[int]] = [graph.ahead(n) for n in range(looked_at)]
        links += [()] * (len(graph.states) - looked_at)
        self.members = strongly_connected(links)
        """Numbers of situations by component, each after all it leads to."""
        self.place = [0] * len(links)
        """The component of each situation."""
        for place, members in enumerate(self.members):
            for number in members:
                self.place[number] = place


class History:
    """The situations of a graph with what has to be remembered of the points."""

    def __init__(
        self, graph: Graph, condensed: Condensed, words: Words = Words.BEST
    ) -> None:
        """Find out which entries a conversation can meet more than once.

        Args:
            graph: The situations.
            condensed: Their components.
            words: Which of the own words that lead the same way are meant.
        """
        self.graph = graph
        self.condensed = condensed
        self.words = words
        self._bits: dict[str, int] = {}
        self._met: dict[int, int] = {}
        self._masks = {id(entry): self._mask(entry) for entry in graph.entries}
        self._points: dict[tuple[int, int], tuple[Packed, bool]] = {}
        self.ahead_of = self._ahead()
        """For each component the bits of all entries that can be met from it on."""
        self.repeated = self._repeated()
        """The bits of entries that can be met more than once."""
        self.situations: list[int] = []
        """For each node its situation."""
        self._counted: list[int] = []
        self._nodes: dict[tuple[int, int], int] = {}
        self._links: dict[int, tuple[Link, ...]] = {}

    def node(self, situation: int, counted: int = 0) -> int:
        """Return the number of the node of a situation.

        Args:
            situation: Its number in the graph.
            counted: The bits of entries that counted before and can be met again.
        """
        number = self._nodes.setdefault((situation, counted), len(self.situations))
        if number == len(self.situations):
            self.situations.append(situation)
            self._counted.append(counted)
        return number

    def links(self, node: int) -> tuple[Link, ...]:
        """Return the steps from a node, in the order of its ways."""
        found = self._links.get(node)
        if found is None:
            found = self._links[node] = tuple(self._linked(node))
        return found

    def _linked(self, node: int) -> Iterator[Link]:
        number, counted = self.situations[node], self._counted[node]
        if number >= len(self.graph.entries):
            return
        entry, component = self.graph.entries[number], self.condensed.place
        masks, ahead = self._masks[id(entry)], self.graph.ahead(number)
        for place, way in enumerate(entry.ways):
            mask, to = masks[place], ahead[place]
            kept = (counted | mask) & self.repeated & self.ahead_of[component[to]]
            points, critical = self._worth(way, counted & mask)
            yield Link(self.node(to, kept), place, way, points, critical)

    def choice(self, way: Way) -> Choice:
        """Return the choice a way stands for."""
        return way.worse if self.words is Words.WORST else way.choice

    def marks(self, way: Way) -> tuple[Mark, ...]:
        """Return what a way scores before it is known what counted before."""
        match self.words:
            case Words.BEST:
                return way.marks
            case Words.WORST:
                return way.worse_marks
            case _:
                return silent_marks(way)

    def _worth(self, way: Way, counted: int) -> tuple[Packed, bool]:
        found = self._points.get((id(way), counted))
        if found is None:
            found = self._points[id(way), counted] = self._booked(way, counted)
        return found

    def _booked(self, way: Way, counted: int) -> tuple[Packed, bool]:
        before = frozenset(k for k, bit in self._bits.items() if counted & bit)
        step = Step(NOWHERE, (), self.marks(way), way.broken, way.critical)
        ledger, _, _ = book(Ledger(keys=before), step)
        return packed(*points_of(ledger)), bool(ledger.critical)

    def _mask(self, entry: Entry) -> Sequence[int]:
        found = []
        for way in entry.ways:
            mask = self._met.get(id(way))
            if mask is None:
                mask = self._met[id(way)] = self._keys(way)
            found.append(mask)
        return found

    def _keys(self, way: Way) -> int:
        keys = {mark.key for mark in self.marks(way)}
        keys |= {f"clause:{verdict.clause}" for verdict in way.broken}
        mask = 0
        for key in sorted(keys):
            mask |= self._bits.setdefault(key, 1 << len(self._bits))
        return mask

    def _ahead(self) -> list[int]:
        """Return for each component the bits of all entries met from it on."""
        ahead: list[int] = []
        for members in self.condensed.members:
            met = 0
            for number in members:
                for to, mask in self._steps(number):
                    place = self.condensed.place[to]
                    met |= mask | (ahead[place] if place < len(ahead) else 0)
            ahead.append(met)
        return ahead

    def _repeated(self) -> int:
        again = 0
        for number in range(len(self.graph.entries)):
            for to, mask in self._steps(number):
                again |= mask & self.ahead_of[self.condensed.place[to]]
        return again

    def _steps(self, number: int) -> Iterator[tuple[int, int]]:
        if number >= len(self.graph.entries):
            return iter(())
        masks = self._masks[id(self.graph.entries[number])]
        return zip(self.graph.ahead(number), masks, strict=True)
