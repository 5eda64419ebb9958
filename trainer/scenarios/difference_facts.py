"""What changed in the facts of a step or a reply, thing by thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from trainer.content.facts import split_if
from trainer.scenarios.difference_parts import Aspect, Change, quoted
from trainer.scenarios.difference_sentences import WORDS, told
from trainer.scenarios.syntax import Fact

_POINTS = re.compile(r"(\w+)\s*([+\-−]\s*\d+)")
_OWN_WORDS = re.compile(r"(\w+)\s*(?:\(([^)]*)\))?\s*=\s*(.*)")
_METER = re.compile(r"[+\-−]\s*\d+")


def facts_changed(
    subject: str, before: Sequence[Fact], after: Sequence[Fact], *, step: str
) -> Iterator[Change]:
    """Yield what changed in the facts of a step or a reply.

    Args:
        subject: What they are of, as a sentence begins: ``Step ‘ask’``.
        before: The facts in the earlier revision.
        after: Those in the later one.
        step: The id of the step.
    """
    was, now = list(_aspects(before)), list(_aspects(after))
    same = {aspect[:4] for aspect in was} & {aspect[:4] for aspect in now}
    gone = [aspect for aspect in was if aspect[:4] not in same]
    new = [aspect for aspect in now if aspect[:4] not in same]
    for aspect in new:
        old = _partner(aspect, gone)
        if old is not None:
            gone.remove(old)
        yield told(subject, step, old, aspect)
    for aspect in gone:
        yield told(subject, step, aspect, None)


def _partner(aspect: Aspect, gone: Iterable[Aspect]) -> Aspect | None:
    """Return what an aspect was before, at best under the same condition."""
    alike = [old for old in gone if old[:2] == aspect[:2]]
    same = (old for old in alike if old.when == aspect.when)
    return next(same, alike[0] if alike else None)


def _aspects(facts: Iterable[Fact]) -> Iterator[Aspect]:
    for fact in facts:
        line = fact.place.line
        if fact.key in WORDS or fact.key in {"if", "once"}:
            yield Aspect(fact.key, "", fact.value, "", line)
            continue
        if fact.key in {"expect", "avoid"}:
            yield from _own_words(fact)
            continue
        head, when = _divided(fact.value)
        for kind, name, value in _parts(fact.key, head):
            yield Aspect(kind, name, value, when, line)


def _divided(value: str) -> tuple[str, str]:
    head, condition, _at = split_if(value)
    return head.strip(), condition.strip() if condition else ""


def _parts(key: str, head: str) -> Iterator[tuple[str, str, str]]:
    if key == "score":
        for name, points in _POINTS.findall(head):
            yield "points", name, _number(points)
    elif key in {"set", "enter"}:
        for part in head.split(","):
            name, _sign, value = part.partition("=")
            change = _POINTS.fullmatch(part.strip())
            if change and key == "enter":
                yield "meter", change[1], _number(change[2])
            else:
                yield "set", name.strip(), value.strip()
    elif _METER.fullmatch(head):
        yield "meter", key, _number(head)
    else:
        yield key, "", head


def _own_words(fact: Fact) -> Iterator[Aspect]:
    found = _OWN_WORDS.fullmatch(fact.value)
    if found is None:
        yield Aspect(fact.key, "", fact.value, "", fact.place.line)
        return
    name, points, patterns = found.groups()
    yield Aspect(fact.key, name, patterns, "", fact.place.line)
    for criterion, amount in _POINTS.findall(points or ""):
        named = f"{criterion} ({quoted(name)})"
        yield Aspect("points", named, _number(amount), "", fact.place.line)


def _number(text: str) -> str:
    number = int(text.replace("−", "-").replace(" ", ""))
    return f"{number:+}"
