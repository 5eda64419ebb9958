"""What a scenario remembers: meters, variables, what is dealt, the case."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter import Node, Scalar, Sequence
from trainer.content.types import Flag, Type, Value, Whole, Words
from trainer.content.values import infer, parse_value
from trainer.scenarios.reader_facts import BEAT_FACTS, MOVE_FACTS
from trainer.scenarios.settings_fields import Fields, good_name

LOWEST, HIGHEST = -1_000, 1_000
"""Bounds of every number a scenario remembers."""

MOST_WORDS = 50
"""Words a variable may take."""

MOST_VARIANTS = 200
"""Combinations of what is dealt."""

_RANGE = re.compile(
    r"(?P<start>-?[0-9]{1,9})\s+in\s+(?P<low>-?[0-9]{1,9})\s*\.\.\s*(?P<high>-?[0-9]{1,9})"
)
_FLAGS = {"yes": True, "no": False}
_ALMOST_FLAGS = {"true": "yes", "on": "yes", "false": "no", "off": "no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """A bounded whole number about the customer; 0 is the worst."""

    name: str
    start: int
    low: int
    high: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A flag, a word of a list or a bounded number, with what it starts from."""

    name: str
    type: Flag | Words | Whole
    start: Value
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseField:
    """A fact at the desk, or what it should be in the end."""

    name: str
    type: Type
    """By the desk's schema, else as the value is written."""
    value: Value
    written: Scalar
    """The value as written, for a policy that types it otherwise."""
    place: Place


def read_meters(fields: Fields) -> tuple[Meter, ...]:
    """Read ``meters: {mood: 3 in 0..10}``."""
    found: list[Meter] = []
    for name, written in fields.scalars("meters"):
        if not good_name(name, fields.report):
            continue
        if name.text in MOVE_FACTS or name.text in BEAT_FACTS:
            fields.report.error(
                name.place,
                "bad-name",
                f"“{name.text}” is a fact of moves or beats and cannot be a meter.",
                "Find another word for it.",
            )
            continue
        start, low, high = _range(written, fields) or (5, 0, 10)
        found.append(
            Meter(name=name.text, start=start, low=low, high=high, place=name.place)
        )
    return tuple(found)


def read_variables(fields: Fields) -> tuple[Variable, ...]:
    """Read ``vars: {verified: no, finding: [a, b], tries: 0 in 0..3}``."""
    found: list[Variable] = []
    for name, node in fields.mapping("vars"):
        if not good_name(name, fields.report):
            continue
        typed = _variable(name, node, fields)
        if typed is not None:
            type_, start = typed
            found.append(
                Variable(name=name.text, type=type_, start=start, place=name.place)
            )
    return tuple(found)


def read_deal(fields: Fields) -> dict[str, tuple[str, ...]]:
    """Read ``deal: {second: [pending, posted]}``: name → words."""
    found: dict[str, tuple[str, ...]] = {}
    variants = 1
    for name, node in fields.mapping("deal"):
        if not good_name(name, fields.report):
            continue
        words = _words(name, node, fields)
        if words:
            found[name.text] = words
            variants *= len(words)
    if variants > MOST_VARIANTS:
        fields.report.error(
            fields.place("deal"),
            "too-many-variants",
            f"{variants:,} different cases can be dealt; {MOST_VARIANTS} are too many "
            "to check already.",
            "Deal fewer things, or fewer words for each.",
        )
    return found


def read_case(fields: Fields) -> dict[str, CaseField]:
    """Read ``case:`` in written order, typed by the desk's schema or by its looks."""
    return _case_fields(fields, "case", {})


def read_goal(fields: Fields, case: dict[str, CaseField]) -> dict[str, CaseField]:
    """Read ``goal:``, the facts wanted in the end, typed like those of the case."""
    return _case_fields(fields, "goal", {f.name: f.type for f in case.values()})


