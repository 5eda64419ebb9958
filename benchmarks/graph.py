"""One generated conversation, written in our language and in ink's.

Beat by beat both have the same replies, conditions and effects, so that a walk that
picks by the same numbers goes the same way in both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

REPLIES = 3
LOWEST, HIGHEST, START = 0, 10, 5


def numbers(seed: int) -> Iterator[int]:
    """Yield whole numbers below 2**31; no product is too large for a double."""
    while True:
        seed = seed * 48271 % (2**31 - 1)
        yield seed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """A reply, what it needs and what it does."""

    name: str
    target: int
    least_mood: int
    """Mood needed; 0 always holds."""
    mood: int
    points: int
    flag: bool
    """Whether it changes what the customer thinks of the trainee."""


Graph = tuple[tuple[Reply, ...], ...]


def generate(beats: int, seed: int = 7) -> Graph:
    """Make a graph of so many beats; the first reply of each is always open."""
    draw = numbers(seed)

    def below(limit: int) -> int:
        return (next(draw) >> 8) % limit

    def reply(beat: int, index: int) -> Reply:
        onwards = (beat + 1) % beats if index == 0 else below(beats)
        return Reply(
            name=f"r{index}",
            target=onwards,
            least_mood=below(6) if index else 0,
            mood=below(5) - 2,
            points=below(3),
            flag=below(4) == 0,
        )

    return tuple(tuple(reply(b, i) for i in range(REPLIES)) for b in range(beats))


HEAD = f"""---
id: generated
title: Generated
language: en
level: 1
minutes: 5
use: practice
rubric: {{policy: 50, deescalation: 50}}
meters: {{mood: {START} in {LOWEST}..{HIGHEST}}}
vars:
  trusted: no
---

# Generated

Generated to be measured.
"""


def as_scenario(graph: Graph) -> str:
    """Write the graph in the content language, with an ending nobody hurries to."""
    parts = [HEAD]
    for number, replies in enumerate(graph):
        parts.append(f"## b{number}\n")
        parts.append(f"**Dana (trusted):** All right, number {number}.\n")
        parts.append(f"**Dana (otherwise):** What about number {number}?\n")
        parts.extend(_move(number, reply) for reply in replies)
        if number == len(graph) - 1:
            parts.append(
                "- [Goodbye.](#end) ^bye\n    - if: mood >= 10 and not trusted"
            )
        parts.append("")
    parts.append("## end\n\n*Dana leaves.*\n\n- outcome: resolved\n")
    return "\n".join(parts)


def _move(number: int, reply: Reply) -> str:
    lines = [f"- [Reply {reply.name} at {number}.](#b{reply.target}) ^{reply.name}"]
    lines[0] += f"-{number}"
    if reply.least_mood:
        lines.append(f"    - if: mood >= {reply.least_mood} or trusted")
    if reply.flag:
        lines.append(f"    - set: trusted = {'yes' if reply.mood > 0 else 'no'}")
    if reply.mood:
        lines.append(f"    - mood: {reply.mood:+d}")
    if reply.points:
        lines.append(f"    - score: deescalation +{reply.points}")
    return "\n".join(lines)


def as_ink(graph: Graph) -> str:
    """Write the same graph as ink source."""
    parts = [f"VAR mood = {START}", "VAR trusted = false", "VAR points = 0", "-> b0"]
    for number, replies in enumerate(graph):
        parts.append(f"=== b{number}")
        calm, cross = f"All right, number {number}.", f"What about number {number}?"
        parts.append(f"{{trusted:{calm}|{cross}}}")
        parts.extend(_choice(number, reply) for reply in replies)
        if number == len(graph) - 1:
            parts.append("+ {mood >= 10 and not trusted} [Goodbye.] -> goodbye")
    return "\n".join([*parts, "=== goodbye", "Dana leaves.", "-> END", ""])


def _choice(number: int, reply: Reply) -> str:
    least = f"{{mood >= {reply.least_mood} or trusted}} " if reply.least_mood else ""
    lines = [f"+ {least}[Reply {reply.name} at {number}.]"]
    if reply.flag:
        lines.append(f"  ~ trusted = {'true' if reply.mood > 0 else 'false'}")
    if reply.mood:
        lines.append(f"  ~ mood = MAX({LOWEST}, MIN({HIGHEST}, mood + {reply.mood}))")
    if reply.points:
        lines.append(f"  ~ points = points + {reply.points}")
    return "\n".join([*lines, f"  -> b{reply.target}"])
