"""The values that decided a verdict, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trainer.content.expressions import Binding, Expression
from trainer.content.types import Value
from trainer.content.values import value_text


def value_of(
    binding: Binding, slots: Sequence[Value], arguments: Mapping[str, Value]
) -> Value:
    """Return the value behind a binding."""
    if binding.slot is not None:
        return slots[binding.slot]
    if binding.argument is not None:
        return arguments[binding.argument]
    return binding.constant if binding.constant is not None else ""


def explain(
    expression: Expression, slots: Sequence[Value], arguments: Mapping[str, Value]
) -> str:
    """Say what an expression read: ``days 40 > window 30, proof is no``.

    Numbers and amounts that were set against each other stand together, with the sign
    that holds between them; the other names follow, each with its value.
    """
    named = [
        (name, value_of(binding, slots, arguments), binding)
        for name, binding in expression.explain
    ]
    parts = [_against(named[left], named[right]) for left, right in expression.compared]
    paired = {index for pair in expression.compared for index in pair}
    parts += [
        f"{name} is {value_text(value, binding.type)}"
        for index, (name, value, binding) in enumerate(named)
        if index not in paired
    ]
    return ", ".join(dict.fromkeys(parts))


def sign(left: Value, right: Value) -> str:
    """Return ``<``, ``=`` or ``>``, whichever holds between two values of a type."""
    if left == right:
        return "="
    return "<" if left < right else ">"  # type: ignore[operator]


def _against(
    left: tuple[str, Value, Binding], right: tuple[str, Value, Binding]
) -> str:
    one = f"{left[0]} {value_text(left[1], left[2].type)}"
    other = f"{right[0]} {value_text(right[1], right[2].type)}"
    return f"{one} {sign(left[1], right[1])} {other}"
