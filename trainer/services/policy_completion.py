"""What can stand at a place of a policy's text, while it is being written."""

from __future__ import annotations

import re

from trainer.content.actions import ACTIONS
from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Report
from trainer.content.frontmatter import split
from trainer.content.text import lines_of
from trainer.policies.drafts import KEYS
from trainer.policies.head import Head, read_head
from trainer.policies.module import RuleKind, setting_text
from trainer.scenarios.completion import Completion, Option, OptionKind
from trainer.scenarios.completion.options import options

_SETTING = re.compile(r"\{(?P<typed>\w*)\Z")
_KEY = re.compile(r"\s*-\s+(?P<typed>\w*)\Z")
_RULE = re.compile(r"\s*-\s+rule:\s*(?P<said>.*?)(?P<typed>[\w.]*)\Z")
_KINDS = tuple(str(kind) for kind in RuleKind if kind is not RuleKind.AUTHORITY)
_CONDITION = re.compile(r"\b(if|that|to)\b")
"""What is followed by an expression."""


def complete(text: str, file: str, line: int, column: int) -> Completion:
    """Return what can stand at a place.

    Args:
        text: The whole file as it is now, half-written lines and all.
        file: Its name in the library.
        line: From 1; the lines above the first heading have nothing to offer.
        column: Of the character behind the place, from 1.
    """
    lines = lines_of(text, file, Report())
    settings, first = split(text, file, Report())
    if not first <= line <= len(lines):
        return Completion(column=column)
    prefix = lines[line - 1][: column - 1]
    head = read_head(settings, file, Report())
    for form, offer in ((_SETTING, _settings), (_KEY, _keys), (_RULE, _in_rule)):
        if (found := form.search(prefix)) is not None:
            begin = len(prefix) - len(found["typed"])
            return Completion(column=begin + 1, options=offer(head, found))
    return Completion(column=column)


def _settings(head: Head, found: re.Match[str]) -> tuple[Option, ...]:
    del found
    pairs = ((n, setting_text(one, head.currency)) for n, one in head.settings.items())
    return options(OptionKind.NAME, list(pairs))


def _keys(head: Head, found: re.Match[str]) -> tuple[Option, ...]:
    del head, found
    return options(OptionKind.KEY, [f"{key}:" for key in KEYS])


def _in_rule(head: Head, found: re.Match[str]) -> tuple[Option, ...]:
    if not found["said"].strip():
        return options(OptionKind.WORD, _KINDS)
    if _CONDITION.search(found["said"]) is None:
        return options(OptionKind.ACTION, ACTIONS)
    names = [*head.facts, *head.settings, *(f"case.{name}" for name in CASE_FIELDS)]
    return options(OptionKind.NAME, names)
