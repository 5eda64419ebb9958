"""Where the steps of a scenario stand on its map; small edits move few of them.

Rows follow the longest way down the file, columns follow a tree that hangs every step
under the first step above it. A reply that leads back, or to a step further down,
therefore moves no box at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trainer.scenarios.layout_lines import HEIGHT, MARGIN, WIDTH, Cell, corner, route


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A step on the map; lengths are in units of the drawing."""

    id: str
    row: int
    column: int
    x: int
    """Of its left edge."""
    y: int
    """Of its top edge."""
    linked: bool
    """Whether the first step, or ``anywhere``, leads to it over any number of links."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A link between two steps, drawn."""

    source: str
    target: str
    path: str
    """The ``d`` of an SVG path."""
    back: bool
    """Whether it leads up, or to the step it comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A whole map."""

    boxes: tuple[Box, ...]
    """In the order the steps were given."""
    lines: tuple[Line, ...]
    width: int
    height: int


def lay_out(
    steps: Sequence[str],
    links: Iterable[tuple[str, str]],
    *,
    starts: Sequence[str] = (),
) -> Layout:
    """Return where every step and link stands.

    Args:
        steps: In the order of the file, each once; at least one.
        links: From and to; links of unknown steps are left out, repeated ones are one.
        starts: Where conversations come from; the first step where none is given.
    """
    known = frozenset(steps)
    drawn = [link for link in dict.fromkeys(links) if known.issuperset(link)]
    linked = _linked(starts or steps[:1], drawn)
    order = _in_order(steps, drawn, linked)
    rows = _rows(order, drawn, linked)
    cells = _cells(order, drawn, rows)
    boxes = tuple(_box(step, cells[step], linked) for step in steps)
    return Layout(
        boxes=boxes,
        lines=tuple(_lines(drawn, cells)),
        width=max(box.x for box in boxes) + WIDTH + MARGIN,
        height=max(box.y for box in boxes) + HEIGHT + MARGIN,
    )


def _lines(
    links: Iterable[tuple[str, str]], cells: Mapping[str, Cell]
) -> Iterator[Line]:
    taken = frozenset(cells.values())
    for number, (source, target) in enumerate(links):
        yield Line(
            source=source,
            target=target,
            path=route(cells[source], cells[target], taken, number),
            back=cells[target].row <= cells[source].row,
        )


def _box(step: str, cell: Cell, linked: frozenset[str]) -> Box:
    x, y = corner(cell)
    return Box(
        id=step, row=cell.row, column=cell.column, x=x, y=y, linked=step in linked
    )


def _linked(starts: Iterable[str], links: Sequence[tuple[str, str]]) -> frozenset[str]:
    """Return every step some way leads to."""
    following: dict[str, list[str]] = {}
    for source, target in links:
        following.setdefault(source, []).append(target)
    found = dict.fromkeys(starts)
    waiting = list(found)
    for step in waiting:
        for target in following.get(step, ()):
            if target not in found:
                found[target] = None
                waiting.append(target)
    return frozenset(found)


def _in_order(
    steps: Sequence[str], links: Sequence[tuple[str, str]], linked: frozenset[str]
) -> list[str]:
    """Return the steps in file order, those nothing leads to last.

    A step to which only later ones lead stands right after the first of them, so that
    it does not look like a second beginning.
    """
    place = {step: float(at) for at, step in enumerate(steps)}
    leading: dict[str, list[str]] = {step: [] for step in steps}
    for source, target in links:
        if source != target:
            leading[target].append(source)
    for at, step in enumerate(steps):
        sources = [place[source] for source in leading[step]]
        if at and sources and step in linked and min(sources) > place[step]:
            place[step] = min(sources) + 0.5
    return sorted(steps, key=lambda step: (step not in linked, place[step]))


def _rows(
    order: Sequence[str], links: Sequence[tuple[str, str]], linked: frozenset[str]
) -> dict[str, int]:
    """Return the row of each step: one below the lowest step above that leads to it."""
    following = _forward(order, links)
    rows = dict.fromkeys(order, 0)
    lowest = 0
    for step in order:
        if step not in linked:
            rows[step] = max(rows[step], lowest + 1)
        else:
            lowest = max(lowest, rows[step])
        for target in following[step]:
            rows[target] = max(rows[target], rows[step] + 1)
    return rows


def _cells(
    order: Sequence[str], links: Sequence[tuple[str, str]], rows: Mapping[str, int]
) -> dict[str, Cell]:
    """Return the cell of each step: under the first step of the row above it."""
    following = _forward(order, links)
    under: dict[str, list[str]] = {step: [] for step in order}
    roots = dict.fromkeys(order)
    for step in order:
        for target in following[step]:
            if target in roots and rows[target] == rows[step] + 1:
                del roots[target]
                under[step].append(target)
    cells: dict[str, Cell] = {}
    free: dict[int, int] = {}
    waiting = [(root, 0) for root in reversed(roots)]
    while waiting:
        step, least = waiting.pop()
        column = max(least, free.get(rows[step], 0))
        cells[step] = Cell(rows[step], column)
        free[rows[step]] = column + 1
        waiting += [(child, column) for child in reversed(under[step])]
    return cells


def _forward(
    order: Sequence[str], links: Sequence[tuple[str, str]]
) -> dict[str, list[str]]:
    """Return for each step the later ones it leads to, in their order."""
    place = {step: at for at, step in enumerate(order)}
    following: dict[str, list[str]] = {step: [] for step in order}
    for source, target in sorted(links, key=lambda link: place[link[1]]):
        if place[target] > place[source]:
            following[source].append(target)
    return following
