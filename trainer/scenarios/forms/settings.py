"""The settings of a scenario as a form: what it is called, how it ends, what counts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from trainer.content.nodes import Mapping as Written
from trainer.content.nodes import Node, Scalar
from trainer.content.nodes import Sequence as Listed
from trainer.scenarios.forms.briefing import joined, parted
from trainer.scenarios.forms.front import (
    list_on_a_line,
    node_on_a_line,
    value_on_a_line,
    with_entry,
)
from trainer.scenarios.forms.sheet import Sheet, open_sheet
from trainer.scenarios.settings_words import CRITERIA, OUTCOMES

SINGLE = ("title", "language", "level", "minutes", "channel", "use", "pass")
"""Settings of one value."""

MANY = ("topics", "policy", "good", "outcomes")
"""Settings that list words."""

PERSONA = ("name", "age", "voice", "talks")
"""What a form asks about the customer; more may stand in the text."""

_TITLE = re.compile(r"# +(?P<title>.*?)\s*")
_HEADING = re.compile(r"(?m)^##(?!#)")


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsForm:
    """Every setting a form shows, as typed."""

    single: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rubric: Mapping[str, str] = field(default_factory=dict)
    """Criterion → weight; empty: it does not count."""
    persona: Mapping[str, str] = field(default_factory=dict)
    briefing: str = ""
    """What the trainee reads before the start, as written."""
    notes: str = ""
    """To other authors, without their marks, a blank line between two."""


def settings_in(sheet: Sheet) -> SettingsForm:
    """Return the form of the settings as they are written."""
    settings = sheet.document.settings
    briefing, notes = parted(_above_the_steps(sheet))
    return SettingsForm(
        single={key: _text(settings.get(key)) for key in SINGLE},
        many={key: _items(settings.get(key)) for key in MANY},
        rubric=_pairs(settings.get("rubric"), CRITERIA),
        persona=_pairs(settings.get("persona"), PERSONA),
        briefing=briefing,
        notes=notes,
    )


def with_settings(sheet: Sheet, form: SettingsForm) -> str | None:
    """Return the text with the settings as in a form; only what changed is touched.

    Returns:
        The new text, or ``None`` where the settings cannot be changed as a form, or
        the briefing would begin a step.
    """
    was = settings_in(sheet)
    text: str | None = sheet.text
    for key, value in _changes(sheet.document.settings, was, form):
        text = with_entry(text, key, value) if text is not None else None
    if text is None:
        return None
    briefing = _titled(was, form)
    if (briefing, form.notes) == (was.briefing, was.notes):
        return text
    return _with_briefing(sheet, text, joined(briefing, form.notes))


def outcomes_of(form: SettingsForm) -> tuple[str, ...]:
    """Return how a scenario may end: the usual ways, then its own."""
    own = form.many.get("outcomes", ())
    return (*OUTCOMES, *(word for word in own if word not in OUTCOMES))


_Value = str | Mapping[str, str] | None


def _changes(
    settings: Written, was: SettingsForm, form: SettingsForm
) -> list[tuple[str, _Value]]:
    found: list[tuple[str, _Value]] = [
        (key, value_on_a_line(value, inside=False) if value.strip() else None)
        for key, value in form.single.items()
        if value.strip() != was.single[key]
    ]
    found += [
        (key, _listed(settings.get(key), items))
        for key, items in form.many.items()
        if items != was.many[key]
    ]
    if form.rubric != was.rubric:
        weights = {name: form.rubric.get(name, "").strip() for name in CRITERIA}
        found.append(("rubric", {name: one for name, one in weights.items() if one}))
    if form.persona != was.persona:
        found.append(("persona", _persona(settings.get("persona"), form)))
    return found


def _listed(node: Node | None, items: tuple[str, ...]) -> str | None:
    """Return a list in the layout it has: ``a, b`` or ``[a, b]``."""
    if not items:
        return None
    if isinstance(node, Listed) or len(items) == 1:
        return list_on_a_line(items) if isinstance(node, Listed) else items[0]
    return ", ".join(items)


def _persona(node: Node | None, form: SettingsForm) -> Mapping[str, str]:
    """Return what is known of the customer; what the form does not ask for stays."""
    known = dict(node.entries) if isinstance(node, Written) else {}
    parts = {name.text: node_on_a_line(value) for name, value in known.items()}
    for name, value in form.persona.items():
        if value.strip():
            parts[name] = value_on_a_line(value)
        else:
            parts.pop(name, None)
    return parts


def _text(node: Node | None) -> str:
    return node.text.strip() if isinstance(node, Scalar) else ""


def _items(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        return tuple(part.strip() for part in node.text.split(",") if part.strip())
    if isinstance(node, Listed):
        return tuple(item.text for item in node.items if isinstance(item, Scalar))
    return ()


def _pairs(node: Node | None, names: tuple[str, ...]) -> Mapping[str, str]:
    known = dict(node.entries) if isinstance(node, Written) else {}
    texts = {name.text: _text(value) for name, value in known.items()}
    return {name: texts.get(name, "") for name in names}


def _span(sheet: Sheet) -> tuple[int, int]:
    """Return the lines between the settings and the first step, without blank ends."""
    start = len(sheet.document.front) + 2 if sheet.document.settings.entries else 0
    end = sheet.starts()[0]
    while start < end and not sheet.lines[start].strip():
        start += 1
    while end > start and not sheet.lines[end - 1].strip():
        end -= 1
    return start, end


def _above_the_steps(sheet: Sheet) -> str:
    start, end = _span(sheet)
    return "\n".join(line.rstrip("\r\n") for line in sheet.lines[start:end])


def _titled(was: SettingsForm, form: SettingsForm) -> str:
    """Return the briefing; a heading that repeated the title follows a new one."""
    briefing = form.briefing.replace("\r\n", "\n").strip("\n")
    first, _, rest = briefing.partition("\n")
    heading = _TITLE.fullmatch(first)
    old, new = was.single["title"], form.single["title"].strip()
    if heading and old != new and heading["title"] == old:
        return f"# {new}\n{rest}" if rest else f"# {new}"
    return briefing


def _with_briefing(sheet: Sheet, text: str, briefing: str) -> str | None:
    changed = open_sheet(text, sheet.document.file)
    if changed is None or _HEADING.search(briefing):
        return None
    start, end = _span(changed)
    newline = changed.newline
    lines = [f"{line.rstrip()}{newline}" for line in briefing.split("\n")]
    if start == end:
        lines.append(newline)
    whole = "".join((*changed.lines[:start], *lines, *changed.lines[end:]))
    again = open_sheet(whole, sheet.document.file)
    same = again is not None and again.ids == sheet.ids
    return whole if same else None
