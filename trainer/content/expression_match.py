"""Which parts of a condition go together, and what to say where they do not."""

from __future__ import annotations

from dataclasses import dataclass

from trainer.content.suggest import did_you_mean
from trainer.content.types import Day, Flag, Money, Text, Type, Whole, Words
from trainer.content.values import type_text

Complaint = tuple[str, str, str]
"""Code, what is wrong, how to mend it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A checked part: what it is, and how the compiler writes it."""

    source: str
    type: Type
    shown: str
    """As the author wrote it."""
    is_name: bool = False
    """Whether it is a single name with a value, not a number or a sum."""
    is_word: bool = False
    """Whether it is a bare word, like ``cash``."""
    is_known: bool = True
    """False for a bare word of no declared list; it may still fit its neighbour."""


def clash(left: Typed, right: Typed, *, ordered: bool) -> Complaint | None:
    """Say why two parts cannot be compared, or ``None`` if they can.

    Args:
        left: The one side.
        right: The other side.
        ordered: Whether they are compared with ``<`` and the like.
    """
    if ordered and not isinstance(left.type, Whole | Money | Day):
        return (
            "compare-order",
            f"“{left.shown}” is {kind_text(left)}, and has no smaller or larger.",
            f"Write “{left.shown} is …”.",
        )
    if left.is_word and right.is_word:
        return (
            "compare-words",
            f"“{left.shown}” and “{right.shown}” are both words.",
            "Compare a variable with a word.",
        )
    if right.is_word:
        return _clash_with_word(left, right)
    if left.is_word:
        return _clash_with_word(right, left)
    if _alike(left.type, right.type):
        return None
    return (
        "compare-types",
        f"“{left.shown}” is {kind_text(left)}; “{right.shown}” is {kind_text(right)}.",
        _amount_hint(left, right) or _amount_hint(right, left) or like(left.type),
    )


def misfit(typed: Typed, wanted: Type) -> Complaint | None:
    """Say why a part cannot be used as a value of the wanted type, or ``None``."""
    if isinstance(wanted, Words):
        if isinstance(typed.type, Words) and not typed.is_word:
            strange = [w for w in typed.type.options if w not in wanted.options]
            if not strange:
                return None
            message = f"“{typed.shown}” can be “{strange[0]}”"
            return ("wrong-type", f"{message}; needed here is {type_text(wanted)}.", "")
        if typed.is_word and typed.shown in wanted.options:
            return None
    elif _alike(typed.type, wanted):
        return None
    message = f"“{typed.shown}” is {kind_text(typed)}; needed here is"
    return ("wrong-type", f"{message} {type_text(wanted)}.", _fit_hint(typed, wanted))


def kind_text(typed: Typed) -> str:
    """Describe what a part is: ``a number from 0 to 10``, ``a word``."""
    if typed.is_word:
        return "a word"
    if isinstance(typed.type, Whole) and not typed.is_name:
        return "a number"
    return type_text(typed.type)


def lists_words(part: Typed | None) -> bool:
    """Say whether a part can tell which bare words may stand beside it."""
    return part is not None and isinstance(part.type, Words) and not part.is_word


def total(left: Type | None, right: Type, way: int) -> Type:
    """Return the type of a sum (way 1) or difference (way -1) of two alike types."""
    if not isinstance(right, Whole):
        return right
    low, high = sorted((way * right.low, way * right.high))
    start = left if isinstance(left, Whole) else Whole(0, 0)
    return Whole(start.low + low, start.high + high)


def _clash_with_word(other: Typed, word: Typed) -> Complaint | None:
    if isinstance(other.type, Text):
        return None
    if not isinstance(other.type, Words):
        return (
            "compare-types",
            f"“{other.shown}” is {kind_text(other)}; “{word.shown}” is a word.",
            "Compare it with yes or no." if isinstance(other.type, Flag) else "",
        )
    if word.shown in other.type.options:
        return None
    return (
        "word-not-possible",
        f"“{other.shown}” is {type_text(other.type)}; it is never “{word.shown}”.",
        did_you_mean(word.shown, other.type.options),
    )


def _alike(left: Type, right: Type) -> bool:
    if isinstance(left, Words) and isinstance(right, Words):
        return bool({*left.options} & {*right.options})
    if isinstance(left, Text | Words) and isinstance(right, Text | Words):
        return True
    return type(left) is type(right)


def _fit_hint(typed: Typed, wanted: Type) -> str:
    if isinstance(wanted, Words):
        return did_you_mean(typed.shown, wanted.options)
    if isinstance(wanted, Flag):
        return f"Compare it with something: “{typed.shown} is …”."
    hint = _amount_hint(typed, Typed(source="", type=wanted, shown=""))
    return hint or like(wanted)


def like(wanted: Type) -> str:
    """Show how a value of a type is written."""
    match wanted:
        case Money():
            return "Amounts have two decimals, like 34.90."
        case Whole():
            return "Numbers are whole, like 4."
        case Flag():
            return "It is yes or no."
        case _:
            return ""


def _amount_hint(number: Typed, amount: Typed) -> str:
    is_literal = number.source.isdecimal() and isinstance(number.type, Whole)
    if is_literal and isinstance(amount.type, Money):
        return f"Write {number.shown}.00."
    return ""