def _case_fields(
    fields: Fields, key: str, known: dict[str, Type]
) -> dict[str, CaseField]:
    found: dict[str, CaseField] = {}
    for name, written in fields.scalars(key):
        if not good_name(name, fields.report):
            continue
        type_ = CASE_FIELDS.get(name.text) or known.get(name.text)
        value: Value | None
        if type_ is None:
            type_, value = infer(written)
        else:
            value = parse_value(
                written.text, written.quoted, type_, written.place, fields.report
            )
        if value is not None:
            found[name.text] = CaseField(
                name=name.text,
                type=type_,
                value=value,
                written=written,
                place=name.place,
            )
    return found


def _variable(
    name: Scalar, node: Node, fields: Fields
) -> tuple[Flag | Words | Whole, Value] | None:
    if isinstance(node, Sequence):
        words = _words(name, node, fields)
        return (Words(words), words[0]) if words else None
    text = node.text.strip() if isinstance(node, Scalar) else ""
    if isinstance(node, Scalar) and not node.quoted and text in _FLAGS:
        return Flag(), _FLAGS[text]
    if isinstance(node, Scalar) and re.match(r"-?[0-9]", text):
        bounds = _range(node, fields)
        return (Whole(bounds[1], bounds[2]), bounds[0]) if bounds else None
    fields.report.error(
        node.place,
        "variable-type",
        f"“{name.text}” starts from “{text[:40]}”, which is not a kind of variable."
        if text
        else f"“{name.text}” does not say what it starts from.",
        _mend_variable(name.text, text),
    )
    return None


def _mend_variable(name: str, text: str) -> str:
    if text.casefold() in _ALMOST_FLAGS:
        return f"Write “{name}: {_ALMOST_FLAGS[text.casefold()]}”."
    words = [word.strip() for word in text.split(",")] if text else []
    if len(words) > 1:
        return f"Write “{name}: [{', '.join(words)[:60]}]”."
    return "Write yes or no, a list of words like [nothing, credit], or 0 in 0..3."


def _range(written: Scalar, fields: Fields) -> tuple[int, int, int] | None:
    """Return (start, low, high) of ``3 in 0..10``, or ``None`` after an error."""
    match = _RANGE.fullmatch(written.text.strip())
    if match is None:
        number = re.match(r"-?[0-9]{1,3}", written.text.strip())
        fields.report.error(
            written.place,
            "range-syntax",
            f"“{written.text[:40]}” does not say from where to where it goes.",
            f"Write “{number.group() if number else 3} in 0..10”.",
        )
        return None
    start, low, high = (int(match[part]) for part in ("start", "low", "high"))
    if not LOWEST <= low < high <= HIGHEST:
        message = f"{low}..{high} is not a range."
        mend = f"The first bound is below the second, both from {LOWEST} to {HIGHEST}."
    elif not low <= start <= high:
        message = f"{start} is not between {low} and {high}."
        mend = f"Write “{min(max(start, low), high)} in {low}..{high}”."
    else:
        return start, low, high
    fields.report.error(written.place, "range-bounds", message, mend)
    return None


def _words(name: Scalar, node: Node, fields: Fields) -> tuple[str, ...]:
    """Return the good words of a list; none after an error about the list itself."""
    if not isinstance(node, Sequence) or not node.items:
        fields.report.error(
            node.place,
            "words-list",
            f"“{name.text}” needs a list of words.",
            f"Write “{name.text}: [one, another]”.",
        )
        return ()
    _check_number(name, node, fields.report)
    words = fields.once_each(name.text, node)
    return tuple(w.text for w in words[:MOST_WORDS] if good_name(w, fields.report))


def _check_number(name: Scalar, node: Sequence, report: Report) -> None:
    """Note a list of too many words, and one that leaves no choice."""
    if len(node.items) > MOST_WORDS:
        report.error(
            node.place,
            "words-list",
            f"“{name.text}” has {len(node.items):,} words; {MOST_WORDS} are allowed.",
            "Use fewer.",
        )
    if len(node.items) == 1:
        report.warn(
            node.place,
            "one-word",
            f"“{name.text}” has one word only, so it never changes.",
            "Add another, or take it away.",
        )
