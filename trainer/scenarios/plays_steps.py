"""The steps of a conversation test: what the trainee does."""

from __future__ import annotations

import re

from trainer.content.actions import ACTIONS
from trainer.content.diagnostics import Place
from trainer.scenarios.plays_syntax import Do, Take, Wait, Write
from trainer.scenarios.reader_actions import read_arguments
from trainer.scenarios.reader_problems import Problems

MAX_MOVES = 500
"""Moves a line takes."""

_KEY = re.compile(r"[a-z0-9-]{1,16}(?:/[a-z0-9-]{1,16}){0,4}")
_PART = re.compile(r"[^\s,]+")
_QUOTED = re.compile(r"(?P<move>[^\s\"“]+)\s*(?P<quote>[\"“„]?)(?P<text>.*)")


def read_take(rest: str, place: Place, at: Place, problems: Problems) -> Take | None:
    """Read ``s1 n1 d1/v1``."""
    parts = list(_PART.finditer(rest))
    if len(parts) > MAX_MOVES:
        problems.error(
            at.shifted(parts[MAX_MOVES].start()),
            "too-many-moves",
            f"More than {MAX_MOVES} moves stand on this line.",
            "Write them on several lines.",
        )
    found = [
        (part.group(), at.shifted(part.start()))
        for part in parts[:MAX_MOVES]
        if _is_key(part.group(), at.shifted(part.start()), problems)
    ]
    if not rest:
        nothing_said("take", "take s1 n1", place, problems)
    if found:
        keys, places = zip(*found, strict=True)
        return Take(moves=keys, places=places, place=place)
    return None


def _is_key(text: str, place: Place, problems: Problems) -> bool:
    if _KEY.fullmatch(text):
        return True
    near = text.strip("^:;").casefold()
    problems.error(
        place,
        "bad-move-id",
        f"“{text[:40]}” is not the id of a move.",
        f"Write “{near}”."
        if _KEY.fullmatch(near)
        else "Write ids as they stand behind “^”, or “d1/v1” inside a sub-scene.",
    )
    return False


def nothing_said(word: str, example: str, place: Place, problems: Problems) -> None:
    """Note a line that has its first word only."""
    problems.error(
        place,
        "empty-step",
        f"“{word}” does not say what.",
        f"Write “{example}”, say.",
    )


def read_write(rest: str, place: Place, at: Place, problems: Problems) -> Write | None:
    """Read ``b1 "I am sorry."``; quotes inside the words are fine."""
    match = _QUOTED.fullmatch(rest)
    if match is None:
        nothing_said("write", 'write b1 "I am sorry."', place, problems)
        return None
    text = match["text"].rstrip()
    if match["quote"] != '"' or not text.endswith('"'):
        _bad_quotes(match, at, problems)
    if _is_key(match["move"], at, problems):
        words = text.removesuffix('"').strip("“”")
        return Write(move=match["move"], text=words, place=place)
    return None


def _bad_quotes(match: re.Match[str], at: Place, problems: Problems) -> None:
    place = at.shifted(match.start("quote"))
    mend = f'Write: write {match["move"][:40]} "…".'
    if match["quote"] == '"':
        problems.error(
            place,
            "unclosed-quote",
            "The quote is not closed.",
            'Write the closing " at the end of the line.',
        )
    elif match["quote"]:
        problems.error(place, "curly-quote", "Curly quotes are read as letters.", mend)
    else:
        problems.error(place, "missing-quote", "The words are not in quotes.", mend)


def read_do(rest: str, place: Place, at: Place, problems: Problems) -> Do | None:
    """Read ``c3 loyalty=1`` or ``call_supervisor``."""
    name = rest.split(maxsplit=1)[0] if rest else ""
    if not name:
        nothing_said("do", "do c3 loyalty=1", place, problems)
        return None
    arguments, _ = read_arguments(rest, len(name), at, problems)
    if name in ACTIONS:
        return Do(action=name, arguments=arguments, place=place)
    if _is_key(name, at, problems):
        return Do(move=name, arguments=arguments, place=place)
    return None


def read_wait(rest: str, place: Place, at: Place, problems: Problems) -> Wait | None:
    """Read the ``after`` move, or nothing."""
    if not rest or _is_key(rest, at, problems):
        return Wait(move=rest, place=place)
    return None
