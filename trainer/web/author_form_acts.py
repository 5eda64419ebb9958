"""The buttons of a step's form that add, move and take away parts without saving."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from trainer.scenarios.forms.steps import Paragraph, Reply, Step
from trainer.scenarios.syntax import BlockKind, MoveKind

_Acted = tuple[Step, str]
"""The step, and the id of the field to go to."""


def act(step: Step, asked: str) -> _Acted:
    """Do what a button asks.

    Args:
        step: As typed.
        asked: ``add-reply:say``, ``add-paragraph:speech``, ``up:2``, ``down:2``,
            ``drop:2``, ``copy:2``, ``up-paragraph:1``, ``down-paragraph:0``,
            ``drop-paragraph:0``, or ``more:…`` for one more empty line, which every
            page has anyway.

    Returns:
        The step as it shall be shown, and the id of the field to go to.
    """
    verb, _, of = asked.partition(":")
    if verb == "more":
        return step, of[:40]
    doing = _ACTS.get(verb)
    return doing(step, of) if doing else (step, "")


def _add_reply(step: Step, kind: str) -> _Acted:
    found = MoveKind(kind) if kind in set(MoveKind) else MoveKind.SAY
    field = {MoveKind.GO: "if", MoveKind.ACT: "action"}.get(found, "words")
    at = len(step.replies)
    return replace(step, replies=(*step.replies, Reply(kind=found))), f"r{at}-{field}"


def _add_paragraph(step: Step, kind: str) -> _Acted:
    speech = kind == BlockKind.SPEECH
    name = next((p.name for p in reversed(step.paragraphs) if p.name), "")
    new = Paragraph(
        kind=BlockKind.SPEECH if speech else BlockKind.STAGE,
        text="",
        name=name if speech else "",
    )
    at = len(step.paragraphs)
    return replace(step, paragraphs=(*step.paragraphs, new)), f"p{at}-text"


def _place(of: str, most: int) -> int | None:
    at = int(of) if of.isdecimal() and of.isascii() and len(of) < len("1000") else most
    return at if at < most else None


def _moved(step: Step, of: str, by: int) -> _Acted:
    at = _place(of, len(step.replies))
    if at is None or not 0 <= at + by < len(step.replies):
        return step, ""
    replies = list(step.replies)
    replies[at], replies[at + by] = replies[at + by], replies[at]
    return replace(step, replies=tuple(replies)), f"r{at + by}-words"


def _drop(step: Step, of: str) -> _Acted:
    at = _place(of, len(step.replies))
    left = tuple(reply for number, reply in enumerate(step.replies) if number != at)
    return replace(step, replies=left), _beside(
        at, len(left), "r", "title"
    ) or "replies"


def _copy(step: Step, of: str) -> _Acted:
    at = _place(of, len(step.replies))
    if at is None:
        return step, ""
    rows = tuple(replace(row, at=None) for row in step.replies[at].rows if row.key)
    copy = replace(step.replies[at], at=None, id="", rows=rows)
    replies = (*step.replies[: at + 1], copy, *step.replies[at + 1 :])
    return replace(step, replies=replies), f"r{at + 1}-words"


def _moved_paragraph(step: Step, of: str, by: int) -> _Acted:
    at = _place(of, len(step.paragraphs))
    if at is None or not 0 <= at + by < len(step.paragraphs):
        return step, ""
    said = list(step.paragraphs)
    said[at], said[at + by] = said[at + by], said[at]
    return replace(step, paragraphs=tuple(said)), f"p{at + by}-text"


def _drop_paragraph(step: Step, of: str) -> _Acted:
    at = _place(of, len(step.paragraphs))
    left = tuple(one for number, one in enumerate(step.paragraphs) if number != at)
    return replace(step, paragraphs=left), _beside(
        at, len(left), "p", "text"
    ) or "scene"


def _beside(gone: int | None, left: int, part: str, field: str) -> str:
    """Return the id of what took the place of a part, else of what is before it."""
    if gone is None or not left:
        return ""
    return f"{part}{min(gone, left - 1)}-{field}"


_ACTS: Mapping[str, Callable[[Step, str], _Acted]] = {
    "add-reply": _add_reply,
    "add-paragraph": _add_paragraph,
    "up": lambda step, of: _moved(step, of, -1),
    "down": lambda step, of: _moved(step, of, 1),
    "drop": _drop,
    "copy": _copy,
    "up-paragraph": lambda step, of: _moved_paragraph(step, of, -1),
    "down-paragraph": lambda step, of: _moved_paragraph(step, of, 1),
    "drop-paragraph": _drop_paragraph,
}
