"""Publish the files of a library: each changed one becomes a revision.

Loading twice changes nothing. A file with errors, or one that refers to such a file,
is left as it was published last, and the errors are handed back. So is a file that was
changed on the web meanwhile: nothing written there is overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Diagnostic, Report
from trainer.library import Library, open_library, read_texts, root_of
from trainer.scenarios.plays_syntax import plays_file, scenario_file
from trainer.services import syncing
from trainer.services.press import Imprint, Press
from trainer.services.syncing import Conflict
from trainer.store import drafts, revisions
from trainer.store.engine import writing
from trainer.store.installation import country_of


@dataclass(slots=True, kw_only=True)
class Published:
    """What loading a library did."""

    added: list[str] = field(default_factory=list)
    """Files that became a new revision."""
    unchanged: int = 0
    problems: list[Diagnostic] = field(default_factory=list)
    """Errors; the files they stand in were not published."""
    conflicts: list[Conflict] = field(default_factory=list)
    """Files left alone because of what was done on the web; some are only behind."""


def load(session: Session, path: Path, *, now: datetime, note: str = "") -> Published:
    """Publish what changed in the library a path lies in.

    Args:
        session: Outside a transaction.
        path: A folder with ``scenarios/`` and ``policies/``, or anything in it.
        now: When the revisions are published.
        note: Why, for the history of the content.
    """
    texts = read_texts(root_of(path), Report())
    stored = revisions.bodies(session)
    files = {file: text for file, text in texts.items() if _is_published(file, texts)}
    kept = syncing.kept_plays(session, files)
    country = country_of(session)
    if _is_all_there(stored, files | kept) and _is_of(session, files, country):
        return Published(unchanged=sum(file.endswith(".md") for file in files))
    library = open_library(path, country=country)
    based_on = syncing.read_marks(root_of(path))
    with writing(session):
        drafts.alone(session)
        left = syncing.conflicts(session, files, based_on)
        published = _in_place_of(left, stored, library.texts)
        library = _prepared(library, kept | published)
        return _publish(Press(session=session, library=library, now=now), left, note)


def _is_published(file: str, texts: Mapping[str, str]) -> bool:
    return not syncing.is_plays(file) or scenario_file(file) in texts


def _is_all_there(stored: Mapping[str, str], files: Mapping[str, str]) -> bool:
    """Say whether just these texts and plays are published."""
    plays = {f for f in stored if syncing.is_plays(f) and scenario_file(f) in files}
    return plays <= files.keys() and all(
        stored.get(file, "") == text for file, text in files.items()
    )


def _is_of(session: Session, files: Mapping[str, str], country: str) -> bool:
    """Say whether the policies are published as they hold in a country."""
    recorded = revisions.countries(session)
    if not country:
        return not any(recorded.values())
    policies = {file: files[file] for file in recorded if file in files}
    library = Library(policies, country=country)
    found = filter(None, map(library.policy, library.policies()))
    return all(recorded[library.policy_file(p.id)] == p.country for p in found)


def _in_place_of(
    left: Mapping[str, Conflict], stored: Mapping[str, str], texts: Mapping[str, str]
) -> dict[str, str]:
    """Return what is published of files left alone; a text keeps its own plays."""
    alone = {file for file in left if file in stored}
    plays = {plays_file(file) for file in alone if not syncing.is_plays(file)}
    alone |= plays & (texts.keys() | stored.keys())
    return {file: stored.get(file, "") for file in alone}


def _prepared(library: Library, published: Mapping[str, str]) -> Library:
    """Return the library with what is published in place of files left alone."""
    if published:
        library = library.beside(published)
    for file in library.scenarios():
        library.machine(file)
    return library


def _publish(press: Press, left: Mapping[str, Conflict], note: str) -> Published:
    done = Published(problems=press.library.report.errors)
    done.conflicts = list(left.values())
    broken = {problem.place.file for problem in done.problems}
    for file in press.in_order():
        mended = broken.isdisjoint({file, plays_file(file)})
        if not mended or not press.pins(file) <= press.revisions.keys():
            continue
        if file not in left or left[file].published:
            press.put(file, Imprint(note=note))
    done.added, done.unchanged = press.added, press.unchanged
    return done
