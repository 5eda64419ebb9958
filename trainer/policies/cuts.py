"""Which values of a fact can make a difference to some conditions.

A condition changes its word only at the constants it compares with, so a few values
around each of them stand for all others. Facts that are compared with each other share
their constants, and get as many values in a row as there are of them, so that every
order they can stand in occurs.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from trainer.content.expression_parse import Parsed, parse
from trainer.content.expressions import Binding, Expression
from trainer.content.types import Day, Flag, Text, Type, Value, Whole, Words
from trainer.content.values import LARGEST, money_cents

MOST_SUMMED = 4
"""Constants of one comparison whose sums are worked out."""

Key = int | str
"""What varies: the slot of a fact, or the name of an argument."""


@dataclass(slots=True)
class _Linked:
    """What some facts are compared with, and that they are compared with each other."""

    keys: set[Key] = field(default_factory=set)
    constants: set[Value] = field(default_factory=set)


def key_of(binding: Binding) -> Key | None:
    """Return what varies about a name; ``None`` for a setting."""
    return binding.slot if binding.slot is not None else binding.argument


def is_exact(expression: Expression) -> bool:
    """Return whether the values of :func:`cuts` stand for all others.

    They may not where several facts are added up, or one of them twice.
    """
    parsed = parse(expression.text)
    names = dict(expression.explain)
    for compare in _comparisons(parsed):
        varying = [n for n in _leaves(compare, parsed) if _varies(names.get(n))]
        summed = any(
            isinstance(node, ast.BinOp | ast.USub) for node in ast.walk(compare)
        )
        constants = len([*_constants(compare, parsed, names)])
        if summed and (len(varying) > 1 or constants > MOST_SUMMED):
            return False
    return True


def cuts(
    expressions: Iterable[Expression], earliest: Mapping[Key, date], start: date
) -> dict[Key, tuple[Value, ...]]:
    """Return the values worth trying of everything that some conditions read.

    Args:
        expressions: The conditions that are looked at together.
        earliest: Facts that are no day before another.
        start: A day to begin from where nothing names one.
    """
    types: dict[Key, Type] = {}
    linked: dict[Key, _Linked] = {}
    for expression in expressions:
        for _, binding in expression.explain:
            key = key_of(binding)
            if key is not None:
                types.setdefault(key, binding.type)
                linked.setdefault(key, _Linked({key}))
        for found in _found(expression):
            _link(found, linked)
    return {
        key: tuple(_values(type_, linked[key], earliest.get(key), start, types))
        for key, type_ in types.items()
    }


def _varies(binding: Binding | None) -> bool:
    return binding is not None and key_of(binding) is not None


def _link(found: _Linked, linked: dict[Key, _Linked]) -> None:
    """Bring together what one comparison names."""
    groups = [found, *(linked[key] for key in found.keys)]
    whole = _Linked()
    for group in groups:
        whole.keys |= group.keys
        whole.constants |= group.constants
    linked.update(dict.fromkeys(whole.keys, whole))


def _found(expression: Expression) -> Iterator[_Linked]:
    """Yield what each comparison of a condition names."""
    parsed = parse(expression.text)
    names = dict(expression.explain)
    for compare in _comparisons(parsed):
        leaves = [names[n] for n in _leaves(compare, parsed) if n in names]
        keys = {key for b in leaves if (key := key_of(b)) is not None}
        constants = [*_constants(compare, parsed, names)]
        yield _Linked(keys, {*constants, *_sums(compare, constants)})


def _comparisons(parsed: Parsed) -> Iterator[ast.Compare]:
    for node in ast.walk(parsed.tree) if parsed.tree else ():
        if isinstance(node, ast.Compare):
            yield node


def _leaves(compare: ast.Compare, parsed: Parsed) -> Iterator[str]:
    """Yield every name and word of a comparison, as it is explained."""
    owners = {id(n.value) for n in ast.walk(compare) if isinstance(n, ast.Attribute)}
    for node in ast.walk(compare):
        match node:
            case ast.Name(id=name) if id(node) not in owners:
                is_held = name.startswith("_")
                yield parsed.asked[int(name[1:])].shown if is_held else name
            case ast.Attribute(value=ast.Name(id=owner)):
                yield f"{owner}.{node.attr}"


def _constants(
    compare: ast.Compare, parsed: Parsed, names: Mapping[str, Binding]
) -> Iterator[Value]:
    """Yield the numbers, settings and words of a comparison."""
    for node in ast.walk(compare):
        if isinstance(node, ast.Constant):
            text = parsed.text[node.col_offset : node.end_col_offset]
            cents = money_cents(text)
            yield int(text) if cents is None else cents
    for name in _leaves(compare, parsed):
        binding = names.get(name)
        if binding is None:
            yield name
        elif binding.constant is not None:
            yield binding.constant


def _sums(compare: ast.Compare, constants: list[Value]) -> Iterator[int]:
    """Yield what the constants of a comparison come to, added and taken away."""
    if not any(isinstance(node, ast.BinOp | ast.USub) for node in ast.walk(compare)):
        return
    numbers = [n for n in constants if isinstance(n, int)][:MOST_SUMMED]
    for signs in product((-1, 0, 1), repeat=len(numbers)):
        yield sum(sign * n for sign, n in zip(signs, numbers, strict=True))


def _values(
    type_: Type,
    linked: _Linked,
    earliest: date | None,
    start: date,
    types: Mapping[Key, Type],
) -> Iterable[Value]:
    """Return the values of one fact worth trying, each once, in order."""
    near = range(-len(linked.keys), len(linked.keys) + 1)
    match type_:
        case Flag():
            return (False, True)
        case Words(options):
            return _words(options, linked)
        case Text():
            lists = [t.options for k in linked.keys if isinstance(t := types[k], Words)]
            known = {w for w in linked.constants if isinstance(w, str)}
            known |= {word for options in lists for word in options}
            return (*sorted(known), *(f"text {n}" for n in near if n > 0))
        case Day():
            return _days(earliest, start, linked, near)
        case Whole(low, high):
            return _numbers(low, high, linked, near)
    return _numbers(0, LARGEST, linked, near)


def _words(options: tuple[str, ...], linked: _Linked) -> Iterable[str]:
    """Return the words that are named, and one that stands for all others."""
    if len(linked.keys) > 1:
        return options
    other = next((word for word in options if word not in linked.constants), None)
    return tuple(w for w in options if w in linked.constants or w == other)


def _numbers(low: int, high: int, linked: _Linked, near: range) -> Iterable[int]:
    numbers = {n for n in linked.constants if isinstance(n, int)} | {low, high}
    return sorted({n + m for n in numbers for m in near if low <= n + m <= high})


def _days(
    earliest: date | None, start: date, linked: _Linked, near: range
) -> Iterable[date]:
    days = {day for day in linked.constants if isinstance(day, date)}
    numbers = {day.toordinal() for day in (*days, earliest or start)}
    first, last = (earliest or date.min).toordinal(), date.max.toordinal()
    around = {n + m for n in numbers for m in near}
    return [date.fromordinal(n) for n in sorted(around) if first <= n <= last]
