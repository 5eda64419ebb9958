"""A beat's heading and the facts at its margin."""

from __future__ import annotations

from dataclasses import dataclass, field

from trainer.content.diagnostics import Place
from trainer.content.suggest import did_you_mean
from trainer.scenarios.reader_blocks import BlockDraft
from trainer.scenarios.reader_facts import BEAT_FACTS, MOVE_FACTS, FactDraft
from trainer.scenarios.reader_lines import Line
from trainer.scenarios.reader_moves import MoveDraft
from trainer.scenarios.reader_problems import Problems
from trainer.scenarios.reader_text import is_beat_id, slug
from trainer.scenarios.syntax import BeatSyntax, Fact


@dataclass(slots=True, kw_only=True)
class BeatDraft:
    """A beat whose lines are still being read."""

    id: str
    place: Place
    last_line: int
    blocks: list[BlockDraft] = field(default_factory=list)
    facts: list[FactDraft] = field(default_factory=list)
    moves: list[MoveDraft] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    @property
    def in_prose(self) -> bool:
        """Whether only paragraphs were read so far."""
        return not self.facts and not self.moves

    def finished(self, problems: Problems) -> BeatSyntax:
        """Return the beat as read."""
        return BeatSyntax(
            id=self.id,
            place=self.place,
            last_line=self.last_line,
            blocks=tuple(block.finished(problems) for block in self.blocks),
            facts=tuple(map(FactDraft.finished, self.facts)),
            moves=tuple(map(MoveDraft.finished, self.moves)),
            comments=self.notes,
        )


def begin_beat(line: Line, problems: Problems) -> BeatDraft:
    """Read the line ``## beat``; a bad id is noted and mended as far as possible."""
    place = problems.place(line.number)
    written = line.bare[2:].strip().rstrip("#").strip()
    _check_heading(line, written, place, problems)
    return BeatDraft(
        id=written if is_beat_id(written) else slug(written),
        place=place,
        last_line=line.number,
    )


def _check_heading(line: Line, written: str, place: Place, problems: Problems) -> None:
    if line.noted:
        problems.error(
            place,
            "comment-in-heading",
            "A comment stands on the line of a beat.",
            "Give it a line of its own below.",
        )
    if not is_beat_id(written):
        near = slug(written) or "start"
        problems.error(
            place,
            "bad-beat-id",
            f"“{written[:60]}” cannot be the id of a beat."
            if written
            else "The beat has no id.",
            f"Write “## {near}”: small letters, digits and hyphens.",
        )
    elif not line.bare[2].isspace():
        problems.error(
            place.shifted(2),
            "heading-space",
            f"A space is missing before “{written}”.",
            f"Write “## {written}”.",
        )


def check_beat_fact(fact: Fact, beat: BeatDraft, problems: Problems) -> None:
    """Note a fact at the margin that is none of a beat, or stands below its moves."""
    key = fact.key
    if beat.moves and key in BEAT_FACTS:
        problems.error(
            fact.place,
            "beat-fact-after-moves",
            f"“{key}” stands below the moves of the beat “{beat.id}”.",
            "Move it above the first move, or indent it by four spaces if it "
            "belongs to the move above it.",
        )
    elif key not in BEAT_FACTS:
        _unknown_fact(fact, problems, misplaced=bool(beat.moves) or key in MOVE_FACTS)


def _unknown_fact(fact: Fact, problems: Problems, *, misplaced: bool) -> None:
    if misplaced:
        problems.error(
            fact.place,
            "fact-not-indented",
            f"“{fact.key}” stands at the margin, so it belongs to no move.",
            "Indent it by four spaces below its move.",
        )
        return
    problems.error(
        fact.place,
        "unknown-beat-fact",
        f"“{fact.key}” is not a fact of a beat.",
        did_you_mean(fact.key, BEAT_FACTS)
        or f"A beat has {', '.join(BEAT_FACTS[:-1])} or {BEAT_FACTS[-1]}; facts of a "
        "move are indented by four spaces below it.",
    )
