"""What is said: too much at once, or a number that a policy decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from trainer.content.diagnostics import Place, Report
from trainer.content.types import Money
from trainer.content.values import money_text
from trainer.policies.module import Policy, Setting
from trainer.scenarios.syntax import BlockKind, Document, MoveKind

MOST_WORDS = 60
"""Words of one speech; people do not make speeches."""

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_AMOUNT = re.compile(r"(?<![\d.,])\d{1,7}[.,]\d{2}(?![\d.,]*\d)")
_PERIOD = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,4})[ -](?P<unit>minute|hour|day|week|month|year)s?\b"
)


def check_speeches(document: Document, report: Report) -> None:
    """Note every speech that nobody would listen to."""
    for beat in document.beats:
        for block in beat.blocks:
            words = len(_WORD.findall(block.text))
            if block.kind is BlockKind.SPEECH and words > MOST_WORDS:
                report.warn(
                    block.place,
                    "long-speech",
                    f"{block.name} says {words} words at once.",
                    f"Keep a speech under {MOST_WORDS}: cut it, or let the trainee "
                    "answer in between.",
                )


def check_literals(
    document: Document,
    policies: Sequence[Policy],
    known: Iterable[object],
    report: Report,
) -> None:
    """Note numbers in the text that are settings of a policy in force.

    Args:
        document: The file.
        policies: Those in force, whose settings may change with the next revision.
        known: Values the case holds itself; what equals one of them may mean that.
        report: Where they are noted.
    """
    amounts = _amounts(policies, {*known})
    periods = _periods(policies)
    if not (amounts or periods):
        return
    for text, place in _texts(document):
        for found in _AMOUNT.finditer(text):
            name = amounts.get(found.group().replace(",", "."))
            if name:
                _note(found, name, place, text, report)
        for found in _PERIOD.finditer(text):
            name = periods.get((int(found["number"]), found["unit"]))
            if name:
                _note(found, name, place, text, report)


def _note(
    found: re.Match[str], name: str, place: Place, text: str, report: Report
) -> None:
    before = text[: found.start()]
    line = before.count("\n")
    column = found.start() - (before.rfind("\n") + 1 if line else 0)
    where = (
        Place(place.file, place.line + line, column + 1)
        if line
        else place.shifted(column)
    )
    unit = found.groupdict().get("unit")
    rest = found.group()[len(found["number"]) :] if unit else ""
    report.warn(
        where,
        "literal-setting",
        f"“{found.group()}” is the policy's “{name}”, and will be wrong when that "
        "changes.",
        f"Write “{{{name}}}{rest}”.",
    )


def _amounts(policies: Sequence[Policy], known: set[object]) -> Mapping[str, str]:
    return {
        money_text(setting.value): name
        for name, setting in _settings(policies)
        if isinstance(setting.type, Money)
        and isinstance(setting.value, int)
        and setting.value not in known
    }


def _periods(policies: Sequence[Policy]) -> Mapping[tuple[int, str], str]:
    return {
        (setting.value, setting.unit.removesuffix("s")): name
        for name, setting in _settings(policies)
        if setting.unit and isinstance(setting.value, int)
    }


def _settings(policies: Sequence[Policy]) -> Iterator[tuple[str, Setting]]:
    for policy in policies:
        for setting in policy.settings.values():
            yield f"{policy.id}.{setting.name}", setting


def _texts(document: Document) -> Iterator[tuple[str, Place]]:
    """Yield every text that blanks may stand in, with its place."""
    for beat in document.beats:
        for block in beat.blocks:
            if block.kind in (BlockKind.SPEECH, BlockKind.STAGE):
                yield block.text, block.text_place
        for move in beat.moves:
            if move.kind is MoveKind.SAY:
                yield move.label, move.label_place
