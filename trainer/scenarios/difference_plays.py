"""What changed between the conversation tests of two revisions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from trainer.content.diagnostics import Report
from trainer.content.text import lines_of
from trainer.scenarios.difference_parts import Change, Weight, quoted
from trainer.scenarios.plays import read_plays

ABOUT = "play"
"""What a change of a conversation test is about."""

_Plays = Mapping[tuple[str, int], tuple[str, ...]]
"""(name, how many of that name came before) → the lines below it."""

_WHAT = {"deal": "what is dealt", "expect": "what is expected"}


def plays_changed(before: str, after: str) -> tuple[Change, ...]:
    """Return which plays are new, gone, renamed or changed, in the new order.

    They decide nothing about a conversation, so no change of theirs weighs anything.

    Args:
        before: The text of the ``.play`` file as it was; empty: none.
        after: The text as it is now.
    """
    return tuple(_changes(_plays(before), _plays(after)))


def _changes(was: _Plays, now: _Plays) -> Iterator[Change]:
    gone = [key for key in was if key not in now]
    for key, lines in now.items():
        if key in was:
            yield from _changed(key[0], was[key], lines)
            continue
        old = next((one for one in gone if was[one] == lines), None)
        if old is None:
            yield _change(f"Play {quoted(key[0])} is new", after=lines)
        else:
            gone.remove(old)
            yield _change(f"Play {quoted(old[0])} is now called {quoted(key[0])}")
    for key in gone:
        yield _change(f"Play {quoted(key[0])} is gone", before=was[key])


def _changed(name: str, was: Sequence[str], now: Sequence[str]) -> Iterator[Change]:
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    spans = [span for span in matcher.get_opcodes() if span[0] != "equal"]
    out = [line for _, a, b, _, _ in spans for line in was[a:b]]
    new = [line for _, _, _, c, d in spans for line in now[c:d]]
    about = dict.fromkeys(_what(line) for line in (*out, *new))
    if about:
        what = " and ".join(about)
        yield _change(f"Play {quoted(name)} changed: {what}", before=out, after=new)


def _what(line: str) -> str:
    return _WHAT.get(line.partition(" ")[0], "what is said and done")


def _change(
    told: str, *, before: Sequence[str] = (), after: Sequence[str] = ()
) -> Change:
    return Change(
        about=ABOUT,
        step="",
        sentence=f"{told}.",
        weight=Weight.EDITORIAL,
        before="; ".join(before),
        after="; ".join(after),
    )


def _plays(text: str) -> _Plays:
    """Return the plays of a text, without the notes and how it is laid out."""
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    lines = [" ".join(line.split()) for line in lines_of(text, "", Report())]
    plays = read_plays(text, "", Report())
    bounds = [*(play.place.line for play in plays), len(lines) + 1]
    names: list[str] = []
    for play, (begin, end) in zip(plays, pairwise(bounds), strict=True):
        below = (line for line in lines[begin : end - 1] if line)
        key = play.name, names.count(play.name)
        found[key] = tuple(line for line in below if not line.startswith("#"))
        names.append(play.name)
    return found
