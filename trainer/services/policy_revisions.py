"""What changed between two revisions of a policy, or one and the draft."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.errors import NotFoundError
from trainer.policies.difference import Difference
from trainer.policies.difference import compare as difference
from trainer.policies.module import Policy
from trainer.services import policy_proving
from trainer.services.drafting import require_author
from trainer.services.revisions import DRAFT
from trainer.services.visitors import Visitor
from trainer.store import drafts, revisions
from trainer.store.installation import country_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedPolicy:
    """Two texts of a policy and what is different between them."""

    before: str
    """Number of the earlier one."""
    after: str
    """Number of the later one, or ``draft``."""
    difference: Difference | None
    """``None`` where one of the two cannot be read."""
    is_same: bool
    """Whether both texts are the same, letter by letter."""


def compare(
    session: Session, *, viewer: Visitor, slug: str, before: str, after: str
) -> ComparedPolicy:
    """Return what changed between two revisions, or a revision and the draft.

    Args:
        session: Reads both.
        viewer: Who looks.
        slug: Of the draft of the policy.
        before: The number of a revision.
        after: The number of a later one, or ``draft``.

    Raises:
        NotAllowedError: if the viewer writes nothing.
        NotFoundError: if there is no such revision or draft.
    """
    require_author(viewer)
    texts: dict[str, tuple[str, Policy | None]] = {
        str(row.number): (
            row.body,
            policy_proving.read(
                row.body, row.file, country=row.card.get("country", "")
            ),
        )
        for row in revisions.history(session, slug)
        if str(row.number) in {before, after}
    }
    draft = drafts.find(session, slug) if after == DRAFT else None
    if draft is not None:
        country = country_of(session)
        policy = policy_proving.read(draft.body, draft.file, country=country)
        texts[DRAFT] = draft.body, policy
    if before not in texts or after not in texts:
        raise NotFoundError(
            "There are no two such revisions. Choose them in the history."
        )
    (old, was), (new, now) = texts[before], texts[after]
    return ComparedPolicy(
        before=before,
        after=after,
        difference=difference(was, now) if was and now else None,
        is_same=old == new,
    )
