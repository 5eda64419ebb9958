"""Which slot each name of a file has: its own, its caller's, its case's."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trainer.content.actions import ACTIONS, DESK_ACTIONS, ActionKind
from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter import Scalar
from trainer.content.suggest import did_you_mean
from trainer.content.types import Flag, Money, Text, Type, Value, Whole, Words
from trainer.content.values import infer, parse_value
from trainer.policies.module import Policy
from trainer.scenarios.compiler.instances import Instance, calls, resolve
from trainer.scenarios.compiler.slots import SlotTable
from trainer.scenarios.settings import CaseField, Settings
from trainer.scenarios.syntax import Document

_UNCOUNTED = "stock"
"""The desk counts it only where the scenario declares it."""


@dataclass(slots=True, kw_only=True)
class Names:
    """The declared names of one instance."""

    slots: dict[str, int] = dataclasses.field(default_factory=dict)
    changeable: set[int] = dataclasses.field(default_factory=set)
    bounds: dict[int, tuple[int, int]] = dataclasses.field(default_factory=dict)
    resets: dict[int, Value] = dataclasses.field(default_factory=dict)
    """Local slots and what they start from, each time the sub-scene is called."""
    parameters: dict[str, int] = dataclasses.field(default_factory=dict)


def root_names(settings: Settings, table: SlotTable) -> Names:
    """Give the scenario's own names their slots."""
    names = Names()
    _declare(names, settings, table, "")
    for name, options in settings.deal.items():
        names.slots[name] = table.add(name, Words(options), options[0])
    return names


def local_names(
    instance: Instance, caller: Names, table: SlotTable, report: Report
) -> Names:
    """Give a sub-scene's names their slots; shared ones are its caller's."""
    names = Names()
    prefix = f"{instance.number}:"
    _declare(names, instance.settings, table, prefix)
    for name in instance.settings.params:
        type_, start = _parameter_type(instance, caller, table, name)
        slot = table.add(f"{prefix}{name}", type_, start)
        names.slots[name] = names.parameters[name] = slot
    names.resets = {
        slot: table.slots[slot].start
        for name, slot in names.slots.items()
        if name not in names.parameters
    }
    for name in instance.settings.shared:
        if name in caller.slots:
            _share(names, caller, name)
        else:
            _not_shared(instance, caller, name, report)
    return names


def _share(names: Names, caller: Names, name: str) -> None:
    """Let a name be the caller's: its slot, its bounds, and whether it changes."""
    slot = caller.slots[name]
    names.slots[name] = slot
    if slot in caller.changeable:
        names.changeable.add(slot)
    if slot in caller.bounds:
        names.bounds[slot] = caller.bounds[slot]


def _declare(names: Names, settings: Settings, table: SlotTable, prefix: str) -> None:
    for meter in settings.meters:
        type_ = Whole(meter.low, meter.high)
        slot = table.add(f"{prefix}{meter.name}", type_, meter.start)
        names.slots[meter.name] = slot
        names.bounds[slot] = (meter.low, meter.high)
        names.changeable.add(slot)
    for variable in settings.vars:
        name = f"{prefix}{variable.name}"
        slot = table.add(name, variable.type, variable.start)
        names.slots[variable.name] = slot
        names.changeable.add(slot)
        if isinstance(variable.type, Whole):
            names.bounds[slot] = (variable.type.low, variable.type.high)


def _parameter_type(
    instance: Instance, caller: Names, table: SlotTable, name: str
) -> tuple[Type, Value]:
    """Find what the first call gives a parameter."""
    assert instance.caller is not None  # noqa: S101 - only sub-scenes have parameters
    for beat in instance.caller.document.beats:
        for move in beat.moves:
            for fact in move.facts:
                if fact.key != "with":
                    continue
                for part in fact.value.split(","):
                    given, _, written = part.partition("=")
                    if given.strip() == name:
                        return _given_type(written.strip(), caller, table, fact.place)
    return Text(), ""


