"""From a move as written to a move that can be taken."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict

from trainer.content.diagnostics import Report
from trainer.content.expressions import compile_condition, split_if
from trainer.content.suggest import did_you_mean
from trainer.scenarios.compiler.actions import action_match, argument_types, spoken_act
from trainer.scenarios.compiler.cites import check_cite
from trainer.scenarios.compiler.context import Context
from trainer.scenarios.compiler.draft import Draft
from trainer.scenarios.compiler.effects import (
    meter_effect,
    reveal_effects,
    score_entries,
    set_effects,
)
from trainer.scenarios.compiler.goals import compile_goal, compile_goes, compile_then
from trainer.scenarios.compiler.move_checks import check_move
from trainer.scenarios.compiler.own_words import expectation
from trainer.scenarios.compiler.texts import compile_text
from trainer.scenarios.machine import Move
from trainer.scenarios.parts import Goal, Mark, ScoreEntry
from trainer.scenarios.reader_facts import MOVE_FACTS
from trainer.scenarios.syntax import Fact, MoveSyntax

_WORDS = re.compile(r"(\d{1,4})\s*\.\.\s*(\d{1,4})")


def compile_move(context: Context, syntax: MoveSyntax, index: int, beat: int) -> Move:
    """Compile one move; what cannot be is reported and left out.

    Args:
        context: The file it stands in.
        syntax: As written.
        index: Its place among all moves of the machine.
        beat: The beat it stands in; -1 for ``anywhere``.
    """
    instance, identity = context.instance, syntax.id or f"{syntax.place.line}"
    context.move = index
    draft = _read(context, syntax, f"{instance.file}^{identity}")
    context.move = -1
    chose = f"chose:{instance.file}:{identity}"
    return Move(
        index=index,
        id=identity,
        file=instance.file,
        depth=instance.depth,
        beat=beat,
        kind=syntax.kind,
        label=compile_text(context, syntax.label, syntax.label_place, plain=True),
        place=syntax.place,
        goal=compile_goal(context, syntax.target, syntax) or Goal(),
        goes=draft.goes,
        then=compile_then(context, syntax),
        when=draft.when,
        once=draft.once,
        chose=context.table.flag(chose) if draft.once else context.table.find(chose),
        effects=tuple(draft.effects),
        scores=tuple(draft.scores),
        expectations=tuple(draft.expectations),
        means=tuple(draft.means),
        critical=tuple(draft.critical),
        action=draft.action,
        acts=bool(draft.means or draft.critical or draft.action),
        marks=_marks(draft.scores),
        seconds=syntax.seconds,
        words=draft.words,
        **(notes(draft.texts) if draft.texts else _SILENT),
    )


def notes(texts: Mapping[str, str]) -> Notes:
    """Return what a move says to people besides its label; empty where nothing."""
    return Notes(
        lock=texts.get("lock", ""),
        model=texts.get("model", "").strip('"'),
        why=texts.get("why", ""),
        cite=texts.get("cite", ""),
        hint=texts.get("hint", ""),
        coach=texts.get("coach", ""),
    )


def _marks(scores: Sequence[ScoreEntry]) -> tuple[Mark, ...] | None:
    """Return what is scored without asking anything; ``None`` where something asks."""
    if any(entry.when for entry in scores):
        return None
    return tuple([entry.mark for entry in scores])


class Notes(TypedDict):
    """What a move says to people besides its label."""

    lock: str
    model: str
    why: str
    cite: str
    hint: str
    coach: str


_SILENT = notes({})


def _read(context: Context, syntax: MoveSyntax, key: str) -> Draft:
    """Read the facts of a move, which may ask for the arguments of its action."""
    draft = Draft()
    if syntax.action:
        draft.action = action_match(context, syntax.action)
        context.scope.arguments = argument_types(context, draft.action, syntax)
    for fact in syntax.facts:
        _fact(context, syntax, fact, key, draft)
    draft.goes = compile_goes(context, syntax)
    check_move(context, syntax, draft)
    context.scope.arguments = {}
    return draft


def _fact(
    context: Context, syntax: MoveSyntax, fact: Fact, key: str, draft: Draft
) -> None:
    reader = _READERS.get(fact.key)
    if reader is not None:
        reader(context, syntax, fact, key, draft)
    elif context.scope.slots.get(fact.key, -1) in context.bounds:
        effect = meter_effect(context, fact)
        draft.effects += [effect] if effect else []
    elif fact.key in ("lock", "model", "why", "hint", "coach"):
        draft.texts[fact.key] = fact.value
    elif fact.key not in ("go", "then", "with", "good", "bad"):
        known = (*MOVE_FACTS, *context.scope.slots)
        context.error(
            fact.place,
            "unknown-fact",
            f"“{fact.key}” is neither a fact of a move nor a meter of this file.",
            did_you_mean(fact.key, known) or "Remove the line, or declare a meter.",
        )


def _if(
    context: Context, _move: MoveSyntax, fact: Fact, _key: str, draft: Draft
) -> None:
    """A condition is asked before anything is typed, so it reads no argument."""
    arguments, context.scope.arguments = context.scope.arguments, {}
    draft.when = context.condition(fact.value, fact.value_place, fact.key)
    context.scope.arguments = arguments
    draft.conditional = True


def _once(
    context: Context, _move: MoveSyntax, fact: Fact, _key: str, draft: Draft
) -> None:
    if fact.value not in ("yes", "no"):
        context.error(
            fact.value_place,
            "once-value",
            f"“once” is yes or no, not “{fact.value}”.",
            "Write “- once: yes”.",
        )
    draft.once = fact.value == "yes"


def _set(
    context: Context, _move: MoveSyntax, fact: Fact, _key: str, draft: Draft
) -> None:
    draft.effects += set_effects(context, fact)


def _reveal(
    context: Context, _move: MoveSyntax, fact: Fact, _key: str, draft: Draft
) -> None:
    draft.effects += reveal_effects(context, fact)


def _score(
    context: Context, _move: MoveSyntax, fact: Fact, key: str, draft: Draft
) -> None:
    draft.scores += score_entries(context, fact, key)


def _means(
    context: Context, _move: MoveSyntax, fact: Fact, _key: str, draft: Draft
) -> None:
    act = spoken_act(context, fact)
    draft.means += [act] if act else []


def _critical(
    context: Context, _move: MoveSyntax, fact: Fact, _key: str, draft: Draft
) -> None:
    """Prose may contain an “if”; only what compiles as a condition is one."""
    head, condition, column = split_if(fact.value)
    if condition is not None:
        place = fact.value_place.shifted(column)
        found = compile_condition(condition, place, context.scope, Report())
        if found is not None:
            draft.critical.append((head.strip(), context.noted(found, place, fact.key)))
            return
    draft.critical.append((fact.value, None))


def _cite(
    context: Context, _move: MoveSyntax, fact: Fact, _key: str, draft: Draft
) -> None:
    check_cite(context, fact)
    draft.texts["cite"] = fact.value.strip()


def _words(
    context: Context, _move: MoveSyntax, fact: Fact, _key: str, draft: Draft
) -> None:
    found = _WORDS.fullmatch(fact.value.strip())
    if found is None or int(found[1]) > int(found[2]):
        context.error(
            fact.value_place,
            "words-range",
            f"“{fact.value}” is not a range of words.",
            "Write the fewest and the most, as in “words: 6..80”.",
        )
        return
    draft.words = int(found[1]), int(found[2])


Reader = Callable[[Context, MoveSyntax, Fact, str, Draft], None]

_READERS: Mapping[str, Reader] = {
    "if": _if,
    "once": _once,
    "set": _set,
    "reveal": _reveal,
    "score": _score,
    "means": _means,
    "critical": _critical,
    "cite": _cite,
    "words": _words,
    "expect": expectation,
    "avoid": expectation,
}
