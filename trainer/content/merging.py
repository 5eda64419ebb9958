"""Bring together what two authors made of the same text, line by line.

What only one of them changed is taken over. Where both changed the same lines in
different ways nobody but an author can say what is meant, so both stay side by side.
What is indented below a line can be kept with it: whoever keeps both versions of a
reply then keeps both with all that is said about them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some lines of a merged text."""

    mine: Lines
    theirs: Lines
    line: int
    """Where it begins in mine, from 1."""
    disputed: bool = False
    """Whether both changed the same lines in different ways."""

    @property
    def lines(self) -> Lines:
        """What is agreed on; mine where it is disputed."""
        return self.mine


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """Two versions of a text brought together."""

    pieces: tuple[Piece, ...]

    @property
    def disputes(self) -> tuple[Piece, ...]:
        """The places somebody has to decide about, in order."""
        return tuple(piece for piece in self.pieces if piece.disputed)

    def text(self, choices: Mapping[int, str] | None = None) -> str:
        """Return the text.

        Args:
            choices: Number of a dispute, from 0 → ``mine``, ``theirs`` or ``both``.
                Mine stays where nothing is chosen.
        """
        chosen = dict(choices or {})
        lines: list[str] = []
        number = 0
        for piece in self.pieces:
            if piece.disputed:
                lines += _chosen(piece, chosen.get(number, "mine"))
                number += 1
            else:
                lines += piece.lines
        return "".join(f"{line}\n" for line in lines)


def merge(*, base: str, mine: str, theirs: str, heads: str = "") -> Merged:
    """Merge two texts that both began as ``base``.

    Args:
        base: What both began with; where it is not known, an empty text: then every
            difference is disputed.
        mine: One version.
        theirs: The other.
        heads: What a line begins with that is never cut from the indented ones below
            it, such as ``- [``; empty: every line is for itself.
    """
    texts = [_lines(text) for text in (base, mine, theirs)]
    pieces: list[Piece] = []
    at = (0, 0, 0)
    for start, length in _common(*texts):
        between = [text[a:b] for text, a, b in zip(texts, at, start, strict=True)]
        pieces += _piece(*between, line=at[1] + 1)
        same = tuple(texts[0][start[0] : start[0] + length])
        if same:
            pieces.append(Piece(mine=same, theirs=same, line=start[1] + 1))
        at = (start[0] + length, start[1] + length, start[2] + length)
    return Merged(pieces=tuple(_whole(pieces, heads) if heads else pieces))


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _chosen(piece: Piece, choice: str) -> Lines:
    if choice == "theirs":
        return piece.theirs
    return piece.mine + piece.theirs if choice == "both" else piece.mine


def _piece(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], *, line: int
) -> Iterator[Piece]:
    """Yield what is between two places where all three texts agree."""
    if theirs in (mine, base):
        agreed = tuple(mine)
    elif mine == base:
        agreed = tuple(theirs)
    else:
        yield Piece(
            mine=tuple(mine),
            theirs=tuple(theirs),
            line=line,
            disputed=True,
        )
        return
    if agreed:
        yield Piece(mine=agreed, theirs=agreed, line=line)


def _whole(pieces: Sequence[Piece], heads: str) -> list[Piece]:
    """Return the pieces, disputed ones grown to heads with all below them."""
    found: list[Piece] = []
    for cell in _cells(pieces):
        found.append(cell)
        while len(found) > 1 and _hangs(found[-2], found[-1], heads):
            found[-2:] = [_joined(found[-2], found[-1])]
    return found


def _cells(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, what is agreed on line by line."""
    for piece in pieces:
        if piece.disputed:
            yield piece
            continue
        for at, line in enumerate(piece.mine):
            yield Piece(mine=(line,), theirs=(line,), line=piece.line + at)


def _hangs(above: Piece, below: Piece, heads: str) -> bool:
    """Say whether a piece begins with what is indented below a head."""
    sides = (below.mine, below.theirs)
    return any(line.startswith(heads) for line in above.mine + above.theirs) and any(
        side and side[0].startswith((" ", "\t")) for side in sides
    )


def _joined(above: Piece, below: Piece) -> Piece:
    mine, theirs = above.mine + below.mine, above.theirs + below.theirs
    return Piece(
        mine=mine,
        theirs=theirs,
        line=above.line,
        disputed=mine != theirs,
    )


def _common(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str]
) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Yield where all three have the same lines: the three places, and how many."""
    ours, others = _blocks(base, mine), _blocks(base, theirs)
    i = j = 0
    while i < len(ours) and j < len(others):
        (a, b, m), (c, d, n) = ours[i], others[j]
        start, end = max(a, c), min(a + m, c + n)
        if start < end:
            yield (start, b + start - a, d + start - c), end - start
        if a + m < c + n:
            i += 1
        else:
            j += 1
    yield (len(base), len(mine), len(theirs)), 0


def _blocks(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    return [
        (block.a, block.b, block.size)
        for block in SequenceMatcher(
            None, one, other, autojunk=False
        ).get_matching_blocks()
    ]