def _given_type(
    written: str, caller: Names, table: SlotTable, place: Place
) -> tuple[Type, Value]:
    slot = caller.slots.get(written, table.find(written))
    if slot >= 0:
        return table.type_of(slot), table.slots[slot].start
    quoted = written.startswith('"')
    return infer(Scalar(text=written.strip('"'), quoted=quoted, place=place))


def _not_shared(instance: Instance, caller: Names, name: str, report: Report) -> None:
    assert instance.caller is not None  # noqa: S101 - only sub-scenes share
    file = instance.caller.file
    called = (
        target.place
        for target in calls(instance.caller.document)
        if resolve(file, target.path) == instance.file
    )
    report.error(
        next(called, Place(file)),
        "unshared-name",
        f"“{instance.file}” shares “{name}”, which this file does not declare.",
        did_you_mean(name, list(caller.slots))
        or f"Declare “{name}” here, or take it out of “shared” there.",
    )


def case_names(
    settings: Settings,
    policies: Sequence[Policy],
    table: SlotTable,
    actions: Iterable[str],
    report: Report,
) -> dict[str, int]:
    """Give the fields of the case their slots, with those the desk adds.

    A field has the type of the policy fact of its name, else the desk's own.
    """
    case: dict[str, int] = {}
    for name, known in settings.case.items():
        case[name] = table.add(f"case.{name}", *_typed(known, policies, report))
    for action in actions:
        for name in ACTIONS[action].changes:
            if name not in case and name != _UNCOUNTED:
                case[name] = table.add(f"case.{name}", CASE_FIELDS[name], _zero(name))
    return case


def _typed(
    field: CaseField, policies: Sequence[Policy], report: Report
) -> tuple[Type, Value]:
    type_, value = field.type, field.value
    for policy in policies:
        if field.name in policy.facts:
            type_ = policy.facts[field.name]
            text, quoted = field.written.text, field.written.quoted
            given = parse_value(text, quoted, type_, field.place, report)
            value = value if given is None else given
    return type_, value


def _zero(name: str) -> Value:
    match CASE_FIELDS[name]:
        case Flag():
            return False
        case Money() | Whole():
            return 0
        case _:
            return ""


def goal_of(
    settings: Settings, case: Mapping[str, int], report: Report
) -> tuple[tuple[int, str, Value], ...]:
    """Return the wanted final state as (slot, field, value); report unknown fields."""
    for field, wanted in settings.goal.items():
        if field not in case:
            report.error(
                wanted.place,
                "unknown-field",
                f"Neither the case nor the desk has a “{field}” to end with.",
                did_you_mean(field, case)
                or "Declare it under “case”, or name an action that changes it.",
            )
    return tuple(
        (case[field], field, wanted.value)
        for field, wanted in settings.goal.items()
        if field in case
    )


def _spoken_of(policies: list[Policy]) -> set[str]:
    """Return the actions some rule speaks about."""
    return {
        action
        for policy in policies
        for clause in policy.clauses
        for rule in clause.rules
        for action in rule.actions
    }


def desk_of(
    instances: list[Instance], policies: list[Policy], settings: Settings
) -> dict[str, None]:
    """Return the desk's actions, in the order the desk lists them.

    Those the scenario names anywhere, those its policies speak about, the look-ups its
    case has fields for: enough to choose from, and no more than the case can use. What
    lies on no counter is inspected only where the scenario itself says so.
    """
    named = _spoken_of(policies)
    if settings.channel != "counter":
        named.discard("inspect_item")
    named.update(*(_named(instance.document) for instance in instances))
    fields = set(settings.case)
    return {
        name: None
        for name, signature in DESK_ACTIONS.items()
        if name in named
        or (signature.kind is ActionKind.LOOK and fields & set(signature.reads))
    }


def _named(document: Document) -> set[str]:
    """Return the actions a file names in its moves and ``desk`` facts."""
    moves = (move for beat in document.beats for move in beat.moves)
    facts = (f.value for beat in document.beats for f in beat.facts if f.key == "desk")
    listed = {name.strip() for value in facts for name in value.split(",")}
    return listed | {move.action.action for move in moves if move.action}
