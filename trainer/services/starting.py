"""What a new scenario can begin from: templates, and what is published."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Report
from trainer.content.nodes import Scalar
from trainer.content.text import LONGEST_FILE
from trainer.errors import WrongDetailError
from trainer.scenarios.reader import read_document
from trainer.scenarios.reader_text import slug as nearest_id
from trainer.scenarios.syntax import BlockKind, Document
from trainer.services import drafts
from trainer.services.cards import first_paragraph
from trainer.services.drafts import Draft
from trainer.services.visitors import Visitor
from trainer.store import content, revisions
from trainer.store import drafts as stored

TEMPLATES = "templates"
"""The folder beside ``scenarios/`` that holds them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A scenario to begin from."""

    slug: str
    title: str
    summary: str
    """What it is for, on one line: the note above its briefing, else its beginning."""
    steps: int
    body: str
    plays: str = ""
    """The conversation tests that stand beside it."""


def templates(folder: Path) -> tuple[Template, ...]:
    """Return the templates of a content folder, by file name; none is no error."""
    return tuple(_templates(folder / TEMPLATES))


def sources(session: Session) -> list[tuple[str, str]]:
    """Return slug and title of every published scenario, by title."""
    rows = [row for row in revisions.last(session) if row.state == "published"]
    return sorted(
        ((row.slug, row.card["title"]) for row in rows), key=lambda pair: pair[1]
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to begin."""

    source: str
    """``template:`` or ``published:`` and its slug."""
    title: str
    slug: str = ""
    """The short name; made from the title where it is empty."""


def begin(
    session: Session, *, viewer: Visitor, wish: Wish, folder: Path, now: datetime
) -> Draft:
    """Begin a new scenario from a template or like a published one.

    Args:
        session: Outside a transaction.
        viewer: Who writes.
        wish: What from, and what it is to be called.
        folder: The content folder whose templates are offered.
        now: When.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
        WrongDetailError: naming ``source``, ``title`` or ``slug``.
    """
    title = " ".join(wish.title.split())
    if not title:
        raise WrongDetailError("title", "Give it a title, as trainees shall see it.")
    body, plays = _texts(session, wish.source, folder)
    slug = wish.slug.strip() or _free_slug(session, title)
    return drafts.start(
        session,
        viewer=viewer,
        slug=slug,
        body=body,
        plays=plays,
        title=title[:200],
        now=now,
    )


def revise(
    session: Session,
    *,
    viewer: Visitor,
    slug: str,
    now: datetime,
    number: int | None = None,
) -> Draft:
    """Return the draft of something published; it is begun if there is none.

    Args:
        session: Outside a transaction.
        viewer: Who writes.
        slug: Of what is published.
        now: When.
        number: The revision whose text it begins with, if not the last one's.

    Raises:
        NotAllowedError: if the viewer writes no scenarios.
        NotFoundError: if nothing of this name was ever published.
    """
    drafts.require_author(viewer)
    if stored.find(session, slug) is not None:
        return drafts.open_draft(session, viewer=viewer, slug=slug)
    rows = revisions.history(session, slug)
    row = next((r for r in rows if number in {None, r.number}), None)
    if row is None:
        return drafts.open_draft(session, viewer=viewer, slug=slug)  # says what is not
    last, texts = rows[0].id, {"body": row.body, "plays": row.plays}
    with suppress(WrongDetailError):  # when somebody else begins it just now
        drafts.start(session, viewer=viewer, slug=slug, now=now, based_on=last, **texts)
    return drafts.open_draft(session, viewer=viewer, slug=slug)


def _texts(session: Session, source: str, folder: Path) -> tuple[str, str]:
    """Return the text and the plays of what somebody wants to begin from."""
    kind, _colon, slug = source.partition(":")
    if kind == "template":
        offered = [t for t in templates(folder) if t.slug == slug]
        found = next(((t.body, t.plays) for t in offered), None)
    else:
        row = content.newest(session, kind="scenario", slug=slug)
        row = row or content.newest(session, kind="subscene", slug=slug)
        found = (row.body, row.plays) if row else None
    if found is None:
        raise WrongDetailError("source", "Choose what to begin from.")
    return found


def _free_slug(session: Session, title: str) -> str:
    base = nearest_id(title) or "scenario"
    names = [base, *(f"{base[:37]}-{number}" for number in range(2, 100))]
    for name in names:
        if not revisions.is_known(session, name) and not stored.find(session, name):
            return name
    raise WrongDetailError("slug", "Choose a short name; there are many like this one.")


def _templates(folder: Path) -> Iterator[Template]:
    for path in sorted(folder.glob("*.md")) if folder.is_dir() else ():
        body = path.read_text(encoding="utf-8")[:LONGEST_FILE]
        document = read_document(body, path.name, Report())
        if document is not None:
            title = document.settings.get("title")
            yield Template(
                slug=path.stem,
                title=title.text if isinstance(title, Scalar) else path.stem,
                summary=_summary(document),
                steps=len(document.beats),
                body=body,
                plays=_beside(path),
            )


def _beside(path: Path) -> str:
    plays = path.with_suffix(".play")
    return plays.read_text(encoding="utf-8")[:LONGEST_FILE] if plays.is_file() else ""


def _summary(document: Document) -> str:
    first = next(iter(document.introduction), None)
    if first is not None and first.kind is BlockKind.COMMENT:
        return " ".join(first.text.removeprefix("<!--").removesuffix("-->").split())
    return first_paragraph(document.briefing)
