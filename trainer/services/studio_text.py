"""The text of a scenario for pages that only show it: a draft, or the last revision."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.policies.module import Clause, Policy
from trainer.scenarios.machine import Machine
from trainer.services import studio_check, surroundings
from trainer.services.drafting import Draft, draft_of, missing, require_author
from trainer.services.proving import Proof
from trainer.services.visitors import Visitor
from trainer.store import content, drafts, revisions

WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A scenario as it is shown."""

    slug: str
    title: str
    file: str
    body: str
    draft: Draft | None
    """``None``: nobody is writing, and the text is that of the last revision."""
    standing: str
    """Of the last revision: ``published`` or ``withdrawn``; empty for a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Playable:
    """What can be played of a scenario."""

    found: Shown
    machine: Machine | None
    """``None``: neither the draft nor what is published can be played."""
    instead: bool = False
    """Whether it is the last revision, as the draft cannot be played."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A clause that replies rest on."""

    policy: Policy
    clause: Clause


def shown(session: Session, *, viewer: Visitor, slug: str) -> Shown:
    """Return the draft of a scenario, else its last revision.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
        NotFoundError: if there is nothing of this name.
    """
    require_author(viewer)
    row = drafts.find(session, slug)
    if row is not None:
        draft = draft_of(row)
        return Shown(
            slug=slug,
            title=draft.title,
            file=draft.file,
            body=draft.body,
            draft=draft,
            standing="",
        )
    last = published(session, slug)
    if last is None:
        raise missing(session, slug)
    return last


def published(session: Session, slug: str) -> Shown | None:
    """Return the last revision of a scenario; ``None``: it was never published."""
    last = next(iter(revisions.history(session, slug)), None)
    whole = content.whole(session, last.id) if last else None
    if last is None or whole is None:
        return None
    return Shown(
        slug=slug,
        title=whole.card["title"],
        file=whole.file,
        body=last.body,
        draft=None,
        standing=last.state,
    )


def playable(session: Session, *, viewer: Visitor, slug: str) -> Playable:
    """Return what can be played of a scenario: its draft, else what is published.

    What was withdrawn is not played any more.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
        NotFoundError: if there is nothing of this name.
    """
    found = shown(session, viewer=viewer, slug=slug)
    withdrawn = found.standing == WITHDRAWN
    machine = None if withdrawn else read(session, found).machine
    last = published(session, slug) if machine is None and found.draft else None
    if last is None or last.standing == WITHDRAWN:
        return Playable(found=found, machine=machine)
    earlier = read(session, last).machine
    return Playable(found=found, machine=earlier, instead=earlier is not None)


def read(session: Session, found: Shown) -> Proof:
    """Return the text read and compiled."""
    return studio_check.glance(session, file=found.file, body=found.body)


def cited(session: Session, found: Shown, cites: tuple[str, ...]) -> tuple[Cited, ...]:
    """Return clauses by what they are cited by (``returns#cash-proof``), each once."""
    library = surroundings.library_with(session, file=found.file, body=found.body)
    clauses: dict[tuple[str, str], Cited] = {}
    for cite in cites:
        slug, _hash, name = cite.partition("#")
        policy = library.policy(slug)
        clause = policy.clause(name) if policy else None
        if policy is not None and clause is not None:
            clauses[slug, clause.number] = Cited(policy=policy, clause=clause)
    return tuple(clauses[key] for key in sorted(clauses, key=_in_order))


def _in_order(key: tuple[str, str]) -> tuple[str, list[int]]:
    slug, number = key
    return slug, [int(part) for part in number.split(".") if part.isdecimal()]
