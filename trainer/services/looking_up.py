"""Look a clause up during a conversation: what was opened, and when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.errors import NotFoundError
from trainer.policies.module import Clause, Policy
from trainer.services.practise import Practice
from trainer.store import attestations
from trainer.store.engine import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A clause that was opened."""

    slug: str
    number: int
    """Of the revision the conversation is judged by."""
    name: str
    """Of the clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LookUp:
    """A clause that was opened during a conversation."""

    cite: str
    number: str
    title: str
    revision: int
    """The number of the revision of its policy; 0 where that is not published."""
    seq: int
    """The last event before it; 0: before the first."""


def look_up(
    practice: Practice,
    session: Session,
    *,
    person: int,
    attempt: int,
    cite: str,
    now: datetime,
) -> Opened:
    """Note that a clause was opened, unless the conversation has ended.

    Only the first time counts. It changes neither the conversation nor its score.

    Args:
        practice: Knows the conversations.
        session: Outside a transaction.
        person: Whose attempt it is.
        attempt: The attempt.
        cite: ``returns#cash-proof``; by number is fine too.
        now: When.

    Raises:
        NotFoundError: if the attempt is not this person's, or it knows no such clause.
    """
    talk = practice.talks.find(session, person=person, attempt=attempt)
    script = practice.shelf.script(session, talk.revision)
    policy, clause = _clause(script.policies, cite)
    slug = policy.id
    if talk.state == "open" and not talk.conversation.outcome:
        with writing(session):
            attestations.look_up(
                session,
                attempt_id=attempt,
                clause=f"{slug}#{clause.name}",
                seq=talk.seq,
                at=now,
            )
    return Opened(slug=slug, number=policy.revision, name=clause.name)


def _clause(policies: Sequence[Policy], cite: str) -> tuple[Policy, Clause]:
    slug, _sign, name = cite.partition("#")
    policy = next((p for p in policies if p.id == slug), None)
    clause = policy.clause(name) if policy else None
    if policy is None or clause is None:
        raise NotFoundError("This conversation knows no such clause.")
    return policy, clause


def looked_up(
    session: Session, policies: Sequence[Policy], attempt: int
) -> tuple[LookUp, ...]:
    """Return the clauses opened during an attempt, in the order they were."""
    modules = {policy.id: policy for policy in policies}
    found = []
    for row in attestations.looked_up(session, attempt):
        slug, _sign, name = row.clause.partition("#")
        clause = modules[slug].clause(name) if slug in modules else None
        if clause is not None:
            found.append(
                LookUp(
                    cite=row.clause,
                    number=clause.number,
                    title=clause.title,
                    revision=modules[slug].revision,
                    seq=row.seq,
                )
            )
    return tuple(found)
