"""What can stand in a move's line: its kind, its action, its blanks, its target."""

from __future__ import annotations

import re

from trainer.scenarios.completion.conditions import value
from trainer.scenarios.completion.options import (
    NOTHING,
    Offer,
    Option,
    OptionKind,
    options,
    typed,
)
from trainer.scenarios.completion.vocabulary import (
    Vocabulary,
    argument_values,
    arguments,
    desk_actions,
)

MOVE = re.compile(r"\s*-\s*\[")

_KINDS = (
    ("____", "The trainee answers in their own words"),
    ("`", "The trainee does something at the desk"),
    ("after 60s", "Taken by the clock"),
    ("go", "Taken by itself, needs “if”"),
)
_BLANK = re.compile(r"(?<!\\)\{([^{}]*)\Z")


def move(prefix: str, names: Vocabulary) -> Offer:
    """Return what can go on the line of a move.

    Args:
        prefix: The line up to the place; it begins with ``- [``.
        names: What the file knows.
    """
    begun = MOVE.match(prefix)
    written = prefix[begun.end() :] if begun else ""
    label, led, target = written.rpartition("](")
    if led:
        return NOTHING if ")" in target or not label else goal(target, names)
    if written.startswith("`"):
        return NOTHING if "`" in written[1:] else action(written[1:])
    if _BLANK.search(written):
        return blank(written, names)
    return Offer(0, options(OptionKind.KEY, _KINDS)) if not written.strip() else NOTHING


def goal(prefix: str, names: Vocabulary) -> Offer:
    """Return where a move can lead: beats, sub-scenes, back to the caller."""
    beats = ((f"#{beat}", detail) for beat, detail in names.beats())
    back: tuple[Option, ...] = ()
    if names.settings is not None and names.settings.kind == "subscene":
        back = options(OptionKind.BEAT, [("#return", "Back to the caller")])
    files = options(OptionKind.FILE, names.files())
    found = (*options(OptionKind.BEAT, beats), *back, *files)
    return Offer(typed(prefix, r"[#\w./-]+"), found)


def action(prefix: str, *, spoken: bool = False) -> Offer:
    """Return what can go on ``issue_refund tender=cash``.

    Args:
        prefix: What is written of it.
        spoken: Only names with arguments follow; the name is offered elsewhere.
    """
    name, gap, rest = prefix.partition(" ")
    if not gap:
        known = () if spoken else options(OptionKind.ACTION, desk_actions())
        return Offer(typed(prefix, r"[a-z_]+"), known)
    argument, equals, written = rest.rpartition(" ")[2].partition("=")
    if equals:
        return Offer(
            len(written), options(OptionKind.WORD, argument_values(name, argument))
        )
    blanks = ((f"{blank}=", detail) for blank, detail in arguments(name))
    return Offer(len(argument), options(OptionKind.NAME, blanks))


def blank(prefix: str, names: Vocabulary) -> Offer:
    """Return what can fill a blank of a text; nothing outside one."""
    begun = _BLANK.search(prefix)
    return value(begun[1], names) if begun else NOTHING
