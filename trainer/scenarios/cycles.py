"""Where a conversation can lead, and where it can come back to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.scenarios.machine import Machine, Move
from trainer.scenarios.parts import Goal


def strongly_connected(links: Sequence[Sequence[int]]) -> list[list[int]]:
    """Return the strongly connected components, each after all it leads to.

    Tarjan's algorithm without recursion: ``links[node]`` are the nodes it leads to.
    """
    number: list[int] = [-1] * len(links)
    low: list[int] = [0] * len(links)
    held: list[int] = []
    on_hold = [False] * len(links)
    components: list[list[int]] = []
    counter = 0
    for root in range(len(links)):
        if number[root] >= 0:
            continue
        work = [(root, 0)]
        while work:
            node, place = work.pop()
            if place == 0:
                number[node] = low[node] = counter
                counter += 1
                held.append(node)
                on_hold[node] = True
            else:
                low[node] = min(low[node], low[links[node][place - 1]])
            place = _advance(links[node], place, number, on_hold, node, low)
            if place <= len(links[node]) - 1:
                work.append((node, place + 1))
                work.append((links[node][place], 0))
            elif low[node] == number[node]:
                components.append(_release(node, held, on_hold))
    return components


def _advance(
    links: Sequence[int],
    place: int,
    number: list[int],
    on_hold: list[bool],
    node: int,
    low: list[int],
) -> int:
    """Skip links to nodes already numbered; return the place of the next one."""
    while place < len(links) and number[links[place]] >= 0:
        if on_hold[links[place]]:
            low[node] = min(low[node], number[links[place]])
        place += 1
    return place


def _release(node: int, held: list[int], on_hold: list[bool]) -> list[int]:
    component: list[int] = []
    while True:
        member = held.pop()
        on_hold[member] = False
        component.append(member)
        if member == node:
            return component


def beat_links(machine: Machine) -> list[list[int]]:
    """Return for every beat the beats its moves can lead to."""
    back = returns_to(machine)
    leads = [
        [to for goal in goals(move) for to in reached(back, move, goal)]
        for move in machine.moves
    ]
    return [
        sorted({to for index in (*beat.moves, *beat.goes) for to in leads[index]})
        for beat in machine.beats
    ]


def targets(machine: Machine, move: Move) -> list[int]:
    """Return the beats a move can lead to; a return leads back to every caller."""
    back = returns_to(machine)
    return [to for goal in goals(move) for to in reached(back, move, goal)]


def goals(move: Move) -> tuple[Goal, ...]:
    """Return everywhere a move may lead: its link, then its ``go`` facts."""
    return (move.goal, *(goal for _, goal in move.goes))


Returns = Mapping[tuple[str, int], tuple[int, ...]]
"""(File, how deep it is called) → the beats its callers go on with."""


def returns_to(machine: Machine) -> Returns:
    """Return where sub-scenes lead back to, whoever called them."""
    found: dict[tuple[str, int], dict[int, None]] = {}
    for move in machine.moves:
        for goal in goals(move):
            if goal.calls:
                called = machine.beats[goal.beat]
                found.setdefault((called.file, called.depth), {})[move.then] = None
    return {key: tuple(thens) for key, thens in found.items()}


def reached(back: Returns, move: Move, goal: Goal) -> tuple[int, ...]:
    """Return the beats one way of a move can lead to."""
    if goal.beat >= 0:
        return (goal.beat,)
    return back.get((move.file, move.depth), ())
