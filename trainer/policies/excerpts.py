"""Clauses as a search finds them: the words they are found by, and an excerpt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trainer.content.folding import Found, words, words_in
from trainer.policies.module import REFERENCE, Clause, Policy, setting_text

LONGEST_EXCERPT = 220
"""Characters of a clause shown with a hit."""

_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_MARKS = re.compile(r"(?m)^\s*(?:[>#]+|[-+*](?=\s))|[*`|]+|(?<!\w)_+|_+(?!\w)|\\(?=\W)")
"""What Markdown adds to words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A clause in the index: folded words, parted by spaces."""

    name: str
    number: str
    title_words: str
    """Of its number, title and name."""
    words: str
    """Of its prose, with the settings of every country."""
    module_words: str
    """Of the title of its policy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of an excerpt."""

    text: str
    hit: bool
    """It is a word that was looked for."""


def entries(policy: Policy) -> Iterator[Entry]:
    """Yield what every clause of a policy is found by, in written order."""
    module = " ".join(words(policy.title))
    for clause in policy.clauses:
        title = (*words(clause.number), *words(clause.title), *words(clause.id))
        yield Entry(
            name=clause.name,
            number=clause.number,
            title_words=" ".join(title),
            words=" ".join(
                words(plain(policy.fill(clause.prose)) + _abroad(policy, clause))
            ),
            module_words=module,
        )


def plain(markdown: str) -> str:
    """Return the words of a text without what Markdown adds, on one line."""
    bare = _MARKS.sub("", _LINK.sub(r"\1", markdown))
    return unicodedata.normalize("NFC", " ".join(bare.split()))


def excerpt(text: str, terms: Sequence[str]) -> tuple[Piece, ...]:
    """Return the part of a text where what was looked for stands, in pieces.

    Args:
        text: One line, composed; see :func:`plain`.
        terms: Folded words; the last one is a beginning.

    Returns:
        At most :data:`LONGEST_EXCERPT` characters and an ellipsis at either end where
        something was left out; without a hit the beginning.
    """
    found = list(words_in(text))
    hits = [one for one in found if is_hit(one.word, terms)]
    start, end = _window(text, found, hits)
    pieces = list(_cut(text, hits, start, end))
    if start:
        pieces.insert(0, Piece(text="… ", hit=False))
    if end < len(text):
        pieces.append(Piece(text=" …", hit=False))
    return tuple(pieces)


def marked(text: str, terms: Sequence[str]) -> tuple[Piece, ...]:
    """Return a whole line, such as a title, in pieces."""
    whole = unicodedata.normalize("NFC", text)
    hits = [one for one in words_in(whole) if is_hit(one.word, terms)]
    return tuple(_cut(whole, hits, 0, len(whole)))


def is_hit(word: str, terms: Sequence[str]) -> bool:
    """Say whether a folded word is one of those looked for, or begins as the last."""
    return word in terms or bool(terms and word.startswith(terms[-1]))


def _abroad(policy: Policy, clause: Clause) -> str:
    """Return what the settings in a clause are in other countries."""
    names = {found[2] for found in REFERENCE.finditer(clause.prose)}
    values = {
        setting_text(setting, policy.currency)
        for overlay in policy.overlays.values()
        for name, setting in overlay.items()
        if name in names
    }
    return "".join(f" {value}" for value in sorted(values))


def _window(
    text: str, found: Sequence[Found], hits: Sequence[Found]
) -> tuple[int, int]:
    """Return from where to where to show: the first place with the most hits."""
    if len(text) <= LONGEST_EXCERPT:
        return 0, len(text)
    room = LONGEST_EXCERPT
    best = max(hits, key=lambda hit: _many(hits, hit, room), default=found[0])
    lead = max(0, best.start - room // 4)
    start = next((w.start for w in found if w.start >= lead), 0) if lead else 0
    ends = [w.end for w in found if start < w.end <= start + room]
    return start, len(text) if start + room >= len(text) else max(
        ends, default=len(text)
    )


def _many(hits: Sequence[Found], first: Found, room: int) -> int:
    return sum(0 <= hit.start - first.start < room * 3 // 4 for hit in hits)


def _cut(text: str, hits: Sequence[Found], start: int, end: int) -> Iterator[Piece]:
    place = start
    for hit in hits:
        if start <= hit.start and hit.end <= end:
            if hit.start > place:
                yield Piece(text=text[place : hit.start], hit=False)
            yield Piece(text=text[hit.start : hit.end], hit=True)
            place = hit.end
    if place < end:
        yield Piece(text=text[place:end], hit=False)
