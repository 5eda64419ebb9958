"""Conditions and values in the content language: read, checked, compiled.

The grammar is Python's, cut down to what an author needs; types are checked when the
file is read, so a mistake is a message and never a surprise in a conversation. What
comes out is one plain function of the slots and the action's arguments.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from trainer.content.diagnostics import Place, Report
from trainer.content.expression_check import Checker
from trainer.content.expression_match import Typed, misfit
from trainer.content.expression_names import Names
from trainer.content.expression_parse import parse
from trainer.content.expression_types import (
    CALLS,
    Binding,
    Evaluate,
    Expression,
    Scope,
)
from trainer.content.facts import split_if
from trainer.content.types import Flag, Type

__all__ = [
    "CALLS",
    "Binding",
    "Evaluate",
    "Expression",
    "Scope",
    "compile_condition",
    "compile_expression",
    "split_if",
]


def compile_expression(
    text: str,
    place: Place,
    scope: Scope,
    report: Report,
    *,
    wanted: Type | None = None,
) -> Expression | None:
    """Read a value such as ``credit`` or ``mood + 1``.

    Args:
        text: The expression, at most 200 characters.
        place: Of its first character.
        scope: What its names mean.
        report: Takes everything that is wrong with it.
        wanted: What it must be; bounds of numbers are not checked, words are.

    Returns:
        The expression, or ``None`` after an error was reported.
    """
    place = place.shifted(len(text) - len(text.lstrip()))
    typed, names = _checked(text, place, scope, report, wanted)
    if typed is None:
        return None
    shown = list(names.read)
    bindings = names.read.values()
    return Expression(
        evaluate=_function(typed.source),
        type=typed.type,
        reads=frozenset(b.slot for b in bindings if b.slot is not None),
        arguments=frozenset(b.argument for b in bindings if b.argument is not None),
        text=text.strip(),
        explain=tuple(names.read.items()),
        compared=tuple((shown.index(a), shown.index(b)) for a, b in names.compared),
    )


def compile_condition(
    text: str, place: Place, scope: Scope, report: Report
) -> Expression | None:
    """Read a condition, which must be yes or no; ``None`` after an error."""
    return compile_expression(text, place, scope, report, wanted=Flag())


def _checked(
    text: str, place: Place, scope: Scope, report: Report, wanted: Type | None
) -> tuple[Typed | None, Names]:
    parsed, names = parse(text), Names(scope=scope)
    if parsed.tree is None:
        for problem in parsed.problems:
            where = place.shifted(problem.column)
            report.error(where, problem.code, problem.message, problem.suggestion)
        return None, names
    checker = Checker(parsed=parsed, place=place, names=names, report=report)
    typed = checker.check(parsed.tree)
    if typed is None or wanted is None:
        return checker.settled(parsed.tree, typed), names
    complaint = misfit(typed, wanted)
    if complaint is None:
        return typed, names
    if not typed.is_known:
        complaint = names.unknown(typed.shown, wanted)
    report.error(place, *complaint)
    return None, names


@lru_cache(maxsize=4096)
def _function(source: str) -> Evaluate:
    """Compile what the checker wrote; of an author's text it holds words only."""
    names = {"__builtins__": {}, "date": date}
    compiled: Evaluate = eval(f"lambda s, a: {source}", names)  # noqa: S307 - written by the checker: slots, arguments, literals, operators
    return compiled
