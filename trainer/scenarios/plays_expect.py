"""The expectations of a conversation test: ``outcome resolved, total >= 80``."""

from __future__ import annotations

import re
from decimal import Decimal

from trainer.content.diagnostics import Place
from trainer.content.suggest import did_you_mean
from trainer.scenarios.plays_syntax import Expectation, ExpectationKind
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.reader_text import is_beat_id, is_name, split_outside_quotes

_WORDS = ("outcome", "total", "passed", "not", "critical", "said", "beat")
_NUMBER = re.compile(
    r"(?P<name>[a-z][a-z0-9_]*)\s*(?P<comparison>==|!=|<=|>=|=>|=<|<|>|=|\s)\s*"
    r"(?P<number>-?[0-9]{1,6}(?:\.[0-9])?)\s*%?"
)
_MEANT = {"=": "==", "=>": ">=", "=<": "<="}
_NAMED = ("outcome", "said", "beat")
_CAN_BE_DENIED = frozenset({"passed", "critical", "said", "outcome", "beat"})


def read_expectations(
    text: str, place: Place, after: int, problems: Problems
) -> tuple[Expectation, ...]:
    """Read what stands behind ``expect``; commas in quotes do not separate.

    Args:
        text: e.g. ``outcome resolved, total 100, mood >= 6``.
        place: Of its first character.
        after: Steps of the play before it.
        problems: Where slips are noted.
    """
    if text.count('"') % 2:
        problems.error(
            place.shifted(text.rfind('"')),
            "unclosed-quote",
            "A quote is not closed.",
            'Write the closing ".',
        )
        return ()
    found: list[Expectation] = []
    for offset, part in split_outside_quotes(text, ","):
        read = _one(part, place.shifted(offset), after, problems)
        if read is not None:
            found.append(read)
    return tuple(found)


_MEND = "Write “outcome resolved”, “total >= 80”, “passed” or “mood 3”, say."


def _one(part: str, place: Place, after: int, problems: Problems) -> Expectation | None:
    if not part:
        problems.error(place, "empty-expectation", "Nothing is expected here.", _MEND)
        return None
    wanted = True
    written = part
    if part.startswith("not ") and part[4:].split(maxsplit=1)[0] in _CAN_BE_DENIED:
        wanted, part = False, part[4:].lstrip()
    word, _, rest = part.partition(" ")
    rest = rest.strip()
    if word == "passed" and not rest:
        kind, text = ExpectationKind.PASSED, ""
    elif word == "critical":
        kind, text = ExpectationKind.CRITICAL, rest.strip('"').strip()
    elif word in _NAMED and _is_named(word, rest):
        kind, text = ExpectationKind(word), rest
    else:
        return _number(written, place, after, problems)
    return Expectation(kind=kind, text=text, wanted=wanted, after=after, place=place)


def _is_named(word: str, rest: str) -> bool:
    return is_beat_id(rest) if word == "beat" else is_name(rest.replace("-", "_"))


def _number(
    part: str, place: Place, after: int, problems: Problems
) -> Expectation | None:
    match = _NUMBER.fullmatch(part)
    if match is None or match["name"] in _NAMED:
        word = part.split(maxsplit=1)[0]
        problems.error(
            place,
            "unknown-expectation",
            f"“{part[:60]}” is nothing that can be expected.",
            did_you_mean(word, _WORDS) or _MEND,
        )
        return None
    is_total = match["name"] == "total"
    return Expectation(
        kind=ExpectationKind.TOTAL if is_total else ExpectationKind.METER,
        text="" if is_total else match["name"],
        comparison=_comparison(match, place, problems),
        number=Decimal(match["number"]),
        after=after,
        place=place,
    )


def _comparison(match: re.Match[str], place: Place, problems: Problems) -> str:
    written = match["comparison"].strip() or "=="
    meant = _MEANT.get(written, written)
    if meant != written:
        problems.error(
            place.shifted(match.start("comparison")),
            "bad-comparison",
            f"“{written}” does not compare.",
            f"Write “{match['name']} {meant} {match['number']}”.",
        )
    return meant
