"""Ask another supervisor to approve a draft, where the team wants that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from trainer.errors import NotAllowedError, NotFoundError, WrongDetailError
from trainer.services import authority
from trainer.services.authority import OVERSEERS
from trainer.services.drafting import held, missing, note, require_author
from trainer.services.teams import TeamInView, audit_id, team
from trainer.services.visitors import Visitor
from trainer.store import audit, drafts
from trainer.store.engine import writing
from trainer.store.people import Role, Team
from trainer.store.types import AnyRow

LONGEST_NOTE = 500
"""Characters of a note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """What a draft is to be published as, and what was said about that."""

    version: int
    """Of the draft; an approval is of this text and no other."""
    kind: str
    note: str
    under_way: str
    asked_by: str
    """Name of who asked."""
    asked_at: datetime
    answer: str
    """Why it was sent back; empty while nobody has."""
    answered_by: str
    mine: bool
    """Whether the viewer asked for it or wrote in it, and so cannot approve."""


def needs_approval(session: Session, *, viewer: Visitor) -> bool:
    """Return whether what the viewer writes has to be approved by somebody else.

    It has where one of the teams they lead wants it, or a team above one of those.
    """
    teams = {row.id: row for row in session.scalars(select(Team))}
    above = [b.team_id for b in viewer.belongings if b.role in OVERSEERS]
    seen: set[int] = set()
    while above:
        here = teams.get(above.pop())
        if here is None or here.id in seen:
            continue
        if here.needs_approval:
            return True
        seen.add(here.id)
        above += [here.parent_id] if here.parent_id else []
    return False


def review_of(session: Session, *, viewer: Visitor, slug: str) -> Review | None:
    """Return the last review of a draft, if it was ever submitted.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
        NotFoundError: if there is no such draft.
    """
    require_author(viewer)
    row = drafts.find(session, slug)
    if row is None:
        raise missing(session, slug)
    asked = drafts.review_of(session, row.id)
    if asked is None:
        return None
    return Review(
        version=asked.version,
        kind=asked.change_kind,
        note=asked.change_note,
        under_way=asked.under_way,
        asked_by=asked.asker,
        asked_at=asked.asked_at,
        answer=asked.answer,
        answered_by=asked.answerer or "",
        mine=viewer.person_id in _involved(session, row, asked),
    )


def in_review(session: Session, *, viewer: Visitor, slug: str) -> tuple[AnyRow, AnyRow]:
    """Return a draft that waits for approval, and what was asked; both are locked.

    Raises:
        NotAllowedError: if the viewer asked for it, or wrote in it.
        NotFoundError: if it does not wait for approval.
    """
    require_author(viewer)
    row = drafts.lock(session, slug)
    asked = drafts.review_of(session, row.id) if row else None
    if row is None or asked is None or row.state != "in-review":
        raise NotFoundError("Nothing waits for approval here any more.")
    if viewer.person_id in _involved(session, row, asked):
        raise NotAllowedError(
            "Somebody else has to look at this: you wrote in it or submitted it."
        )
    return row, asked


def send_back(
    session: Session, *, viewer: Visitor, slug: str, answer: str, now: datetime
) -> None:
    """Send a draft back to its authors, saying why.

    Raises:
        NotAllowedError: if the viewer asked for it, or wrote in it.
        NotFoundError: if it does not wait for approval.
        WrongDetailError: naming ``answer``, if nothing is said.
    """
    words = required(answer, field="answer", empty="Say what should be changed.")
    with writing(session):
        row, _asked = in_review(session, viewer=viewer, slug=slug)
        drafts.answer(
            session,
            row.id,
            answer=words,
            answered_by=viewer.person_id,
            answered_at=now,
        )
        note(session, "draft.sent-back", viewer=viewer, slug=slug, now=now)


def take_back(session: Session, *, viewer: Visitor, slug: str, now: datetime) -> None:
    """Make a submitted draft a draft again, to go on writing.

    Raises:
        NotFoundError: if there is no such draft.
    """
    require_author(viewer)
    with writing(session):
        row = held(session, slug)
        if row.state == "in-review":
            drafts.mark(session, row.id, "draft")
            note(session, "draft.taken-back", viewer=viewer, slug=slug, now=now)


def teams_to_set(
    session: Session, *, viewer: Visitor, now: datetime
) -> tuple[tuple[TeamInView, bool], ...]:
    """Return the teams whose rule the viewer may change, and what it is now.

    Managers change it for the teams they lead and those below, administrators for all.
    """
    wanted = select(Team).order_by(Team.name, Team.id)
    if not authority.is_admin(session, viewer.person_id, now):
        reach = authority.reach(viewer.person_id, now, (Role.MANAGER,))
        wanted = wanted.where(Team.id.in_(select(reach.c.team_id)))
    return tuple(
        (
            TeamInView(id=row.id, name=row.name, parent_id=row.parent_id),
            row.needs_approval,
        )
        for row in session.scalars(wanted)
    )


def set_approval(
    session: Session, *, viewer: Visitor, team_id: int, needed: bool, now: datetime
) -> None:
    """Say whether what a team's supervisors write has to be approved.

    Raises:
        NotAllowedError: if the viewer does not manage the team.
        NotFoundError: if there is no such team.
    """
    with writing(session):
        changed = team(session, team_id)
        mine = {t.id for t, _on in teams_to_set(session, viewer=viewer, now=now)}
        if team_id not in mine:
            raise NotAllowedError(
                "This is decided by whoever manages the team, or an administrator."
            )
        if changed.needs_approval != needed:
            changed.needs_approval = needed
            audit.record(
                session,
                "team.approval-set",
                actor=audit_id(session, viewer.person_id),
                at=now,
                detail={"team": team_id, "needed": needed},
            )


def required(text: str, *, field: str, empty: str) -> str:
    """Return a note as it is stored.

    Raises:
        WrongDetailError: naming the field, if it is empty or too long.
    """
    words = text.replace("\r\n", "\n").strip()
    if not words:
        raise WrongDetailError(field, empty)
    if len(words) > LONGEST_NOTE:
        raise WrongDetailError(
            field,
            "This has %(length)s characters; use %(most)s at most.",
            length=len(words),
            most=LONGEST_NOTE,
        )
    return words


def _involved(session: Session, row: AnyRow, asked: AnyRow) -> set[int]:
    """Who wrote any of it or submitted it: approval is by a second pair of eyes."""
    began = {row.created_by, row.changed_by, asked.asked_by}
    return began | drafts.writers(session, row.id)
