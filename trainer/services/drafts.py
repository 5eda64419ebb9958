"""Drafts: write the next revision of a scenario, alone or with others.

Nothing anybody typed is overwritten. A save names the version it began with; where
somebody else saved in between, what only one of them changed is merged and told, and
the rest is handed back for the second author to choose.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from trainer.errors import NotAllowedError, WrongDetailError
from trainer.scenarios.settings_parts import is_id
from trainer.services.drafting import (
    LONGEST_TITLE,
    Draft,
    DraftChangedError,
    NotADraftError,
    front_of,
    held,
    note,
    open_draft,
    require_author,
    text_of,
)
from trainer.services.renaming import with_setting
from trainer.services.saving import Mine, save, settle
from trainer.services.surroundings import library_with
from trainer.services.visitors import Visitor
from trainer.store import content, drafts, revisions
from trainer.store.engine import writing
from trainer.store.named import file_of, name_of
from trainer.store.types import AnyRow

__all__ = [
    "Draft",
    "DraftChangedError",
    "Mine",
    "Name",
    "NotADraftError",
    "discard",
    "library_with",
    "open_draft",
    "rename",
    "require_author",
    "save",
    "settle",
    "start",
]

LONGEST_SLUG = 40

RESERVED = frozenset({"new", "approval", "policies"})
"""Pages of the studio itself, which no scenario may stand in for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """What a draft is to be called."""

    title: str
    slug: str


def start(  # noqa: PLR0913 - who starts what, from where
    session: Session,
    *,
    viewer: Visitor,
    slug: str,
    body: str,
    now: datetime,
    based_on: int | None = None,
    title: str = "",
    plays: str = "",
) -> Draft:
    """Begin a draft.

    Args:
        session: Outside a transaction.
        viewer: Who writes.
        slug: Its id; the text's own ``id`` is made the same.
        body: The text it begins with: of a template or of a revision.
        now: When.
        based_on: The revision it goes on from, if it is the next one of something
            published; a new scenario made like another one is based on nothing.
        title: Replaces the text's own, if given.
        plays: The conversation tests it begins with.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
        WrongDetailError: naming ``slug`` or ``body``, if it cannot be taken.
    """
    require_author(viewer)
    with writing(session):
        drafts.alone(session)
        base = content.whole(session, based_on) if based_on else None
        _refuse_slug(session, slug, base)
        drafts.add(
            session,
            **_columns(base, slug, text_of(body), title),
            slug=slug,
            plays=plays,
            based_on=based_on,
            changed_by=viewer.person_id,
            changed_at=now,
        )
        note(session, "draft.started", viewer=viewer, slug=slug, now=now)
    return open_draft(session, viewer=viewer, slug=slug)


def _columns(base: AnyRow | None, slug: str, body: str, title: str) -> dict[str, str]:
    """Return kind, file, title and text of a new draft."""
    file = base.file if base else file_of(slug)
    body = with_setting(body, "id", name_of(slug))
    body = with_setting(body, "title", title) if title else body
    kind, read_title = front_of(body, file)
    return {
        "kind": base.kind if base else kind,
        "file": file,
        "title": (read_title or slug)[:LONGEST_TITLE],
        "body": body,
    }


def discard(session: Session, *, viewer: Visitor, slug: str, now: datetime) -> None:
    """Throw a draft away; what is published stays.

    Raises:
        NotFoundError: if there is no such draft.
    """
    require_author(viewer)
    with writing(session):
        row = held(session, slug)
        drafts.drop(session, row.id)
        note(session, "draft.discarded", viewer=viewer, slug=slug, now=now)


def rename(
    session: Session,
    *,
    viewer: Visitor,
    slug: str,
    wish: Name,
    now: datetime,
) -> Draft:
    """Give a draft another title, and another id while it was never published.

    Raises:
        NotAllowedError: if the id of something published was to change.
        NotFoundError: if there is no such draft.
        WrongDetailError: naming ``title`` or ``slug``, if it cannot be taken.
    """
    require_author(viewer)
    title = " ".join(wish.title.split())[:LONGEST_TITLE]
    if not title:
        raise WrongDetailError("title", "Give it a title, as trainees shall see it.")
    with writing(session):
        drafts.alone(session)
        row = held(session, slug)
        drafts.put(
            session,
            row.id,
            row.version + 1,
            **_renamed(session, row, title, wish.slug),
            state="draft",
            changed_by=viewer.person_id,
            changed_at=now,
        )
        note(session, "draft.renamed", viewer=viewer, slug=slug, now=now, to=wish.slug)
    return open_draft(session, viewer=viewer, slug=wish.slug)


def _renamed(session: Session, row: AnyRow, title: str, slug: str) -> dict[str, str]:
    body = with_setting(row.body, "title", title)
    if slug == row.slug:
        return {"title": title, "body": body}
    _refuse_new_slug(session, row, slug)
    return {
        "title": title,
        "slug": slug,
        "file": file_of(slug),
        "body": with_setting(body, "id", slug),
    }


def _refuse_new_slug(session: Session, row: AnyRow, slug: str) -> None:
    if row.based_on is not None:
        raise NotAllowedError(
            "It is published under this short name, which therefore stays. "
            "Change the title instead, or begin a new scenario from it."
        )
    _refuse_slug(session, slug, None)


def _refuse_slug(session: Session, slug: str, base: AnyRow | None) -> None:
    name, free = name_of(slug), drafts.find(session, slug) is None
    if base is not None and base.slug == name and free:
        return
    if not is_id(name) or len(name) > LONGEST_SLUG:
        raise WrongDetailError(
            "slug",
            "Use small letters, digits and hyphens, %(most)s at most.",
            most=LONGEST_SLUG,
        )
    if name in RESERVED or revisions.is_known(session, slug) or not free:
        raise WrongDetailError(
            "slug",
            "“%(slug)s” is taken already. Choose another short name.",
            slug=name,
        )
