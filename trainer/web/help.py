"""The guide, served from its Markdown files: one source, readable offline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, abort, render_template, url_for

from trainer import paths
from trainer.web import markdown

pages = Blueprint("help", __name__, url_prefix="/help")

MESSAGES = "messages"
"""The folder of the pages about messages, and the page that lists them all."""

_NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One file of the guide, as the index lists it."""

    name: str
    title: str


@pages.get("/")
def index() -> str:
    """Show what there is to read: the first page, then what it does not list."""
    start = guide() / "index.md"
    if not start.is_file():
        abort(404)
    listed = start.read_text(encoding="utf-8")
    more = [one for one in topics(guide()) if f"({one.name}.md)" not in listed]
    return render_template("help/index.html", page=_read(start), topics=more)


@pages.get("/messages/<name>")
def message(name: str) -> str:
    """Show what a message means, by its code, or every message of one area."""
    folder = guide() / MESSAGES
    page = _message(folder, name) if _NAME.fullmatch(name) else None
    if page is None:
        abort(404)
    return render_template(
        "help/topic.html", page=page, name=MESSAGES, topics=topics(guide())
    )


@pages.get("/<name>")
def topic(name: str) -> str:
    """Show one file of the guide with the list of its sections."""
    file = guide() / f"{name}.md"
    if not _NAME.fullmatch(name) or not file.is_file():
        abort(404)
    return render_template(
        "help/topic.html", page=_read(file), name=name, topics=topics(guide())
    )


def guide() -> Path:
    """Return the folder of the guide."""
    return paths.DATA / "docs" / "guide"


@lru_cache(maxsize=4)
def topics(folder: Path) -> tuple[Topic, ...]:
    """Return the files of the guide by title, without its first page."""
    found = [
        Topic(name=file.stem, title=_title(file))
        for file in sorted(folder.glob("*.md"))
        if file.stem != "index"
    ]
    return tuple(sorted(found, key=lambda topic: topic.title))


@lru_cache(maxsize=64)
def _read(file: Path) -> markdown.Page:
    return markdown.page(file.read_text(encoding="utf-8"), link=_address)


@lru_cache(maxsize=512)
def _message(folder: Path, name: str) -> markdown.Page | None:
    """Return the page of a code, else that of an area; ``None`` for neither."""
    area = _areas(folder).get(name)
    if area is not None:
        text = _sections(area.read_text(encoding="utf-8"))[name]
        return markdown.page(f"# {name}\n{text}", link=_address)
    file = folder / f"{name}.md"
    return _read(file) if file.is_file() else None


@lru_cache(maxsize=4)
def _areas(folder: Path) -> Mapping[str, Path]:
    """Return the file that tells about each code."""
    return {
        code: file
        for file in sorted(folder.glob("*.md"))
        for code in _sections(file.read_text(encoding="utf-8"))
    }


def _sections(text: str) -> Mapping[str, str]:
    """Cut a page at its second-level headings, but not at those of its examples."""
    found: dict[str, list[str]] = {}
    code, fenced = "", False
    for line in text.splitlines(keepends=True):
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            code = line.removeprefix("## ").strip()
            found[code] = []
        elif code:
            found[code].append(line)
    return {code: "".join(lines) for code, lines in found.items()}


def _title(file: Path) -> str:
    first = file.read_text(encoding="utf-8").lstrip().partition("\n")[0]
    return first.lstrip("# ").strip() or file.stem


def _address(target: str) -> str:
    """Turn a link between files of the guide into an address."""
    path, hash_sign, anchor = target.partition("#")
    if not path.endswith(".md") or path.startswith(("/", "http")):
        return target
    folder, _, page = path.removesuffix(".md").rpartition("/")
    if folder == MESSAGES or (folder == "" and (guide() / MESSAGES / path).is_file()):
        return url_for("help.message", name=anchor or page)
    if folder not in ("", ".."):
        return target
    address = (
        url_for("help.index") if page == "index" else url_for("help.topic", name=page)
    )
    return address + hash_sign + anchor
