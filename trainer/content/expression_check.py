"""Type-checks a parsed expression and writes it down for the compiler.

Each part is visited once and comes back as source text that reads slots and
arguments, with its type. A part that is wrong is reported and comes back as nothing;
its neighbours are still checked, so an author sees every mistake of a condition.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from itertools import pairwise

from trainer.content.diagnostics import Place, Report
from trainer.content.expression_match import Typed, clash, kind_text, lists_words, total
from trainer.content.expression_names import Names
from trainer.content.expression_parse import DEEPEST, Parsed
from trainer.content.types import Flag, Money, Type, Whole
from trainer.content.values import money_cents

_ORDERED: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
_COMPARED: dict[type[ast.cmpop], str] = {
    **_ORDERED,
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Is: "==",
    ast.IsNot: "!=",
}

Part = tuple[ast.expr, Typed | None]


@dataclass(slots=True, kw_only=True)
class Checker:
    """Checks one expression against the names of its scope."""

    parsed: Parsed
    place: Place
    """Of the first letter of the expression."""
    names: Names
    report: Report

    def check(self, node: ast.expr, depth: int = 1) -> Typed | None:
        """Return the part with its type, or ``None`` after an error was reported."""
        if depth > DEEPEST:
            return self._error(
                node,
                "condition-too-deep",
                f"This is nested deeper than {DEEPEST} levels.",
                "Keep a part of it in a variable of yes or no.",
            )
        match node:
            case ast.BoolOp():
                return self._join(node, depth)
            case ast.UnaryOp():
                return self._unary(node, depth)
            case ast.BinOp():
                return self._add(node, depth)
            case ast.Compare():
                return self._compare(node, depth)
        return self._leaf(node)

    def settled(self, node: ast.expr, part: Typed | None) -> Typed | None:
        """Return the part, unless it is a bare word that nobody declared."""
        if part is None or part.is_known:
            return part
        return self._error(node, *self.names.unknown(part.shown))

    def _error(
        self, node: ast.expr, code: str, message: str, mend: str = ""
    ) -> Typed | None:
        self.report.error(self.place.shifted(node.col_offset), code, message, mend)
        return None

    def _made(self, node: ast.expr, source: str, type_: Type) -> Typed:
        return Typed(source=source, type=type_, shown=self._text(node))

    def _text(self, node: ast.expr) -> str:
        return self.parsed.text[node.col_offset : node.end_col_offset]

    def _join(self, node: ast.BoolOp, depth: int) -> Typed | None:
        parts = [self._flag(value, depth) for value in node.values]
        word = " and " if isinstance(node.op, ast.And) else " or "
        sources = [part.source for part in parts if part]
        if len(sources) < len(parts):
            return None
        return self._made(node, f"({word.join(sources)})", Flag())

    def _flag(self, node: ast.expr, depth: int) -> Typed | None:
        part = self.settled(node, self.check(node, depth + 1))
        if part is None or isinstance(part.type, Flag):
            return part
        return self._error(
            node,
            "not-a-condition",
            f"“{part.shown}” is {kind_text(part)}, not yes or no.",
            f"Compare it with something: “{part.shown} is …”.",
        )

    def _unary(self, node: ast.UnaryOp, depth: int) -> Typed | None:
        if isinstance(node.op, ast.UAdd):
            return self._strange(node)
        negates = isinstance(node.op, ast.Not)
        part = (self._flag if negates else self._addend)(node.operand, depth)
        if part is None:
            return None
        if negates:
            return self._made(node, f"(not {part.source})", Flag())
        return self._made(node, f"(-{part.source})", total(None, part.type, -1))

    def _add(self, node: ast.BinOp, depth: int) -> Typed | None:
        left = self._addend(node.left, depth)
        right = self._addend(node.right, depth)
        if left is None or right is None:
            return None
        if type(left.type) is not type(right.type):
            return self._error(
                node,
                "add-types",
                f"“{left.shown}” is {kind_text(left)}; "
                f"“{right.shown}” is {kind_text(right)}.",
                "Add amounts to amounts, like 34.90, and numbers to numbers.",
            )
        sign, way = ("+", 1) if isinstance(node.op, ast.Add) else ("-", -1)
        source = f"({left.source}{sign}{right.source})"
        return self._made(node, source, total(left.type, right.type, way))

    def _addend(self, node: ast.expr, depth: int) -> Typed | None:
        part = self.settled(node, self.check(node, depth + 1))
        if part is None or isinstance(part.type, Whole | Money):
            return part
        return self._error(
            node,
            "add-types",
            f"“{part.shown}” is {kind_text(part)}; only numbers and amounts add up.",
        )

    def _compare(self, node: ast.Compare, depth: int) -> Typed | None:
        listing = [op for op in node.ops if type(op) not in _COMPARED]
        if not listing:
            return self._chain(node, depth)
        if len(node.ops) == 1:
            return self._within(node, depth)
        message = "“in” cannot be part of a longer comparison."
        mend = "Join two conditions with “and”."
        return self._error(node, "condition-list", message, mend)

    def _chain(self, node: ast.Compare, depth: int) -> Typed | None:
        nodes = [node.left, *node.comparators]
        parts: list[Part] = [(each, self.check(each, depth + 1)) for each in nodes]
        pairs = zip(node.ops, pairwise(parts), strict=True)
        fits = [self._pair(op, left, right) for op, (left, right) in pairs]
        if not all(fits):
            return None
        signs = [f" {_COMPARED[type(op)]} " for op in node.ops]
        sources = [part.source for _, part in parts if part]
        woven = "".join(a + b for a, b in zip(sources, [*signs, ""], strict=True))
        return self._made(node, f"({woven})", Flag())

    def _within(self, node: ast.Compare, depth: int) -> Typed | None:
        listed = node.comparators[0]
        before = self.parsed.text[: listed.col_offset].rstrip()
        members = listed.elts if isinstance(listed, ast.Tuple) else [listed]
        if not members or (members == [listed] and not before.endswith("(")):
            mend = "Write for example “second in (pending, posted)”."
            message = "After “in” stands a list in brackets."
            return self._error(listed, "condition-list", message, mend)
        left: Part = (node.left, self.check(node.left, depth + 1))
        parts: list[Part] = [(each, self.check(each, depth + 1)) for each in members]
        fits = [self._pair(node.ops[0], left, part) for part in parts]
        if left[1] is None or not all(fits):
            return None
        word = "in" if isinstance(node.ops[0], ast.In) else "not in"
        sources = ", ".join(part.source for _, part in parts if part)
        return self._made(node, f"({left[1].source} {word} ({sources},))", Flag())

    def _pair(self, op: ast.cmpop, left: Part, right: Part) -> bool:
        one, other = left[1], right[1]
        if one is None or other is None:
            self.settled(left[0], one)
            self.settled(right[0], other)
            return False
        strangers = [
            (node, neighbour)
            for (node, part), neighbour in ((left, other), (right, one))
            if part and not part.is_known and not lists_words(neighbour)
        ]
        for node, neighbour in strangers:
            known = None if neighbour.is_word else neighbour.type
            text, beside = self._text(node), neighbour.shown
            self._error(node, *self.names.unknown(text, known, beside))
        if strangers:
            return False
        return self._compared(op, one, (right[0], other))

    def _compared(
        self, op: ast.cmpop, one: Typed, right: tuple[ast.expr, Typed]
    ) -> bool:
        node, other = right
        ordered = type(op) in _ORDERED
        complaint = clash(one, other, ordered=ordered)
        if complaint:
            self._error(node, *complaint)
            return False
        if ordered and one.is_name and other.is_name:
            self.names.compared.append((one.shown, other.shown))
        return True

    def _leaf(self, node: ast.expr) -> Typed | None:
        match node:
            case ast.Name(id=name) if name.startswith("_"):
                found = self.names.asked(self.parsed.asked[int(name[1:])])
            case ast.Name(id=name):
                found = self.names.bare(name)
            case ast.Attribute(value=ast.Name(id=owner)) if not owner.startswith("_"):
                found = self.names.field(owner, node.attr)
            case ast.Constant():
                return self._number(node)
            case ast.Call(func=ast.Name(id=name)):
                found = self.names.function(name)
            case ast.Tuple(elts=[ast.Compare(ops=[op]), *_]) if (
                type(op) not in _COMPARED
            ):
                return self._no_brackets(node)
            case _:
                return self._strange(node)
        return found if isinstance(found, Typed) else self._error(node, *found)

    def _no_brackets(self, node: ast.expr) -> Typed | None:
        before, _, words = self._text(node).partition(" in ")
        message = "After “in” stands a list in brackets."
        mend = f"Write “{before} in ({words})”."
        return self._error(node, "condition-list", message, mend)

    def _strange(self, node: ast.expr) -> Typed | None:
        mend = "Write for example “mood >= 4 and not verified”."
        message = f"“{self._text(node)}” cannot stand in a condition."
        return self._error(node, "condition-syntax", message, mend)

    def _number(self, node: ast.expr) -> Typed:
        text = self._text(node)
        cents = money_cents(text)
        if cents is not None:
            return self._made(node, str(cents), Money())
        return self._made(node, text, Whole(int(text), int(text)))
