"""Everything an author has to know before publishing a draft."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Report
from trainer.scenarios.difference import Change, difference
from trainer.scenarios.difference_plays import plays_changed
from trainer.scenarios.reader import read_document
from trainer.services import health, proving, readiness, reviews
from trainer.services.drafting import Draft, missing, open_draft
from trainer.services.proving import Moment, Proof
from trainer.services.reviews import Review
from trainer.services.visitors import Visitor
from trainer.store import content, drafts, moves, revisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """A draft on its way to being published."""

    draft: Draft
    proof: Proof
    last: int
    """Number of the last revision; 0 where there is none."""
    behind: int
    """Number of the revision that was published since it was begun; 0: none was."""
    least: str
    """The lowest kind it may be published as; ``first`` for something new."""
    changes: tuple[Change, ...]
    """Since the last revision."""
    needs_approval: bool
    review: Review | None
    under_way: int
    """Attempts that were begun and not finished."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds it may be published as, from least to most."""
        known = readiness.KINDS
        return known[known.index(self.least) :] if self.least in known else ()

    @property
    def for_everything(self) -> bool:
        """Whether it can be published or approved as it stands."""
        return self.proof.publishable and not self.behind

    @property
    def for_practice(self) -> bool:
        """Whether it can be published for practice only as it stands."""
        whole = self.draft.kind == "scenario" and not self.behind
        return whole and self.proof.practice_only_possible


def outlook(session: Session, *, viewer: Visitor, slug: str, moment: Moment) -> Outlook:
    """Return what an author has to know before publishing a draft.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
        NotFoundError: if there is no such draft.
    """
    draft = open_draft(session, viewer=viewer, slug=slug)
    row = drafts.find(session, slug)
    if row is None:
        raise missing(session, slug)
    proof = proving.prove(session, draft, now=moment.ticks)
    health.note_health(session, proof, at=moment.at)
    last = next(iter(revisions.history(session, slug)), None)
    newest = content.newest(session, kind=draft.kind, slug=slug)
    overtaken = newest is not None and readiness.is_behind(session, row, newest)
    was = read_document(last.body, draft.file, Report()) if last else None
    changes = difference(was, proof.document) if was and proof.document else ()
    plays = plays_changed(last.plays, draft.plays) if last else ()
    return Outlook(
        draft=draft,
        proof=proof,
        last=last.number if last else 0,
        behind=newest.number if overtaken and newest else 0,
        least=readiness.least(last.body if last else None, draft.body, draft.file),
        changes=(*changes, *plays),
        needs_approval=reviews.needs_approval(session, viewer=viewer),
        review=reviews.review_of(session, viewer=viewer, slug=slug),
        under_way=len(moves.under_way(session.connection(), last.resource_id, 0))
        if last
        else 0,
    )
