"""What stands between the brackets of a move: words to say, a blank, an action."""

from __future__ import annotations

import re
from typing import NamedTuple

from trainer.content.diagnostics import Place
from trainer.scenarios.reader_actions import read_action
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.reader_text import loose_braces
from trainer.scenarios.syntax import ActionPattern, MoveKind

LONGEST_TIMER = 3600
"""Seconds a customer waits at most."""

_BLANK_BEGINS, _BLANK_MARK = "___", "____"
_TIME_IN_WORDS = re.compile(r"(?i:after) [a-z ]{1,20}(?:second|minute|hour)s?\.?")
_WAIT = re.compile(r"(?i:after)\s+(?P<amount>[0-9]+)\s*(?P<unit>[A-Za-z]*)\.?")


class Label(NamedTuple):
    """A label, read."""

    kind: MoveKind
    text: str
    place: Place
    action: ActionPattern | None = None
    seconds: int = 0


def read_label(written: str, place: Place, problems: Problems) -> Label:
    """Read a label; whatever it looks like most is what it is taken for.

    Args:
        written: What stands between the brackets.
        place: Of its first character.
        problems: Where slips are noted.
    """
    text = written.strip()
    if text != written:
        place = place.shifted(len(written) - len(written.lstrip()))
    if text.startswith("`"):
        action = read_action(text, place, problems)
        return Label(MoveKind.ACT, text, place, action=action)
    if text.startswith(_BLANK_BEGINS):
        return _write(text, place, problems)
    if text == "go":
        return Label(MoveKind.GO, text, place)
    if text[:5].casefold() == "after" and (wait := _WAIT.fullmatch(text)):
        seconds = _seconds(wait, place, problems)
        return Label(MoveKind.WAIT, text, place, seconds=seconds)
    return _say(text, place, problems)


def _say(text: str, place: Place, problems: Problems) -> Label:
    if text.casefold() == "go":
        problems.warn(
            place,
            "go-spelling",
            f"“{text}” is something the trainee says here.",
            "Write “go” in small letters if it should happen by itself.",
        )
    elif _TIME_IN_WORDS.fullmatch(text):
        problems.warn(
            place,
            "timer-unit",
            f"“{text[:40]}” is something the trainee says here.",
            "Write “after 60s” for a clock: seconds, in digits.",
        )
    if not text:
        problems.error(
            place,
            "empty-label",
            "The move says nothing.",
            "Write what the trainee says, “____” for own words, or an action in "
            "backticks.",
        )
    check_braces(text, place, problems)
    return Label(MoveKind.SAY, text, place)


def has_braces(text: str) -> bool:
    """Tell whether there is anything to look at for ``check_braces``."""
    return "{" in text or "}" in text


def check_braces(text: str, place: Place, problems: Problems) -> None:
    """Note the first brace on a line of text that is neither a fill nor escaped."""
    if not has_braces(text):
        return
    for offset, written in loose_braces(text):
        inner = written.strip("{}").strip()
        problems.error(
            place.shifted(offset),
            "unescaped-brace",
            f"“{written[:30]}” is not the name of something to fill in."
            if inner
            else f"A lone “{written}” stands here.",
            "Write “\\{” and “\\}” for braces that are meant as such.",
        )
        return


def _write(text: str, place: Place, problems: Problems) -> Label:
    blank = text[: len(text) - len(text.lstrip("_"))]
    if blank != _BLANK_MARK:
        problems.error(
            place,
            "blank-length",
            f"The blank has {len(blank)} underscores.",
            "Write four: “____”.",
        )
    rest = text[len(blank) :]
    prompt = rest.strip()
    shift = len(blank) + len(rest) - len(rest.lstrip())
    check_braces(prompt, place.shifted(shift), problems)
    return Label(MoveKind.WRITE, prompt, place.shifted(shift))


def _seconds(wait: re.Match[str], place: Place, problems: Problems) -> int:
    amount, unit = wait["amount"][:9], wait["unit"]
    if unit != "s":
        minutes = unit.casefold() in {"m", "min", "mins", "minute", "minutes"}
        seconds = int(amount) * (60 if minutes else 1)
        problems.error(
            place,
            "timer-unit",
            f"“{wait.group()[:40]}” does not say how many seconds.",
            f"Write “after {seconds}s”.",
        )
        return seconds
    if not 1 <= int(amount) <= LONGEST_TIMER:
        problems.error(
            place,
            "timer-bounds",
            f"A timer of {amount} seconds cannot be kept.",
            f"Write 1 to {LONGEST_TIMER} seconds.",
        )
    return int(amount)
