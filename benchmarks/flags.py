"""One generated conversation with many flags, in our language and in ink's.

Each flag is set at the beginning of its stretch of beats and asked about for a few
stretches more; later nobody asks again. So most flags are forgotten at most beats, as
in scenarios that people write, and a search that notices has far less to do.
"""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.graph import HIGHEST, LOWEST, START, numbers

FLAGS = 24
REMEMBERED = 4
"""Stretches in which a flag is asked about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply, what it needs and what it does."""

    name: str
    target: int
    flag: int = -1
    """The flag it needs; -1: none."""
    wanted: bool = True
    least_mood: int = 0
    mood: int = 0
    sets: int = -1
    """The flag it changes; -1: none."""
    value: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """A beat: what entering it forgets, and its replies."""

    forgets: int
    """The flag whose stretch begins here; -1: none."""
    replies: tuple[Reply, ...]


def generate(beats: int, seed: int = 7) -> tuple[Beat, ...]:
    """Make so many beats; the first reply of each is always open and leads on."""
    draw = numbers(seed)
    stretch = -(-beats // FLAGS)

    def below(limit: int) -> int:
        return (next(draw) >> 8) % limit

    def within(beat: int) -> int:
        first = beat // stretch * stretch
        return min(first + below(stretch), beats - 1)

    def recent(beat: int) -> int:
        return max(beat // stretch - below(REMEMBERED), 0)

    def made(beat: int) -> Beat:
        asked, set_now = recent(beat), recent(beat)
        replies = (
            Reply(name="on", target=beat + 1, mood=below(5) - 2),
            Reply(
                name="if",
                target=within(beat),
                flag=asked,
                wanted=below(2) == 0,
                sets=set_now,
                value=below(2) == 0,
            ),
            Reply(
                name="calm",
                target=within(beat),
                least_mood=1 + below(6),
                mood=below(5) - 2,
                sets=recent(beat),
                value=below(2) == 0,
            ),
        )
        return Beat(
            forgets=beat // stretch if beat % stretch == 0 else -1, replies=replies
        )

    return tuple(made(beat) for beat in range(beats))


HEAD = f"""---
id: generated
title: Generated
language: en
level: 1
minutes: 5
use: practice
rubric: {{{{policy: 50, deescalation: 50}}}}
meters: {{{{mood: {START} in {LOWEST}..{HIGHEST}}}}}
vars:
{{flags}}
---

# Generated

Generated to be measured.
"""


def as_scenario(beats: tuple[Beat, ...]) -> str:
    """Write the graph in the content language; the last beat leads to the end."""
    flags = "\n".join(f"  f{flag}: no" for flag in range(FLAGS))
    parts = [HEAD.format(flags=flags)]
    for number, beat in enumerate(beats):
        parts.append(f"## b{number}\n\n**Dana:** What about number {number}?\n")
        if beat.forgets >= 0:
            parts.append(f"- enter: f{beat.forgets} = no")
        parts.extend(_move(number, reply, len(beats)) for reply in beat.replies)
        parts.append("")
    parts.append("## end\n\n*Dana leaves.*\n\n- outcome: resolved\n")
    return "\n".join(parts)


def _move(number: int, reply: Reply, beats: int) -> str:
    target = f"b{reply.target}" if reply.target < beats else "end"
    lines = [f"- [Reply {reply.name} at {number}.](#{target}) ^{reply.name}-{number}"]
    needs = [f"f{reply.flag} is {_yes(reply.wanted)}"] if reply.flag >= 0 else []
    needs += [f"mood >= {reply.least_mood}"] if reply.least_mood else []
    if needs:
        lines.append(f"    - if: {' and '.join(needs)}")
    if reply.mood:
        lines.append(f"    - mood: {reply.mood:+d}")
    if reply.sets >= 0:
        lines.append(f"    - set: f{reply.sets} = {_yes(reply.value)}")
    return "\n".join(lines)


def _yes(value: bool) -> str:  # noqa: FBT001 - a value to be written
    return "yes" if value else "no"


def as_ink(beats: tuple[Beat, ...]) -> str:
    """Write the same graph as ink source."""
    parts = [f"VAR mood = {START}"]
    parts += [f"VAR f{flag} = false" for flag in range(FLAGS)]
    parts.append("-> b0")
    for number, beat in enumerate(beats):
        parts.append(f"=== b{number}")
        if beat.forgets >= 0:
            parts.append(f"~ f{beat.forgets} = false")
        parts.append(f"What about number {number}?")
        parts.extend(_choice(number, reply, len(beats)) for reply in beat.replies)
    return "\n".join([*parts, f"=== b{len(beats)}", "Dana leaves.", "-> END", ""])


def _choice(number: int, reply: Reply, beats: int) -> str:
    needs = [f"f{reply.flag} == {_true(reply.wanted)}"] if reply.flag >= 0 else []
    needs += [f"mood >= {reply.least_mood}"] if reply.least_mood else []
    least = f"{{{' and '.join(needs)}}} " if needs else ""
    lines = [f"+ {least}[Reply {reply.name} at {number}.]"]
    if reply.mood:
        lines.append(f"  ~ mood = MAX({LOWEST}, MIN({HIGHEST}, mood + {reply.mood}))")
    if reply.sets >= 0:
        lines.append(f"  ~ f{reply.sets} = {_true(reply.value)}")
    return "\n".join([*lines, f"  -> b{min(reply.target, beats)}"])


def _true(value: bool) -> str:  # noqa: FBT001 - a value to be written
    return "true" if value else "false"
