"""What a whole file must keep to: ids used once, own words once a beat."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from trainer.scenarios.reader_blocks import OTHERWISE
from trainer.scenarios.reader_facts import check_facts
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.syntax import (
    BeatSyntax,
    Block,
    BlockKind,
    Document,
    MoveKind,
)

_HEADING = re.compile(r"#{1,6}\s+(?P<id>[a-z][a-z0-9-]*)\s*#*")
_SOMEBODY = re.compile(r"\*{0,2}(?P<name>[^*:(]{1,40}?)(?:\*\*|:)")


def check_document(document: Document, problems: Problems) -> None:
    """Note what is wrong between the parts of a file, each of which was read."""
    _check_beat_ids(document, problems)
    _check_move_ids(document, problems)
    speakers = {block.name for beat in document.beats for block in beat.blocks} - {""}
    for beat in document.beats:
        _check_narration(beat.blocks, speakers, problems)
        _check_otherwise(beat.blocks, problems)
        check_facts(beat.facts, problems)
        _check_blanks(beat, problems)
        for move in beat.moves:
            check_facts(move.facts, problems)


def _check_beat_ids(document: Document, problems: Problems) -> None:
    seen: dict[str, int] = {}
    for beat in document.beats:
        if beat.id == "return":
            problems.error(
                beat.place,
                "reserved-id",
                "“return” is kept for the way back out of a sub-scene.",
                "Give the beat another id.",
            )
        elif beat.id and beat.id in seen:
            problems.error(
                beat.place,
                "duplicate-beat",
                f"The beat “{beat.id}” is on line {seen[beat.id]} already.",
                f"Give this one another id, for example “{beat.id[:38]}-2”.",
            )
        seen.setdefault(beat.id, beat.place.line)
    if set(seen) <= {"anywhere"}:
        problems.error(
            document.beats[0].place,
            "no-start",
            "The file has no beat to start in: “anywhere” is never entered.",
            "Write a beat above it: “## start”.",
        )


def _check_move_ids(document: Document, problems: Problems) -> None:
    seen: dict[str, int] = {}
    for beat in document.beats:
        for move in beat.moves:
            if move.id and move.id in seen:
                problems.error(
                    move.place,
                    "duplicate-move-id",
                    f"The id “^{move.id}” is used on line {seen[move.id]} already.",
                    "Give one of them another name after “^”, or delete it.",
                )
            seen.setdefault(move.id, move.place.line)


def _check_blanks(beat: BeatSyntax, problems: Problems) -> None:
    blanks = [move for move in beat.moves if move.kind is MoveKind.WRITE]
    for move in blanks[1:]:
        problems.error(
            move.place,
            "second-blank",
            f"The beat “{beat.id}” already asks for own words on line "
            f"{blanks[0].place.line}.",
            "Join the two, or give one of them a beat of its own.",
        )


def _check_otherwise(blocks: Sequence[Block], problems: Problems) -> None:
    """Note each ``otherwise`` that does not close a run of speeches with a condition.

    Comments between the speeches do not count; narration and code do.
    """
    open_run = False
    for block in blocks:
        if block.kind is BlockKind.COMMENT:
            continue
        if block.when == OTHERWISE and not open_run and block.when_place:
            problems.error(
                block.when_place,
                "otherwise-alone",
                "“otherwise” stands alone: no speech with a condition is directly "
                "above it.",
                f"Write “**{block.name} (mood >= 4):** …”, say, above it, or take "
                "“(otherwise)” away.",
            )
        open_run = bool(block.when) and block.when != OTHERWISE


def _check_narration(
    blocks: Sequence[Block], speakers: Collection[str], problems: Problems
) -> None:
    """Note narration that was probably meant as speech, or as a new beat."""
    for block in blocks:
        if block.kind is not BlockKind.STAGE:
            continue
        first = block.text.split("\n", 1)[0]
        somebody = _SOMEBODY.match(first)
        heading = _HEADING.fullmatch(first)
        if somebody and somebody["name"] in speakers:
            problems.warn(
                block.place,
                "almost-speech",
                f"This line is narration, but looks as if {somebody['name']} spoke.",
                f"Write “**{somebody['name']}:** …”.",
            )
        elif heading:
            problems.warn(
                block.place,
                "heading-level",
                f"“{first[:60]}” is shown as a heading; it does not begin a beat.",
                f"Write “## {heading['id']}” to begin one.",
            )
