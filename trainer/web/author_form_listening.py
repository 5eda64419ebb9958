"""Read back what a reply in own words listens for, and the sample answers to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trainer.content.diagnostics import Place, Report
from trainer.content.patterns import parse_patterns
from trainer.scenarios.forms.facts import name_of
from trainer.scenarios.forms.parts import Parts
from trainer.scenarios.forms.steps import Row
from trainer.scenarios.reader_text import split_outside_quotes
from trainer.web.author_form_typed import Typed, signed


def ways_of(patterns: str) -> tuple[str, ...]:
    """Return the ways to say something, one each."""
    return tuple(part for _, part in split_outside_quotes(patterns, "|") if part)


def listening(typed: Typed, name: str, before: Parts) -> Iterator[Row]:
    """Yield what own words should say, and should not, as typed."""
    if f"{name}x0-key" not in typed.form:
        yield from before.listening
        return
    known = {row.at: row for row in before.listening}
    number = 0
    while f"{name}x{number}-key" in typed.form:
        row = _expectation(typed, f"{name}x{number}")
        number += 1
        if row is None:
            continue
        old = known.get(row.at)
        if old is not None and name_of(old.name) == row.name:
            row = replace(row, name=old.name)
        if old is not None and ways_of(old.value) == ways_of(row.value):
            row = replace(row, value=old.value)
        yield row


def _expectation(typed: Typed, row: str) -> Row | None:
    ways = [_way(line) for line in typed.lines(f"{row}-value").split("\n")]
    ways = [one for way in ways for one in ways_of(way)]
    if not ways:
        return None
    points = signed(typed.line(f"{row}-points"))
    criterion = typed.line(f"{row}-criterion") if points else ""
    called = name_of(typed.line(f"{row}-name")) or name_of(ways[0]) or "something"
    return Row(
        key="avoid" if typed.line(f"{row}-key") == "avoid" else "expect",
        name=called,
        value=" | ".join(ways),
        criterion=criterion,
        points=points if criterion else "",
        at=typed.fact(f"{row}-at"),
    )


def _way(line: str) -> str:
    """Return one way to say something; a sentence with marks in it gets its quotes."""
    way = " ".join(line.split()).strip()
    if not way or way[0] in '@"' or "|" in way:
        return way
    report = Report()
    parse_patterns(way, Place(""), report)
    plain = way.replace('"', "”")
    return f'"{plain}"' if report.diagnostics else way


def samples(
    typed: Typed, name: str, key: str, before: tuple[Row, ...]
) -> tuple[Row, ...]:
    """Return the sample answers of one kind, ``good`` or ``bad``, as typed."""
    if f"{name}-{key}0" not in typed.form:
        return before
    found: list[Row] = []
    number = 0
    while f"{name}-{key}{number}" in typed.form:
        row = f"{name}-{key}{number}"
        value = typed.line(row)
        number += 1
        if value:
            found.append(Row(key=key, value=value, at=typed.fact(f"{row}-at")))
    return tuple(found)
