"""The guide, served from its Markdown files: one source, readable offline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, abort, render_template, url_for

from trainer import paths
from trainer.web import markdown

pages = Blueprint("help", __name__, url_prefix="/help")

_NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """One file of the guide, as the index lists it."""

    name: str
    title: str


@pages.get("/")
def index() -> str:
    """Show what there is to read."""
    start = guide() / "index.md"
    if not start.is_file():
        abort(404)
    return render_template("help/index.html", page=_read(start), topics=topics(guide()))


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


def _title(file: Path) -> str:
    first = file.read_text(encoding="utf-8").lstrip().partition("\n")[0]
    return first.lstrip("# ").strip() or file.stem


def _address(target: str) -> str:
    """Turn a link between files of the guide into an address."""
    name, hash_sign, anchor = target.partition("#")
    if not name.endswith(".md") or "/" in name:
        return target
    page = name.removesuffix(".md")
    address = (
        url_for("help.index") if page == "index" else url_for("help.topic", name=page)
    )
    return address + hash_sign + anchor
