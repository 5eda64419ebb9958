"""What follows from all situations of a scenario: chances, extremes, turning points."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from trainer.scenarios.exploration.conversations import Dealt, measured
from trainer.scenarios.exploration.history import Condensed, History, Words
from trainer.scenarios.exploration.hopes import Hopes, Hoping, Places
from trainer.scenarios.exploration.potential import Potential
from trainer.scenarios.exploration.random_play import (
    PLAYS,
    Sample,
    chance_to_pass,
    play_at_random,
    random_places,
    shares_of_endings,
)
from trainer.scenarios.exploration.references import Reference
from trainer.scenarios.exploration.result import (
    Budget,
    Ending,
    Outcome,
    PointOfNoReturn,
)
from trainer.scenarios.exploration.scales import Scales
from trainer.scenarios.exploration.search import Deal, Graph
from trainer.scenarios.exploration.turning import (
    GOOD_ENDING,
    PASS,
    Turning,
)
from trainer.scenarios.exploration.ways import Entry, silent_marks
from trainer.scenarios.shares import Measure

Weighed = tuple[History, Potential]


@dataclass(slots=True)
class Findings:
    """Works out what follows; each part once, when it is asked for."""

    graph: Graph
    dealt: tuple[Dealt, ...]
    budget: Budget
    random_plays: int = 0
    """Conversations that had to be played because working it out was too much."""
    _condensed: Condensed | None = None
    _weighed: dict[Words, Weighed] = field(default_factory=dict)
    _scales: dict[tuple[int, Words], Scales] = field(default_factory=dict)
    _samples: dict[int, Sample] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        graph: Graph,
        references: Sequence[Reference],
        pass_mark: int,
        budget: Budget,
    ) -> Findings:
        """Prepare for a graph and the reference of each of its deals."""
        dealt = tuple(
            Dealt(
                deal=deal,
                root=root,
                reference=reference,
                measure=Measure(graph.machine, reference.points, pass_mark),
            )
            for deal, root, reference in zip(
                graph.deals, graph.roots, references, strict=True
            )
            if root >= 0
        )
        return cls(graph, dealt, budget)

    @property
    def exact(self) -> bool:
        """Return whether points are followed through every situation."""
        return self.graph.complete and len(self.graph.states) <= self.budget.weighs

    def measures(self) -> Sequence[tuple[Deal, Measure]]:
        """Return what the conversations of each deal are measured by."""
        return [(one.deal, one.measure) for one in self.dealt]

    def by_deal(self) -> tuple[Outcome, ...]:
        """Return the best clean conversation of each deal that has one."""
        return tuple(
            replace(
                measured(
                    self.graph.machine, one.deal, one.reference.choices, one.measure
                ),
                exact=one.reference.complete,
            )
            for one in self.dealt
            if one.reference.found
        )

    def chance(self) -> float:
        """Return how often random play passes, over all deals alike."""
        passes = [self._chance(one) for one in self.dealt]
        return sum(passes) / len(passes) if passes else 0.0

    def endings(self, beats: Collection[int]) -> tuple[Ending, ...]:
        """Return every ending; ``beats`` are those that were entered somewhere."""
        shares: dict[int, float] = {}
        for one in self.dealt:
            for beat, share in self._ended(one).items():
                shares[beat] = shares.get(beat, 0.0) + share / len(self.dealt)
        return tuple(
            Ending(
                beat=beat.index,
                outcome=beat.outcome,
                reachable=beat.index in beats,
                random_share=shares.get(beat.index, 0.0),
            )
            for beat in self.graph.machine.beats
            if beat.outcome
        )

    def no_return(self) -> tuple[tuple[PointOfNoReturn, ...], frozenset[int] | None]:
        """Return the moves after which a pass or a good ending is out of reach.

        And the index of every move after which somebody may still pass; ``None`` where
        that was too much to work out.
        """
        if not self.exact:
            return (), None
        endings, passes = Turning(GOOD_ENDING), Turning(PASS)
        endings.endings(self.graph)
        whole = True
        for one in self.dealt:
            hopes = self._hopes(one, Words.BEST, _best_places)
            whole = whole and hopes.complete
            if hopes.complete:
                passes.passes(self.weighed(Words.BEST)[0], hopes)
        gone = tuple(endings.points())
        known = {(point.beat, point.move) for point in gone if point.always}
        only = [p for p in passes.points() if (p.beat, p.move) not in known]
        return (*gone, *only), passes.kept() if whole else None

    def _chance(self, one: Dealt) -> float:
        if self.exact:
            hopes = self._hopes(one, Words.NONE, random_places)
            if hopes.complete:
                return chance_to_pass(hopes)
        return self.sample(one).passes

    def _ended(self, one: Dealt) -> Mapping[int, float]:
        if self.exact:
            return shares_of_endings(self.graph, self._components(), one.root)
        return self.sample(one).ended

    def _hopes(self, one: Dealt, words: Words, places: Places) -> Hopes:
        history, potential = self.weighed(words)
        scales = self.scales(one, words)
        hoping = Hoping(history, potential, scales, places, self.budget.hopes)
        return hoping.follow(one.root)

    def scales(self, one: Dealt, words: Words) -> Scales:
        """Return what weighs the points of a deal."""
        key = one.root, words
        if key not in self._scales:
            _, potential = self.weighed(words)
            self._scales[key] = Scales(one.measure, potential.gains(one.root))
        return self._scales[key]

    def sample(self, one: Dealt) -> Sample:
        """Return what random play of a deal came to; played when first asked for."""
        if one.root not in self._samples:
            played = play_at_random(self.graph, one.root, one.measure)
            self._samples[one.root] = played
            self.random_plays += PLAYS
        return self._samples[one.root]

    def weighed(self, words: Words) -> Weighed:
        """Return the points beside the situations, and what can still be had."""
        if words not in self._weighed:
            same = self._weighed.values() if not _listens(self.graph) else ()
            found = next(iter(same), None)
            if found is None:
                history = History(self.graph, self._components(), words)
                found = history, Potential(history)
            self._weighed[words] = found
        return self._weighed[words]

    def _components(self) -> Condensed:
        if self._condensed is None:
            self._condensed = Condensed(self.graph)
        return self._condensed


def _best_places(entry: Entry) -> Sequence[int]:
    return [place for place, way in enumerate(entry.ways) if not way.slip]


def _listens(graph: Graph) -> bool:
    """Say whether own words are worth points anywhere."""
    return any(
        way.marks != way.worse_marks or silent_marks(way) != way.marks
        for entry in graph.ways.entries.values()
        for way in entry.ways
    )
