"""A change of one thing, as a sentence an author understands."""

from __future__ import annotations

from collections.abc import Callable

from trainer.scenarios.difference_parts import Aspect, Change, Weight, quoted, reworded

WORDS = {
    "why": "explanation",
    "hint": "hint",
    "coach": "coach’s note",
    "lock": "note while it is locked",
    "model": "model answer",
    "cite": "cited clause",
    "review": "review",
    "show": "picture",
    "good": "good example",
    "bad": "bad example",
}
"""Facts that people read, and what they are called."""


def told(subject: str, step: str, old: Aspect | None, new: Aspect | None) -> Change:
    """Return the change of one thing.

    Args:
        subject: What it is of, as the sentence begins.
        step: The id of the step.
        old: As it was; ``None`` for something new.
        new: As it is; ``None`` for something that is gone.
    """
    present = new or old
    assert present is not None  # noqa: S101 - one of the two is always given
    line = new.line if new else 0
    if present.kind in WORDS:
        words = f"{subject}: the {WORDS[present.kind]}"
        before, after = old.value if old else "", new.value if new else ""
        return reworded(step, words, before, after, line=line)
    about, weight = _ABOUT.get(present.kind, ("effect", Weight.MAJOR))
    if old is None and present.kind in _ADDED_LIGHTLY:
        weight = Weight.MINOR
    say = _SENTENCES.get(present.kind, _other)
    sentence = f"{subject} {say(old, new)}."
    return Change(about=about, step=step, sentence=sentence, weight=weight, line=line)


def _points(old: Aspect | None, new: Aspect | None) -> str:
    if old and new and old.value == new.value:
        return f"{_earns(new)}, {_now_if(old, new)}"
    if old and new:
        return f"now {_earns(new, old)}{_if(new)}"
    if new:
        return f"now also {_earns(new)}{_if(new)}"
    return f"no longer {_earns(_sure(old))}{_if(_sure(old))}"


def _earns(aspect: Aspect, before: Aspect | None = None) -> str:
    """Return “earns 2 instead of 4 points for policy”."""
    verb, amount = _worth(aspect)
    unit = "point" if amount == "1" else "points"
    was = ""
    if before is not None:
        old_verb, old_amount = _worth(before)
        old_verb = {"earns": "earning ", "loses": "losing "}[old_verb]
        was = f" instead of {'' if verb in _worth(before) else old_verb}{old_amount}"
        unit = "point" if old_amount == "1" else "points"
    return f"{verb} {amount}{was} {unit} for {_criterion(aspect.name)}"


def _worth(aspect: Aspect) -> tuple[str, str]:
    return "loses" if aspect.value.startswith("-") else "earns", aspect.value[1:]


def _criterion(name: str) -> str:
    return name.replace("deescalation", "de-escalation")


def _now_if(old: Aspect, new: Aspect) -> str:
    if not new.when:
        return f"now always and not only if {old.when}"
    if not old.when:
        return f"now only if {new.when}"
    return f"now if {new.when} instead of {old.when}"


def _if(aspect: Aspect) -> str:
    return f" if {aspect.when}" if aspect.when else ""


def _open(old: Aspect | None, new: Aspect | None) -> str:
    if old and new:
        return f"is now open if {new.value} instead of {old.value}"
    if new:
        return f"is now open only if {new.value}"
    return f"is now always open, not only if {_sure(old).value}"


def _once(_old: Aspect | None, new: Aspect | None) -> str:
    return "can now be taken once only" if new else "can now be taken again and again"


def _meter(old: Aspect | None, new: Aspect | None) -> str:
    if old and new and old.value != new.value:
        return f"now changes {new.name} by {new.value} instead of {old.value}{_if(new)}"
    if old and new:
        return f"changes {new.name} by {new.value}, {_now_if(old, new)}"
    if new:
        return f"now changes {new.name} by {new.value}{_if(new)}"
    return f"no longer changes {_sure(old).name} by {_sure(old).value}{_if(_sure(old))}"


def _set(old: Aspect | None, new: Aspect | None) -> str:
    if old and new and old.value != new.value:
        return f"now sets {new.name} to {new.value} instead of {old.value}{_if(new)}"
    if old and new:
        return f"sets {new.name} to {new.value}, {_now_if(old, new)}"
    if new:
        return f"now sets {new.name} to {new.value}{_if(new)}"
    return f"no longer sets {_sure(old).name} to {_sure(old).value}{_if(_sure(old))}"


def _listens(old: Aspect | None, new: Aspect | None) -> str:
    present = new or _sure(old)
    verb = "listens for" if present.kind == "expect" else "watches out for"
    what = f"{verb} {quoted(present.name)}" if present.name else verb
    if old and new:
        return f"now {what} by “{new.value}” instead of “{old.value}”"
    return f"now {what}" if new else f"no longer {what}"


def _other(old: Aspect | None, new: Aspect | None) -> str:
    present = new or _sure(old)
    if old and new and old.value != new.value:
        return f"now has “{new.kind}: {new.value}” instead of “{old.value}”{_if(new)}"
    if old and new:
        return f"has “{new.kind}: {new.value}”, {_now_if(old, new)}"
    what = f"“{present.kind}: {present.value}”{_if(present)}"
    return f"now has {what}" if new else f"no longer has {what}"


def _sure(aspect: Aspect | None) -> Aspect:
    assert aspect is not None  # noqa: S101 - a change has one side at least
    return aspect


_SENTENCES: dict[str, Callable[[Aspect | None, Aspect | None], str]] = {
    "points": _points,
    "if": _open,
    "once": _once,
    "meter": _meter,
    "set": _set,
    "expect": _listens,
    "avoid": _listens,
}

_ABOUT = {
    "points": ("points", Weight.MAJOR),
    "if": ("condition", Weight.MAJOR),
    "once": ("condition", Weight.MAJOR),
    "go": ("condition", Weight.MAJOR),
    "meter": ("effect", Weight.MINOR),
    "set": ("effect", Weight.MAJOR),
    "expect": ("points", Weight.MAJOR),
    "avoid": ("points", Weight.MAJOR),
    "outcome": ("step", Weight.MAJOR),
    "reveal": ("effect", Weight.MINOR),
    "desk": ("effect", Weight.MINOR),
    "tag": ("fact", Weight.MINOR),
}

_ADDED_LIGHTLY = frozenset({"set", "reveal", "desk", "tag", "meter"})
"""Kinds whose addition leaves what could be done before as it was."""
