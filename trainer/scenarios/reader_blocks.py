"""The paragraphs of a beat or a briefing: speech, narration, code, comments."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from trainer.content.diagnostics import Place
from trainer.content.suggest import closest
from trainer.scenarios.reader_labels import check_braces, has_braces
from trainer.scenarios.reader_lines import Line, LineKind, squeezed
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.syntax import Block, BlockKind

OTHERWISE = "otherwise"
"""Holds where none of the speeches directly above it was shown."""

_MEANS_OTHERWISE = frozenset({"else", "default", OTHERWISE})
_NEARLY = 7
"""Letters from which on a word may be a slip of ``otherwise``."""

LONGEST_NAME = 40
"""Characters of a speaker's name."""

_SPEECH = re.compile(r" {0,3}\*\*(?P<head>[^*]{1,300}?):\*\*[ \t]?")
_ALMOST = re.compile(
    r" {0,3}(?:\*\*(?P<bold>[A-Z][^*:]{0,79}?)\*\* ?:"
    r"|\*(?P<thin>[A-Z][\w .'-]{0,39}?):\*(?!\*)"
    r"|__(?P<under>[A-Z][\w .'-]{0,39}?):__)"
)
_HEAD = re.compile(r"(?P<name>[^(]*?)\s*\((?P<when>.*)\)\s*")


def begins_speech(line: Line) -> bool:
    """Tell whether a line begins with somebody speaking: ``**Dana:**``."""
    return not line.inside and _SPEECH.match(line.bare) is not None


@dataclass(slots=True, kw_only=True)
class BlockDraft:
    """A paragraph that may still run on."""

    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        """Let it run on over one more line."""
        self.lines.append(line)

    @property
    def is_comment(self) -> bool:
        """Whether it began and, so far, ended as a comment."""
        return self.lines[0].kind is LineKind.COMMENT and not self.lines[-1].bare

    def runs_on(self, line: Line) -> bool:
        """Tell whether a line of text directly below belongs to it."""
        last = self.lines[-1]
        return (
            bool(last.bare)
            and last.kind is not LineKind.CODE
            and (not begins_speech(line))
        )

    @property
    def kind(self) -> BlockKind:
        """What its first lines make it."""
        if self.lines[0].kind is LineKind.CODE:
            return BlockKind.CODE
        if all(not line.bare for line in self.lines):
            return BlockKind.COMMENT
        return BlockKind.STAGE

    @property
    def written(self) -> str:
        """All its lines as the author wrote them."""
        return "\n".join(line.raw for line in self.lines)

    def as_prose(self, problems: Problems) -> Block:
        """Return the paragraph of a briefing, where nobody speaks."""
        kind = self.kind
        first = self.lines[0]
        shown = [line.shown for line in self.lines if line.shown.strip()]
        return Block(
            kind=kind,
            text="\n".join(shown) if kind is BlockKind.STAGE else self.written,
            written=self.written,
            place=problems.place(first.number, first.indent + 1),
            text_place=problems.place(first.number),
        )

    def finished(self, problems: Problems) -> Block:
        """Return the paragraph of a beat; slips in it are noted."""
        first = self.lines[0]
        speech = None if first.inside else _SPEECH.match(first.bare)
        if speech is not None:
            return self._speech(speech, problems)
        block = self.as_prose(problems)
        if block.kind is BlockKind.STAGE:
            _check_almost(first, problems)
            self._check_text(0, problems)
        return block

    def _speech(self, speech: re.Match[str], problems: Problems) -> Block:
        first, at = self.lines[0], speech.end()
        place = problems.place(first.number, speech.start("head") - 1)
        name, when, when_place = _head(speech, place, problems)
        opening = first.bare[at:]
        shown = [squeezed(opening) if first.noted else opening]
        shown += [line.shown for line in self.lines[1:] if line.shown.strip()]
        text = "\n".join(shown).strip()
        noted = first.noted and first.raw[:at].rstrip() != first.bare[:at].rstrip()
        _check_speech(name, text, place, problems, noted=noted)
        check_braces(name, place.shifted(2), problems)
        self._check_text(at, problems)
        rest = [first.raw[at:].lstrip(), *(line.raw for line in self.lines[1:])]
        return Block(
            kind=BlockKind.SPEECH,
            text=text,
            written="\n".join(rest),
            place=place,
            text_place=problems.place(first.number, at + 1),
            name=name,
            when=when,
            when_place=when_place,
        )

    def _check_text(self, skip: int, problems: Problems) -> None:
        for line in self.lines:
            if has_braces(line.bare):
                place = problems.place(line.number, skip + 1)
                check_braces(line.bare[skip:], place, problems)
            skip = 0


def _check_speech(
    name: str, text: str, place: Place, problems: Problems, *, noted: bool
) -> None:
    if noted:
        problems.error(
            place,
            "comment-in-speech",
            "A comment stands before what is said.",
            "Give it a line of its own above the speech.",
        )
    if not text:
        problems.error(
            place,
            "empty-speech",
            f"{name or 'Somebody'} says nothing here.",
            "Write the words behind the colon, or delete the line.",
        )


def _head(
    speech: re.Match[str], place: Place, problems: Problems
) -> tuple[str, str, Place | None]:
    """Return the speaker, the condition and its place."""
    head, start = speech["head"], speech.start("head")
    if "(" not in head and 0 < len(head.strip()) <= LONGEST_NAME:
        return head.strip(), "", None
    read = _HEAD.fullmatch(head)
    if read is None or not read["name"] or len(read["name"]) > LONGEST_NAME:
        name = head.partition("(")[0].strip()
        problems.error(
            place,
            "speech-head",
            f"“**{head[:60]}:**” does not say who speaks and when.",
            f"Write “**{name[:LONGEST_NAME] or 'Name'} (condition):**”.",
        )
        return name, "", None
    when = read["when"]
    at = start + read.start("when") + len(when) - len(when.lstrip())
    when_place = problems.place(place.line, at + 1)
    return read["name"].strip(), _spelt(when.strip(), when_place, problems), when_place


def _spelt(when: str, place: Place, problems: Problems) -> str:
    """Return a condition; ``else`` and slips in ``otherwise`` are noted and mended."""
    if not when:
        problems.error(
            place,
            "empty-condition",
            "The brackets behind the name are empty.",
            "Write a condition or “otherwise” into them, or delete them.",
        )
    if when == OTHERWISE or not _means_otherwise(when.casefold()):
        return when
    problems.error(
        place,
        "otherwise-spelling",
        f"“{when[:40]}” is not a condition.",
        "Did you mean “otherwise”?",
    )
    return OTHERWISE


@lru_cache(maxsize=256)
def _means_otherwise(word: str) -> bool:
    return word in _MEANS_OTHERWISE or (
        len(word) >= _NEARLY and closest(word, [OTHERWISE]) == OTHERWISE
    )


def _check_almost(first: Line, problems: Problems) -> None:
    almost = _ALMOST.match(first.bare)
    if almost is not None and not first.inside:
        name = almost["bold"] or almost["thin"] or almost["under"]
        problems.warn(
            problems.place(first.number, first.indent + 1),
            "almost-speech",
            f"This line is narration, but looks as if {name} spoke.",
            f"Write “**{name}:** …” with the colon inside the two pairs of stars.",
        )
