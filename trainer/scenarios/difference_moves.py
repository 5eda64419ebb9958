"""What changed in one reply, one desk action, one way on."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.scenarios.difference_facts import facts_changed
from trainer.scenarios.difference_parts import Change, Weight, quoted, reworded, short
from trainer.scenarios.reader_text import unescape
from trainer.scenarios.syntax import MoveKind, MoveSyntax

_IN_WORDS = frozenset({MoveKind.SAY, MoveKind.WRITE})


def named(move: MoveSyntax) -> str:
    """Return what a move is called in a sentence: ``reply “I am sorry.”``."""
    match move.kind:
        case MoveKind.SAY:
            return f"reply “{short(unescape(move.label))}”"
        case MoveKind.WRITE:
            return f"the answer in own words “{short(move.label)}”"
        case MoveKind.ACT:
            return f"the desk action {short(move.label)}"
        case MoveKind.WAIT:
            return f"what follows after {move.seconds} seconds"
        case _:
            return "what follows by itself"


def compare_moves(was: MoveSyntax, now: MoveSyntax, *, step: str) -> Iterator[Change]:
    """Yield what changed in a move.

    Args:
        was: As it was in the earlier revision.
        now: The one with the same id in the later revision.
        step: The id of the step it stands in now.
    """
    subject = f"In step {quoted(step)}, {named(now)}"
    line = now.place.line
    if was.kind is not now.kind:
        yield _change(step, f"{subject} stands in place of {named(was)}.", line)
    elif (was.label, was.seconds) != (now.label, now.seconds):
        if now.kind in _IN_WORDS:
            yield reworded(step, subject, was.label, now.label, line=line)
        else:
            yield _change(step, f"{subject} was {named(was)} before.", line)
    if was.target.written != now.target.written:
        leads = f"now leads to {quoted(_goal(now))} instead of {quoted(_goal(was))}"
        yield _change(step, f"{subject} {leads}.", line)
    yield from facts_changed(subject, was.facts, now.facts, step=step)


def _goal(move: MoveSyntax) -> str:
    return move.target.written.removeprefix("#")


def _change(step: str, sentence: str, line: int) -> Change:
    return Change(
        about="move", step=step, sentence=sentence, weight=Weight.MAJOR, line=line
    )
