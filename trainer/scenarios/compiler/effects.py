"""What a move changes: meters, variables and points."""

from __future__ import annotations

import re
from functools import lru_cache

from trainer.content.diagnostics import Place
from trainer.content.suggest import did_you_mean
from trainer.content.types import Whole
from trainer.scenarios.compiler.context import Constant, Context
from trainer.scenarios.parts import Effect, Mark, ScoreEntry, Test
from trainer.scenarios.settings import CRITERIA
from trainer.scenarios.syntax import Fact

SHOWN = "shown:"
"""Begins the name of the slot that tells whether a fact lies on the desk."""

_REMEMBERED = 1_024
"""Changes kept as read; a scenario has few different ones, and many of each."""

_AMOUNT = re.compile(r"[+\-−]\s*\d{1,4}")
_CHANGE = re.compile(r"([A-Za-z_][\w]*)\s*([+\-−]\s*\d{1,4})")
_SET = re.compile(r"([A-Za-z_]\w*)\s*(?:=|:)\s*(.+)")


def meter_effect(context: Context, fact: Fact) -> Effect | None:
    """Compile ``mood: +2 if said(apology)``."""
    head, when = context.divided(fact)
    amount = _amount(head)
    if amount is None:
        context.error(
            fact.value_place,
            "meter-change",
            f"“{head.strip()}” is not a change of “{fact.key}”.",
            f"Write a number with its sign, as in “{fact.key}: +2”.",
        )
        return None
    return _added(context, fact.key, amount, fact.value_place, when)


def set_effects(context: Context, fact: Fact) -> tuple[Effect, ...]:
    """Compile ``set: offered = credit, tries = tries + 1 if …``."""
    head, when = context.divided(fact)
    return tuple(
        effect
        for part, column in _parts(head)
        if (effect := _assigned(context, part, fact.value_place.shifted(column), when))
    )


def enter_effects(context: Context, fact: Fact) -> tuple[Effect, ...]:
    """Compile what entering a beat changes: ``enter: mood -1, seen_once = yes``."""
    head, when = context.divided(fact)
    effects: list[Effect] = []
    for part, column in _parts(head):
        place = fact.value_place.shifted(column)
        change = _change(part)
        effect = (
            _meter(context, *change, place, when)
            if change
            else _assigned(context, part, place, when)
        )
        effects += [effect] if effect else []
    return tuple(effects)


def reveal_effects(context: Context, fact: Fact) -> tuple[Effect, ...]:
    """Compile ``reveal: paid, days``: facts of the case that now lie on the desk."""
    head, when = context.divided(fact)
    effects: list[Effect] = []
    for name, column in _parts(head):
        if name in context.scope.case:
            slot = context.table.flag(f"{SHOWN}{name}")
            effects.append(Effect(slot, Constant(value=True), when=when))
        else:
            context.error(
                fact.value_place.shifted(column),
                "unknown-field",
                f"“{name}” is not a fact of the case.",
                did_you_mean(name, tuple(context.scope.case))
                or "Declare it in the settings at the top, under “case”.",
            )
    return tuple(effects)


def score_entries(context: Context, fact: Fact, key: str) -> tuple[ScoreEntry, ...]:
    """Compile ``score: policy +3, process -1 if …``; an ``if`` governs the line."""
    head, when = context.divided(fact)
    entries: list[ScoreEntry] = []
    for number, (part, column) in enumerate(_parts(head)):
        place = fact.value_place.shifted(column)
        change = _change(part)
        if change is None:
            context.error(
                place,
                "score-syntax",
                f"“{part}” is not a criterion with points.",
                "Write it as in “score: policy +2, process -1”.",
            )
        elif criterion_known(context, change[0], place):
            counted = f"{key}:{fact.place.line}:{number}"
            mark = Mark(counted, *change, "score")
            entries.append(ScoreEntry(mark, place, when))
    return tuple(entries)


