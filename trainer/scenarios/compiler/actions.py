"""Actions: what a move waits for at the desk, and what is done by saying something."""

from __future__ import annotations

import re
from collections.abc import Mapping

from trainer.content.actions import ACTIONS, DESK_ACTIONS, SPEECH_ACTS, Signature
from trainer.content.diagnostics import Place
from trainer.content.suggest import did_you_mean
from trainer.content.types import Type
from trainer.content.values import parse_value
from trainer.scenarios.compiler.context import Constant, Context
from trainer.scenarios.parts import ActionMatch, SpokenAct, Test
from trainer.scenarios.syntax import ActionPattern, Fact, MoveSyntax

ANYTHING = "*"

_PART = re.compile(r'(?:[^\s"]|"[^"]*"?)+')


def action_match(context: Context, pattern: ActionPattern) -> ActionMatch | None:
    """Compile the action a move waits for."""
    signature = _signature(context, pattern.action, pattern.place, DESK_ACTIONS)
    if signature is None:
        return None
    arguments = [
        (name, value)
        for name, written, place in pattern.arguments
        if written != ANYTHING
        and (value := argument(context, signature, name, written, place))
    ]
    return ActionMatch(signature=signature, arguments=tuple(arguments))


def argument_types(
    context: Context, action: ActionMatch | None, move: MoveSyntax
) -> dict[str, Type]:
    """Return the arguments the facts of an act move may read.

    A declared name that an argument would hide is an error: it could mean either.
    """
    if action is None:
        return {}
    for argument_name in (a.name for a in action.signature.arguments):
        if argument_name in context.scope.slots and _reads(move, argument_name):
            context.error(
                move.place,
                "shadowed-name",
                f"“{argument_name}” is a name of this file and a blank of "
                f"“{action.signature.name}”, so it could mean either here.",
                "Give your own name another word.",
            )
    return {a.name: a.type for a in action.signature.arguments}


def _reads(move: MoveSyntax, name: str) -> bool:
    return any(re.search(rf"\b{name}\b", fact.value) for fact in move.facts)


def spoken_act(context: Context, fact: Fact) -> SpokenAct | None:
    """Compile ``means: promise_refund tender=cash if …``."""
    head, when = context.divided(fact)
    name, *rest = _split(head)
    signature = _signature(context, name, fact.value_place, ACTIONS)
    if signature is None:
        return None
    given: list[tuple[str, Test]] = []
    for part in rest:
        argument_name, equals, written = part.partition("=")
        place = fact.value_place.shifted(max(fact.value.find(part), 0))
        if not equals:
            context.error(
                place,
                "argument-syntax",
                f"“{part}” does not say which argument it is.",
                "Write it as in “promise_refund tender=cash”.",
            )
            continue
        value = argument(context, signature, argument_name, written, place)
        given += [(argument_name, value)] if value else []
    return SpokenAct(action=name, arguments=tuple(given), when=when)


def desk_actions(context: Context, fact: Fact) -> tuple[str, ...]:
    """Compile ``desk: lookup_purchase, issue_refund``."""
    names: list[str] = []
    start = 0
    for part in fact.value.split(","):
        name = part.strip()
        place = fact.value_place.shifted(start + len(part) - len(part.lstrip()))
        if _signature(context, name, place, DESK_ACTIONS):
            names.append(name)
        start += len(part) + 1
    return tuple(names)


def argument(
    context: Context, signature: Signature, name: str, written: str, place: Place
) -> Test | None:
    """Compile the value of one argument: word, number, "quoted" or case.field."""
    wanted = signature.argument(name)
    if wanted is None:
        names = [a.name for a in signature.arguments]
        context.error(
            place,
            "unknown-argument",
            f"“{signature.name}” has no “{name}”.",
            did_you_mean(name, names)
            or (f"It has: {', '.join(names)}." if names else "It takes nothing."),
        )
        return None
    if written.startswith("case."):
        found = context.value(written, place, wanted.type)
        return found.evaluate if found else None
    quoted = written.startswith('"')
    plain = written.strip('"') if quoted else written
    value = parse_value(plain, quoted, wanted.type, place, context.report)
    return None if value is None else Constant(value)


def _split(head: str) -> list[str]:
    """Split at spaces outside quotes; a quote left open runs to the end."""
    return _PART.findall(head) or [""]


def _signature(
    context: Context, name: str, place: Place, known: Mapping[str, Signature]
) -> Signature | None:
    signature = known.get(name)
    if signature is not None:
        return signature
    if name in SPEECH_ACTS:
        context.error(
            place,
            "not-at-the-desk",
            f"“{name}” is done by saying something, not at the desk.",
            f"Write “- means: {name}” below a reply.",
        )
        return None
    context.error(
        place,
        "unknown-action",
        f"“{name}” is not an action.",
        did_you_mean(name, tuple(known)) or "The guide lists them under “the desk”.",
    )
    return None
