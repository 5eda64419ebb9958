"""Clauses as pages cite them: by number and title, with what they ask for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trainer.policies.module import Policy

_SENTENCE = re.compile(r".+?[.!?][\"”’)]*(?=\s+\W?[A-ZÀ-ÖØ-Þ]|\s*$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause as one cites it."""

    cite: str
    """``returns#cash-proof``: where it stands; never shown as it is."""
    number: str
    title: str
    advice: str
    """The first sentence of its prose; empty where it has none."""
    revision: int = 0
    """Of its policy; 0 where that is not published."""


def clause_of(policies: Sequence[Policy], cite: str) -> Clause | None:
    """Return what a citation stands for; ``None`` where nothing is cited."""
    slug, _sign, name = cite.partition("#")
    policy = next((p for p in policies if p.id == slug), None)
    found = policy.clause(name) if policy else None
    if policy is None or found is None:
        return None
    return Clause(
        cite=f"{slug}#{found.name}",
        number=found.number,
        title=found.title,
        advice=first_sentence(policy.fill(found.prose)),
        revision=policy.revision,
    )


def first_sentence(prose: str) -> str:
    """Return the first sentence of a text; all of its first paragraph without one."""
    paragraph = " ".join(prose.strip().split("\n\n")[0].split())
    found = _SENTENCE.match(paragraph)
    return found[0] if found else paragraph
