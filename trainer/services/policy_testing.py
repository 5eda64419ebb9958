"""Try the rules of a policy on a case that an author makes up in a form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from trainer.content.actions import ACTIONS, Signature
from trainer.content.case import CASE_FIELDS
from trainer.content.types import Type, Value
from trainer.policies.module import Policy
from trainer.policies.trial import Act, Trial, try_out
from trainer.policies.verdicts import Verdict
from trainer.services import blanks
from trainer.services.drafting import missing, require_author
from trainer.services.visitors import Visitor
from trainer.store import content, drafts
from trainer.store.named import name_of

CASE, BLANK, BEFORE = "case.", "blank.", "before"
END, HANDED_OVER = "end", "handed-over"
"""What can be chosen in place of an action: how the conversation ends."""

_OUTCOMES = {END: "resolved", HANDED_OVER: "escalated"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One field of the form."""

    name: str
    """Of the fact, of the case with ``case.``; of a blank of the action, its own."""
    type: Type
    written: str
    """What was typed; empty: not known."""
    wrong: bool = False
    """Whether it cannot be read."""

    @property
    def field(self) -> str:
        """The name without what it belongs to."""
        return self.name.removeprefix(CASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """The form as it was filled in, and what the rules make of it."""

    facts: tuple[Asked, ...]
    blanks: tuple[Asked, ...]
    """Of the action that is chosen."""
    action: str
    """Its name, ``end``, ``handed-over``, or empty: nothing is chosen yet."""
    before: tuple[str, ...]
    """What was done before."""
    actions: tuple[str, ...]
    """All that the rules speak of."""
    others: tuple[str, ...]
    """All other actions."""
    verdicts: tuple[Verdict, ...] = ()

    @property
    def wrong(self) -> tuple[Asked, ...]:
        """Fields that cannot be read; then nothing is judged."""
        return tuple(one for one in (*self.facts, *self.blanks) if one.wrong)


def try_rules(
    policy: Policy, given: Mapping[str, str], before: Sequence[str] = ()
) -> Tried:
    """Return the form for a policy, and the verdicts on what was filled in.

    Args:
        policy: As it holds in the country of the installation.
        given: ``action``, ``blank.amount`` and the like, and facts by name, as typed.
        before: Actions done before; others than there are, are passed over.
    """
    action = given.get("action", "")
    signature = ACTIONS.get(action)
    spoken = _spoken_of(policy)
    form = Tried(
        facts=tuple(_asked(name, type_, given) for name, type_ in _facts(policy)),
        blanks=tuple(_blanks(signature, given)) if signature else (),
        action=action if signature or action in _OUTCOMES else "",
        before=tuple(name for name in before if name in ACTIONS),
        actions=spoken,
        others=tuple(name for name in sorted(ACTIONS) if name not in spoken),
    )
    if not form.action or form.wrong:
        return form
    return replace(form, verdicts=try_out(policy, _trial(policy, form)))


def newest(session: Session, *, viewer: Visitor, slug: str) -> str:
    """Return the text of a draft, or what is published last where nobody writes.

    Raises:
        NotAllowedError: if the viewer writes nothing.
        NotFoundError: if there is no policy of this name.
    """
    require_author(viewer)
    row = drafts.find(session, slug) or content.newest(
        session, kind="policy", slug=name_of(slug)
    )
    if row is None:
        raise missing(session, slug)
    return str(row.body)


def _trial(policy: Policy, form: Tried) -> Trial:
    done: list[Act] = [(name, {}) for name in form.before]
    ends = form.action in _OUTCOMES
    return Trial(
        facts=_values(form.facts),
        action="" if ends else form.action,
        arguments=_values(form.blanks),
        did=done,
        outcome=_OUTCOMES.get(form.action, ""),
        country=policy.country,
    )


def _values(asked: Sequence[Asked]) -> dict[str, Value]:
    read = ((one.name, _read(one)) for one in asked if one.written)
    return {name: value for name, value in read if value is not None}


def _read(asked: Asked) -> Value | None:
    return blanks.typed(asked.type, asked.written)[0]


def _facts(policy: Policy) -> Iterator[tuple[str, Type]]:
    """Yield the declared facts, then the fields of the case that rules read."""
    yield from policy.facts.items()
    rules = [rule for clause in policy.clauses for rule in clause.rules]
    read = {name for rule in rules for name in rule.reads if name.startswith(CASE)}
    if policy.applies_from:
        read.add(f"{CASE}purchased")
    for name in sorted(read):
        yield name, CASE_FIELDS[name.removeprefix(CASE)]


def _blanks(signature: Signature, given: Mapping[str, str]) -> Iterator[Asked]:
    for argument in signature.arguments:
        asked = _asked(f"{BLANK}{argument.name}", argument.type, given)
        yield replace(asked, name=argument.name)


def _asked(name: str, type_: Type, given: Mapping[str, str]) -> Asked:
    written = blanks.printable(given.get(name, "")).strip()[: blanks.LONGEST]
    asked = Asked(name=name, type=type_, written=written)
    if not written or _read(asked) is not None:
        return asked
    return replace(asked, wrong=True)


def _spoken_of(policy: Policy) -> tuple[str, ...]:
    rules = (rule for clause in policy.clauses for rule in clause.rules)
    names = dict.fromkeys(name for rule in rules for name in rule.actions)
    return tuple(name for name in names if name in ACTIONS)
