"""Read conversation tests (``<id>.play``): what is done, and what must come of it.

A file is a list of plays. Each begins with ``play: name`` at the margin; below it,
one step or expectation a line. Lines beginning with ``#`` are the author's notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from types import MappingProxyType

from trainer.content.diagnostics import Place, Report
from trainer.content.suggest import did_you_mean
from trainer.content.text import lines_of
from trainer.scenarios.plays_expect import read_expectations
from trainer.scenarios.plays_steps import (
    nothing_said,
    read_do,
    read_take,
    read_wait,
    read_write,
)
from trainer.scenarios.plays_syntax import (
    Do,
    Expectation,
    ExpectationKind,
    Play,
    Step,
    Take,
    Wait,
    Write,
)
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.reader_text import is_name

__all__ = [
    "Do",
    "Expectation",
    "ExpectationKind",
    "Play",
    "Step",
    "Take",
    "Wait",
    "Write",
    "read_plays",
]

MAX_LINES = 20_000
"""Lines of a file that are read."""

_StepReader = Callable[[str, Place, Place, Problems], Step | None]
_STEPS: dict[str, _StepReader] = {
    "take": read_take,
    "write": read_write,
    "do": read_do,
    "wait": read_wait,
}
_PLAY = re.compile(r"play\s*(?P<colon>:?)\s*(?P<name>.*)")
_WORD = re.compile(r"(?P<word>\S+)\s*(?P<rest>.*)")
_WORDS = ("deal", *_STEPS, "expect")
_PART = re.compile(r"[^\s,]+")


def read_plays(text: str, file: str, report: Report) -> tuple[Play, ...]:
    """Read the plays of a file.

    Args:
        text: The whole file.
        file: Its path relative to the folder that holds ``scenarios/``.
        report: Where every problem is noted, with its line and column.

    Returns:
        The plays in written order, each with what could be read of it. Names of moves,
        meters and outcomes are not looked up here.
    """
    problems = Problems(file=file, report=report)
    reader = _Reader(problems)
    lines = lines_of(text, file, report)
    if len(lines) > MAX_LINES:
        problems.error(
            problems.place(MAX_LINES + 1),
            "too-many-lines",
            f"The file has more than {MAX_LINES:,} lines.",
            "Take away plays that test the same.",
        )
    for number, line in enumerate(lines[:MAX_LINES], 1):
        if problems.full:
            break
        reader.take(number, line)
    return reader.plays()


@dataclass(slots=True, kw_only=True)
class _Draft:
    name: str
    place: Place
    deal: dict[str, str] = field(default_factory=dict)
    deal_places: dict[str, Place] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    expectations: list[Expectation] = field(default_factory=list)

    def finished(self) -> Play:
        return Play(
            name=self.name,
            place=self.place,
            deal=MappingProxyType(self.deal),
            deal_places=MappingProxyType(self.deal_places),
            steps=tuple(self.steps),
            expectations=tuple(self.expectations),
        )


class _Reader:
    """Takes the lines of a file one by one."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._plays: list[_Draft] = []

    def plays(self) -> tuple[Play, ...]:
        """Return what was read; a play that tests nothing is noted."""
        for draft in self._plays:
            if not draft.expectations:
                self._problems.error(
                    draft.place,
                    "play-without-expect",
                    f"The play “{draft.name[:60]}” expects nothing.",
                    "Add a line “expect outcome resolved”, say.",
                )
        return tuple(draft.finished() for draft in self._plays)

    def take(self, number: int, line: str) -> None:
        """Read one more line."""
        text = line.strip()
        place = self._problems.place(number, len(line) - len(line.lstrip()) + 1)
        if not text or text.startswith("#"):
            return
        match = _WORD.fullmatch(text)
        word = match["word"] if match else text
        rest = match["rest"] if match else ""
        at = place.shifted(match.start("rest") if match else 0)
        if word in {"play", "play:"} or word.startswith("play:"):
            self._play(text, place)
        elif word not in _WORDS:
            self._unknown(word, place)
        elif not self._plays:
            self._problems.error(
                place,
                "step-before-play",
                f"“{word}” stands before the first play.",
                "Write a line “play: the good way” above it.",
            )
        else:
            self._line(self._plays[-1], word, rest, (place, at))

    def _line(
        self, draft: _Draft, word: str, rest: str, places: tuple[Place, Place]
    ) -> None:
        place, at = places
        if word == "deal":
            self._deal(draft, rest, place, at)
        elif word == "expect":
            self._expect(draft, rest, place, at)
        else:
            step = _STEPS[word](rest, place, at, self._problems)
            if step is not None:
                draft.steps.append(step)

    def _play(self, text: str, place: Place) -> None:
        match = _PLAY.match(text)
        name = match["name"].strip() if match else ""
        if not name or not (match and match["colon"]):
            self._problems.error(
                place,
                "play-name",
                "The play has no name." if not name else "A colon is missing.",
                f"Write “play: {name or 'the good way'}”.",
            )
        known = {draft.name: draft.place.line for draft in self._plays}
        if name and name in known:
            self._problems.error(
                place,
                "duplicate-play",
                f"A play “{name[:60]}” is on line {known[name]} already.",
                "Give this one another name.",
            )
        self._plays.append(_Draft(name=name, place=place))

    def _unknown(self, word: str, place: Place) -> None:
        self._problems.error(
            place,
            "unknown-step",
            f"“{word[:40]}” is not a step of a play.",
            did_you_mean(word.rstrip(":"), [*_WORDS, "play"])
            or f"A line begins with {', '.join(_WORDS)} or play.",
        )

    def _deal(self, draft: _Draft, rest: str, place: Place, at: Place) -> None:
        parts = [(m.start(), m.group()) for m in _PART.finditer(rest)]
        if not parts or len(parts) % 2 or not all(is_name(p) for _, p in parts):
            self._problems.error(
                at if parts else place,
                "deal-syntax",
                f"“deal {rest[:60]}” does not say what is dealt.",
                "Write “deal record missing”: the name, then the word.",
            )
            return
        for (offset, name), (_, word) in zip(parts[::2], parts[1::2], strict=True):
            if name in draft.deal:
                self._problems.error(
                    at.shifted(offset),
                    "deal-twice",
                    f"“{name}” is dealt twice.",
                    "Keep one of them.",
                )
            draft.deal[name] = word
            draft.deal_places[name] = at.shifted(offset)

    def _expect(self, draft: _Draft, rest: str, place: Place, at: Place) -> None:
        if not rest:
            nothing_said("expect", "expect outcome resolved", place, self._problems)
            return
        after = len(draft.steps)
        draft.expectations += read_expectations(rest, at, after, self._problems)
