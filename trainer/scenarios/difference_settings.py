"""What changed in the settings of a scenario: facts, rubric, title and the like."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.content.nodes import Mapping, Node, Scalar
from trainer.scenarios.difference_parts import Change, Weight, quoted

_IN_WORDS = frozenset({"title", "minutes", "topics", "persona", "channel"})
"""Settings people read; nothing plays otherwise because of them."""

_FACTS = {
    "meters": "meter",
    "vars": "fact",
    "deal": "drawn fact",
    "case": "fact of the case",
    "goal": "goal",
}
_ADDED_LIGHTLY = frozenset({"meters", "vars", "case"})


def compare_settings(was: Mapping, now: Mapping) -> Iterator[Change]:
    """Yield what changed in the settings, in their new order."""
    gone = [name for name in was.keys if name not in now.keys]
    for name in (*now.keys, *gone):
        yield from _setting(name, was.get(name), now.get(name), _line(now, name))


def _setting(
    name: str, was: Node | None, now: Node | None, line: int
) -> Iterator[Change]:
    if name == "rubric" or name in _FACTS or name == "persona":
        yield from _entries(name, _inside(was), _inside(now), line)
        return
    old, new = _written(was), _written(now)
    if old == new:
        return
    yield Change(
        about="settings",
        step="",
        sentence=f"The setting {quoted(name)} {_turned(old, new)}.",
        weight=Weight.EDITORIAL if name in _IN_WORDS else Weight.MAJOR,
        line=line,
    )


def _entries(
    name: str, was: dict[str, str], now: dict[str, str], line: int
) -> Iterator[Change]:
    for key in dict.fromkeys((*now, *was)):
        old, new = was.get(key), now.get(key)
        if old != new:
            light = old is None and name in _ADDED_LIGHTLY
            weight = Weight.MINOR if light else Weight.MAJOR
            yield Change(
                about="fact" if name in _FACTS else "settings",
                step="",
                sentence=_sentence(name, key, old, new),
                weight=Weight.EDITORIAL if name in _IN_WORDS else weight,
                line=line,
            )


def _sentence(name: str, key: str, old: str | None, new: str | None) -> str:
    if name == "rubric":
        weight = f"The criterion {quoted(key)} weighs {new or 0}"
        return f"{weight} instead of {old or 0}."
    what = _FACTS.get(name, name)
    if old is None:
        return f"There is a new {what} {quoted(key)}: {new}."
    if new is None:
        return f"The {what} {quoted(key)} is gone."
    return f"The {what} {quoted(key)} is now {new} instead of {old}."


def _turned(old: str, new: str) -> str:
    if not new:
        return f"is gone; it was “{old}”"
    return f"is now “{new}”" + (f" instead of “{old}”" if old else "")


def _inside(node: Node | None) -> dict[str, str]:
    if not isinstance(node, Mapping):
        return {"": _written(node)} if node else {}
    return {key.text: _written(value) for key, value in node.entries}


def _written(node: Node | None) -> str:
    if node is None:
        return ""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        inside = ", ".join(f"{k.text}: {_written(v)}" for k, v in node.entries)
        return f"{{{inside}}}"
    return ", ".join(_written(item) for item in node.items)


def _line(settings: Mapping, name: str) -> int:
    key = settings.key(name)
    return key.place.line if key else 0
