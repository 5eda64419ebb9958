"""Try a policy on a case made up by hand: its facts, an act or an ending."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trainer.content.actions import ACTIONS
from trainer.content.case import CASE_FIELDS
from trainer.content.diagnostics import Place, Report
from trainer.content.expressions import Binding
from trainer.content.suggest import did_you_mean
from trainer.content.types import Type, Value
from trainer.content.values import parse_value
from trainer.errors import ContentError
from trainer.policies.judge import Verdict, bind
from trainer.policies.module import Policy

_PAIR = re.compile(
    r'\s*(?P<name>[A-Za-z][\w.]*)\s*=\s*(?:"(?P<quoted>[^"]*)"|(?P<bare>[^\s",]+)),?'
)
_PLACE = Place("")


Act = tuple[str, Mapping[str, Value]]
"""An action and its arguments."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A case, and what is done in it."""

    facts: Mapping[str, Value] = field(default_factory=dict)
    """By name, case fields as ``case.paid``; rules that read others are not judged."""
    action: str = ""
    """What is done; empty: nothing, it only ends."""
    arguments: Mapping[str, Value] = field(default_factory=dict)
    did: Sequence[Act] = ()
    """What was done earlier; limits add its amounts up."""
    outcome: str = ""
    """How it ends; empty: it goes on, so nothing is asked of the end."""
    country: str = ""
    """Whose settings and clauses are in force; empty: no country is set."""


def try_out(policy: Policy, trial: Trial) -> tuple[Verdict, ...]:
    """Return the verdicts on the act, then those on the ending."""
    scope = _Facts(policy=policy, names=tuple(trial.facts))
    judge = bind([policy], scope, Report(), country=trial.country)
    slots, did = tuple(trial.facts.values()), [name for name, _ in trial.did]
    verdicts: tuple[Verdict, ...] = ()
    if trial.action:
        sums = _sums(trial.did)
        verdicts = judge.judge(trial.action, trial.arguments, slots, did, sums)
        did.append(trial.action)
    if trial.outcome:
        verdicts += judge.conclude(trial.outcome, slots, did)
    return verdicts


def read_facts(policy: Policy, text: str) -> dict[str, Value]:
    """Read ``proof=no days=12 case.paid=60.00``.

    A field of the case that is no fact of the policy may leave ``case.`` out.

    Raises:
        ContentError: naming what is not known or not of its kind.
    """
    types = _types(policy)
    facts: dict[str, Value] = {}
    for name, value, quoted in _pairs(text):
        full = name if name in types else f"case.{name}"
        if full not in types:
            raise _unknown(
                name, types, "The policy “%(of)s” knows no fact “%(name)s”.", policy.id
            )
        facts[full] = _value(name, value, types[full], quoted=quoted)
    return facts


def read_act(text: str) -> Act:
    """Read ``issue_refund tender=cash amount=34.90`` as an action and its arguments.

    Raises:
        ContentError: naming what is not known or not of its kind.
    """
    name, _, rest = text.strip().partition(" ")
    signature = ACTIONS.get(name)
    if signature is None:
        raise _unknown(name, ACTIONS, "“%(name)s” is not an action.")
    arguments: dict[str, Value] = {}
    for blank, value, quoted in _pairs(rest):
        argument = signature.argument(blank)
        if argument is None:
            known = [one.name for one in signature.arguments]
            raise _unknown(blank, known, "“%(of)s” has no blank “%(name)s”.", name)
        arguments[blank] = _value(blank, value, argument.type, quoted=quoted)
    return name, arguments


def read_done(text: str) -> tuple[Act, ...]:
    """Read ``lookup_purchase, issue_store_credit amount=30.00``: what was done.

    Raises:
        ContentError: as :func:`read_act` does.
    """
    return tuple(read_act(part) for part in text.split(",") if part.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facts:
    """Holds every fact of a trial in a slot of its own."""

    policy: Policy
    names: tuple[str, ...]

    def name(self, name: str) -> Binding | None:
        if name not in self.names:
            return None
        return Binding(type=_types(self.policy)[name], slot=self.names.index(name))

    def field(self, owner: str, name: str) -> Binding | None:
        return self.name(f"{owner}.{name}")


def _sums(acts: Sequence[Act]) -> Counter[tuple[str, str]]:
    """Add up every number and amount of what was done."""
    sums: Counter[tuple[str, str]] = Counter()
    for action, arguments in acts:
        for name, value in arguments.items():
            if isinstance(value, int):
                sums[action, name] += value
    return sums


def _types(policy: Policy) -> dict[str, Type]:
    fields = {f"case.{name}": type_ for name, type_ in CASE_FIELDS.items()}
    return {**policy.facts, **fields}


def _pairs(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yield each name with its value and whether that stood in quotes."""
    at, text = 0, text.strip()
    while at < len(text):
        found = _PAIR.match(text, at)
        if found is None:
            raise ContentError(
                "“%(rest)s” cannot be read. Write each value as name=value, text with "
                'spaces in quotes: days=12 item="Blender 200".',
                rest=text[at:].strip(),
            )
        quoted = found["quoted"] is not None
        yield found["name"], found["quoted"] if quoted else found["bare"], quoted
        at = found.end()


def _value(name: str, text: str, type_: Type, *, quoted: bool) -> Value:
    report = Report()
    value = parse_value(text, quoted, type_, _PLACE, report)
    if value is None:
        problem = report.errors[0]
        raise ContentError(
            "%(name)s: %(message)s %(mend)s",
            name=name,
            message=problem.message,
            mend=problem.suggestion,
        )
    return value


def _unknown(
    name: str, known: Collection[str], sentence: str, of: str = ""
) -> ContentError:
    mend = did_you_mean(name, known)
    if not mend:
        shown = [one for one in known if not one.startswith("case.")][:12]
        mend = f"Known: {', '.join(shown)}." if shown else "It has none."
    return ContentError(f"{sentence} %(mend)s", name=name, of=of, mend=mend)
