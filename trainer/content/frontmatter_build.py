"""From the events of the YAML parser to settings, refusing what is not used.

The parser is asked for one event after the other and left as soon as a bound is
passed, so that nothing a file says can make it grow.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from trainer.content.diagnostics import Place, Report
from trainer.content.nodes import Mapping, Node, Scalar, Sequence

MOST = 2_000
"""Values in all settings together."""

DEEPEST = 10
"""Lists and mappings within each other."""


@dataclass(slots=True, kw_only=True)
class _Frame:
    """A list or mapping that is still open."""

    place: Place
    is_mapping: bool
    items: list[Node] = field(default_factory=list)
    """Of a mapping: key, value, key, value …"""

    def close(self, report: Report) -> Node:
        if not self.is_mapping:
            return Sequence(items=tuple(self.items), place=self.place)
        kept: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(self.items[::2], self.items[1::2], strict=True):
            if not isinstance(key, Scalar) or not key.text:
                report.error(
                    key.place,
                    "settings-key",
                    "A setting needs a single word as its name.",
                    "Write “name: value”.",
                )
            elif key.text in kept:
                first = kept[key.text][0].place.line
                report.error(
                    key.place,
                    "settings-twice",
                    f"“{key.text}” stands here twice, first on line {first}.",
                    "Keep one of the two.",
                )
            else:
                kept[key.text] = (key, value)
        return Mapping(entries=tuple(kept.values()), place=self.place)


@dataclass(slots=True, kw_only=True)
class Builder:
    """Turns the events of the YAML parser into nodes, refusing what is not used."""

    file: str
    report: Report
    count: int = 0
    documents: int = 0
    frames: list[_Frame] = field(default_factory=list)
    top: Node | None = None

    def take(self, event: yaml.Event) -> bool:
        """Take the next event; false where reading must stop (after an error)."""
        mark = event.start_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        place = Place(self.file, line + 2, column + 1)
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                again = "The settings begin a second time here."
                return self._within(self.documents, 1, place, again)
            case yaml.NodeEvent():
                self._refuse(event, place)
                return self._node(event, place)
            case yaml.CollectionEndEvent():
                self._add(self.frames.pop().close(self.report))
        return True

    def root(self, place: Place) -> Mapping | None:
        """Return all settings, or ``None`` after an error: they are no mapping."""
        if self.top is None:
            return Mapping(place=place)
        if isinstance(self.top, Mapping):
            return self.top
        self.report.error(
            self.top.place,
            "settings-no-keys",
            "The settings are not lines of the form “key: value”.",
            "Write for example “title: Charged twice”.",
        )
        return None

    def _node(self, event: yaml.NodeEvent, place: Place) -> bool:
        self.count += 1
        if isinstance(event, yaml.CollectionStartEvent):
            is_mapping = isinstance(event, yaml.MappingStartEvent)
            self.frames.append(_Frame(place=place, is_mapping=is_mapping))
        elif isinstance(event, yaml.ScalarEvent):
            quoted = event.style not in (None, "")
            self._add(Scalar(text=event.value, quoted=quoted, place=place))
        else:
            self._add(Scalar(text="", quoted=False, place=place))
        deep = f"These settings are nested deeper than {DEEPEST} levels."
        many = f"There are more than {MOST:,} settings."
        return self._within(len(self.frames), DEEPEST, place, deep) and self._within(
            self.count, MOST, place, many
        )

    def _within(self, number: int, limit: int, place: Place, message: str) -> bool:
        if number > limit:
            self.report.error(
                place,
                "settings-too-many",
                message,
                "Keep the settings short and flat; nothing after this was read.",
            )
        return number <= limit

    def _refuse(self, event: yaml.NodeEvent, place: Place) -> None:
        if isinstance(event, yaml.AliasEvent):
            what, mend = f"The reference “*{event.anchor}”", "Repeat the value instead."
        elif event.anchor:
            what, mend = f"The mark “&{event.anchor}”", "Delete it."
        elif getattr(event, "tag", None):
            what, mend = "A type beginning with “!”", "Delete it, or quote the text."
        else:
            return
        self.report.error(
            place, "settings-reference", f"{what} is not used in settings.", mend
        )

    def _add(self, node: Node) -> None:
        if self.frames:
            self.frames[-1].items.append(node)
        else:
            self.top = node
