"""Write what is published back to files, for git, without overwriting changes there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from sqlalchemy.orm import Session

from trainer.content.diagnostics import Report
from trainer.library import read_texts
from trainer.scenarios.plays_syntax import plays_file, scenario_file
from trainer.services import pictures
from trainer.services.syncing import (
    MARKS,
    canonical,
    is_based,
    is_plays,
    is_safe,
    mark_of,
    read_marks,
)
from trainer.store import revisions
from trainer.store.installation import content_of
from trainer.store.types import AnyRow


@dataclass(slots=True, kw_only=True)
class Exported:
    """What exporting did."""

    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)
    """Files that were changed in the folder, and were not overwritten."""
    overtaken: list[str] = field(default_factory=list)
    """Those of them that are not based on what was published on the web since."""
    withdrawn: list[str] = field(default_factory=list)
    """Files in the folder of what was withdrawn; they are left where they are."""
    removed: list[str] = field(default_factory=list)
    """Files of plays whose scenario is published without any now."""


def export(session: Session, folder: Path) -> Exported:
    """Write every published scenario, sub-scene and policy in canonical form.

    Pictures they show go with them. Exporting twice changes nothing. A file that is
    neither what was exported last nor any text ever published is left alone, because
    somebody changed it. A file of plays goes where its scenario has none any more. What
    was written is noted in ``exported.json``, so that loading can tell what a change
    made there is based on.

    Args:
        session: Reads what is published.
        folder: The library; ``scenarios/`` and ``policies/`` are made in it.
    """
    done = Exported()
    there = read_texts(folder, Report()) if folder.is_dir() else {}
    based_on = read_marks(folder)
    last = {r.file: r for r in revisions.last(session, revisions.KINDS)}
    marks = dict(based_on)
    texts = revisions.bodies(session)
    for file, body in sorted({**_without_plays(there, last), **texts}.items()):
        text = canonical(body, file)
        if not is_safe(file):
            continue
        if there.get(file) == text:
            done.unchanged += 1
        elif file not in there or _is_known(session, file, there[file], marks):
            _put(folder / file, text, file, done)
        else:
            done.kept.append(file)
            row = last.get(scenario_file(file) if is_plays(file) else file)
            if row and row.source == "web" and not is_based(file, row, based_on):
                done.overtaken.append(file)
            continue
        marks[file] = mark_of(text)
    done.withdrawn = [
        row.file
        for row in last.values()
        if row.state == "withdrawn" and row.file in there
    ]
    _pictures(content_of(session), folder, texts, done)
    _write(folder / MARKS, f"{json.dumps(marks, indent=1, sort_keys=True)}\n")
    return done


def _pictures(
    content: Path | None, folder: Path, texts: Mapping[str, str], done: Exported
) -> None:
    """Write the pictures that published texts show beside them."""
    for name in sorted(pictures.known(content) or ()):
        path, picture = folder / name, PurePosixPath(name)
        beside = (
            t for f, t in texts.items() if PurePosixPath(f).parent == picture.parent
        )
        if content is None or not any(picture.name in text for text in beside):
            continue
        shown = pictures.find(content, name).read_bytes()
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(shown)
            done.written.append(name)
        elif path.read_bytes() == shown:
            done.unchanged += 1
        else:
            done.kept.append(name)


def _without_plays(
    there: Mapping[str, str], last: Mapping[str, AnyRow]
) -> dict[str, str]:
    """Return the files of plays in the folder that nothing is published for: empty."""
    published = (row for row in last.values() if row.state == "published")
    files = (plays_file(row.file) for row in published if not row.plays)
    return {file: "" for file in files if there.get(file)}


def _put(path: Path, text: str, file: str, done: Exported) -> None:
    """Write a file, or take away a file of plays without any."""
    if text:
        _write(path, text)
        done.written.append(file)
    else:
        path.unlink()
        done.removed.append(file)


def _is_known(session: Session, file: str, text: str, marks: dict[str, str]) -> bool:
    mine = canonical(text, file)
    if marks.get(file) == mark_of(mine):
        return True
    return mine in {canonical(body, file) for body in revisions.texts(session, file)}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
