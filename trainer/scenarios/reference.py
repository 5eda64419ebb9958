"""The best clean good conversation: what full marks mean for a scenario.

A *clean* conversation takes no move that loses points, makes no critical error, breaks
no clause, meets every expectation of own words and never lets the clock run out. Among
those with a good ending the reference is the one with the largest weighted share of
each criterion's own maximum; fewer moves win a tie, then the order in the file.

The search visits situations, never paths. Points stay outside the situation, except
for entries a conversation could come back to: each of those is one bit of it, so no
cycle can earn twice and the longest path is well defined.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import lcm
from typing import NamedTuple

from trainer.policies.judge import Outcome
from trainer.scenarios import engine
from trainer.scenarios.choices import Choice, choices, take
from trainer.scenarios.cycles import repeatable_entries, strongly_connected
from trainer.scenarios.machine import CRITERIA, Machine, Situation
from trainer.scenarios.steps import Mark, Step
from trainer.scenarios.syntax import MoveKind

MOST_SITUATIONS = 250_000
"""Past this the search stops and says that not everything was checked."""

Points = Mapping[str, int]


class Node(NamedTuple):
    """A situation and the repeatable entries that have counted."""

    situation: Situation
    counted: frozenset[str]


class Edge(NamedTuple):
    """A choice that leads on cleanly."""

    choice: Choice
    points: tuple[int, ...]
    """In the order of ``CRITERIA``."""
    to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What the best clean good conversation of one deal earns, and how it goes."""

    points: Points
    """Criterion → points; empty where there is no such conversation."""
    maxima: Points
    """Criterion → the most any clean good conversation earns under it."""
    choices: tuple[Choice, ...] = ()
    found: bool = True
    """Whether there is a clean way to a good ending at all."""
    complete: bool = True
    """Whether every clean situation was visited."""
    situations: int = 0


@dataclass(slots=True)
class _Graph:
    nodes: list[Node] = field(default_factory=list)
    edges: list[list[Edge]] = field(default_factory=list)
    ends: list[bool] = field(default_factory=list)
    """Whether it is a good ending."""
    complete: bool = True


def find_reference(machine: Machine, deal: Mapping[str, str]) -> Reference:
    """Search every clean conversation of one deal."""
    graph = _explore(machine, deal)
    order = strongly_connected([[e.to for e in edges] for edges in graph.edges])
    maxima = {
        criterion: _best(graph, order, _only(place)).value
        for place, criterion in enumerate(CRITERIA)
    }
    if maxima[CRITERIA[0]] < 0:
        return Reference(
            points={},
            maxima={},
            found=False,
            complete=graph.complete,
            situations=len(graph.nodes),
        )
    path = _best(graph, order, _weights(machine, maxima)).path
    earned = [sum(points) for points in zip(*(e.points for e in path), strict=True)]
    return Reference(
        points={c: p for c, p in zip(CRITERIA, earned, strict=False) if p},
        maxima={c: p for c, p in maxima.items() if p},
        choices=tuple(edge.choice for edge in path),
        complete=graph.complete,
        situations=len(graph.nodes),
    )


def is_clean(choice: Choice, step: Step) -> bool:
    """Say whether a step loses nothing and breaks nothing."""
    if choice.move is not None and (
        choice.move.kind is MoveKind.WAIT or choice.move.loses
    ):
        return False
    return not (
        step.critical
        or any(mark.points < 0 for mark in step.marks)
        or any(verdict.outcome is Outcome.BROKEN for verdict in step.verdicts)
    )


def _explore(machine: Machine, deal: Mapping[str, str]) -> _Graph:
    repeatable, good = repeatable_entries(machine), machine.settings.good
    graph = _Graph()
    places: dict[Node, int] = {}
    first = Node(engine.begin(machine, deal).after, frozenset())
    _place(graph, places, first)
    for here in graph.nodes:
        at = places[here]
        graph.ends[at] = machine.beats[here.situation.beat].outcome in good
        for choice, fresh, node in _clean_ways(machine, here, repeatable):
            to = _place(graph, places, node)
            graph.edges[at].append(Edge(choice, _vector(fresh), to))
        if len(graph.nodes) > MOST_SITUATIONS:
            graph.complete = False
            break
    return graph


def _clean_ways(
    machine: Machine, here: Node, repeatable: frozenset[str]
) -> Iterator[tuple[Choice, list[Mark], Node]]:
    """Yield what can be done cleanly, what is new to count, and where it leads."""
    for choice in choices(machine, here.situation):
        step = take(machine, here.situation, choice)
        if is_clean(choice, step):
            fresh = [mark for mark in step.marks if mark.key not in here.counted]
            again = {mark.key for mark in fresh if mark.key in repeatable}
            yield choice, fresh, Node(step.after, here.counted | again)


def _place(graph: _Graph, places: dict[Node, int], node: Node) -> int:
    if node not in places:
        places[node] = len(graph.nodes)
        graph.nodes.append(node)
        graph.edges.append([])
        graph.ends.append(False)
    return places[node]


def _vector(marks: list[Mark]) -> tuple[int, ...]:
    once = {mark.key: mark for mark in marks}
    return tuple(
        sum(m.points for m in once.values() if m.criterion == criterion)
        for criterion in CRITERIA
    )


def _only(place: int) -> tuple[int, ...]:
    return tuple(int(place == other) for other in range(len(CRITERIA)))


def _weights(machine: Machine, maxima: Points) -> tuple[int, ...]:
    """Whole-number weights that order conversations like Σ weight · points / maximum.

    A criterion nobody can earn has weight 0: it leaves the comparison.
    """
    common = lcm(*(m for m in maxima.values() if m > 0))
    return tuple(
        machine.settings.rubric.get(c, 0) * common // maxima[c] if maxima[c] > 0 else 0
        for c in CRITERIA
    )


class _Way(NamedTuple):
    value: int
    """The most that can be earned from the first node; -1 where no end is reached."""
    path: tuple[Edge, ...]


def _best(graph: _Graph, order: list[list[int]], weights: tuple[int, ...]) -> _Way:
    """Find the longest path to a good ending; fewest moves, then first, win ties."""
    value: list[tuple[int, int] | None] = [
        (0, 0) if end else None for end in graph.ends
    ]
    chosen: list[Edge | None] = [None] * len(graph.nodes)
    for component in order:
        again = True
        while again:
            again = False
            for node in component:
                again |= _improve(graph, node, weights, value, chosen)
            again = again and len(component) > 1
    if value[0] is None:
        return _Way(-1, ())
    path: list[Edge] = []
    node = 0
    while (edge := chosen[node]) is not None:
        path.append(edge)
        node = edge.to
    return _Way(value[0][0], tuple(path))


def _improve(
    graph: _Graph,
    node: int,
    weights: tuple[int, ...],
    value: list[tuple[int, int] | None],
    chosen: list[Edge | None],
) -> bool:
    """Take a better way on from a node; say whether there was one."""
    better = False
    for edge in graph.edges[node]:
        ahead = value[edge.to]
        if ahead is None or edge.to == node:
            continue
        gain = sum(w * p for w, p in zip(weights, edge.points, strict=True))
        reached = (ahead[0] + gain, ahead[1] - 1)
        now = value[node]
        if now is None or reached > now:
            value[node], chosen[node], better = reached, edge, True
    return better
