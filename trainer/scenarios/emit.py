"""Write a scenario file in its canonical form.

Settings, paragraphs, facts and moves in a fixed order, one blank line between
paragraphs, facts indented by four spaces, a ``^id`` on every move. What the author
wrote inside them, comments included, stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from trainer.content.diagnostics import Report, Severity
from trainer.scenarios.emit_front import ordered_front
from trainer.scenarios.emit_ids import with_ids
from trainer.scenarios.reader import read_document
from trainer.scenarios.reader_facts import BEAT_FACTS, MOVE_FACTS
from trainer.scenarios.syntax import (
    BeatSyntax,
    Block,
    BlockKind,
    Document,
    Fact,
    MoveKind,
    MoveSyntax,
)

_FACT, _RUN_ON = " " * 4, " " * 6
"""A fact of a move, and a line its value runs on over."""

_BEAT_RUN_ON = " " * 4
_IN_TURN = frozenset({"expect", "avoid", "set", "score"})
"""These, and meters, act in turn and keep their written order among each other."""

_TURN = MOVE_FACTS.index("expect")
_MOVE_ORDER = {k: _TURN if k in _IN_TURN else at for at, k in enumerate(MOVE_FACTS)}
_BEAT_ORDER = {key: at for at, key in enumerate(BEAT_FACTS)}


def format_text(text: str, file: str) -> tuple[str, Report]:
    """Return a file's text in canonical form, and what is wrong with the file.

    A file with errors comes back as it is: where the reader is in doubt, moving lines
    could change what their author meant.
    """
    report = Report()
    document = read_document(text, file, report)
    wrong = any(d.severity is Severity.ERROR for d in report.diagnostics)
    if document is None or wrong:
        return text, report
    return emit(document), report


def emit(document: Document) -> str:
    """Return the canonical text of a document; missing ``^ids`` are added.

    Reading the result and writing it again gives the same text.
    """
    document = with_ids(document)
    parts = ["---", *ordered_front(document.front, document.settings), "---"]
    for block in document.introduction:
        parts += ["", *_lines(block.written)]
    for beat in document.beats:
        parts += ["", *beat_lines(beat)]
    return "\n".join([*parts, ""])


def beat_lines(beat: BeatSyntax) -> tuple[str, ...]:
    """Return the canonical lines of a beat whose moves have their ids.

    The heading comes first; there is no blank line at either end.
    """
    return (f"## {beat.id}", *_beat(beat))


def _ordered(facts: Sequence[Fact], order: Mapping[str, int]) -> list[Fact]:
    return sorted(facts, key=lambda fact: order.get(fact.key, _TURN))


def _beat(beat: BeatSyntax) -> Iterable[str]:
    for block in beat.blocks:
        yield ""
        yield from _block(block)
    if beat.facts:
        yield ""
        for fact in _ordered(beat.facts, _BEAT_ORDER):
            yield from _fact(fact, "", _BEAT_RUN_ON)
    if beat.moves:
        yield ""
        for move in beat.moves:
            yield from _move(move)
    if beat.comments:
        yield ""
        for comment in beat.comments:
            yield from _lines(comment)


def _block(block: Block) -> list[str]:
    if block.kind is not BlockKind.SPEECH:
        return _lines(block.written)
    when = f" ({block.when})" if block.when else ""
    first, *rest = _lines(block.written)
    return [f"**{block.name}{when}:** {first}".rstrip(), *rest]


def _move(move: MoveSyntax) -> Iterable[str]:
    for comment in move.comments:
        yield from _lines(comment)
    yield f"- [{_label(move)}]({move.target.written}) ^{move.id}"
    for fact in _ordered(move.facts, _MOVE_ORDER):
        yield from _fact(fact, _FACT, _RUN_ON)


def _label(move: MoveSyntax) -> str:
    if move.kind is MoveKind.WRITE:
        return f"____ {move.label}".rstrip()
    if move.kind is MoveKind.WAIT:
        return f"after {move.seconds}s"
    return move.label


def _fact(fact: Fact, indent: str, run_on: str) -> Iterable[str]:
    for comment in fact.comments:
        for line in _lines(comment):
            yield f"{indent}{line}".rstrip()
    first, *rest = fact.written.split("\n")
    yield f"{indent}- {fact.key}: {first}".rstrip()
    for line in rest:
        yield f"{run_on}{line}".rstrip()


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.split("\n")]