def criterion_known(context: Context, name: str, place: Place) -> bool:
    """Say whether a criterion exists and weighs something here; report if not."""
    if name not in CRITERIA:
        context.error(
            place,
            "unknown-criterion",
            f"“{name}” is not a criterion.",
            did_you_mean(name, CRITERIA) or f"There are: {', '.join(CRITERIA)}.",
        )
        return False
    if name not in context.criteria:
        context.error(
            place,
            "criterion-without-weight",
            f"“{name}” has no weight in this scenario, so its points would be lost.",
            "Give it a weight under “rubric”, or score another criterion.",
        )
        return False
    return True


def parse_points(text: str) -> tuple[str, int] | None:
    """Read ``deescalation +2``; ``None`` where it is written any other way."""
    return _change(text.strip())


def _parts(head: str) -> list[tuple[str, int]]:
    """Return what stands between the commas, each with its column."""
    parts: list[tuple[str, int]] = []
    start = 0
    for part in head.split(","):
        parts.append((part.strip(), start + len(part) - len(part.lstrip())))
        start += len(part) + 1
    return parts


@lru_cache(maxsize=_REMEMBERED)
def _change(text: str) -> tuple[str, int] | None:
    """Read ``policy +3``: a name and by how much; ``None`` for anything else."""
    change = _CHANGE.fullmatch(text)
    return (change[1], _number(change[2])) if change else None


@lru_cache(maxsize=_REMEMBERED)
def _amount(text: str) -> int | None:
    """Read ``+3``; ``None`` for anything else."""
    return _number(text) if _AMOUNT.fullmatch(text) else None


def _number(text: str) -> int:
    return int(text.replace("−", "-").replace(" ", ""))


def _meter(
    context: Context, name: str, amount: int, place: Place, when: Test | None
) -> Effect | None:
    slot = context.scope.slots.get(name, -1)
    if slot < 0 or slot not in context.bounds:
        _unknown(context, name, place, "meter or number")
        return None
    return _added(context, name, amount, place, when)


def _added(
    context: Context, name: str, amount: int, place: Place, when: Test | None
) -> Effect:
    slot = context.scope.slots[name]
    low, high = context.bounds[slot]
    changed = Whole(low + amount, high + amount)
    _check_fits(context, slot, changed, (name, f"“{name} {amount:+}”", place))
    return Effect(slot, None, amount, context.bounds[slot], when)


def _assigned(
    context: Context, part: str, place: Place, when: Test | None
) -> Effect | None:
    found = _SET.fullmatch(part)
    if found is None:
        context.error(
            place,
            "set-syntax",
            f"“{part}” does not say what becomes what.",
            "Write it as in “set: offered = credit”.",
        )
        return None
    slot = context.scope.slots.get(found[1], -1)
    if slot < 0:
        _unknown(context, found[1], place, "variable")
        return None
    type_ = context.table.type_of(slot)
    if slot not in context.scope.changeable:
        context.error(
            place,
            "set-fixed",
            f"“{found[1]}” is drawn or given at the start and never changes.",
            "Declare a variable of your own under “vars” and set that.",
        )
        return None
    value = context.value(found[2], place.shifted(found.start(2)), type_)
    if value is None:
        return None
    if isinstance(value.type, Whole) and slot in context.bounds:
        at = place.shifted(found.start(2))
        _check_fits(context, slot, value.type, (found[1], f"“{found[2]}”", at))
    return Effect(slot, value.evaluate, 0, context.bounds.get(slot), when)


def _check_fits(
    context: Context, slot: int, given: Whole, told: tuple[str, str, Place]
) -> None:
    """Report a value that is out of bounds whatever the state; some may be.

    Args:
        context: Of the file.
        slot: Where the value would go.
        given: What it can come to before it is brought back within the bounds.
        told: The name that changes, what it becomes, and where that stands.
    """
    low, high = context.bounds[slot]
    if given.low <= high and low <= given.high:
        return
    name, becomes, place = told
    context.error(
        place,
        "value-out-of-bounds",
        f"“{name}” is a number from {low} to {high}; {becomes} never is.",
        f"Stay within {low} and {high}, or declare wider bounds in the settings.",
    )


def _unknown(context: Context, name: str, place: Place, what: str) -> None:
    context.error(
        place,
        "unknown-name",
        f"“{name}” is not a {what} of this file.",
        did_you_mean(name, tuple(context.scope.slots))
        or "Declare it in the settings at the top, under “vars” or “meters”.",
    )
