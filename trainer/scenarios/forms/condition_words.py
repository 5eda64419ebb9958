"""What a condition claims, read from its tree, for pages that tell it in words."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trainer.content.expression_parse import Asked, Parsed, parse


@dataclass(frozen=True, slots=True)
class Word:
    """A fact, ``case.paid``, a value or a number, as written."""

    text: str


@dataclass(frozen=True, slots=True)
class Called:
    """What is asked about the conversation so far: ``said(apology)``."""

    function: str
    of: str


@dataclass(frozen=True, slots=True)
class Sum:
    """Two numbers added, or one taken from the other."""

    left: Operand
    sign: str
    right: Operand


Operand = Word | Called | Sum


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is compared, or holds by itself."""

    left: Operand
    operator: str
    """``is``, ``is not``, ``>=``, …, ``in``, ``not in``; empty: it holds."""
    right: tuple[Operand, ...] = ()
    """Several behind ``in``, one behind the others."""


@dataclass(frozen=True, slots=True)
class Denied:
    """What must not hold."""

    of: Told


@dataclass(frozen=True, slots=True)
class Joined:
    """Several, all of which or any of which must hold."""

    parts: tuple[Told, ...]
    every: bool


Told = Claim | Denied | Joined

_OPERATORS: Mapping[type[ast.cmpop], str] = {
    ast.Is: "is",
    ast.Eq: "is",
    ast.IsNot: "is not",
    ast.NotEq: "is not",
    ast.GtE: ">=",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.Lt: "<",
    ast.In: "in",
    ast.NotIn: "not in",
}


def tell(text: str) -> Told | None:
    """Return what a condition claims; ``None`` where it cannot be read."""
    parsed = parse(text)
    if parsed.tree is None:
        return None
    try:
        return _told(parsed.tree, parsed)
    except _UnknownError:
        return None


class _UnknownError(Exception):
    """Something the language does not have."""


def _told(node: ast.expr, parsed: Parsed) -> Told:
    match node:
        case ast.BoolOp(op=op, values=values):
            parts = tuple(_told(value, parsed) for value in values)
            return Joined(parts, isinstance(op, ast.And))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return Denied(_told(operand, parsed))
        case ast.Compare(left=left, ops=ops, comparators=others):
            return _compared([left, *others], ops, parsed)
    return Claim(_operand(node, parsed), "")


def _compared(
    nodes: Sequence[ast.expr], ops: Sequence[ast.cmpop], parsed: Parsed
) -> Told:
    """Return one claim for each operator: ``1 < a < 3`` is two."""
    claims = tuple(
        Claim(_operand(left, parsed), _OPERATORS[type(op)], _several(right, parsed))
        for left, op, right in zip(nodes, ops, nodes[1:], strict=False)
    )
    return claims[0] if len(claims) == 1 else Joined(claims, every=True)


def _several(node: ast.expr, parsed: Parsed) -> tuple[Operand, ...]:
    nodes = node.elts if isinstance(node, ast.Tuple) else [node]
    return tuple(_operand(one, parsed) for one in nodes)


def _operand(node: ast.expr, parsed: Parsed) -> Operand:
    match node:
        case ast.Name(id=name):
            return _asked(parsed.asked, name)
        case ast.Constant() | ast.Attribute(value=ast.Name()):
            return Word(parsed.text[node.col_offset : node.end_col_offset])
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant()):
            return Word(parsed.text[node.col_offset : node.end_col_offset])
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as op, right=right):
            sign = "+" if isinstance(op, ast.Add) else "-"
            return Sum(_operand(left, parsed), sign, _operand(right, parsed))
    raise _UnknownError


def _asked(asked: Sequence[Asked], name: str) -> Operand:
    """Return what a name stands for: itself, or what was put in its place."""
    if not name.startswith("_"):
        return Word(name)
    found = asked[int(name[1:])]
    return Called(found.owner, found.name) if found.is_call else Word(found.shown)
