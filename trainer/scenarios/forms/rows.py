"""Facts as written, as rows of a form, and back.

One fact may be several rows: ``score: policy +2, close +1`` is two. A fact whose rows
were left alone keeps the author's own spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from trainer.content.diagnostics import Place
from trainer.scenarios.forms.rows_read import placed_rows, read_rows
from trainer.scenarios.forms.steps import KEPT, Row
from trainer.scenarios.syntax import Fact

_AMOUNT = re.compile(r"[+\-] ?[0-9]{1,4}")
_NOTE = re.compile(r"<!--.*?-->", re.DOTALL)

_JOINED = frozenset(("score", "set"))
"""Facts that hold several things at once, parted by commas."""


def move_rows(facts: Sequence[Fact]) -> tuple[Row, ...]:
    """Return the rows of a reply's facts, each with the place of its fact."""
    return tuple(row for at, fact in enumerate(facts) for row in placed_rows(fact, at))


def beat_rows(facts: Sequence[Fact]) -> tuple[Row, ...]:
    """Return the rows of a step's own facts, each with the place of its fact."""
    return tuple(
        row for at, fact in enumerate(facts) for row in placed_rows(fact, at, step=True)
    )


def facts_of(
    rows: Iterable[Row], before: Sequence[Fact], *, step: bool = False
) -> tuple[Fact, ...]:
    """Return the facts that rows stand for.

    Args:
        rows: Of one reply or step; those without a value are left out.
        before: The facts the form was made of; where its rows are unchanged, a fact
            stays as it was written.
        step: Whether they are a step's own facts.

    Returns:
        The facts that stay or changed in their order, then the new ones.
    """
    given = [row for row in rows if row.value.strip() or row.key == KEPT]
    placed = [r for r in given if r.at is not None and r.at < len(before)]
    fresh = [r for r in given if r.at is None]
    found: list[Fact] = []
    for at, fact in enumerate(before):
        known = list(placed_rows(fact, at, step=step))
        mine = _in_order([row for row in placed if row.at == at], known)
        if mine == known:
            found.append(fact)
        elif mine:
            found += _written_again(mine, fact, step=step)
    for row in fresh:
        _join(row, found, step=step)
    return tuple(found)


def _in_order(rows: Sequence[Row], known: Sequence[Row]) -> list[Row]:
    """Return the rows of a fact in the order they were written in."""
    order: dict[tuple[str, str], int] = {}
    for at, row in enumerate(known):
        order.setdefault((row.key, row.name), at)
    return sorted(rows, key=lambda row: order.get((row.key, row.name), len(known)))


def _written_again(rows: Sequence[Row], before: Fact, *, step: bool) -> list[Fact]:
    """Return the facts of changed rows; the first keeps the author's notes."""
    notes = (*before.comments, *_NOTE.findall(before.written))
    parts = [
        list(part) for _, part in groupby(rows, key=lambda row: (row.key, row.when))
    ]
    facts = [fact for part in parts for fact in _new_facts(part, step=step)]
    return [
        _fact(fact.key, fact.value, notes if at == 0 else ())
        for at, fact in enumerate(facts)
    ]


def _new_facts(rows: Sequence[Row], *, step: bool) -> list[Fact]:
    key, when = rows[0].key, rows[0].when
    if key in _JOINED or (step and key == "enter"):
        return [_fact(key, _joined(rows, when))]
    return [_fact(row.key, _value(row)) for row in rows]


def _join(row: Row, found: list[Fact], *, step: bool) -> None:
    """Add a new row: to a fact that can hold it, else as a fact of its own."""
    if row.key == "score" and not row.when:
        for at, fact in enumerate(found):
            rows = read_rows(fact, step=step) if fact.key == "score" else None
            if rows and not rows[0].when and row.name not in {r.name for r in rows}:
                value = _joined([*rows, row], "")
                found[at] = _fact("score", value, fact.comments)
                return
    found += _new_facts([row], step=step)


def _joined(rows: Sequence[Row], when: str) -> str:
    return _if(", ".join(_part(row) for row in rows), when)


def _part(row: Row) -> str:
    value = row.value.strip()
    if row.key == "set" or not _AMOUNT.fullmatch(value):
        return f"{row.name} = {value}"
    return f"{row.name} {value}"


def _value(row: Row) -> str:
    value = " ".join(row.value.split())
    if row.key in ("model", "good", "bad"):
        return f'"{_straight(value)}"'
    if row.key in ("expect", "avoid"):
        worth = f" ({row.criterion} {row.points})" if row.criterion else ""
        return f"{row.name}{worth} = {value}"
    if row.key == "review":
        return _if(f'{row.name} "{_straight(value)}"', row.when)
    return _if(value, row.when)


def _straight(text: str) -> str:
    """Return words that can stand in straight quotes."""
    return text.replace('"', "”")


def _if(value: str, when: str) -> str:
    condition = " ".join(when.split())
    return f"{value} if {condition}" if condition else value


def _fact(key: str, value: str, comments: tuple[str, ...] = ()) -> Fact:
    nowhere = Place("")
    return Fact(
        key=key,
        value=value,
        place=nowhere,
        value_place=nowhere,
        written=value,
        comments=comments,
    )
