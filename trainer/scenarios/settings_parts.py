"""The settings with rules of their own: id, rubric, outcomes, policies."""

from __future__ import annotations

import re
from enum import StrEnum
from types import MappingProxyType

from trainer.content.suggest import did_you_mean
from trainer.scenarios.reader_text import is_name, slug
from trainer.scenarios.settings_fields import Fields, good_name
from trainer.scenarios.settings_words import (
    CRITERIA,
    OUTCOMES,
    SCENARIO_ONLY,
    SETTINGS,
    SUBSCENE_ONLY,
)

_DEFAULT_RUBRIC = MappingProxyType(
    dict(zip(CRITERIA, (35, 25, 15, 15, 10), strict=True))
)
_FULL = 100
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
_NAME_OR_FIELD = re.compile(r"(?:[a-z][a-z0-9-]*\.)?[a-z][a-z0-9_]*")


class Kind(StrEnum):
    """Whether a file is played on its own or called by others."""

    SCENARIO = "scenario"
    SUBSCENE = "subscene"


def check_keys(fields: Fields, kind: Kind) -> None:
    """Note settings nobody knows, and those that mean nothing in this kind of file."""
    for key, _ in fields.settings.entries:
        if key.text not in SETTINGS:
            fields.report.error(
                key.place,
                "unknown-setting",
                f"“{key.text[:40]}” is not a setting.",
                did_you_mean(key.text, SETTINGS)
                or "The guide lists every setting; delete the line if none fits.",
            )
        elif kind is Kind.SUBSCENE and key.text in SCENARIO_ONLY:
            fields.report.warn(
                key.place,
                "setting-not-here",
                f"“{key.text}” means nothing in a sub-scene: its caller decides that.",
                "Delete it here.",
            )
        elif kind is Kind.SCENARIO and key.text in SUBSCENE_ONLY:
            fields.report.error(
                key.place,
                "setting-not-here",
                f"“{key.text}” is for sub-scenes only: nobody calls a scenario.",
                "Add “kind: subscene”, or delete the line.",
            )


def read_id(fields: Fields) -> str:
    """Return the id; it must equal the file's name."""
    written = fields.text("id")
    file = fields.settings.place.file.rsplit("/", 1)[-1].removesuffix(".md")
    if not written:
        fields.report.error(
            fields.place("id"),
            "no-id",
            "The file has no id.",
            f"Write “id: {slug(file) or 'a-name'}” between the two “---”.",
        )
    elif written != file:
        _another_name(fields, written, file)
    elif not is_id(written):
        _bad_id(fields, written)
    return written or file


def _another_name(fields: Fields, written: str, file: str) -> None:
    mend = f"Write “id: {file}”, or rename the file."
    if not is_id(file):
        named = slug(written) or "a-name"
        mend = f"Rename the file to “{named}.md”, or give both another name."
    fields.report.error(
        fields.place("id"),
        "id-is-not-file",
        f"The id “{written[:60]}” is not the name of the file.",
        mend,
    )


def _bad_id(fields: Fields, written: str) -> None:
    fields.report.error(
        fields.place("id"),
        "bad-id",
        f"“{written[:60]}” cannot be an id.",
        f"Rename the file to “{slug(written) or 'a-name'}.md”.",
    )


def read_title(fields: Fields) -> str:
    """Return the title; a file without one is called by its id."""
    title = fields.text("title")
    if not title:
        fields.report.error(
            fields.place("title"),
            "missing-title",
            "The file has no title.",
            "Write “title: …”, as trainees shall see it.",
        )
    return title or fields.text("id")


def read_language(fields: Fields) -> str:
    """Return the language the file is written in, ``en`` by default."""
    written = fields.text("language") or "en"
    if _LANGUAGE.fullmatch(written):
        return written
    fields.report.error(
        fields.place("language"),
        "bad-language",
        f"“{written[:40]}” is not the code of a language.",
        "Write en, es, pl, it or de.",
    )
    return "en"


def read_topics(fields: Fields) -> tuple[str, ...]:
    """Return what it is about, in the author's words."""
    return tuple(item.text for item in fields.listed("topics"))


def read_names(fields: Fields, key: str) -> tuple[str, ...]:
    """Return a list of names, each once."""
    return tuple(n.text for n in fields.listed(key) if good_name(n, fields.report))


def is_id(text: str) -> bool:
    """Tell whether a text may name a file: small letters, digits and hyphens."""
    return _ID.fullmatch(text) is not None


def read_policies(fields: Fields) -> tuple[str, ...]:
    """Return the ids of the policy modules in force."""
    rule = "a policy is named like its file, without “.md”"
    return fields.chosen("policy", is_id, rule)


def read_bind(fields: Fields) -> dict[str, str]:
    """Read ``bind: {proof: receipt}``: a policy's fact → the name that holds it."""
    found: dict[str, str] = {}
    for fact, name in fields.scalars("bind"):
        wrong = next(
            (n for n in (fact, name) if not _NAME_OR_FIELD.fullmatch(n.text)), None
        )
        if wrong is None:
            found[fact.text] = name.text
            continue
        fields.report.error(
            wrong.place,
            "bad-name",
            f"“{wrong.text[:40]}” cannot be bound.",
            "Write “proof: receipt” or “returns.days: case.days”.",
        )
    return found


def read_pass_mark(fields: Fields) -> int | None:
    """Return the mark needed, 0 to 100, or ``None`` for the organisation's."""
    if fields.scalar("pass") is None:
        return None
    mark = fields.whole("pass", 0, _FULL, -1)
    return mark if mark >= 0 else None


def read_rubric(fields: Fields) -> dict[str, int]:
    """Read ``rubric: {policy: 35, …}``; without one, the usual weights."""
    if fields.settings.get("rubric") is None:
        return dict(_DEFAULT_RUBRIC)
    found: dict[str, int] = {}
    complete = True
    for name, weight in fields.scalars("rubric"):
        if not fields.one_of(name, CRITERIA, "a criterion", "unknown-criterion"):
            complete = False
            continue
        value = fields.whole_of(weight, 0, _FULL)
        complete = complete and value is not None
        found[name.text] = value or 0
    total = sum(found.values())
    if complete and total != _FULL:
        fields.report.error(
            fields.place("rubric"),
            "rubric-sum",
            f"The weights of the rubric add up to {total}, not to {_FULL}.",
            f"{'Take away' if total > _FULL else 'Add'} {abs(total - _FULL)}.",
        )
    return found


def read_outcomes(fields: Fields) -> tuple[str, ...]:
    """Return the usual outcomes and those the file declares."""
    rule = "an outcome is one word of small letters"
    declared = fields.chosen("outcomes", is_name, rule)
    return (*OUTCOMES, *(word for word in declared if word not in OUTCOMES))


def read_good(fields: Fields, outcomes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the outcomes that count as success, ``resolved`` by default."""
    listed = fields.listed("good")
    good = tuple(
        item.text
        for item in listed
        if fields.one_of(item, outcomes, "an outcome of this file", "unknown-outcome")
    )
    return good or ("resolved",)
