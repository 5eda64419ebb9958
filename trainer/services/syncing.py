"""Keep files and the web in step, without either overwriting the other."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sqlalchemy.orm import Session

from trainer.library import POLICIES, SCENARIOS
from trainer.scenarios.emit import format_text
from trainer.scenarios.plays_syntax import plays_file, scenario_file
from trainer.store import drafts, revisions
from trainer.store.types import AnyRow

MARKS = "exported.json"
"""The file in a library that says what was exported: file → SHA-256 of its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A file that was left alone because of what was done on the web."""

    file: str
    message: str
    """What was done there, and what to do now."""
    published: bool = False
    """Whether something else is published under its name."""
    reported: bool = True
    """Whether somebody has to do something about it; otherwise it is only behind."""


def conflicts(
    session: Session, texts: Mapping[str, str], based_on: Mapping[str, str]
) -> dict[str, Conflict]:
    """Return the files that must not be loaded as they are, and why.

    The plays of a scenario are a file of their own, and can differ alone.

    Args:
        session: Reads drafts and revisions.
        texts: File → text, as it is about to be loaded.
        based_on: File → hash of the text that was exported last, see ``read_marks``.
    """
    last = {row.file: row for row in revisions.last(session, revisions.KINDS)}
    written = {row.file: row for row in drafts.every(session)}
    found: dict[str, Conflict | None] = {}
    for file, text in texts.items():
        of = scenario_file(file) if is_plays(file) else file
        if of in last or (of in written and of == file):
            rows = last.get(of), written.get(of)
            found[file] = _conflict(file, text, *rows, based_on)
    return {
        file: _behind(session, file, texts[file]) or conflict
        for file, conflict in found.items()
        if conflict
    }


def kept_plays(session: Session, texts: Mapping[str, str]) -> dict[str, str]:
    """Return plays published on the web of scenarios that have none in the folder."""
    found = {
        plays_file(row.file): row.plays
        for row in revisions.last(session)
        if row.plays and row.source == "web" and row.file in texts
    }
    return {file: plays for file, plays in found.items() if file not in texts}


def is_plays(file: str) -> bool:
    """Say whether a file holds the plays of a scenario."""
    return file.endswith(".play")


def read_marks(root: Path) -> dict[str, str]:
    """Return what was exported to a library last; nothing where it never was."""
    path = root / MARKS
    if not path.is_file():
        return {}
    try:
        marks = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return {}
    return {str(k): str(v) for k, v in marks.items()} if isinstance(marks, dict) else {}


def mark_of(text: str) -> str:
    """Return what a text is recognised by: SHA-256 of its canonical form."""
    return hashlib.sha256(text.encode()).hexdigest()


def is_based(file: str, last: AnyRow, based_on: Mapping[str, str]) -> bool:
    """Say whether a file goes on from what was published last.

    No plays were exported where there were none; then the scenario's file tells.
    """
    said = _said(last, file)
    if is_plays(file) and not said and file not in based_on:
        return is_based(last.file, last, based_on)
    return based_on.get(file) == mark_of(canonical(said, file))


def canonical(text: str, file: str) -> str:
    """Return a scenario in canonical form; anything else, or with errors, as it is."""
    if is_plays(file) or PurePosixPath(file).parts[0] != SCENARIOS:
        return text
    return format_text(text, file)[0]


def _conflict(
    file: str,
    text: str,
    last: AnyRow | None,
    draft: AnyRow | None,
    based_on: Mapping[str, str],
) -> Conflict | None:
    mine = canonical(text, file)
    if last is None:
        return _only_a_draft(file, mine, draft)
    theirs = canonical(_said(last, file), file)
    if last.state == "withdrawn" and is_plays(file):
        return None
    if last.state == "withdrawn":
        return _withdrawn(file, last, changed=mine != theirs)
    if mine == theirs:
        return None
    if last.source == "web" and not is_based(file, last, based_on):
        return _overtaken(file, last)
    return _being_written(file, mine, theirs, draft)


def _overtaken(file: str, last: AnyRow) -> Conflict:
    return Conflict(
        file=file,
        published=True,
        message=f"{file}: revision {last.number} was published on the web, and "
        "this file is not based on it. Run “trainer content export”, bring your "
        "change into what it writes, and load again.",
    )


def _behind(session: Session, file: str, text: str) -> Conflict | None:
    """Return that a file is only older than what is published, if it is."""
    mine = canonical(text, file)
    older = revisions.texts(session, file)
    if not older or mine not in (canonical(body, file) for body in older[1:]):
        return None
    return Conflict(
        file=file,
        published=True,
        reported=False,
        message=f"{file}: older than what was published on the web; left as it is. "
        "“trainer content export” brings the folder up to date.",
    )


def _only_a_draft(file: str, mine: str, draft: AnyRow | None) -> Conflict | None:
    if draft is None or canonical(draft.body, file) == mine:
        return None
    return Conflict(
        file=file,
        message=f"{file}: {draft.author} is writing something of this name on the "
        "web. Rename the file, or ask for the draft to be published or thrown away.",
    )


def _withdrawn(file: str, last: AnyRow, *, changed: bool) -> Conflict:
    return Conflict(
        file=file,
        reported=changed,
        message=f"{file}: revision {last.number} was withdrawn on the web, so it stays "
        "withdrawn. Publish it again there, or remove the file.",
    )


def _being_written(
    file: str, mine: str, theirs: str, draft: AnyRow | None
) -> Conflict | None:
    if draft is None or canonical(_said(draft, file), file) in {mine, theirs}:
        return None
    return Conflict(
        file=file,
        published=True,
        message=f"{file}: {draft.author} is changing it on the web. Load it once that "
        "draft is published or thrown away; then bring both changes together.",
    )


def _said(row: AnyRow, file: str) -> str:
    return str(row.plays if is_plays(file) else row.body)


def is_safe(file: str) -> bool:
    """Say whether a stored file name may be written below a library's folder."""
    parts = PurePosixPath(file).parts
    inside = len(parts) > 1 and parts[0] in {SCENARIOS, POLICIES}
    return inside and ".." not in parts and file.endswith((".md", ".play"))
