"""Try own words while they are being set up: which answers meet what is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from trainer.assessments.words.matcher import match
from trainer.content.diagnostics import Place
from trainer.scenarios.forms.steps import Row
from trainer.scenarios.parts import Expectation


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What became of one sample answer."""

    text: str
    met: tuple[str, ...] = ()
    """What was wanted and is there."""
    missed: tuple[str, ...] = ()
    """What was wanted and is not there."""
    slipped: tuple[str, ...] = ()
    """What was to be avoided and is there."""

    @property
    def full(self) -> bool:
        """Whether everything wanted is there and nothing to be avoided."""
        return not self.missed and not self.slipped


def try_answers(
    rows: Iterable[Row], answers: Sequence[str], *, language: str, names: str
) -> tuple[Tried, ...]:
    """Hold sample answers against expectations that are still being typed.

    Args:
        rows: Of ``expect`` and ``avoid``; those that cannot be read meet nothing.
        answers: As typed.
        language: Of the scenario.
        names: The customer's name.
    """
    wanted = [_expectation(row) for row in rows if row.key in ("expect", "avoid")]
    return tuple(_tried(one, wanted, language, names) for one in answers)


def _tried(
    answer: str, wanted: Sequence[Expectation], language: str, names: str
) -> Tried:
    if not answer.strip():
        return Tried(text="")
    met = match(answer, wanted, language, names=names.split()).met
    return Tried(
        text=answer,
        met=tuple(e.name for e in wanted if e.wanted and e.name in met),
        missed=tuple(e.name for e in wanted if e.wanted and e.name not in met),
        slipped=tuple(e.name for e in wanted if not e.wanted and e.name in met),
    )


def _expectation(row: Row) -> Expectation:
    return Expectation(
        name=row.name or row.value,
        key=row.name,
        wanted=row.key == "expect",
        said=-1,
        patterns=row.value,
        criterion="",
        points=0,
        place=Place(""),
    )
