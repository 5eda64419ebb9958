"""Read one reply of a form back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trainer.scenarios.forms.conditions import Condition, Term, write_condition
from trainer.scenarios.forms.parts import SINGLE, Parts, parts_of
from trainer.scenarios.forms.steps import Reply, Row, Step
from trainer.scenarios.settings_words import CRITERIA
from trainer.scenarios.syntax import MoveKind
from trainer.web.author_form_action import typed_action
from trainer.web.author_form_listening import listening, samples
from trainer.web.author_form_typed import Typed, same, signed

NEW = "+"
"""The target that stands for a step that does not exist yet."""

_WITH_A_NUMBER = ("score", "meter")


def read_reply(typed: Typed, number: int, was: Step) -> Reply:
    """Return one reply as it was typed."""
    name = f"r{number}"
    at = typed.place(f"{name}-at", len(was.replies))
    old = was.replies[at] if at is not None else None
    kind = typed.line(f"{name}-kind")
    before = parts_of(old) if old else Parts()
    return Reply(
        kind=MoveKind(kind) if kind in set(MoveKind) else MoveKind.SAY,
        words=_words(typed, name, old),
        target=typed.line(f"{name}-target"),
        id=old.id if old else "",
        rows=Parts(
            points=_points(typed, name, before),
            changes=_changes(typed, name, before),
            single=_single(typed, name, before),
            also=tuple(_also(typed, name)),
            listening=tuple(listening(typed, name, before)),
            good=samples(typed, name, "good", before.good),
            bad=samples(typed, name, "bad", before.bad),
            kept=before.kept,
        ).rows,
        at=at,
        to=typed.line(f"{name}-to"),
    )


def is_blank(reply: Reply) -> bool:
    """Tell whether nothing was filled in of a new reply."""
    empty = not reply.words.strip() or reply.kind is MoveKind.GO
    return reply.at is None and empty and reply.target in ("", NEW) and not reply.rows


def _words(typed: Typed, name: str, old: Reply | None) -> str:
    if typed.line(f"{name}-kind") == MoveKind.ACT:
        return typed_action(typed, name, old)
    words = typed.line(f"{name}-words")
    return old.words if old and same(old.words, words) else words


def _points(typed: Typed, name: str, before: Parts) -> Mapping[str, Row]:
    return dict(
        _numbers(typed, f"{name}-points", before.points, (*CRITERIA, *before.points))
    )


def _changes(typed: Typed, name: str, before: Parts) -> Mapping[str, Row]:
    prefix = f"{name}-change-"
    asked = [one.removeprefix(prefix) for one in typed.form if one.startswith(prefix)]
    meters = dict.fromkeys((*before.changes, *asked))
    return dict(_numbers(typed, f"{name}-change", before.changes, tuple(meters)))


def _numbers(
    typed: Typed, name: str, before: Mapping[str, Row], names: tuple[str, ...]
) -> Iterator[tuple[str, Row]]:
    """Yield the row of each number that is not nothing; those not asked for stay."""
    points = name.endswith("-points")
    for one in dict.fromkeys(names):
        old = before.get(one)
        if f"{name}-{one}" not in typed.form:
            if old is not None:
                yield one, old
            continue
        value = signed(typed.line(f"{name}-{one}"))
        if old is not None and old.value == value:
            yield one, old
        elif value:
            at = old.at if old is not None else None
            yield (
                one,
                (
                    Row(key="score", name=one, value=value, at=at)
                    if points
                    else Row(key=one, value=value, at=at)
                ),
            )


def _single(typed: Typed, name: str, before: Parts) -> Mapping[str, Row]:
    found: dict[str, Row] = {}
    for key in SINGLE:
        old = before.single.get(key)
        if key == "if":
            row = _condition(typed, name, old)
        elif key == "words":
            row = _range(typed, name, old)
        else:
            row = typed.single(f"{name}-{key}", key, old)
        if row is not None:
            found[key] = row
    if (
        "once" in found
        and f"{name}-once" not in typed.form
        and name_is_sent(typed, name)
    ):
        del found["once"]
    return found


def name_is_sent(typed: Typed, name: str) -> bool:
    """Tell whether a form shows a reply in full, so that an empty box means no."""
    return f"{name}-if" in typed.form


def _range(typed: Typed, name: str, old: Row | None) -> Row | None:
    if f"{name}-least" not in typed.form:
        return old
    least, most = typed.line(f"{name}-least"), typed.line(f"{name}-most")
    value = f"{least or '1'}..{most or '200'}" if least or most else ""
    if old is not None and same(old.value.replace(" ", ""), value):
        return old
    at = old.at if old is not None else None
    return Row(key="words", value=value, at=at) if value else None


def _condition(typed: Typed, name: str, old: Row | None) -> Row | None:
    """Return the condition: as text where that was changed, else as its rows say."""
    if f"{name}-if" not in typed.form:
        return old
    text, shown = typed.line(f"{name}-if"), typed.line(f"{name}-if-shown")
    if text == shown and f"{name}c0-name" in typed.form:
        text = write_condition(_terms(typed, name), text)
    if old is not None and same(old.value, text):
        return old
    at = old.at if old is not None else None
    return Row(key="if", value=text, at=at) if text else None


def _terms(typed: Typed, name: str) -> Condition:
    found: list[Term] = []
    number = 0
    while f"{name}c{number}-name" in typed.form:
        row = f"{name}c{number}"
        value = typed.line(f"{row}-value").removeprefix("#")
        if typed.line(f"{row}-name") and value:
            found.append(
                Term(
                    name=typed.line(f"{row}-name"),
                    operator=typed.line(f"{row}-operator") or "is",
                    value=value,
                )
            )
        number += 1
    return Condition(terms=tuple(found), every=typed.line(f"{name}-every") != "any")


def _also(typed: Typed, name: str) -> Iterator[Row]:
    number = 0
    while f"{name}e{number}-what" in typed.form:
        row = f"{name}e{number}"
        number += 1
        what, _, of = typed.line(f"{row}-what").partition(":")
        value = typed.line(f"{row}-value")
        if what == "means" and of:
            of, value = "", of
        if not what or not value:
            continue
        if what in _WITH_A_NUMBER:
            value = signed(value) or value
        if what == "go" and not value.startswith("#") and "." not in value:
            value = f"#{value}"
        yield Row(
            key=of if what == "meter" else what,
            name="" if what == "meter" else of,
            value=value,
            when=typed.condition(f"{row}-when"),
            at=typed.fact(f"{row}-at"),
        )
