"""Where the pictures are that scenarios show: in the content folder, beside them."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from trainer.errors import NotFoundError
from trainer.library import SCENARIOS
from trainer.scenarios.pictures import is_picture

_FOLDER = re.compile(r"[^./\\:\0][^/\\:\0]{0,99}")
"""A folder that is neither hidden nor a way to somewhere else, on any system."""


def known(content: Path | None) -> frozenset[str] | None:
    """Return what every picture in the content folder is named by in a library.

    Those that :func:`find` gives out; ``None`` where there is no such folder.
    """
    if content is None or not (content / SCENARIOS).is_dir():
        return None
    files = (content / SCENARIOS).rglob("*")
    names = (f.relative_to(content).as_posix() for f in files if is_picture(f.name))
    return frozenset(name for name in names if _is_given_out(content, name))


def _is_given_out(content: Path, name: str) -> bool:
    try:
        return bool(find(content, name))
    except NotFoundError:
        return False


def find(content: Path, file: str) -> Path:
    """Return where a picture is.

    Args:
        content: The content folder; only what lies in its ``scenarios`` is given out.
        file: As a line of a conversation names it: ``scenarios/letter.png``.

    Raises:
        NotFoundError: if there is none, or it is no picture, or it is elsewhere, also
            behind a link.
    """
    *folders, name = file.split("/")
    plain = is_picture(name) and all(_FOLDER.fullmatch(one) for one in folders)
    if plain and folders[:1] == [SCENARIOS]:
        # a link that goes round, or a name too long for the disk, is no picture
        with suppress(OSError, RuntimeError):
            found = (content / file).resolve()
            inside = found.is_relative_to((content / SCENARIOS).resolve())
            if inside and is_picture(found.name) and found.is_file():
                return found
    raise NotFoundError("There is no such picture.")
