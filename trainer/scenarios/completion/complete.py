"""Say what can stand at a place of a file: the same reader, asked beforehand."""

from __future__ import annotations

import re
from collections.abc import Callable

from trainer.content.diagnostics import Report
from trainer.content.frontmatter import split
from trainer.content.text import lines_of
from trainer.scenarios.compiler.instances import Sources
from trainer.scenarios.completion.conditions import condition
from trainer.scenarios.completion.facts import KEY, VALUE, fact, key
from trainer.scenarios.completion.head import setting
from trainer.scenarios.completion.moves import MOVE, blank, move
from trainer.scenarios.completion.options import (
    NOTHING,
    Completion,
    Offer,
    OptionKind,
    options,
)
from trainer.scenarios.completion.vocabulary import Vocabulary
from trainer.scenarios.reader import read_document
from trainer.scenarios.reader_lines import Line, LineKind, mark_lines
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.settings import read_settings
from trainer.scenarios.syntax import Document

_HEADING = re.compile(r"##\s*(?P<id>[a-z0-9-]*)\Z")
_SPEAKER = re.compile(r"\*\*(?P<name>[^*(:]*)\Z")
_WHEN = re.compile(r"\*\*[^*(]*\((?P<when>[^)]*|.*\([^)]*)\Z")


def complete(
    text: str, file: str, line: int, column: int, sources: Sources
) -> Completion:
    """Return what can stand at a place.

    Args:
        text: The whole file as it is now, half-written lines and all.
        file: Its name in the library.
        line: From 1; lines that do not exist have nothing to offer.
        column: Of the character behind the place, from 1.
        sources: The policies and sub-scenes it may name.

    Returns:
        The options in the order they are best shown, and where what is written of
        them begins; the editor leaves out those that do not fit it.
    """
    lines = lines_of(text, file, Report())
    if not 1 <= line <= len(lines):
        return Completion(column=column)
    prefix = lines[line - 1][: column - 1]
    _, first = split(text, file, Report())
    if line >= first - 1:
        body = lines[first - 1 :]
        marked = mark_lines(body, first, Problems(file=file, report=Report()))
        here = next((one for one in marked if one.number == line), None)
        found = _in_body(text, file, here, prefix, sources) if here else NOTHING
    else:
        found = setting(lines[1 : line - 1], prefix, sources) if line > 1 else NOTHING
    return Completion(column=len(prefix) + 1 - found.typed, options=found.options)


def _in_body(text: str, file: str, line: Line, prefix: str, sources: Sources) -> Offer:
    if line.inside or line.kind in {LineKind.CODE, LineKind.COMMENT}:
        return NOTHING
    document = read_document(text, file, Report())
    if document is None:
        return NOTHING
    return _offer(prefix, line.number, _vocabulary(document, sources))


def _vocabulary(document: Document, sources: Sources) -> Vocabulary:
    return Vocabulary(
        document=document,
        settings=read_settings(document.settings, Report()),
        sources=sources,
    )


def _offer(prefix: str, line: int, names: Vocabulary) -> Offer:
    if value := VALUE.match(prefix):
        return fact(value["key"], value["value"], line, names)
    for pattern, offer in _PLACES:
        if found := pattern.match(prefix):
            return offer(found, names)
    return blank(prefix, names)


def _heading(found: re.Match[str], names: Vocabulary) -> Offer:
    return Offer(len(found["id"]), options(OptionKind.BEAT, names.missing()))


def _speaker(found: re.Match[str], names: Vocabulary) -> Offer:
    said = ((f"{name}:** ", detail) for name, detail in names.speakers())
    return Offer(len(found["name"]), options(OptionKind.NAME, said))


_PLACES: tuple[
    tuple[re.Pattern[str], Callable[[re.Match[str], Vocabulary], Offer]], ...
] = (
    (_HEADING, _heading),
    (MOVE, lambda found, names: move(found.string, names)),
    (KEY, lambda found, names: key(found["indent"], found["key"], names)),
    (_WHEN, lambda found, names: condition(found["when"], names)),
    (_SPEAKER, _speaker),
)
