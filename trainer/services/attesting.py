"""Attest: sign that a revision of a policy was read, here or on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import Session

from trainer.errors import NotAllowedError, NotFoundError, WrongDetailError
from trainer.policies.module import Policy
from trainer.services import authority, teams
from trainer.services.shelf import Shelf
from trainer.store import attestations, audit, content, reading
from trainer.store.attestations import LONGEST_NOTE
from trainer.store.engine import writing
from trainer.store.people import Membership, Person
from trainer.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What the form under a policy brings."""

    person: int
    slug: str
    revision: int
    """The id of the revision that was shown."""
    language: str
    """Of the page it was shown on."""
    answers: Mapping[int, int]
    """Question of the check, from 0 → the place of the chosen answer, from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """What became of it."""

    title: str
    number: int
    """Of the revision."""
    wrong: tuple[int, ...]
    """Questions answered wrongly or not at all; then nothing was signed or kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnPaper:
    """A signature on paper that somebody records."""

    person_id: int
    slug: str
    number: int
    """Of the revision."""
    signed_on: date
    note: str


def sign(session: Session, shelf: Shelf, *, signing: Signing, now: datetime) -> Signed:
    """Sign the revision that was shown, if every question is answered rightly.

    Signing twice keeps the first. An older revision than the newest is signed as what
    it is, so the newest is asked for again.

    Raises:
        NotFoundError: if there is no such policy.
    """
    row = content.whole(session, signing.revision)
    if row is None or (row.kind, row.slug) != ("policy", signing.slug):
        raise NotFoundError(
            "There is no policy “%(slug)s”. Choose one of those under Policies.",
            slug=signing.slug,
        )
    module = shelf.policy(session, row.id)
    wrong = _wrong(module, signing.answers)
    if not wrong:
        with writing(session):
            _keep(session, row, module, signing, now)
    return Signed(title=module.title, number=row.number, wrong=wrong)


def record_on_paper(
    session: Session, *, actor: int, paper: OnPaper, today: date, now: datetime
) -> None:
    """Record that one of one's own people signed on paper.

    Raises:
        NotAllowedError: if it is one's own signature.
        NotFoundError: if the person is not in one's teams, or there is no such policy.
        WrongDetailError: if the revision, the day or the note cannot be right.
    """
    with writing(session):
        person = member(session, actor=actor, person_id=paper.person_id, now=now)
        row = _revision(session, paper)
        note = teams.readable(paper.note, field="note", longest=LONGEST_NOTE)
        if paper.signed_on > today:
            raise WrongDetailError("day", "This day has not come yet.")
        known = attestations.of(session, person=paper.person_id, slug=paper.slug)
        if any(one.revision_id == row.id for one in known):
            return
        signature = {
            "language": person.language,
            "signed_on": paper.signed_on,
            "answers_digest": "",
            "recorded_by": actor,
            "note": note,
        }
        _store(session, row, person.id, now, signature)
        _note(session, "policy.signed-on-paper", actor, person.id, now, row)


def member(session: Session, *, actor: int, person_id: int, now: datetime) -> Person:
    """Return one of one's own people, whose signature one may record.

    Raises:
        NotAllowedError: if it is oneself.
        NotFoundError: if they are not, today, in a team one oversees.
    """
    if actor == person_id:
        raise NotAllowedError(
            "Somebody else records what you signed on paper. "
            "You can also sign here yourself, under Policies."
        )
    wanted = select(Person).where(
        Person.id == person_id, Person.deactivated_at.is_(None)
    )
    if not authority.is_admin(session, actor, now):
        wanted = wanted.where(_is_overseen(actor, now))
    person = session.scalars(wanted).one_or_none()
    if person is None:
        raise NotFoundError("There is no such person in your teams.")
    return person


def _is_overseen(actor: int, now: datetime) -> Exists:
    reached = select(authority.reach(actor, now).c.team_id)
    return exists().where(
        Membership.person_id == Person.id,
        Membership.team_id.in_(reached),
        *authority.current(now),
    )


def _wrong(module: Policy, answers: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(
        place
        for place, question in enumerate(module.check)
        if not 0 <= (chosen := answers.get(place, -1)) < len(question.options)
        or question.options[chosen] != question.right
    )


def _keep(
    session: Session, row: AnyRow, module: Policy, signing: Signing, now: datetime
) -> None:
    known = attestations.of(session, person=signing.person, slug=signing.slug)
    same = (row.id, signing.language)
    if any((one.revision_id, one.language) == same for one in known):
        return
    signature = {
        "language": signing.language,
        "signed_on": now.date(),
        "answers_digest": _digest(module),
        "recorded_by": None,
        "note": "",
    }
    _store(session, row, signing.person, now, signature)
    _note(session, "policy.signed", signing.person, signing.person, now, row)


def _store(
    session: Session,
    row: AnyRow,
    person: int,
    now: datetime,
    signature: Mapping[str, object],
) -> None:
    """Keep a signature; whoever signed has read it."""
    attestations.sign(
        session, person_id=person, revision_id=row.id, at=now, **signature
    )
    reading.mark(session, person=person, revision=row.id, now=now)


def _digest(module: Policy) -> str:
    """Return what was asked and answered, as a digest; every answer was right."""
    asked = [f"{question.text}\n{question.right}\n" for question in module.check]
    return hashlib.sha256("".join(asked).encode()).hexdigest() if asked else ""


def _revision(session: Session, paper: OnPaper) -> AnyRow:
    rows = reading.revisions(session, paper.slug)
    if not rows:
        raise NotFoundError("There is no policy “%(slug)s”.", slug=paper.slug)
    found = (r for r in rows if (r.number, r.state) == (paper.number, "published"))
    row = next(found, None)
    if row is None:
        raise WrongDetailError("revision", "Choose a revision from the list.")
    return row


def _note(
    session: Session, action: str, actor: int, person: int, now: datetime, row: AnyRow
) -> None:
    audit.record(
        session,
        action,
        actor=teams.audit_id(session, actor),
        at=now,
        subject=teams.audit_id(session, person),
        detail={"revision": row.id, "number": row.number},
    )
