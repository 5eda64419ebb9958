"""What changed between two revisions of a policy, clause by clause and word by word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from trainer.policies.excerpts import plain
from trainer.policies.module import (
    REFERENCE,
    Clause,
    Policy,
    Setting,
    setting_text,
)

MOST_COMPARED = 4_000_000
"""Words of one text times words of the other up to which they are compared singly."""


class Change(StrEnum):
    """What happened to something."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Some words in a row."""

    words: str
    change: Change | None = None
    """New or gone; ``None``: they stand in both."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseChange:
    """A clause that is new, changed or gone."""

    change: Change
    name: str
    """What to link to; of a clause that is gone, what it was called."""
    number: str
    title: tuple[Stretch, ...]
    text: tuple[Stretch, ...]
    """All of it, with settings filled in, without Markdown."""
    rules_new: tuple[str, ...] = ()
    rules_gone: tuple[str, ...] = ()
    """As authors write them."""
    weighs: bool = False
    """Its severity, its criterion or its countries are others now."""
    number_before: str = ""
    """Where it stood, if it moved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChange:
    """A setting that is new, changed or gone."""

    change: Change
    name: str
    country: str
    """Where it has this value; empty: everywhere else."""
    before: str
    after: str
    clauses: tuple[str, ...]
    """Numbers of the clauses that speak of it, in the later revision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changed."""

    clauses: tuple[ClauseChange, ...]
    """In the order of the later revision, then what is gone."""
    settings: tuple[SettingChange, ...]

    def __bool__(self) -> bool:
        """Say whether anything did that a reader has to know."""
        return bool(self.clauses or self.settings)


Show = Callable[[Setting, str], str]
"""Writes a setting, given with the policy's currency, for the reader."""


def compare(
    before: Policy, after: Policy, *, country: str = "", show: Show = setting_text
) -> Difference:
    """Return what is new, changed and gone in a later revision of a policy.

    A clause is the same one if it has the same id, or the same number where one of
    the two has no id. A text that says the same with another value of a setting has
    not changed; the setting has.

    Args:
        before: The earlier revision.
        after: The later one.
        country: Whose settings are filled into the texts.
        show: Writes settings in the reader's language.
    """
    texts = _Texts(country=country, show=show)
    pairs = list(_pairs(before, after))
    changes = (_clause(before, was, after, now, texts) for was, now in pairs)
    return Difference(
        clauses=tuple(change for change in changes if change is not None),
        settings=tuple(_settings(before, after, show)),
    )


def word_by_word(before: str, after: str) -> tuple[Stretch, ...]:
    """Return both texts in one: what stands in both, what is gone, what is new."""
    was, now = before.split(), after.split()
    if len(was) * len(now) > MOST_COMPARED:
        return tuple(_replaced(was, now))
    matcher = SequenceMatcher(None, was, now, autojunk=False)
    found: list[Stretch] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            found.append(Stretch(words=" ".join(now[k:m])))
        else:
            found.extend(_replaced(was[i:j], now[k:m]))
    return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    country: str
    show: Show

    def of(self, policy: Policy, clause: Clause | None) -> str:
        prose = clause.prose if clause else ""
        return plain(policy.fill(prose, country=self.country, show=self.show))


def _pairs(
    before: Policy, after: Policy
) -> Iterator[tuple[Clause | None, Clause | None]]:
    left = list(before.clauses)
    for now in after.clauses:
        was = next((one for one in left if _is_same(one, now)), None)
        if was is not None:
            left.remove(was)
        yield was, now
    for was in left:
        yield was, None


def _is_same(was: Clause, now: Clause) -> bool:
    if was.id and now.id:
        return was.id == now.id
    return was.number == now.number


def _clause(
    before: Policy, was: Clause | None, after: Policy, now: Clause | None, texts: _Texts
) -> ClauseChange | None:
    if was is not None and now is not None and not _differs(was, now):
        return None
    shown = now or was
    assert shown is not None  # noqa: S101 - one of a pair is always there
    old, new = _rules(was), _rules(now)
    return ClauseChange(
        change=Change.NEW
        if was is None
        else Change.GONE
        if now is None
        else Change.CHANGED,
        name=shown.name,
        number=shown.number,
        title=word_by_word(was.title if was else "", now.title if now else ""),
        text=word_by_word(texts.of(before, was), texts.of(after, now)),
        rules_new=tuple(rule for rule in new if rule not in old),
        rules_gone=tuple(rule for rule in old if rule not in new),
        weighs=was is not None and now is not None and _weight(was) != _weight(now),
        number_before=was.number if was and was.number != shown.number else "",
    )


def _differs(was: Clause, now: Clause) -> bool:
    return (was.title, plain(was.prose), _rules(was), _weight(was)) != (
        now.title,
        plain(now.prose),
        _rules(now),
        _weight(now),
    )


def _rules(clause: Clause | None) -> tuple[str, ...]:
    return tuple(rule.text for rule in clause.rules) if clause else ()


def _weight(clause: Clause) -> tuple[object, ...]:
    return clause.severity, clause.gate, clause.criterion, clause.only


def _settings(before: Policy, after: Policy, show: Show) -> Iterator[SettingChange]:
    countries = dict.fromkeys(["", *before.overlays, *after.overlays])
    for country in countries:
        was, now = _of(before, country), _of(after, country)
        for name in dict.fromkeys([*now, *was]):
            old = show(was[name], before.currency) if name in was else ""
            new = show(now[name], after.currency) if name in now else ""
            if old != new:
                yield SettingChange(
                    change=_change(old, new),
                    name=name,
                    country=country,
                    before=old,
                    after=new,
                    clauses=tuple(_speaking_of(after, name)),
                )


def _of(policy: Policy, country: str) -> dict[str, Setting]:
    return dict(policy.overlays.get(country, {}) if country else policy.settings)


def _change(old: str, new: str) -> Change:
    if not old:
        return Change.NEW
    return Change.CHANGED if new else Change.GONE


def _speaking_of(policy: Policy, name: str) -> Iterator[str]:
    for clause in policy.clauses:
        named = {hit[2] for hit in REFERENCE.finditer(clause.prose)}
        if name in named:
            yield clause.number


def _replaced(was: Sequence[str], now: Sequence[str]) -> Iterator[Stretch]:
    if was:
        yield Stretch(words=" ".join(was), change=Change.GONE)
    if now:
        yield Stretch(words=" ".join(now), change=Change.NEW)
