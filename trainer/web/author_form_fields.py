"""Read the form of a step back: what was typed, over what it was made of.

Fields are named by their place: ``p0-text`` a paragraph, ``r2-words`` a reply,
``r2e0-value`` something else that reply does. What a page did not ask for stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from trainer.scenarios.forms.reading import step_of
from trainer.scenarios.forms.steps import KEPT, Paragraph, Row, Step
from trainer.scenarios.reader_lines import CLOSE, OPEN
from trainer.scenarios.syntax import BeatSyntax, BlockKind
from trainer.web.author_form_reply import read_reply
from trainer.web.author_form_typed import Typed, same

STEP_SINGLE = ("coach", "outcome", "desk", "show", "tag")
"""What a step has once."""

MOST = 60
"""Parts of one kind that are read of a form; a step has at most 50 replies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A step as it was typed."""

    step: Step
    called: str
    """What the step shall be called."""
    new: Mapping[int, str] = field(default_factory=dict)
    """Reply → what the new step it leads to shall be called."""


def read_step(form: Mapping[str, str], before: BeatSyntax) -> Sent:
    """Return what was typed.

    Args:
        form: The fields that were sent.
        before: The step the form was made of.
    """
    was = step_of(before)
    typed = Typed(form)
    numbers = places(form, "r", "kind")
    replies = [read_reply(typed, number, was) for number in numbers]
    step = Step(
        id=was.id,
        paragraphs=tuple(
            _paragraph(typed, f"p{number}", was) for number in places(form, "p", "kind")
        ),
        rows=tuple(_rows(typed, was)),
        replies=tuple(replies),
        notes=was.notes,
    )
    return Sent(
        step=step,
        called=typed.line("called") or was.id,
        new={
            at: typed.line(f"r{number}-new")
            for at, number in enumerate(numbers)
            if form.get(f"r{number}-target") == "+"
        },
    )


def places(form: Mapping[str, str], prefix: str, field_name: str) -> list[int]:
    """Return the numbers of the parts of one kind that a form has, in order."""
    pattern = re.compile(rf"{prefix}([0-9]{{1,4}})-{field_name}")
    found = (pattern.fullmatch(name) for name in form)
    return sorted(int(one[1]) for one in found if one)[:MOST]


def _paragraph(typed: Typed, name: str, was: Step) -> Paragraph:
    kind = typed.line(f"{name}-kind")
    at = typed.place(f"{name}-at", len(was.paragraphs))
    text = typed.lines(f"{name}-text")
    if kind == BlockKind.COMMENT and text and OPEN not in text:
        text = f"{OPEN} {text} {CLOSE}"
    paragraph = Paragraph(
        kind=BlockKind(kind) if kind in set(BlockKind) else BlockKind.STAGE,
        text=text,
        name=typed.line(f"{name}-name"),
        when=typed.condition(f"{name}-when"),
        at=at,
    )
    if paragraph.kind is BlockKind.SPEECH and not paragraph.name:
        paragraph = replace(paragraph, kind=BlockKind.STAGE, when="")
    if at is None:
        return paragraph
    old = was.paragraphs[at]
    alike = same(paragraph.text, old.text) and same(paragraph.when, old.when)
    return old if alike and paragraph.name == old.name else paragraph


def _rows(typed: Typed, was: Step) -> Iterator[Row]:
    for key in STEP_SINGLE:
        old = next((row for row in was.rows if row.key == key), None)
        row = typed.single(f"s-{key}", key, old)
        if row is not None:
            yield row
    yield from _several(typed, "n", "enter", was)
    yield from _several(typed, "v", "review", was)
    seen: set[str] = set()
    for row in was.rows:
        again = row.key in STEP_SINGLE and row.key in seen
        seen.add(row.key)
        if row.key == KEPT or again:
            yield row


def _several(typed: Typed, prefix: str, key: str, was: Step) -> Iterator[Row]:
    if f"{prefix}-shown" not in typed.form:
        yield from was.of(key)
        return
    for number in places(typed.form, prefix, "value"):
        name = f"{prefix}{number}"
        row = Row(
            key=key,
            name=typed.line(f"{name}-name"),
            value=typed.line(f"{name}-value"),
            when=typed.condition(f"{name}-when"),
            at=typed.fact(f"{name}-at"),
        )
        if row.value:
            yield row
