"""The settings at the top of a policy: who it is, what it knows, what it shares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from trainer.content.diagnostics import Place, Report
from trainer.content.frontmatter import Mapping as Settings
from trainer.content.frontmatter import Node, Scalar
from trainer.content.suggest import did_you_mean
from trainer.content.types import Day, Type, Words
from trainer.content.values import parse_value, type_text
from trainer.policies.module import Setting
from trainer.policies.terms import fact_type, is_name, setting_of, unit_of

MOST_NAMES = 200
"""Settings, and facts, of one policy."""

_KEYS = (
    "id",
    "title",
    "effective",
    "applies",
    "currency",
    "owner",
    "audience",
    "review_by",
    "settings",
    "facts",
)
_REQUIRED = ("id", "title", "effective")
_OVERLAY = re.compile(r"settings for ([A-Z]{2})")
_APPLIES = re.compile(r"purchases from (\S+)")
_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")


@dataclass(slots=True, kw_only=True)
class Head:
    """What the front matter says; what is wrong keeps its empty value."""

    id: str = ""
    title: str = ""
    effective: date | None = None
    applies_from: date | None = None
    currency: str = ""
    owner: str = ""
    audience: tuple[str, ...] = ()
    review_by: date | None = None
    settings: dict[str, Setting] = field(default_factory=dict)
    overlays: dict[str, dict[str, Setting]] = field(default_factory=dict)
    facts: dict[str, Type] = field(default_factory=dict)


def read_head(settings: Settings, file: str, report: Report) -> Head:
    """Read the front matter of a policy; everything wrong with it is reported."""
    return _HeadReader(settings=settings, file=file, report=report).read()


@dataclass(slots=True, kw_only=True)
class _HeadReader:
    settings: Settings
    file: str
    report: Report

    def read(self) -> Head:
        self._known_keys()
        head = Head(
            id=self._id(),
            title=self._text("title"),
            effective=self._day_of("effective"),
            applies_from=self._applies(),
            currency=self._currency(),
            owner=self._text("owner"),
            audience=self._audience(),
            review_by=self._day_of("review_by"),
        )
        self._reviewed_later(head)
        head.settings = dict(self._settings("settings"))
        head.facts = dict(self._facts())
        for key in self.settings.keys:
            overlay = _OVERLAY.fullmatch(key)
            if overlay:
                head.overlays[overlay[1]] = dict(self._overlay(key, head.settings))
        self._no_doubles(head)
        return head

    def _known_keys(self) -> None:
        for key, _ in self.settings.entries:
            if key.text not in _KEYS and not _OVERLAY.fullmatch(key.text):
                mend = did_you_mean(key.text, _KEYS) or f"Known: {', '.join(_KEYS)}."
                message = f"A policy has no setting “{key.text}”."
                self._error(key.place, "unknown-setting", message, mend)
        for key_ in _REQUIRED:
            if self.settings.get(key_) is None:
                message = f"The policy does not say its “{key_}”."
                mend = f"Add a line “{key_}: …” at the top."
                self._error(self.settings.place, "setting-missing", message, mend)

    def _scalar(self, key: str) -> Scalar | None:
        node = self.settings.get(key)
        if node is None or (isinstance(node, Scalar) and node.text.strip()):
            return node
        message = f"“{key}” needs a single value."
        self._error(node.place, "setting-form", message, f"Write “{key}: …”.")
        return None

    def _text(self, key: str) -> str:
        scalar = self._scalar(key)
        return scalar.text.strip() if scalar else ""

    def _id(self) -> str:
        scalar = self._scalar("id")
        if scalar is None:
            return ""
        name = self.file.rsplit("/", 1)[-1].removesuffix(".md")
        if not _ID.fullmatch(scalar.text):
            message = f"“{scalar.text}” cannot be an id."
            mend = "Use small letters, digits and hyphens, beginning with a letter."
            self._error(scalar.place, "id-form", message, mend)
            return ""
        if scalar.text != name:
            message = f"The id “{scalar.text}” is not the name of the file, “{name}”."
            self._error(scalar.place, "id-differs", message, f"Write “id: {name}”.")
        return scalar.text

    def _audience(self) -> tuple[str, ...]:
        parts = (part.strip() for part in self._text("audience").split(","))
        return tuple(dict.fromkeys(filter(None, parts)))

    def _day_of(self, key: str) -> date | None:
        scalar = self._scalar(key)
        return self._day(scalar, scalar.text) if scalar else None

    def _reviewed_later(self, head: Head) -> None:
        scalar = self._scalar("review_by") if head.review_by else None
        if scalar and head.review_by and head.effective:
            if head.review_by >= head.effective:
                return
            message = (
                f"The policy is to be reviewed before {head.effective}, its start."
            )
            mend = f"Write a day after {head.effective}."
            self._error(scalar.place, "review-too-early", message, mend)

    def _day(self, scalar: Scalar, text: str) -> date | None:
        day = parse_value(text, scalar.quoted, Day(), scalar.place, self.report)
        return day if isinstance(day, date) else None

    def _applies(self) -> date | None:
        scalar = self._scalar("applies")
        if scalar is None:
            return None
        found = _APPLIES.fullmatch(scalar.text)
        if found:
            return self._day(scalar, found[1])
        message = f"“{scalar.text}” does not say what the policy applies to."
        mend = "Write for example “purchases from 2026-09-01”."
        self._error(scalar.place, "applies-form", message, mend)
        return None

    def _currency(self) -> str:
        scalar = self._scalar("currency")
        if scalar is None or re.fullmatch(r"[A-Z]{3}", scalar.text):
            return scalar.text if scalar else ""
        message = f"“{scalar.text}” is not a currency."
        mend = "Write its three letters, like EUR."
        self._error(scalar.place, "currency-form", message, mend)
        return ""

    def _entries(self, key: str) -> Iterator[tuple[Scalar, Scalar]]:
        node = self.settings.get(key)
        if isinstance(node, Scalar) and not node.text.strip():
            return
        if node is not None and not isinstance(node, Settings):
            message = f"“{key}” needs lines of the form “name: value” under it."
            mend = "Put each on its own line, indented by two spaces."
            self._error(node.place, "setting-form", message, mend)
            return
        entries = node.entries if node else ()
        if len(entries) > MOST_NAMES:
            message = f"“{key}” has {len(entries):,} names; {MOST_NAMES} are read."
            self._error(entries[MOST_NAMES][0].place, "setting-form", message, "")
        for name, value in entries[:MOST_NAMES]:
            if self._is_pair(name, value) and isinstance(value, Scalar):
                yield name, value

    def _is_pair(self, name: Scalar, value: Node) -> bool:
        if not is_name(name.text):
            message = f"“{name.text}” cannot be a name here."
            mend = "Use small letters, digits and “_”, beginning with a letter."
            self._error(name.place, "name-form", message, mend)
            return False
        if not isinstance(value, Scalar) or not value.text.strip():
            message = f"“{name.text}” needs a single value."
            mend = "Write it on the same line."
            self._error(value.place, "setting-form", message, mend)
            return False
        return True

    def _settings(self, key: str) -> Iterator[tuple[str, Setting]]:
        for name, value in self._entries(key):
            yield name.text, setting_of(name, value)

    def _overlay(
        self, key: str, base: Mapping[str, Setting]
    ) -> Iterator[tuple[str, Setting]]:
        for name, setting in self._settings(key):
            known = base.get(name)
            if known is None:
                message = f"“{name}” is not among the settings that can differ."
                mend = did_you_mean(name, base) or "Add it under “settings:” first."
                self._error(setting.place, "unknown-setting", message, mend)
            elif unit_of(known) != unit_of(setting):
                message = f"“{name}” is of another kind than under “settings:”."
                mend = f"Write {type_text(known.type)} {known.unit}".rstrip() + "."
                self._error(setting.place, "value-type", message, mend)
            else:
                yield name, setting

    def _facts(self) -> Iterator[tuple[str, Type]]:
        for name, value in self._entries("facts"):
            type_ = fact_type(value.text.strip())
            if type_ is None:
                message = f"“{value.text}” does not say what “{name.text}” can be."
                mend = "Write “yes | no”, “0..30”, “unused | used”, “money” or “day”."
                self._error(value.place, "fact-form", message, mend)
            else:
                yield name.text, type_

    def _no_doubles(self, head: Head) -> None:
        lists = [t.options for t in head.facts.values() if isinstance(t, Words)]
        words = {word for options in lists for word in options}
        for key in ("settings", "facts"):
            node = self.settings.get(key)
            for name in node.entries if isinstance(node, Settings) else ():
                text, place = name[0].text, name[0].place
                double = key == "facts" and text in head.settings
                if double or text in words:
                    other = "a setting" if double else "a word of a fact"
                    message = f"“{text}” is a name here and {other} too."
                    self._error(place, "shadowed-name", message, "Rename one of them.")

    def _error(self, place: Place, code: str, message: str, mend: str) -> None:
        self.report.error(place, code, message, mend)
