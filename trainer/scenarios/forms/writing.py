"""From the form of a step back to a beat.

Every part that was left alone is the part the form was made of, to the letter; only
what was changed is written anew.
"""

from __future__ import annotations

import re
from dataclasses import replace

from trainer.content.diagnostics import Place
from trainer.scenarios.forms.reading import paragraph_of, reply_of, words_of
from trainer.scenarios.forms.rows import facts_of
from trainer.scenarios.forms.steps import Paragraph, Reply, Step
from trainer.scenarios.syntax import (
    BeatSyntax,
    Block,
    BlockKind,
    MoveKind,
    MoveSyntax,
    Target,
)

_NOWHERE = Place("")
_BARE_BRACKET = re.compile(r"(?<!\\)((?:\\\\)*)([\[\]])")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def beat_of(step: Step, before: BeatSyntax | None) -> BeatSyntax:
    """Return the beat a form stands for.

    Args:
        step: The form; empty rows and paragraphs are left out, replies without words
            are kept so that whoever reads the text says what is missing.
        before: The beat the form was made of; ``None``: the step is new.
    """
    was = before or BeatSyntax(id=step.id, place=_NOWHERE, last_line=0)
    return replace(
        was,
        id=step.id,
        blocks=tuple(
            _block(paragraph, was)
            for paragraph in step.paragraphs
            if paragraph.text.strip()
        ),
        facts=facts_of(step.rows, was.facts, step=True),
        moves=tuple(_move(reply, was) for reply in step.replies),
    )


def _block(paragraph: Paragraph, was: BeatSyntax) -> Block:
    at = paragraph.at
    if at is not None and at < len(was.blocks):
        old = was.blocks[at]
        if paragraph == paragraph_of(old, at):
            return old
    text = _in_one(paragraph)
    return Block(
        kind=paragraph.kind,
        text=text,
        written=text,
        place=_NOWHERE,
        text_place=_NOWHERE,
        name=" ".join(paragraph.name.split()),
        when=" ".join(paragraph.when.split()),
    )


def _in_one(paragraph: Paragraph) -> str:
    """Return the words of a paragraph without a blank line, which would end it."""
    text = paragraph.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if paragraph.kind in (BlockKind.CODE, BlockKind.COMMENT):
        return text
    return _BLANK_LINES.sub("\n", text.strip())


def _move(reply: Reply, was: BeatSyntax) -> MoveSyntax:
    at = reply.at
    old = was.moves[at] if at is not None and at < len(was.moves) else None
    if old is not None and replace(reply, to="") == reply_of(old, at):
        return old
    facts = facts_of(reply.rows, old.facts if old else ())
    kept = old is not None and (reply.kind, reply.words) == (old.kind, words_of(old))
    target = reply.target.strip()
    return MoveSyntax(
        kind=reply.kind,
        label=old.label if old and kept else label_of(reply),
        target=Target(written=target, place=_NOWHERE),
        id=reply.id,
        place=_NOWHERE,
        label_place=_NOWHERE,
        facts=facts,
        seconds=_seconds(reply),
        comments=old.comments if old else (),
    )


def label_of(reply: Reply) -> str:
    """Return what stands between the brackets, with brackets in the words escaped."""
    words = " ".join(reply.words.split())
    if reply.kind is MoveKind.ACT:
        return f"`{words}`"
    if reply.kind is MoveKind.GO:
        return "go"
    if reply.kind is MoveKind.SAY and words[:1] in ("`", "_"):
        words = f"\\{words}"
    return _BARE_BRACKET.sub(r"\1\\\2", words)


def _seconds(reply: Reply) -> int:
    words = reply.words.strip()
    return int(words[:4]) if reply.kind is MoveKind.WAIT and words.isdecimal() else 0
