"""How the links of a map run: down the rows, around boxes, and back on the right."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise
from typing import NamedTuple

WIDTH, HEIGHT = 148, 44
"""Of a box, in units of the drawing."""

MARGIN = 44
"""Around the drawing; links beside the first and last column need the room."""

_GAP_X, _GAP_Y = 40, 52
_TIP = 4
"""What the point of an arrow takes."""

_LANES, _LANE = 5, 4
"""How many links run side by side in a gap, and how far apart; more share a lane."""

_NEAR = 4
"""A link that comes nearer to a box than this runs around it."""


class Cell(NamedTuple):
    """A place in the grid of the map, counted from its top left."""

    row: int
    column: int


_Point = tuple[float, float]


def corner(cell: Cell) -> tuple[int, int]:
    """Return where the top left of a box in this cell stands."""
    return (
        MARGIN + cell.column * (WIDTH + _GAP_X),
        MARGIN + cell.row * (HEIGHT + _GAP_Y),
    )


def route(source: Cell, target: Cell, taken: Collection[Cell], number: int) -> str:
    """Return the SVG path of a link.

    Args:
        source: Where it comes from.
        target: Where it leads.
        taken: Every cell with a box in it; the link runs around them.
        number: Of the link; keeps links of one gap apart.
    """
    lane = (number % _LANES - _LANES // 2) * _LANE
    if source == target:
        return _loop(source)
    if target.row == source.row:
        return _across(source, target, lane)
    if target.row < source.row:
        return _up(source, target, taken, lane)
    (from_x, from_y), (to_x, to_y) = corner(source), corner(target)
    start = (from_x + WIDTH / 2 + lane, from_y + HEIGHT)
    middle = (to_x + WIDTH / 2, to_y - _TIP)
    rows = range(source.row + 1, target.row)
    between = _between(start, middle, rows, taken, lane)
    end = (middle[0] + lane, middle[1])
    return f"M{_n(start[0])} {_n(start[1])} {_curve([start, *between, end])}"


def _loop(cell: Cell) -> str:
    """Leave and arrive on the right of the same box."""
    x, y = corner(cell)
    right, far = x + WIDTH, x + WIDTH + _GAP_X
    low, high = y + HEIGHT * 3 // 4, y + HEIGHT // 4
    return f"M{right} {low} C{far} {low} {far} {high} {right + _TIP} {high}"


def _across(source: Cell, target: Cell, lane: int) -> str:
    """Run below the boxes of a row."""
    (from_x, y), (to_x, _) = corner(source), corner(target)
    low, deep = y + HEIGHT, y + HEIGHT + _GAP_Y * 2 // 3 + lane
    start, end = from_x + WIDTH // 2 + lane, to_x + WIDTH // 2 + lane
    return f"M{start} {low} C{start} {deep} {end} {deep} {end} {low + _TIP}"


def _up(source: Cell, target: Cell, taken: Collection[Cell], lane: int) -> str:
    """Leave on the right, climb beside the boxes, arrive on the right."""
    (from_x, from_y), (to_x, to_y) = corner(source), corner(target)
    half = HEIGHT / 2
    low: _Point = (from_x + WIDTH + _GAP_X / 2 + lane, from_y)
    gap = to_x + WIDTH + _GAP_X / 2
    high: _Point = (gap + lane, to_y + HEIGHT)
    rows = range(source.row - 1, target.row, -1)
    climb = [low, *_between(low, (gap, high[1]), rows, taken, lane), high]
    return (
        f"M{from_x + WIDTH} {_n(from_y + half)} "
        f"Q{_n(low[0])} {_n(from_y + half)} {_n(low[0])} {_n(low[1])} {_curve(climb)} "
        f"Q{_n(high[0])} {_n(to_y + half)} {to_x + WIDTH + _TIP} {_n(to_y + half)}"
    )


def _between(
    start: _Point, end: _Point, rows: range, taken: Collection[Cell], lane: int
) -> list[_Point]:
    """Return where a link crosses the rows it passes: above its end, beside boxes."""
    points = [start]
    for row in rows:
        x = _beside(end[0], points[-1][0], row, taken) + lane
        points.append((x, corner(Cell(row, 0))[1] + HEIGHT / 2))
    return points[1:]


def _beside(x: float, before: float, row: int, taken: Collection[Cell]) -> float:
    """Return ``x``, or the gap on the side it comes from where a box is in its way."""
    column = int((x - MARGIN + _NEAR) // (WIDTH + _GAP_X))
    left = corner(Cell(row, column))[0]
    if Cell(row, column) not in taken or x > left + WIDTH + _NEAR:
        return x
    right_of_it = before >= left + WIDTH / 2
    return left + (WIDTH + _GAP_X / 2 if right_of_it else -_GAP_X / 2)


def _curve(points: list[_Point]) -> str:
    """Return curves from the first point on that leave and meet each one upright."""
    parts = []
    for (x, y), (next_x, next_y) in pairwise(points):
        middle = (y + next_y) / 2
        parts.append(
            f"C{_n(x)} {_n(middle)} {_n(next_x)} {_n(middle)} {_n(next_x)} {_n(next_y)}"
        )
    return " ".join(parts)


def _n(value: float) -> str:
    """Return a length as SVG likes it: short."""
    return f"{value:.1f}".removesuffix(".0")
