"""What a draft is, and what can be wrong about one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Report
from trainer.content.merging import Merged
from trainer.content.nodes import Scalar
from trainer.content.text import LONGEST_FILE
from trainer.errors import (
    NotAllowedError,
    NotFoundError,
    TrainerError,
    WrongDetailError,
)
from trainer.policies.reader import read_policy
from trainer.scenarios.reader import read_document
from trainer.services.authority import OVERSEERS
from trainer.services.visitors import Visitor
from trainer.store import audit, content, drafts
from trainer.store.named import is_of_policy, name_of
from trainer.store.types import AnyRow

LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A scenario, sub-scene or policy while it is being written."""

    id: int
    kind: str
    """``scenario``, ``subscene`` or ``policy``."""
    slug: str
    """Of a policy with ``policies/`` before it."""
    file: str
    """Its path in the library, such as ``scenarios/late-parcel.md``."""
    body: str
    plays: str
    """Its conversation tests, as in a ``.play`` file; empty: none."""
    version: int
    """Counts saves; a save names the version it began with."""
    title: str
    state: str
    """``draft`` or ``in-review``."""
    based_on: int | None
    """Id of the revision it goes on from; ``None`` for something new."""
    changed_by: str
    """Name of who saved last."""
    changed_at: datetime
    merged_with: str = ""
    """Just after a save: whose changes of other lines were merged into it."""


class NotADraftError(NotFoundError):
    """It is published, and nobody is writing its next revision."""

    def __init__(self, slug: str, title: str) -> None:
        super().__init__(
            "“%(title)s” is published and has no draft. "
            "Make a draft first; what is published stays as it is meanwhile.",
            title=title,
        )
        self.slug = slug


class DraftChangedError(TrainerError):
    """Somebody else changed the same lines meanwhile; both texts are kept here."""

    status = 409

    def __init__(
        self, *, theirs: Draft, mine: str, version: int, merged: Merged, onto: int = 0
    ) -> None:
        super().__init__(
            "%(name)s saved “%(title)s” while you were writing, and "
            "you both changed the same lines. Nothing was lost: choose below.",
            name=theirs.changed_by,
            title=theirs.title,
        )
        self.theirs = theirs
        self.mine = mine
        """What the second author wants to save."""
        self.version = version
        """The version they began with."""
        self.merged = merged
        self.onto = onto
        """Id of the revision that is to be brought in; 0 where theirs is a save."""


def require_author(viewer: Visitor) -> None:
    """Return quietly if this person may write scenarios.

    Raises:
        NotAllowedError: if not.
    """
    if viewer.roles.isdisjoint(OVERSEERS):
        raise NotAllowedError(
            "Scenarios are written by those who lead a team. Ask whoever leads yours."
        )


def open_draft(session: Session, *, viewer: Visitor, slug: str) -> Draft:
    """Return the draft of a scenario or sub-scene.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
        NotADraftError: if it is published only.
        NotFoundError: if there is nothing of this name.
    """
    require_author(viewer)
    row = drafts.find(session, slug)
    if row is None:
        raise missing(session, slug)
    return draft_of(row)


def note(
    session: Session,
    action: str,
    *,
    viewer: Visitor,
    slug: str,
    now: datetime,
    **detail: object,
) -> None:
    """Write down what somebody did to a scenario; part of the caller's transaction."""
    audit.record(
        session,
        action,
        actor=viewer.audit_id,
        at=now,
        detail={"slug": slug, **detail},
    )


def text_of(body: str) -> str:
    """Return a text as it is stored: one kind of line ends, and one at the end.

    Raises:
        WrongDetailError: naming ``body``, if it is too long.
    """
    plain = body.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n") + "\n"
    if len(plain) > LONGEST_FILE:
        raise WrongDetailError(
            "body",
            "This has %(length)s characters; %(limit)s can be saved. "
            "Move a part of it into a sub-scene.",
            length=len(plain),
            limit=LONGEST_FILE,
        )
    return plain


def front_of(body: str, file: str) -> tuple[str, str]:
    """Return kind and title as the text says, as far as it can be read."""
    if is_of_policy(file):
        policy = read_policy(body, file, Report())
        return "policy", policy.title if policy else ""
    document = read_document(body, file, Report())
    values = {
        key: node.text if isinstance(node, Scalar) else ""
        for key in ("kind", "title")
        for node in [document.settings.get(key) if document else None]
    }
    kind = "subscene" if values["kind"] == "subscene" else "scenario"
    return kind, " ".join(values["title"].split())


def draft_of(row: AnyRow) -> Draft:
    """Return a stored draft as its readers get it."""
    return Draft(
        id=row.id,
        kind=row.kind,
        slug=row.slug,
        file=row.file,
        body=row.body,
        plays=row.plays,
        version=row.version,
        title=row.title,
        state=row.state,
        based_on=row.based_on,
        changed_by=row.author,
        changed_at=row.changed_at,
    )


def held(session: Session, slug: str) -> AnyRow:
    """Return a draft that nobody else changes until the transaction ends.

    Raises:
        NotADraftError: if it is published only.
        NotFoundError: if there is nothing of this name.
    """
    row = drafts.lock(session, slug)
    if row is None:
        raise missing(session, slug)
    return row


def missing(session: Session, slug: str) -> NotFoundError:
    """Return what to tell whoever asks for a draft that is not there."""
    of_policy = is_of_policy(slug)
    for kind in ("policy",) if of_policy else ("scenario", "subscene"):
        row = content.newest(session, kind=kind, slug=name_of(slug))
        if row is not None:
            return NotADraftError(slug, row.card["title"])
    if of_policy:
        return NotFoundError(
            "There is no policy “%(slug)s”. Open the studio to see all there are.",
            slug=name_of(slug)[:40],
        )
    return NotFoundError(
        "There is no scenario “%(slug)s”. Open the studio to see all there are.",
        slug=slug[:40],
    )
