"""What changed between two revisions, in steps, replies and points, not in lines.

Each change is one sentence an author understands, and weighs something: whether only
words changed, whether something was added, or whether old results can no longer be
compared with new ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from trainer.scenarios.difference_facts import facts_changed
from trainer.scenarios.difference_moves import compare_moves, named
from trainer.scenarios.difference_parts import Change, Weight, quoted, reworded, short
from trainer.scenarios.difference_settings import compare_settings
from trainer.scenarios.digests import digests
from trainer.scenarios.syntax import BeatSyntax, Block, BlockKind, Document, MoveSyntax

__all__ = ["Change", "Weight", "difference", "least_kind"]


def difference(before: Document, after: Document) -> tuple[Change, ...]:
    """Return what changed, settings first, then step by step in the new order."""
    return tuple(_changes(before, after))


def least_kind(before: Document, after: Document) -> Weight:
    """Return the lowest kind a change may be published as.

    Editorial where it plays as before, by the digest of its logic; else minor, or
    major where something that was there now goes, or is worth, something else.
    """
    if digests(before)[0] == digests(after)[0]:
        return Weight.EDITORIAL
    weights = {change.weight for change in _changes(before, after)}
    return Weight.MAJOR if Weight.MAJOR in weights else Weight.MINOR


def _changes(before: Document, after: Document) -> Iterator[Change]:
    yield from compare_settings(before.settings, after.settings)
    if before.briefing != after.briefing:
        yield reworded("", "The briefing", before.briefing, after.briefing)
    was = {beat.id: beat for beat in before.beats}
    now = {beat.id: beat for beat in after.beats}
    yield from _start(before.beats, after.beats)
    moved = _homes(before.beats), _homes(after.beats)
    for beat in after.beats:
        if beat.id in was:
            yield from _beat(was[beat.id], beat, moved)
        else:
            yield _new_step(beat)
            yield from _moved_here(beat, moved)
    for beat in before.beats:
        if beat.id not in now:
            yield Change(
                about="step",
                step=beat.id,
                sentence=f"Step {quoted(beat.id)} is gone.",
                weight=Weight.MAJOR,
            )


def _start(
    before: Sequence[BeatSyntax], after: Sequence[BeatSyntax]
) -> Iterator[Change]:
    was, now = before[0].id, after[0].id
    if was != now:
        yield Change(
            about="step",
            step=now,
            sentence=f"The conversation now begins at step {quoted(now)} "
            f"instead of {quoted(was)}.",
            weight=Weight.MAJOR,
            line=after[0].place.line,
        )


def _new_step(beat: BeatSyntax) -> Change:
    count = len(beat.moves)
    replies = f" with {count} {'way' if count == 1 else 'ways'} on" if count else ""
    return Change(
        about="step",
        step=beat.id,
        sentence=f"There is a new step {quoted(beat.id)}{replies}.",
        weight=Weight.MINOR,
        line=beat.place.line,
    )


_Homes = dict[str, tuple[str, MoveSyntax]]


def _homes(beats: Sequence[BeatSyntax]) -> _Homes:
    """Return by id where a move stands, and the move."""
    return {m.id: (beat.id, m) for beat in beats for m in beat.moves if m.id}


def _beat(
    was: BeatSyntax, now: BeatSyntax, moved: tuple[_Homes, _Homes]
) -> Iterator[Change]:
    yield from _blocks(was, now)
    yield from facts_changed(
        f"Step {quoted(now.id)}", was.facts, now.facts, step=now.id
    )
    known = {move.id: move for move in was.moves}
    for move in now.moves:
        if move.id in known:
            yield from compare_moves(known[move.id], move, step=now.id)
        elif move.id not in moved[0]:
            yield _new_move(now.id, move)
    yield from _moved_here(now, moved)
    for move in was.moves:
        if move.id not in moved[1]:
            yield Change(
                about="move",
                step=now.id,
                sentence=f"In step {quoted(now.id)}, {named(move)} is gone.",
                weight=Weight.MAJOR,
            )


def _moved_here(beat: BeatSyntax, moved: tuple[_Homes, _Homes]) -> Iterator[Change]:
    for move in beat.moves:
        home, was = moved[0].get(move.id, (beat.id, move))
        if home != beat.id:
            yield Change(
                about="move",
                step=beat.id,
                sentence=f"In step {quoted(beat.id)}, {named(move)} now stands here "
                f"instead of in step {quoted(home)}.",
                weight=Weight.MAJOR,
                line=move.place.line,
            )
            yield from compare_moves(was, move, step=beat.id)


def _new_move(step: str, move: MoveSyntax) -> Change:
    return Change(
        about="move",
        step=step,
        sentence=f"In step {quoted(step)}, there is a new way on: {named(move)}, "
        f"which leads to {quoted(move.target.written.removeprefix('#'))}.",
        weight=Weight.MINOR,
        line=move.place.line,
    )


def _blocks(was: BeatSyntax, now: BeatSyntax) -> Iterator[Change]:
    before = [block for block in was.blocks if block.kind is not BlockKind.COMMENT]
    after = [block for block in now.blocks if block.kind is not BlockKind.COMMENT]
    matcher = SequenceMatcher(None, _keys(before), _keys(after), autojunk=False)
    for what, a, b, c, d in matcher.get_opcodes():
        if what == "equal":
            continue
        for old, new in zip(before[a:b], after[c:d], strict=False):
            yield from _block(now.id, old, new)
        for old in before[a + d - c : b] if b - a > d - c else ():
            yield _spoken(now.id, old, "is no longer said")
        for new in after[c + b - a : d] if d - c > b - a else ():
            yield _spoken(now.id, new, "is new")


def _keys(blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    return [(block.kind, block.name, block.when, block.text) for block in blocks]


def _block(step: str, old: Block, new: Block) -> Iterator[Change]:
    if (old.name, old.text, old.kind) != (new.name, new.text, new.kind):
        subject = f"In step {quoted(step)}, what {new.name or 'is told'}"
        subject += " says" if new.name else ""
        yield reworded(step, subject, old.text, new.text, line=new.place.line)
    if old.when != new.when:
        held = _held(old.when, new.when)
        yield Change(
            about="condition",
            step=step,
            sentence=f"In step {quoted(step)}, “{short(new.text)}” is now {held}.",
            weight=Weight.MINOR,
            line=new.place.line,
        )


def _held(old: str, new: str) -> str:
    if not new:
        return f"always said, not only if {old}"
    return f"said only if {new}" + (f", not if {old}" if old else "")


def _spoken(step: str, block: Block, what: str) -> Change:
    return Change(
        about="words",
        step=step,
        sentence=f"In step {quoted(step)}, “{short(block.text)}” {what}.",
        weight=Weight.MINOR,
        line=block.place.line,
    )
