"""Words with blanks, and the paragraphs of a beat."""

from __future__ import annotations

from trainer.content.diagnostics import Place
from trainer.scenarios.compiler.context import Context
from trainer.scenarios.parts import Block, Fill, Test, Text
from trainer.scenarios.reader_text import pieces, unescape
from trainer.scenarios.syntax import Block as BlockSyntax
from trainer.scenarios.syntax import BlockKind

OTHERWISE = "otherwise"

_STARS = 2
"""Characters before a speaker's name."""


def compile_text(
    context: Context, text: str, place: Place, *, plain: bool = False
) -> Text:
    """Compile words with blanks.

    Args:
        context: What names mean here.
        text: As written; escapes are resolved where it is ``plain``.
        place: Of its first character.
        plain: Whether it is a label, not Markdown.
    """
    if "{" not in text:
        return _literal(unescape(text) if plain else text)
    parts: list[str | Fill] = []
    for piece in pieces(text):
        if not piece.fill:
            parts.append(unescape(piece.text) if plain else piece.text)
            continue
        where = _place_in(text, piece.offset, place)
        found = context.value(piece.text, where, None)
        if found is not None:
            parts.append(
                Fill(name=piece.text, evaluate=found.evaluate, type=found.type)
            )
    words = [part for part in parts if isinstance(part, str)]
    fixed = "".join(words) if len(words) == len(parts) else None
    return Text(parts=tuple(parts), fixed=fixed)


def _literal(text: str) -> Text:
    return Text((text,) if text else (), text)


def _place_in(text: str, offset: int, place: Place) -> Place:
    line = text.count("\n", 0, offset)
    if not line:
        return place.shifted(offset)
    column = offset - text.rfind("\n", 0, offset)
    return Place(place.file, place.line + line, column)


def compile_blocks(
    context: Context, blocks: tuple[BlockSyntax, ...]
) -> tuple[Block, ...]:
    """Compile the paragraphs of a beat; the author's notes are left out."""
    return tuple(
        Block(
            kind=block.kind,
            name=compile_text(
                context, block.name, block.place.shifted(_STARS), plain=True
            ),
            text=_literal(block.text)
            if block.kind is BlockKind.CODE
            else compile_text(context, block.text, block.text_place),
            when=_when(context, block),
            otherwise=block.when == OTHERWISE,
        )
        for block in blocks
        if block.kind is not BlockKind.COMMENT
    )


def _when(context: Context, block: BlockSyntax) -> Test | None:
    if block.when in ("", OTHERWISE):
        return None
    return context.condition(block.when, block.when_place or block.place, "when")
