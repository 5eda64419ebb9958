"""Search the policies: which clauses mention something, the best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.content.folding import words
from trainer.errors import ContentError
from trainer.policies.excerpts import Piece, excerpt, marked, plain
from trainer.policies.module import Clause, Policy
from trainer.services.shelf import Shelf
from trainer.store import policy_search
from trainer.store.types import AnyRow

LONGEST_QUERY = 200
"""Characters of what is looked for; the rest is not read."""

MOST_WORDS = 12
"""Words of it that are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A clause that was found."""

    slug: str
    policy: str
    """The title of its policy."""
    revision: int
    """The number of the revision; 0: the newest."""
    name: str
    """What to link to."""
    number: str
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What a search found."""

    sought: str
    """As it was typed, on one line, shortened."""
    hits: tuple[Hit, ...]
    everywhere: bool
    """Older revisions were searched too."""

    @property
    def full(self) -> bool:
        """Whether there may be more."""
        return len(self.hits) == policy_search.MOST_FOUND


def search(
    session: Session, shelf: Shelf, *, sought: str, everywhere: bool = False
) -> Findings:
    """Return the clauses of the newest revisions that have all words looked for.

    The last word may be the beginning of one. Case and accents do not matter.

    Args:
        session: Any.
        shelf: Compiles what is shown.
        sought: As typed; anything may stand in it.
        everywhere: Search older revisions too.
    """
    shortened = sought[:LONGEST_QUERY]
    terms = words(shortened)[:MOST_WORDS]
    rows: Sequence[AnyRow] = ()
    if terms:
        rows = policy_search.found(session, terms=terms, everywhere=everywhere)
    hits = (_hit(session, shelf, row, terms) for row in rows)
    return Findings(
        sought=_on_one_line(shortened),
        hits=tuple(hit for hit in hits if hit is not None),
        everywhere=everywhere,
    )


def _on_one_line(text: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _hit(
    session: Session, shelf: Shelf, row: AnyRow, terms: tuple[str, ...]
) -> Hit | None:
    """Return a clause as it is shown; ``None`` where its policy is not readable now."""
    try:
        module = shelf.policy(session, row.revision_id)
    except ContentError:
        return None
    clause = module.clause(row.name)
    return _shown(row, module, clause, terms) if clause else None


def _shown(row: AnyRow, module: Policy, clause: Clause, terms: tuple[str, ...]) -> Hit:
    return Hit(
        slug=row.slug,
        policy=module.title,
        revision=0 if row.number == row.newest else row.number,
        name=clause.name,
        number=clause.number,
        title=marked(clause.title, terms),
        excerpt=excerpt(plain(module.fill(clause.prose)), terms),
    )
