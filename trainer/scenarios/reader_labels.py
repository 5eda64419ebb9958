"""What stands between the brackets of a move: words to say, a blank, an action."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trainer.content.diagnostics import Place
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.reader_text import loose_braces
from trainer.scenarios.syntax import ActionPattern, MoveKind

LONGEST_TIMER = 3600
"""Seconds a customer waits at most."""

_BLANK = re.compile(r"_{3,}")
_BLANK_MARK = "____"
_WAIT = re.compile(r"(?i:after)\s+(?P<amount>[0-9]+)\s*(?P<unit>[A-Za-z]*)\.?")
_ACTION = re.compile(r"[a-z][a-z0-9_]*")
_TOKEN = re.compile(
    r"\s*(?:(?P<name>[A-Za-z_][A-Za-z0-9_]*)\s*=\s*"
    r"(?P<value>\"[^\"]*\"?|[^\s\"]*)"
    r"|(?P<any>\*)|(?P<other>\S+))"
)
_VALUE = re.compile(
    r"\*|\"[^\"]*\"|-?[0-9]+(?:\.[0-9]{2})?|[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"|[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
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
    place = place.shifted(len(written) - len(written.lstrip()))
    if text.startswith("`"):
        action = read_action(text, place, problems)
        return Label(kind=MoveKind.ACT, text=text, place=place, action=action)
    if _BLANK.match(text):
        return _write(text, place, problems)
    if text == "go":
        return Label(kind=MoveKind.GO, text=text, place=place)
    if wait := _WAIT.fullmatch(text):
        seconds = _seconds(wait, place, problems)
        return Label(kind=MoveKind.WAIT, text=text, place=place, seconds=seconds)
    if not text:
        problems.error(
            place,
            "empty-label",
            "The move says nothing.",
            "Write what the trainee says, “____” for own words, or an action in "
            "backticks.",
        )
    check_braces(text, place, problems)
    return Label(kind=MoveKind.SAY, text=text, place=place)


def check_braces(text: str, place: Place, problems: Problems) -> None:
    """Note the first brace on a line of text that is neither a fill nor escaped."""
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
    return Label(kind=MoveKind.WRITE, text=prompt, place=place.shifted(shift))


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


def read_action(written: str, place: Place, problems: Problems) -> ActionPattern | None:
    """Read ```issue_refund tender=cash```, backticks included.

    Returns:
        The pattern with whatever could be read, or ``None`` where no action is named;
        every slip is noted.
    """
    end = written.find("`", 1)
    if end < 0:
        problems.error(
            place,
            "unclosed-backtick",
            "The action has no closing backtick.",
            f"Write “{written[:60].rstrip()}`”.",
        )
        end = len(written)
    elif written[end + 1 :].strip():
        problems.error(
            place.shifted(end + 1),
            "after-action",
            f"“{written[end + 1 :].strip()[:40]}” stands behind the action.",
            "Write only the action in the brackets; the words belong into a move of "
            "their own.",
        )
    return read_call(written[1:end], place.shifted(1), problems)


def read_call(text: str, place: Place, problems: Problems) -> ActionPattern | None:
    """Read ``issue_refund tender=cash`` without backticks, as ``means:`` has it."""
    lead = len(text) - len(text.lstrip())
    match = _ACTION.match(text, lead)
    if match is None or text[match.end() : match.end() + 1] not in {"", " ", "\t"}:
        _bad_action(text, place.shifted(lead), problems)
        return None
    arguments, anything = read_arguments(text, match.end(), place, problems)
    return ActionPattern(
        action=match.group(),
        arguments=arguments,
        place=place.shifted(lead),
        anything=anything,
    )


def read_arguments(
    text: str, start: int, place: Place, problems: Problems
) -> tuple[tuple[tuple[str, str, Place], ...], bool]:
    """Read ``tender=cash amount=case.paid`` from an offset on.

    Returns:
        (name, value as written, place of the value) each, and whether a lone ``*``
        stood among them.
    """
    arguments: list[tuple[str, str, Place]] = []
    anything = False
    for token in _TOKEN.finditer(text, start):
        if token["any"]:
            anything = True
        elif token["name"]:
            value_place = place.shifted(token.start("value"))
            if _argument(token, arguments, place, problems):
                arguments.append((token["name"], token["value"], value_place))
        else:
            _loose(token, text, place, problems)
    return tuple(arguments), anything


def _bad_action(text: str, place: Place, problems: Problems) -> None:
    name = re.match(r"\w+", text.strip())
    if name is None:
        message, mend = "No action is named here.", "Write `lookup_purchase`, say."
    elif "(" in text:
        message = f"“{text.strip()[:40]}” is not how an action is written."
        mend = f"Write `{name.group().casefold()} amount=34.90`, without brackets."
    else:
        message = f"“{text.strip()[:40]}” is not an action."
        mend = "Names are small letters and underscores: `issue_refund tender=cash`."
    problems.error(place, "action-syntax", message, mend)


def _argument(
    token: re.Match[str],
    arguments: list[tuple[str, str, Place]],
    place: Place,
    problems: Problems,
) -> bool:
    name, value = token["name"], token["value"]
    place = place.shifted(token.start("name"))
    if any(name == known for known, _, _ in arguments):
        problems.error(
            place,
            "argument-twice",
            f"“{name}” is given twice.",
            "Keep one of them.",
        )
        return False
    if value.startswith('"') and (len(value) == 1 or not value.endswith('"')):
        problems.error(
            place,
            "unclosed-quote",
            f"The quote of “{name}” is not closed.",
            'Write the closing ".',
        )
        return False
    if not _VALUE.fullmatch(value):
        problems.error(
            place,
            "argument-value",
            f"“{value[:40]}” cannot be the value of “{name}”."
            if value
            else f"“{name}” has no value.",
            'Write a word, a number, a "quoted text" or a field like case.paid.',
        )
        return False
    return True


def _loose(token: re.Match[str], text: str, place: Place, problems: Problems) -> None:
    written = token["other"]
    following = text[token.end() :].split(maxsplit=1)
    mend = (
        f"Write {written}={following[0]}."
        if _ACTION.fullmatch(written) and following and "=" not in following[0]
        else 'Write each argument as name=value; put a value with spaces in "quotes".'
    )
    problems.error(
        place.shifted(token.start("other")),
        "action-syntax",
        f"“{written[:40]}” is not an argument.",
        mend,
    )
