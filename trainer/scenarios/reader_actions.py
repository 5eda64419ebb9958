"""Actions as authors name them: ``issue_refund tender=cash amount=case.paid``."""

from __future__ import annotations

import re

from trainer.content.diagnostics import Place
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.syntax import ActionPattern

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
    """Tell whether an argument is good; if not, it is noted and left out."""
    name, value = token["name"], token["value"]
    place = place.shifted(token.start("name"))
    if any(name == known for known, _, _ in arguments):
        problems.error(
            place, "argument-twice", f"“{name}” is given twice.", "Keep one of them."
        )
    elif value.startswith('"') and (len(value) == 1 or not value.endswith('"')):
        problems.error(
            place,
            "unclosed-quote",
            f"The quote of “{name}” is not closed.",
            'Write the closing ".',
        )
    elif not _VALUE.fullmatch(value):
        _bad_value(name, value, place, problems)
    else:
        return True
    return False


def _bad_value(name: str, value: str, place: Place, problems: Problems) -> None:
    problems.error(
        place,
        "argument-value",
        f"“{value[:40]}” cannot be the value of “{name}”."
        if value
        else f"“{name}” has no value.",
        'Write a word, a number, a "quoted text" or a field like case.paid.',
    )


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
