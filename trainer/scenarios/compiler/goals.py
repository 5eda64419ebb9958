"""Where moves lead: beats of the same file, sub-scenes and back."""

from __future__ import annotations

from trainer.content.diagnostics import Place
from trainer.content.suggest import did_you_mean
from trainer.content.types import Type
from trainer.content.values import parse_value
from trainer.scenarios.compiler.context import Constant, Context
from trainer.scenarios.compiler.instances import (
    ANYWHERE,
    body,
    go_target,
    resolve,
    targets,
)
from trainer.scenarios.parts import Goal, Test
from trainer.scenarios.syntax import Fact, MoveSyntax, Target


def compile_goal(context: Context, target: Target, move: MoveSyntax) -> Goal | None:
    """Compile a target; ``None`` after an error was reported."""
    if target.returns:
        return _return(context, target)
    if target.path:
        return _call(context, target, move)
    index = beat_index(context, target.beat, target.place)
    return None if index is None else Goal(index)


def compile_goes(
    context: Context, move: MoveSyntax
) -> tuple[tuple[Test | None, Goal], ...]:
    """Compile the ``go`` facts of a move, in order."""
    goes: list[tuple[Test | None, Goal]] = []
    for fact in move.facts:
        if fact.key == "go":
            target = go_target(fact, context.report)
            _, when = context.divided(fact)
            goal = compile_goal(context, target, move) if target.written else None
            goes += [(when, goal)] if goal else []
    return tuple(goes)


def compile_then(context: Context, move: MoveSyntax) -> int:
    """Return the beat a called sub-scene comes back to, or -1."""
    fact, calls = _fact(move, "then"), any(target.path for target in targets(move))
    if fact is None:
        if calls:
            context.error(
                move.target.place,
                "missing-then",
                "Nothing says where to go on when the sub-scene is over.",
                "Add “- then: #beat” below this move.",
            )
        return -1
    if not calls:
        context.error(
            fact.place,
            "then-without-call",
            "“then” says where a sub-scene comes back to, but none is called here.",
            "Remove the line, or lead the move to a sub-scene.",
        )
        return -1
    index = beat_index(context, fact.value.strip().lstrip("#"), fact.value_place)
    return -1 if index is None else index


def beat_index(context: Context, beat: str, place: Place) -> int | None:
    """Return the index of a beat of this file, reporting an unknown one.

    An empty or reserved name was reported where the target was read.
    """
    index = context.instance.beats.get(beat)
    if index is None and beat not in ("", ANYWHERE):
        known = [b.id for b in body(context.instance.document)]
        context.error(
            place,
            "unknown-beat",
            f"“{beat}” is not a beat.",
            did_you_mean(beat, known) or f"Write that beat: “## {beat}”.",
        )
    return index


def _return(context: Context, target: Target) -> Goal | None:
    if context.instance.settings.kind == "subscene":
        return Goal()
    context.error(
        target.place,
        "return-outside",
        "Only a sub-scene can return; this is a scenario of its own.",
        "Lead to a beat, or give the file “kind: subscene”.",
    )
    return None


def _call(context: Context, target: Target, move: MoveSyntax) -> Goal | None:
    file = resolve(context.instance.file, target.path)
    called = context.instance.subscenes.get(file)
    if called is None:
        return None
    first = next(body(called.document), None)
    wanted = target.beat or (first.id if first else "")
    index = called.beats.get(wanted)
    if index is None:
        context.error(
            target.place,
            "unknown-beat",
            f"“{target.beat}” is not a beat of “{target.path}”.",
            did_you_mean(target.beat, list(called.beats)),
        )
        return None
    resets, parameters = context.calls[called.number]
    assigns = _assigns(context, move, parameters, target)
    return Goal(beat=index, calls=True, resets=resets, assigns=assigns)


def _assigns(
    context: Context, move: MoveSyntax, parameters: dict[str, int], target: Target
) -> tuple[tuple[int, Test], ...]:
    """Compile ``with: name = Ivo, tries = 2``; every parameter must be given."""
    fact = _fact(move, "with")
    given: dict[str, Test] = {}
    for name, written, place in _pairs(fact) if fact else ():
        if name not in parameters:
            context.error(
                place,
                "unknown-parameter",
                f"“{target.path}” takes no “{name}”.",
                did_you_mean(name, list(parameters))
                or "Remove it, or declare it there under “params”.",
            )
            continue
        wanted = context.table.type_of(parameters[name])
        value = _parameter(context, written, wanted, place)
        if value is not None:
            given[name] = value
    missing = [name for name in parameters if name not in _named(fact)]
    if missing:
        context.error(
            fact.place if fact else target.place,
            "missing-parameter",
            f"“{target.path}” needs {', '.join(missing)}.",
            f"Add “- with: {missing[0]} = …” below this move.",
        )
    return tuple((parameters[name], value) for name, value in given.items())


def _parameter(
    context: Context, written: str, wanted: Type, place: Place
) -> Test | None:
    if written in context.scope.slots or "." in written.strip('"0123456789'):
        found = context.value(written, place, wanted)
        return found.evaluate if found else None
    quoted = written.startswith('"')
    value = parse_value(written.strip('"'), quoted, wanted, place, context.report)
    return None if value is None else Constant(value)


def _named(fact: Fact | None) -> set[str]:
    return {name for name, _, _ in _pairs(fact)} if fact else set()


def _pairs(fact: Fact) -> list[tuple[str, str, Place]]:
    pairs: list[tuple[str, str, Place]] = []
    start = 0
    for part in fact.value.split(","):
        name, _, written = part.partition("=")
        place = fact.value_place.shifted(start + len(part) - len(part.lstrip()))
        pairs.append((name.strip(), written.strip(), place))
        start += len(part) + 1
    return pairs


def _fact(move: MoveSyntax, key: str) -> Fact | None:
    return next((fact for fact in move.facts if fact.key == key), None)
