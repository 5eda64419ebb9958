"""The first line of a move: ``- [label](target) ^id``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from trainer.content.diagnostics import Place
from trainer.scenarios.reader_facts import FactDraft
from trainer.scenarios.reader_labels import Label, read_label
from trainer.scenarios.reader_lines import Line
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.reader_targets import read_target
from trainer.scenarios.reader_text import is_move_id, slug
from trainer.scenarios.syntax import MoveSyntax, Target

_PLAIN = re.compile(r"- \[([^\[\]\\]+)\]\(([^()\s]+)\)(?: \^([a-z0-9-]{1,16}))?")
"""Almost every move: nothing to look at twice."""

_BULLET = re.compile(r"\s*(?P<dash>(?:[-*+]|[0-9]+[.)])?\s*)\[")
_BRACKETS = re.compile(r"\\.|[\[\]]")


@dataclass(slots=True, kw_only=True)
class MoveDraft:
    """A move whose facts are still being read."""

    label: Label
    target: Target
    id: str
    place: Place
    comments: tuple[str, ...]
    facts: list[FactDraft] = field(default_factory=list)

    def finished(self) -> MoveSyntax:
        """Return the move with the facts read so far."""
        return MoveSyntax(
            kind=self.label.kind,
            label=self.label.text,
            label_place=self.label.place,
            target=self.target,
            id=self.id,
            place=self.place,
            facts=tuple(map(FactDraft.finished, self.facts)),
            action=self.label.action,
            seconds=self.label.seconds,
            comments=self.comments,
        )


def read_move(line: Line, comments: tuple[str, ...], problems: Problems) -> MoveDraft:
    """Read the first line of a move; what is missing is noted and left empty.

    Args:
        line: A line of the kind ``MOVE``.
        comments: The author's notes above it.
        problems: Where slips are noted.
    """
    plain = None if line.noted else _PLAIN.fullmatch(line.bare)
    if plain is None:
        return _read_slowly(line, comments, problems)
    label, target, id_ = plain.groups()
    place = problems.place(line.number)
    return MoveDraft(
        label=read_label(label, place.shifted(plain.start(1)), problems),
        target=read_target(target, place.shifted(plain.start(2)), problems),
        id=id_ or "",
        place=place,
        comments=comments,
    )


def _read_slowly(
    line: Line, comments: tuple[str, ...], problems: Problems
) -> MoveDraft:
    """Read a line that has escapes, or slips to be noted."""
    text = line.bare
    place = problems.place(line.number, len(text) - len(text.lstrip()) + 1)
    start = _label_start(line, place, problems)
    end = _label_end(text, start)
    written, rest = text[start:end], text[end + 1 :]
    label = read_label(written, problems.place(line.number, start + 1), problems)
    at = problems.place(line.number, end + 2)
    if end == len(text):
        _no_bracket(text, start, line, problems)
    elif not label.action:
        _check_brackets(written, start, line, problems)
    target, after, tail = _target(rest, at, problems, closed=end < len(text))
    return MoveDraft(
        label=label,
        target=target,
        id=_move_id(tail, at.shifted(after), problems),
        place=place,
        comments=comments,
    )


def _label_start(line: Line, place: Place, problems: Problems) -> int:
    """Return where the label begins, behind “- [”."""
    bullet = _BULLET.match(line.bare)
    dash = bullet["dash"] if bullet else "- "
    if dash[:1] != "-" or dash == "-":
        problems.error(
            place,
            "move-dash",
            f"A move does not begin with “{dash[:20]}[”.",
            "Begin it with “- [”.",
        )
    if line.noted:
        problems.error(
            place,
            "comment-in-move",
            "A comment stands on the line of a move.",
            "Give it a line of its own above the move.",
        )
    return bullet.end() if bullet else 0


def _label_end(text: str, start: int) -> int:
    """Return where the label ends: its ``]``, or the end of the line."""
    lead = start + len(text[start:]) - len(text[start:].lstrip())
    if text[lead : lead + 1] == "`":
        closing = text.find("`", lead + 1)
        start = closing if closing > 0 else start
    closings = [
        found.start()
        for found in _BRACKETS.finditer(text, start)
        if found.group() == "]"
    ]
    linked = (at for at in closings if text[at + 1 : at + 2] == "(")
    return next(linked, closings[0] if closings else len(text))


def _no_bracket(text: str, start: int, line: Line, problems: Problems) -> None:
    target = text.rfind("(#", start)
    problems.error(
        problems.place(line.number, (target if target > 0 else len(text)) + 1),
        "missing-bracket",
        "The bracket of this move is never closed.",
        f"Write “]” before “{text[target : target + 40]}”."
        if target > 0
        else "Write the whole move on one line: “- [words](#beat)”.",
    )


def _check_brackets(written: str, start: int, line: Line, problems: Problems) -> None:
    for found in _BRACKETS.finditer(written):
        if found.group() in "[]":
            problems.error(
                problems.place(line.number, start + found.start() + 1),
                "unescaped-bracket",
                f"“{found.group()}” stands inside the words of the move.",
                f"Write “\\{found.group()}” for a bracket that is meant as such.",
            )
            return


def _target(
    rest: str, place: Place, problems: Problems, *, closed: bool
) -> tuple[Target, int, str]:
    """Return the target, the column offset behind it, and what stands there."""
    lead = len(rest) - len(rest.lstrip())
    opened = rest[lead : lead + 1] == "("
    if closed:
        _check_opening(lead, place, problems, opened=opened)
    if not opened:
        return Target(written="", place=place), 0, rest if closed else ""
    inner = rest[lead + 1 :]
    end = inner.find(")")
    if end < 0:
        problems.error(
            place.shifted(lead + 1 + len(inner)),
            "missing-bracket",
            "The bracket of the target is never closed.",
            f"Write “({inner.split('^')[0].strip()[:40]})”.",
        )
        written, _, tail = inner.partition(" ")
        return read_target(written, place.shifted(lead + 1), problems), lead + 2, tail
    target = read_target(inner[:end], place.shifted(lead + 1), problems)
    return target, lead + 1 + end + 1, inner[end + 1 :]


def _check_opening(
    lead: int, place: Place, problems: Problems, *, opened: bool
) -> None:
    if not opened:
        problems.error(
            place,
            "missing-target",
            "The move leads nowhere.",
            "Write the beat it leads to behind it: “(#beat)”.",
        )
    elif lead:
        problems.error(
            place,
            "space-before-target",
            "A space stands between the words and the target.",
            "Write “](” without a space.",
        )


def _move_id(tail: str, place: Place, problems: Problems) -> str:
    """Return the ``^id`` behind the target, or nothing."""
    place = place.shifted(len(tail) - len(tail.lstrip()))
    text = tail.strip()
    if not text:
        return ""
    if text[0] == "^" and is_move_id(text[1:]):
        return text[1:]
    if text[0] in "^{#":
        near = slug(text.strip("{}#^ "))[:16].rstrip("-")
        problems.error(
            place,
            "bad-move-id",
            f"“{text[:40]}” is not an id of a move.",
            f"Write “^{near or 's1'}”: “^”, then small letters or digits.",
        )
        return ""
    problems.error(
        place,
        "after-target",
        f"“{text[:40]}” stands behind the target.",
        "Only a ^id may follow; put facts on lines of their own.",
    )
    return ""
