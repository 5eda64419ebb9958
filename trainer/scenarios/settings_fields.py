"""Single settings, read by the type they must have."""

from __future__ import annotations

import keyword
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter import Mapping, Node, Scalar, Sequence
from trainer.content.suggest import did_you_mean
from trainer.content.types import Day, Flag, Type, Value, Whole, Words
from trainer.content.values import parse_value
from trainer.scenarios.reader_text import is_name, slug

RESERVED = frozenset(
    {"yes", "no", "case", "otherwise", "visits", "seen", "chose", "said", "did"}
)
"""Words of the language that cannot be names."""

_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """The settings of one file, asked for one by one."""

    settings: Mapping
    report: Report

    def place(self, key: str) -> Place:
        """Return the place of a key, or of all settings where it is not given."""
        found = self.settings.key(key)
        return found.place if found else self.settings.place

    def places(self) -> dict[str, Place]:
        """Return where each setting stands: ``rubric``, ``rubric.policy``."""
        found: dict[str, Place] = {}
        for key, node in self.settings.entries:
            found[key.text] = key.place
            if isinstance(node, Mapping):
                found.update({f"{key.text}.{k.text}": k.place for k, _ in node.entries})
        return found

    def scalar(self, key: str) -> Scalar | None:
        """Return a single value; a list or mapping is noted and left out."""
        node = self.settings.get(key)
        if node is None or isinstance(node, Scalar):
            return node if node and (node.text.strip() or node.quoted) else None
        self._wrong(key, node, "a single value", f"Write “{key}: …” on one line.")
        return None

    def text(self, key: str) -> str:
        """Return a text without surrounding space; empty where it is not given."""
        found = self.scalar(key)
        return found.text.strip() if found else ""

    def value(self, key: str, type_: Type) -> Value | None:
        """Return a value of a type, or ``None`` where it is missing or wrong."""
        found = self.scalar(key)
        if found is None:
            return None
        return parse_value(found.text, found.quoted, type_, found.place, self.report)

    def whole_of(self, written: Scalar, low: int, high: int) -> int | None:
        """Return a value as a whole number within bounds, or note that it is none."""
        found = parse_value(
            written.text, written.quoted, Whole(low, high), written.place, self.report
        )
        return found if isinstance(found, int) else None

    def whole(self, key: str, low: int, high: int, default: int) -> int:
        """Return a whole number within bounds, or the default."""
        found = self.value(key, Whole(low, high))
        return found if isinstance(found, int) else default

    def flag(self, key: str, *, default: bool) -> bool:
        """Return yes or no, or the default."""
        found = self.value(key, Flag())
        return found if isinstance(found, bool) else default

    def day(self, key: str) -> date | None:
        """Return a day, or ``None`` where it is missing or wrong."""
        found = self.value(key, Day())
        return found if isinstance(found, date) else None

    def choice(self, key: str, options: tuple[str, ...]) -> str:
        """Return one of some words; the first is the default."""
        found = self.value(key, Words(options))
        return found if isinstance(found, str) else options[0]

    def listed(self, key: str) -> tuple[Scalar, ...]:
        """Return the items of a list, written ``[a, b]``, as lines or ``a, b``."""
        node = self.settings.get(key)
        if isinstance(node, Scalar):
            node = Sequence(items=_comma_separated(node), place=node.place)
        if isinstance(node, Mapping):
            self._wrong(key, node, "a list", f"Write “{key}: [one, another]”.")
        return self.once_each(key, node) if isinstance(node, Sequence) else ()

    def once_each(self, key: str, listed: Sequence) -> tuple[Scalar, ...]:
        """Return the single values of a list; repeated and nested ones are noted."""
        found: dict[str, Scalar] = {}
        for item in listed.items:
            if not isinstance(item, Scalar):
                self._wrong(key, item, "a plain list", "Write “[one, another]”.")
            elif item.text in found:
                self.report.error(
                    item.place,
                    "twice",
                    f"“{item.text[:_SHOWN]}” is listed twice in “{key}”.",
                    "Keep one of them.",
                )
            else:
                found[item.text] = item
        return tuple(found.values())

    def mapping(self, key: str) -> tuple[tuple[Scalar, Node], ...]:
        """Return the entries of a mapping; anything else is noted."""
        node = self.settings.get(key)
        if node is None or (isinstance(node, Scalar) and not node.text.strip()):
            return ()
        if isinstance(node, Mapping):
            return node.entries
        self._wrong(
            key, node, "a list of names with values", f"Write “{key}: {{name: value}}”."
        )
        return ()

    def scalars(self, key: str) -> tuple[tuple[Scalar, Scalar], ...]:
        """Return the entries of a mapping whose values are single values."""
        found: list[tuple[Scalar, Scalar]] = []
        for name, node in self.mapping(key):
            if isinstance(node, Scalar):
                found.append((name, node))
            else:
                self.report.error(
                    node.place,
                    "setting-type",
                    f"“{name.text[:_SHOWN]}” in “{key}” is not a single value.",
                    f"Write “{name.text[:_SHOWN]}: …” on one line.",
                )
        return tuple(found)

    def chosen(
        self, key: str, is_good: Callable[[str], bool], rule: str
    ) -> tuple[str, ...]:
        """Return the items of a list that keep to a rule; others are noted."""
        found: list[str] = []
        for item in self.listed(key):
            if is_good(item.text):
                found.append(item.text)
                continue
            near = slug(item.text)
            self.report.error(
                item.place,
                "bad-name",
                f"“{item.text[:_SHOWN]}” cannot stand in “{key}”: {rule}.",
                f"Did you mean “{near}”?" if near and is_good(near) else "",
            )
        return tuple(found)

    def one_of(
        self, item: Scalar, options: Collection[str], what: str, code: str
    ) -> bool:
        """Tell whether an item is one of some words; if not, note it."""
        if item.text in options:
            return True
        self.report.error(
            item.place,
            code,
            f"“{item.text[:_SHOWN]}” is not {what}.",
            did_you_mean(item.text, options) or f"Choose from {', '.join(options)}.",
        )
        return False

    def _wrong(self, key: str, node: Node, wanted: str, mend: str) -> None:
        self.report.error(
            node.place, "setting-type", f"“{key}” must be {wanted}.", mend
        )


def _comma_separated(node: Scalar) -> tuple[Scalar, ...]:
    found: list[Scalar] = []
    offset = 0
    for part in node.text.split(","):
        text = part.strip()
        if text:
            lead = offset + len(part) - len(part.lstrip())
            place = node.place.shifted(lead + node.quoted)
            found.append(Scalar(text=text, quoted=node.quoted, place=place))
        offset += len(part) + 1
    return tuple(found)


def good_name(name: Scalar, report: Report) -> bool:
    """Tell whether a scalar may name a meter, variable or word; if not, note it."""
    text = name.text
    if is_name(text) and not keyword.iskeyword(text) and text not in RESERVED:
        return True
    near = slug(text).replace("-", "_")
    if is_name(text):
        message = f"“{text}” is a word of the language and cannot be a name."
        mend = f"Call it “{text}_”, say, or find another word."
    else:
        message = f"“{text[:_SHOWN]}” cannot be a name."
        mend = (
            f"Write “{near}”."
            if is_name(near)
            else "Names are small letters, digits and underscores."
        )
    report.error(name.place, "bad-name", message, mend)
    return False
