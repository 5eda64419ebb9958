"""Make the revision of a policy, and new ones of all that is published under it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from trainer.errors import WrongDetailError
from trainer.library import Library
from trainer.services import reviews, surroundings
from trainer.services.press import Imprint, Press
from trainer.store import audit, content, drafts, revisions
from trainer.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDone:
    """What was published, or is going to be."""

    number: int
    """0 where it is planned."""
    title: str
    also: tuple[str, ...]
    """Titles of the scenarios that were published anew with it."""
    left: tuple[str, ...]
    """Titles of those that cannot be played under it, and stay as they were."""
    planned: date | None = None
    """The day on which it is published by itself; ``None``: it is published."""


def print_policy(
    session: Session, actor: str, row: AnyRow, imprint: Imprint, now: datetime
) -> PolicyDone:
    """Publish the draft of a policy with what it governs; the draft is gone then.

    Args:
        session: In a write transaction.
        actor: The ``audit_id`` of who publishes.
        row: The draft, locked.
        imprint: How.
        now: When.

    Raises:
        WrongDetailError: naming ``note``, if it is published just so already.
    """
    texts = revisions.bodies(session, ("scenario",))
    library = surroundings.library_with(session, file=row.file, body=row.body)
    library = library.beside(texts)
    press = Press(session=session, library=library, now=now)
    under = _under(press, row.file)
    broken = _broken(library, under)
    _press(press, row.file, under - broken, imprint, row.title)
    new = content.whole(session, press.revisions[row.file][0])
    if row.file not in press.added or new is None:
        raise WrongDetailError("note", "Nothing has changed since it was published.")
    drafts.drop(session, row.id)
    done = PolicyDone(
        number=new.number,
        title=row.title,
        also=_titles(press, press.added),
        left=_titles(press, broken),
    )
    detail = {
        "slug": row.slug,
        "number": done.number,
        "kind": imprint.kind,
        "approved": imprint.approved_by is not None,
        "scenarios": len(done.also),
        "left": len(done.left),
    }
    audit.record(session, "revision.published", actor=actor, at=now, detail=detail)
    return done


def broken_under(
    session: Session, *, file: str, body: str, now: datetime
) -> tuple[str, ...]:
    """Return the titles of published scenarios that could not be played under a text.

    Args:
        session: Reads what is published.
        file: Of the policy.
        body: Its text, free of errors.
        now: When.
    """
    library = surroundings.library_with(session, file=file, body=body)
    library = library.beside(revisions.bodies(session, ("scenario",)))
    press = Press(session=session, library=library, now=now)
    return _titles(press, _broken(library, _under(press, file)))


def _under(press: Press, file: str) -> set[str]:
    """Return the scenarios and sub-scenes that have to do with a policy."""
    files = set(press.library.files())
    pins = {one: press.pins(one) for one in files}
    found = {one for one in files if file in pins[one]}
    return found | {one for one in files if found & pins[one]}


def _broken(library: Library, files: Iterable[str]) -> set[str]:
    """Return those that are, or call, something with errors now."""
    whole = (file for file in files if not library.is_subscene(file))
    broken = {file for file in whole if library.machine(file) is None}
    return broken | {p.place.file for p in library.report.errors} & set(files)


def _press(
    press: Press, policy: str, files: set[str], imprint: Imprint, title: str
) -> None:
    """Put the policy, and all that can be published under it."""
    wanted = {policy, *files}
    wanted |= {pin for file in files for pin in press.pins(file)}
    with_it = replace(
        imprint,
        note=f"{title}: {imprint.note}"[: reviews.LONGEST_NOTE],
        kind="",
        practice_only=None,
    )
    for file in press.in_order():
        if file in wanted:
            press.put(file, imprint if file == policy else with_it)


def _titles(press: Press, files: Iterable[str]) -> tuple[str, ...]:
    documents = (press.library.document(file) for file in sorted(files))
    return tuple(
        getattr(document.settings.get("title"), "text", document.file)
        for document in documents
        if document is not None
    )
