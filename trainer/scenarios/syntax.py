"""A scenario file as written: beats, moves and facts with their places.

Nothing is resolved here: conditions, effects and targets are still text. The reader
makes it, the formatter prints it, the compiler turns it into a machine.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from trainer.content.diagnostics import Place
from trainer.content.frontmatter import Mapping as Settings


class MoveKind(StrEnum):
    """How a move is made."""

    SAY = "say"
    WRITE = "write"
    ACT = "act"
    WAIT = "wait"
    GO = "go"


class BlockKind(StrEnum):
    """What a paragraph of a beat is."""

    SPEECH = "speech"
    STAGE = "stage"
    CODE = "code"
    """Fenced: shown like narration, but its braces and backslashes are literal."""
    COMMENT = "comment"
    """Never shown."""


class Fact(NamedTuple):
    """One ``- key: value`` line; the value may run on over several lines."""

    key: str
    value: str
    """On one line, without comments."""
    place: Place
    """Of the key."""
    value_place: Place
    """Of the first character of the value."""
    written: str
    """The value as the author wrote it, line breaks and comments included."""
    comments: tuple[str, ...] = ()
    """The author's notes on the lines above it."""


class Block(NamedTuple):
    """A paragraph: somebody speaks, something happens, or the author notes."""

    kind: BlockKind
    text: str
    """Markdown, without the ``**Name:**`` of a speech and without the author's notes;
    a comment keeps its ``<!-- -->``, code its fences."""
    place: Place
    """Of the paragraph."""
    text_place: Place
    """Of the first character of ``text``."""
    written: str
    """``text`` as the author wrote it, notes included."""
    name: str = ""
    when: str = ""
    """A condition, ``otherwise``, or empty: always."""
    when_place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionPattern:
    """An action at the desk as a move names it: ```issue_refund tender=cash *```."""

    action: str
    arguments: tuple[tuple[str, str, Place], ...] = ()
    """(name, value as written, place of the value): ``*``, word, number, "quoted",
    ``case.field``. A lone ``*`` is dropped: unnamed arguments match anything."""
    place: Place
    anything: bool = False
    """Whether a lone ``*`` was written."""


class Target(NamedTuple):
    """Where a move leads: a beat, another file, or back to the caller."""

    written: str
    """As written between the brackets, e.g. ``#look`` or ``verify-identity.md``."""
    place: Place
    beat: str = ""
    path: str = ""
    returns: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSyntax:
    """One ``- [label](target) ^id`` with its facts."""

    kind: MoveKind
    label: str
    """Say: the words, still escaped. Write: the prompt. Otherwise as written."""
    target: Target
    id: str
    """Empty where the author has not given one yet."""
    place: Place
    """Of the dash."""
    label_place: Place
    """Of the first character of ``label``."""
    facts: tuple[Fact, ...] = ()
    action: ActionPattern | None = None
    """Of an act move."""
    seconds: int = 0
    """Of a wait move."""
    comments: tuple[str, ...] = ()
    """The author's notes on the lines above it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeatSyntax:
    """One ``## beat`` with its paragraphs, facts and moves."""

    id: str
    place: Place
    """Of the ``##``."""
    last_line: int
    """The last line of the beat that is not blank."""
    blocks: tuple[Block, ...] = ()
    facts: tuple[Fact, ...] = ()
    moves: tuple[MoveSyntax, ...] = ()
    comments: tuple[str, ...] = ()
    """The author's notes below the last fact or move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole scenario or sub-scene file."""

    file: str
    """Relative to the folder that holds ``scenarios/``, e.g. ``scenarios/a.md``."""
    settings: Settings
    briefing: str
    """Markdown the trainee reads before the start, without the author's notes."""
    beats: tuple[BeatSyntax, ...]
    front: tuple[str, ...] = ()
    """The lines of the front matter as written, without the two ``---``."""
    introduction: tuple[Block, ...] = ()
    digest: str = field(default="", compare=False)
    """Of the whole text it was read from."""
    """The briefing as written: its paragraphs, code and comments."""
