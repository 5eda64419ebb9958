"""Publish a draft, alone or with another supervisor’s approval.

The text has to be free of errors, to say what changed and how much. Attempts stay on
the revision they began on; on a major change the author chooses what becomes of those
under way, unless it is for practice only: that nobody approved, so it moves nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.errors import NotAllowedError, WrongDetailError
from trainer.scenarios.difference import Weight
from trainer.services import moving, reviews, surroundings
from trainer.services.drafting import note, require_author
from trainer.services.moving import Moved, Movers, UnderWay
from trainer.services.press import Imprint, Press
from trainer.services.proving import Moment
from trainer.services.readiness import (
    KINDS,
    NotReadyError,
    OldDraftError,
    Publication,
    kind_of,
    least,
    note_of,
    prove_first,
    ready,
)
from trainer.services.visitors import Visitor
from trainer.store import content, drafts
from trainer.store.engine import writing
from trainer.store.types import AnyRow

__all__ = [
    "KINDS",
    "Done",
    "NotReadyError",
    "OldDraftError",
    "Publication",
    "approve",
    "least",
    "publish",
    "submit",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was published."""

    number: int
    title: str
    moved: Moved
    playable: bool = False
    """Whether it can be practised by itself: no policy, and no part of others."""
    also: tuple[str, ...] = ()
    """Scenarios that call the sub-scene and were published anew with it."""


def publish(
    session: Session,
    movers: Movers,
    *,
    viewer: Visitor,
    slug: str,
    wish: Publication,
    moment: Moment,
) -> Done:
    """Publish a draft; it is gone afterwards, and the revision has its text.

    Args:
        session: Outside a transaction.
        movers: Moves attempts on.
        viewer: Who publishes.
        slug: Of the draft.
        wish: What and how.
        moment: Now.

    Raises:
        NotAllowedError: if somebody else has to approve it, or the viewer is no author.
        NotFoundError: if there is no such draft.
        NotReadyError: if something is wrong with it.
        OldDraftError: if the draft changed, or something else was published meanwhile.
        WrongDetailError: naming ``note`` or ``kind``.
    """
    require_author(viewer)
    free = wish.practice_only or not reviews.needs_approval(session, viewer=viewer)
    if not free:
        raise NotAllowedError(
            "Your team wants another supervisor to approve this first. Submit it."
        )
    prove_first(session, viewer, slug, moment)
    with writing(session):
        drafts.alone(session)
        row = ready(session, slug, wish, moment)
        imprint = Imprint(
            note=note_of(wish),
            kind=kind_of(session, row, wish),
            source="web",
            practice_only=wish.practice_only,
            published_by=viewer.person_id,
        )
        return _print(session, movers, row, imprint, (viewer, wish, moment))


def submit(
    session: Session, *, viewer: Visitor, slug: str, wish: Publication, moment: Moment
) -> None:
    """Ask for a draft to be approved by another supervisor.

    Raises:
        NotFoundError: if there is no such draft.
        NotReadyError: if something is wrong with it.
        OldDraftError: if the draft changed, or something else was published meanwhile.
        WrongDetailError: naming ``note`` or ``kind``.
    """
    prove_first(session, viewer, slug, moment)
    with writing(session):
        drafts.alone(session)
        row = ready(session, slug, wish, moment)
        asked = {
            "change_kind": kind_of(session, row, wish),
            "change_note": note_of(wish),
            "under_way": str(wish.under_way),
        }
        who = {"asked_by": viewer.person_id, "asked_at": moment.at}
        drafts.ask(session, row.id, version=row.version, **asked, **who)
        note(session, "draft.submitted", viewer=viewer, slug=slug, now=moment.at)


def approve(
    session: Session, movers: Movers, *, viewer: Visitor, slug: str, moment: Moment
) -> Done:
    """Publish what somebody else submitted, as they asked.

    Raises:
        NotAllowedError: if the viewer asked for it, or wrote in it.
        NotFoundError: if it does not wait for approval.
        NotReadyError: if something is wrong with it now.
        OldDraftError: if something else was published meanwhile.
    """
    prove_first(session, viewer, slug, moment)
    with writing(session):
        drafts.alone(session)
        _row, asked = reviews.in_review(session, viewer=viewer, slug=slug)
        wish = Publication(
            version=asked.version,
            note=asked.change_note,
            kind=asked.change_kind,
            under_way=UnderWay(asked.under_way),
        )
        row = ready(session, slug, wish, moment)
        imprint = Imprint(
            note=wish.note,
            kind=wish.kind,
            source="web",
            published_by=asked.asked_by,
            approved_by=viewer.person_id,
        )
        return _print(session, movers, row, imprint, (viewer, wish, moment))


def _print(
    session: Session,
    movers: Movers,
    row: AnyRow,
    imprint: Imprint,
    act: tuple[Visitor, Publication, Moment],
) -> Done:
    """Make the revision, with those of callers, and move attempts on."""
    viewer, wish, moment = act
    press = _pressed(session, row, imprint, moment.at)
    new = content.whole(session, press.revisions[row.file][0])
    if row.file not in press.added or new is None:
        raise WrongDetailError("note", "Nothing has changed since it was published.")
    drafts.drop(session, row.id)
    moved = Moved()
    machine = press.library.machine(row.file) if row.kind == "scenario" else None
    if machine is not None:
        moves = imprint.kind == str(Weight.MAJOR) and not imprint.practice_only
        how = wish.under_way if moves else UnderWay.FINISH
        moved = moving.move_on(
            session, movers, revision=new, machine=machine, how=how, now=moment.at
        )
    done = Done(
        number=new.number,
        title=row.title,
        moved=moved,
        playable=machine is not None,
        also=tuple(file for file in press.added if file != row.file),
    )
    _note_down(session, viewer, row.slug, imprint, done, moment.at)
    return done


def _note_down(
    session: Session,
    viewer: Visitor,
    slug: str,
    imprint: Imprint,
    done: Done,
    at: datetime,
) -> None:
    note(
        session,
        "revision.published",
        viewer=viewer,
        slug=slug,
        now=at,
        number=done.number,
        kind=imprint.kind,
        practice_only=bool(imprint.practice_only),
        approved=imprint.approved_by is not None,
        replayed=done.moved.replayed,
        restarted=done.moved.restarted,
    )


def _pressed(session: Session, row: AnyRow, imprint: Imprint, now: datetime) -> Press:
    """Publish a text; where it is a sub-scene, what calls it is published anew."""
    library = surroundings.library_with(
        session, file=row.file, body=row.body, plays=row.plays
    )
    callers: dict[str, str] = {}
    if row.kind == "subscene":
        callers = surroundings.callers_of(session, row.file)
        library = library.beside(callers)
    press = Press(session=session, library=library, now=now)
    wanted = {row.file, *callers}
    wanted |= {pin for file in wanted for pin in press.pins(file)}
    with_it = replace(
        imprint,
        note=f"{row.title}: {imprint.note}"[: reviews.LONGEST_NOTE],
        kind="",
        practice_only=None,
    )
    for file in press.in_order():
        if file in wanted:
            press.put(file, imprint if file == row.file else with_it)
    return press
